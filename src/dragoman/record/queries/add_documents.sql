insert into kept.documents by name select * from new_rows

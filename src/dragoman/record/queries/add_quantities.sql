insert into kept.quantities by name select * from new_rows

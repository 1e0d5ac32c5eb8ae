insert into kept.entities by name select * from new_rows

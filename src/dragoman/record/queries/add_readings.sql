insert into kept.readings by name select * from new_rows

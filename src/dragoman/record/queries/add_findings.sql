insert into kept.findings by name select * from new_rows

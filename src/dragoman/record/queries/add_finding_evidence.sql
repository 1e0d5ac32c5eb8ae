insert into kept.finding_evidence by name select * from new_rows

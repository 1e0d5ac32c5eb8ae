insert into kept.stance_entities by name select * from new_rows

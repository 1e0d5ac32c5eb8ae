insert into kept.alike select one, other, agreement from new_alike

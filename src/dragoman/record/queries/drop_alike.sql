delete from kept.alike where one in (select event from asked) or other in (select event from asked)

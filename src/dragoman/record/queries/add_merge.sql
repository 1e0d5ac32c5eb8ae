-- Notes that all readings there are have been merged.
insert into kept.merges
select coalesce((select max(merge) from kept.merges), 0) + 1, coalesce((select max(key) from kept.readings), 0), $rules

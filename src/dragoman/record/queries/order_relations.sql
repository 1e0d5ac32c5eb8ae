-- Puts kept.relations in order of pair, and within a pair of time.
create or replace temp table in_order as select * from kept.relations order by one, other, earliest, episode;
delete from kept.relations;
insert into kept.relations select * from in_order;
delete from kept.ordered;
insert into kept.ordered select coalesce(max(episode), 0), count(*) from kept.relations;
drop table in_order

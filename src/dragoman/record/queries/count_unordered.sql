-- Rows of kept.relations, and those of them that came after all was last in order.
select count(*), count(*) filter (episode > (select coalesce(max(upto), 0) from kept.ordered)) from kept.relations

-- Keys of events of the newest readings that report no episode yet, in order.
select e.key
from kept.events e join kept.readings r on r.key = e.reading
where r.replaced_by is null and r.key > (select coalesce(max(upto), 0) from kept.merges)
order by e.key

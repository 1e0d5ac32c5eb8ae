-- Events that report an episode but are of a reading that another one has replaced.
select p.event
from kept.reports p join kept.events e on e.key = p.event join kept.readings r on r.key = e.reading
where r.replaced_by is not null
order by p.event

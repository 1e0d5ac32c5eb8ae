-- Events that report an episode and are of a text in `new_originals` (document, original).
select p.event
from kept.reports p join kept.events e on e.key = p.event join kept.readings r on r.key = e.reading
where r.document in (select document from new_originals)
order by p.event

-- Which event reports which episode, for the groups in `new_groups`.
insert into kept.reports
select g.episode, g.event, coalesce(t.original, r.document)
from new_groups g
join kept.events e on e.key = g.event
join kept.readings r on r.key = e.reading
left join kept.texts t on t.document = r.document
order by g.episode, g.event

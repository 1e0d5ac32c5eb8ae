-- What an id, or the beginning of one, may stand for: events, stances and findings of the newest readings.
select 'event' as kind, e.id, e.key, r.document_id as document, e.run, e.coder
from kept.events e join kept.readings r on r.key = e.reading
where r.replaced_by is null and starts_with(e.id, $prefix)
union
select 'stance', s.id, s.key, r.document_id, s.run, s.coder
from kept.stances s join kept.readings r on r.key = s.reading
where r.replaced_by is null and starts_with(s.id, $prefix)
union
select 'finding', f.id, f.key, r.document_id, f.run, f.coder
from kept.findings f join kept.readings r on r.key = f.reading
where r.replaced_by is null and starts_with(f.id, $prefix)
order by kind, id, document
limit $limit

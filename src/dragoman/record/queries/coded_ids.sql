-- What an id, or the beginning of one, may stand for among the events that others coded.
select 'event' as kind, c.id, c.key, c.document, 0 as run, i.source as coder
from kept.coded c join kept.imports i on i.key = c.import where starts_with(c.id, $prefix)
order by c.id limit $limit

-- Events that report these episodes (ids of episodes or of any of their events, or keys of either), independent texts before
-- their copies.
with named as (
    select key from kept.events where id in (select unnest($ids::varchar[]))
    union
    select unnest($events::bigint[])
),
asked as (
    select key from kept.episodes where id in (select unnest($ids::varchar[]))
    union
    select episode from kept.reports where event in (select key from named)
    union
    select unnest($episodes::bigint[])
),
told as materialized (
    select episode, event, original from kept.reports where episode in (select key from asked)
)
select e.id as episode, v.id as event, v.key, d.id as document,
    case when r.original <> d.key then o.id end as copy_of
from told r
join (select key, id from kept.episodes where key in (select episode from told)) e on e.key = r.episode
join (select key, id, reading, evidence_start from kept.events where key in (select event from told)) v on v.key = r.event
join kept.readings g on g.key = v.reading
join kept.documents d on d.key = g.document
left join kept.documents o on o.key = r.original
order by e.id, r.original <> d.key, d.published nulls last, d.id, v.evidence_start, v.id

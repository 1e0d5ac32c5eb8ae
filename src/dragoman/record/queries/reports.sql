-- Events that report these episodes (ids of episodes or of any of their events), independent texts before their copies.
with asked as (
    select distinct e.key
    from kept.episodes e left join kept.reports r on r.episode = e.key left join kept.events v on v.key = r.event
    where list_contains($ids::varchar[], e.id) or list_contains($ids::varchar[], v.id)
)
select e.id as episode, v.id as event, d.id as document,
    case when r.original <> d.key then o.id end as copy_of
from kept.reports r
join kept.episodes e on e.key = r.episode
join kept.events v on v.key = r.event
join kept.readings g on g.key = v.reading
join kept.documents d on d.key = g.document
left join kept.documents o on o.key = r.original
where e.key in (select key from asked)
order by e.id, r.original <> d.key, d.published nulls last, d.id, v.evidence_start, v.id

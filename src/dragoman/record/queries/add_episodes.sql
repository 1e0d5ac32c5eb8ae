-- Episodes from the groups of events in `new_groups` (episode, event): led by the report that is firmest, surest and best
-- dated; dated by the most precise date; with the parties and contexts of all.
insert into kept.episodes
with member as (
    select g.episode, e.*, r.document_id, t.original,
        case e.status when 'occurred' then 0 when 'ongoing' then 1 when 'planned' then 2 when 'hypothetical' then 3 else 4 end as rank,
        case when e.earliest is null or e.latest is null then 1e9 else e.latest - e.earliest end as width,
        case e.date_basis when 'stated' then 0 when 'resolved' then 1 when 'inherited' then 2 when 'published' then 3 else 4 end as basis
    from new_groups g
    join kept.events e on e.key = g.event
    join kept.readings r on r.key = e.reading
    left join kept.texts t on t.document = r.document
),
whole as (
    select episode, min(id) as least, count(*) as n_reports, count(distinct coalesce(original, -reading)) as n_sources,
        bool_and(alleged) as alleged, max(confidence) as confidence,
        arg_min(key, struct_pack(a := rank, b := alleged, c := -confidence, d := width, e := basis, f := id)) as lead,
        arg_min(key, struct_pack(w := width, b := basis, c := -confidence, d := id)) as dated,
        list_sort(list_distinct(flatten(list(contexts)))) as contexts
    from member group by episode
),
who as (
    select g.episode,
        coalesce(list_sort(list(distinct n.code) filter (n.role = 'actor')), []) as actors,
        coalesce(list_sort(list(distinct n.code) filter (n.role = 'recipient')), []) as recipients
    from new_groups g join kept.entities n on n.event = g.event
    where n.code is not null and n.role <> 'attribution'
    group by g.episode
)
select w.episode, md5('episode ' || w.least)[1:16], l.type, l.mode, w.contexts,
    coalesce(p.actors, []), coalesce(p.recipients, []), d.date, d.date_basis, d.earliest, d.latest, l.place_text, l.place_code,
    l.status, w.alleged, l.score, w.confidence, w.n_reports, w.n_sources, l.key, l.id, l.document_id, l.evidence_text
from whole w
join member l on l.key = w.lead
join member d on d.key = w.dated
left join who p on p.episode = w.episode
order by w.episode

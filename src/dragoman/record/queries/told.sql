-- What the events in `asked` (event) say, as reports are compared: days counted from 1970, codes, names and words of the
-- parties, numbers. The text that an event is from is its document's, or the one that this is a copy of.
with who as (
    select n.event,
        list(distinct n.code) filter (n.role = 'actor' and n.code is not null) as actors,
        list(distinct n.code) filter (n.role = 'recipient' and n.code is not null) as recipients,
        list(distinct n.name) filter (n.role <> 'attribution' and n.name is not null and coalesce(n.sector, '') not in ('IGO', 'NGO')) as names,
        list(distinct n.sector) filter (n.role = 'actor' and n.sector is not null) as sectors,
        list(distinct n.text) as entity_texts
    from kept.entities n where n.event in (select event from asked) group by n.event
),
numbers as (
    select event, list(struct_pack(kind := kind, value := value, unit := unit)) as quantities
    from kept.quantities where event in (select event from asked) group by event
)
select e.key, e.id, r.document, coalesce(t.original, r.document) as original, e.type, e.mode, e.status,
    coalesce(w.actors, []) as actors, coalesce(w.recipients, []) as recipients, coalesce(w.names, []) as names,
    coalesce(w.sectors, []) as sectors, coalesce(w.entity_texts, []) as entity_texts,
    e.earliest - date '1970-01-01' as first_day, e.latest - date '1970-01-01' as last_day, e.date, e.date_basis,
    e.place_text, e.place_code, e.evidence_text, coalesce(q.quantities, []) as quantities, e.evidence_start, e.evidence_end
from kept.events e
join kept.readings r on r.key = e.reading
left join kept.texts t on t.document = r.document
left join who w on w.event = e.key
left join numbers q on q.event = e.key
where e.key in (select event from asked)
order by e.key

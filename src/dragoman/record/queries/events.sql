-- Events that pass all filters (a null filter lets everything pass), in order of date, document and text, with their
-- entities and quantities as lists. They are chosen by few columns first, as most of what an event has is never looked at.
with tie as (
    select event from kept.pairs where (actor = $one and recipient = $other) or (actor = $other and recipient = $one)
),
wanted as materialized (
    select e.key, r.document_id as document
    from kept.events e join kept.readings r on r.key = e.reading
    where r.replaced_by is null
        and ($one is null or e.key in (select event from tie))
        and ($actors::varchar[] is null
            or e.key in (select event from kept.entities where role = 'actor' and list_contains($actors::varchar[], code)))
        and ($recipients::varchar[] is null
            or e.key in (select event from kept.entities where role = 'recipient' and list_contains($recipients::varchar[], code)))
        and ($types::varchar[] is null or list_contains($types::varchar[], e.type))
        and ($statuses::varchar[] is null or list_contains($statuses::varchar[], e.status))
        and ($documents::varchar[] is null or list_contains($documents::varchar[], r.document_id))
        and ($sources::varchar[] is null
            or r.document in (select key from kept.documents where list_contains($sources::varchar[], source)))
        and ($names::varchar[] is null
            or e.key in (select event from kept.entities where role <> 'attribution' and list_contains($names::varchar[], name)))
        and ($min_confidence is null or e.confidence >= $min_confidence)
        and ($ids::varchar[] is null or e.id in (select unnest($ids::varchar[])))
        and ($keys::bigint[] is null or e.key in (select unnest($keys::bigint[])))
        -- those that lead episodes of a pair are found by it, as ids lie in no order
        and ($led_one is null or e.key in (
            select lead from kept.relations
            where one = $led_one and other = $led_other and ($ids::varchar[] is null or list_contains($ids::varchar[], lead_id))))
        -- a date passes that may lie in the time asked for; no date, no answer
        and ($since::date is null
            or (e.latest is null and e.earliest is not null) or e.latest >= $since::date)
        and ($until::date is null
            or (e.earliest is null and e.latest is not null) or e.earliest <= $until::date)
    order by e.earliest nulls last, e.latest nulls last, r.document_id, e.evidence_start, e.key
    limit $limit offset $offset
),
who as (
    select n.event,
        list(struct_pack(code := n.code, sector := n.sector, other_sectors := n.other_sectors, name := n.name, text := n.text,
            start := n.start, "end" := n."end") order by n.position) filter (n.role = 'actor') as actors,
        list(struct_pack(code := n.code, sector := n.sector, other_sectors := n.other_sectors, name := n.name, text := n.text,
            start := n.start, "end" := n."end") order by n.position) filter (n.role = 'recipient') as recipients,
        any_value(struct_pack(code := n.code, sector := n.sector, other_sectors := n.other_sectors, name := n.name,
            text := n.text, start := n.start, "end" := n."end")) filter (n.role = 'attribution') as attribution
    from kept.entities n
    where n.event in (select key from wanted)
    group by n.event
),
numbers as (
    select event, list(struct_pack(kind := kind, value := value, unit := unit, text := text) order by position) as quantities
    from kept.quantities
    where event in (select key from wanted)
    group by event
)
select e.id, g.document, e.type, e.mode, e.contexts,
    coalesce(w.actors, []) as actors,
    coalesce(w.recipients, []) as recipients,
    e.date, e.date_basis,
    case when e.place_text is not null then struct_pack(text := e.place_text, code := e.place_code) end as place,
    e.status, w.attribution, e.alleged,
    coalesce(q.quantities, []) as quantities,
    e.score, e.confidence,
    struct_pack(start := e.evidence_start, "end" := e.evidence_end, text := e.evidence_text) as evidence,
    struct_pack(start := e.trigger_start, "end" := e.trigger_end) as "trigger",
    case when e.date_phrase_start is not null
        then struct_pack(start := e.date_phrase_start, "end" := e.date_phrase_end) end as date_phrase,
    e.why
from kept.events e
join wanted g on g.key = e.key
left join who w on w.event = e.key
left join numbers q on q.event = e.key
order by e.earliest nulls last, e.latest nulls last, g.document, e.evidence_start, e.key

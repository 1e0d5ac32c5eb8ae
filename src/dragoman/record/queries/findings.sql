-- Findings that pass all filters (a null filter lets everything pass), the gravest first, with their words as lists.
with clashing as (
    select v.finding
    from kept.finding_evidence v
    join kept.readings r on r.document_id = v.document and r.replaced_by is null
    join kept.events e on e.reading = r.key and e.evidence_start < v."end" and v.start < e.evidence_end
    where $one is not null and e.key in (
        select event from kept.pairs where (actor = $one and recipient = $other) or (actor = $other and recipient = $one))
        -- of a time: where what clashes may have been in it
        and ($since::date is null or (e.latest is null and e.earliest is not null) or e.latest >= $since::date)
        and ($until::date is null or (e.earliest is null and e.latest is not null) or e.earliest <= $until::date)
),
wanted as (
    select f.*, r.document_id as document
    from kept.findings f join kept.readings r on r.key = f.reading
    where r.replaced_by is null
        and ($ids::varchar[] is null or list_contains($ids::varchar[], f.id))
        and ($documents::varchar[] is null or list_contains($documents::varchar[], r.document_id))
        and ($findings::varchar[] is null or list_contains($findings::varchar[], f.finding))
        and ($severities::varchar[] is null or list_contains($severities::varchar[], f.severity))
        and ($one is null or f.key in (select finding from clashing))
    order by case f.severity when 'error' then 0 when 'warning' then 1 else 2 end, r.document_id, f.key
    limit $limit offset $offset
),
words as (
    select v.finding,
        list(struct_pack(document := v.document, start := v.start, "end" := v."end", text := v.text) order by v.position) as evidence
    from kept.finding_evidence v
    where v.finding in (select key from wanted)
    group by v.finding
)
select f.id, f.document, f.finding, f.severity, f.why, coalesce(w.evidence, []) as evidence
from wanted f left join words w on w.finding = f.key
order by case f.severity when 'error' then 0 when 'warning' then 1 else 2 end, f.document, f.key

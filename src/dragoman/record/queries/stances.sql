-- Stances that pass all filters (a null filter lets everything pass), with holders and targets as lists.
with wanted as (
    select s.*, r.document_id as document
    from kept.stances s join kept.readings r on r.key = s.reading
    where r.replaced_by is null
        and ($ids::varchar[] is null or list_contains($ids::varchar[], s.id))
        and ($documents::varchar[] is null or list_contains($documents::varchar[], r.document_id))
        -- a date passes that may lie in the time asked for; no date, no answer
        and ($since::date is null or (s.latest is null and s.earliest is not null) or s.latest >= $since::date)
        and ($until::date is null or (s.earliest is null and s.latest is not null) or s.earliest <= $until::date)
        and ($one is null or s.key in (
            select h.stance
            from kept.stance_entities h join kept.stance_entities t on t.stance = h.stance
            where h.role = 'holder' and t.role = 'toward'
                and ((h.code = $one and t.code = $other) or (h.code = $other and t.code = $one))))
),
who as (
    select n.stance,
        list(struct_pack(code := n.code, sector := n.sector, other_sectors := n.other_sectors, name := n.name, text := n.text,
            start := n.start, "end" := n."end") order by n.position) filter (n.role = 'holder') as holder,
        list(struct_pack(code := n.code, sector := n.sector, other_sectors := n.other_sectors, name := n.name, text := n.text,
            start := n.start, "end" := n."end") order by n.position) filter (n.role = 'toward') as toward,
        any_value(struct_pack(code := n.code, sector := n.sector, other_sectors := n.other_sectors, name := n.name,
            text := n.text, start := n.start, "end" := n."end")) filter (n.role = 'attribution') as attribution
    from kept.stance_entities n
    where n.stance in (select key from wanted)
    group by n.stance
)
select s.id, s.document, s.stance, coalesce(w.holder, []) as holder, coalesce(w.toward, []) as toward, s.date, w.attribution,
    s.confidence, struct_pack(start := s.evidence_start, "end" := s.evidence_end, text := s.evidence_text) as evidence, s.why
from wanted s left join who w on w.stance = s.key
order by s.earliest nulls last, s.latest nulls last, s.document, s.evidence_start, s.key

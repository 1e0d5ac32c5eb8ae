-- Episodes of two states that may tell of a tie between them: what happened, of these categories, with words like these; with
-- the words of the leading report and where in them the act stands. In order of date, those without one last.
with tie as (
    select distinct episode from kept.dyads
    where (actor = $one and recipient = $other) or (actor = $other and recipient = $one)
)
select p.lead_id as lead, p.type, p.mode, p.contexts, p.actors, p.recipients, p.date, p.date_basis, p.status, p.alleged,
    p.confidence, p.n_sources, cast(p.earliest as varchar) as earliest, cast(p.latest as varchar) as latest, p.words,
    e.trigger_start - e.evidence_start as act_start, e.trigger_end - e.evidence_start as act_end
from kept.episodes p join tie t on p.key = t.episode join kept.events e on e.key = p.lead
where p.status in ('occurred', 'ongoing') and list_contains($types::varchar[], p.type)
    and regexp_matches(lower(p.words), $words)
    and ($since::date is null or (p.latest is null and p.earliest is not null) or p.latest >= $since::date)
    and ($until::date is null or (p.earliest is null and p.latest is not null) or p.earliest <= $until::date)
order by p.earliest nulls last, p.latest nulls last, p.lead_id
limit $limit

-- Episodes of two states that may tell of a tie between them: what happened, of these categories, with words like these; with
-- the words of the leading report and where in them the act stands. Where there are very many, those that most texts report and
-- that are surest: five times $limit are looked at, $limit given. In order of date, those without one last.
with tie as (
    select distinct episode from kept.dyads
    where (actor = $one and recipient = $other) or (actor = $other and recipient = $one)
),
tied as materialized (  -- narrow columns first: to look at the words of all episodes would take longer than the rest
    select key, type, status, earliest, latest, n_sources, confidence, lead
    from kept.episodes where key in (select episode from tie)
),
mine as materialized (
    select key from tied p
    where p.status in ('occurred', 'ongoing') and list_contains($types::varchar[], p.type)
        and ($since::date is null or (p.latest is null and p.earliest is not null) or p.latest >= $since::date)
        and ($until::date is null or (p.earliest is null and p.latest is not null) or p.earliest <= $until::date)
    order by n_sources desc, confidence desc, lead
    limit 5 * $limit
),
told as materialized (
    select key, words, lead, n_sources, confidence from kept.episodes where key in (select key from mine)
),
chosen as (
    select key, lead from told where regexp_matches(words, $words)
    order by n_sources desc, confidence desc, lead
    limit $limit
)
select p.lead_id as lead, p.type, p.mode, p.contexts, p.actors, p.recipients, p.date, p.date_basis, p.status, p.alleged,
    p.confidence, p.n_sources, cast(p.earliest as varchar) as earliest, cast(p.latest as varchar) as latest, p.words,
    e.trigger_start - e.evidence_start as act_start, e.trigger_end - e.evidence_start as act_end
from kept.episodes p join kept.events e on e.key = p.lead
where p.key in (select key from chosen) and e.key in (select lead from chosen)
order by p.earliest nulls last, p.latest nulls last, p.lead_id

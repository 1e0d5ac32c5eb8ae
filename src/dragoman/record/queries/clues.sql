-- Episodes of two states that may tell of a tie between them: what happened, of these categories, with words like these; with
-- the words of the leading report and where in them the act stands. Where there are very many, those that most texts report and
-- that are surest: five times $limit are looked at, $limit given. In order of date, those without one last.
with mine as materialized (
    select episode from kept.relations p
    where p.one = $one and p.other = $other
        and p.status in ('occurred', 'ongoing') and list_contains($types::varchar[], p.type)
        and (p.score >= 0 or p.type not in ('AID', 'COOPERATE', 'SUPPORT'))
        and ($since::date is null or (p.latest is null and p.earliest is not null) or p.latest >= $since::date)
        and ($until::date is null or (p.earliest is null and p.latest is not null) or p.earliest <= $until::date)
    order by n_sources desc, confidence desc, lead
    limit 5 * $limit
)
select * from (
    select lead_id as lead, type, mode, contexts, actors, recipients, date, date_basis, status, alleged, confidence, n_sources,
        cast(earliest as varchar) as earliest, cast(latest as varchar) as latest, words, act_start, act_end
    from kept.relations
    where one = $one and other = $other and episode in (select episode from mine) and regexp_matches(words, $words)
    order by n_sources desc, confidence desc, relations.lead
    limit $limit
)
order by cast(earliest as date) nulls last, cast(latest as date) nulls last, lead

-- Pairs of states with their episodes: who deals how with whom. Only what happened is counted. `pairs`: how many there are in all.
select one, other, count(*) as episodes, sum(n_reports)::bigint as reports,
    count(*) filter (score >= 0 and type in ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT')) as cooperative,
    count(*) filter (not (score >= 0 and type in ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT'))) as conflictual,
    round(avg(score), 4) as score,
    cast(min(e.earliest) as varchar) as earliest, cast(max(e.latest) as varchar) as latest,
    count(*) over () as pairs
from kept.relations e
where status in ('occurred', 'ongoing')
    and ($codes::varchar[] is null or list_contains($codes::varchar[], one) or list_contains($codes::varchar[], other))
    and ($within::varchar[] is null or (list_contains($within::varchar[], one) and list_contains($within::varchar[], other)))
    and not list_contains($not_codes::varchar[], one) and not list_contains($not_codes::varchar[], other)
    and ($since::date is null or (e.latest is null and e.earliest is not null) or e.latest >= $since::date)
    and ($until::date is null or (e.earliest is null and e.latest is not null) or e.earliest <= $until::date)
group by one, other
order by episodes desc, one, other
limit $limit

-- Pairs of states with their episodes: who deals how with whom. Only what happened is counted.
select one, other, count(*) as episodes, sum(n_reports)::bigint as reports,
    count(*) filter (type in ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT')) as cooperative,
    count(*) filter (type not in ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT')) as conflictual,
    round(avg(score), 4) as score,
    cast(min(e.earliest) as varchar) as earliest, cast(max(e.latest) as varchar) as latest
from kept.relations e
where status in ('occurred', 'ongoing')
    and ($codes::varchar[] is null or one in (select unnest($codes::varchar[])) or other in (select unnest($codes::varchar[])))
    and not list_contains($not_codes::varchar[], one) and not list_contains($not_codes::varchar[], other)
    and ($since::date is null or (e.latest is null and e.earliest is not null) or e.latest >= $since::date)
    and ($until::date is null or (e.earliest is null and e.latest is not null) or e.earliest <= $until::date)
group by one, other
order by episodes desc, one, other
limit $limit

-- Pairs of states with their episodes: who deals how with whom. Only what happened is counted.
with between_two as (
    select least(d.actor, d.recipient) as one, greatest(d.actor, d.recipient) as other, d.episode
    from kept.dyads d
    where ($codes::varchar[] is null or list_contains($codes::varchar[], d.actor) or list_contains($codes::varchar[], d.recipient))
    group by all
)
select b.one, b.other, count(*) as episodes, sum(e.n_reports)::bigint as reports,
    count(*) filter (e.type in ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT')) as cooperative,
    count(*) filter (e.type not in ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT')) as conflictual,
    round(avg(e.score), 4) as score,
    cast(min(e.earliest) as varchar) as earliest, cast(max(e.latest) as varchar) as latest
from between_two b join kept.episodes e on e.key = b.episode
where e.status in ('occurred', 'ongoing')
    and ($since::date is null or (e.latest is null and e.earliest is not null) or e.latest >= $since::date)
    and ($until::date is null or (e.earliest is null and e.latest is not null) or e.earliest <= $until::date)
group by b.one, b.other
order by episodes desc, b.one, b.other
limit $limit

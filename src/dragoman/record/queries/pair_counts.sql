-- Pairs that deal with each other, each once ($state null: all, else those of one state), the most events first. Mean score
-- and counts hold what occurred or is ongoing; `n_other` is planned, hypothetical or negated.
with tie as (
    select distinct least(actor, recipient) as one, greatest(actor, recipient) as other, event
    from pairs
    where $state is null or actor = $state or recipient = $state
)
select t.one, t.other,
    count(*) filter (e.status in ('occurred', 'ongoing')) as n_events,
    count(*) filter (e.status in ('occurred', 'ongoing')
        and e.type in ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT')) as cooperative,
    count(*) filter (e.status in ('occurred', 'ongoing')
        and e.type not in ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT')) as conflictual,
    count(*) filter (e.status not in ('occurred', 'ongoing')) as n_other,
    round(avg(e.score) filter (e.status in ('occurred', 'ongoing')), 2) as score,
    cast(min(e.earliest) filter (e.latest is not null) as varchar) as earliest,
    cast(max(e.earliest) filter (e.latest is not null) as varchar) as latest
from tie t join kept.events e on e.key = t.event
group by t.one, t.other
order by n_events desc, n_other desc, t.one, t.other
limit $limit

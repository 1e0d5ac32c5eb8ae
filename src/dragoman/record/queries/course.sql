-- What happened between two states, a row for each episode, for measures over time: days counted from 1970.
select e.lead_id as lead, e.type, e.score, e.confidence, e.n_reports, e.n_sources,
    e.earliest - date '1970-01-01' as first_day, e.latest - date '1970-01-01' as last_day, e.date_basis
from kept.relations e
where e.one = $one and e.other = $other and e.status in ('occurred', 'ongoing')
    and ($since::date is null or (e.latest is null and e.earliest is not null) or e.latest >= $since::date)
    and ($until::date is null or (e.earliest is null and e.latest is not null) or e.earliest <= $until::date)
order by e.earliest nulls last, e.latest nulls last, e.lead_id

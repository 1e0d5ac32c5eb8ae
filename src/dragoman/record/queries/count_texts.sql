-- Independent texts that report what happened between two states.
select count(distinct r.original)
from kept.dyads d join kept.episodes e on e.key = d.episode join kept.reports r on r.episode = e.key
where ((d.actor = $one and d.recipient = $other) or (d.actor = $other and d.recipient = $one))
    and e.status in ('occurred', 'ongoing')
    and ($since::date is null or (e.latest is null and e.earliest is not null) or e.latest >= $since::date)
    and ($until::date is null or (e.earliest is null and e.latest is not null) or e.earliest <= $until::date)

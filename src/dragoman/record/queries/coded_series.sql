-- Events that others coded on two states, by data set and period; a date wider than a period has its own row, as has none.
with dated as (
    select i.form, c.type, c.score, c.date, c.earliest, c.latest,
        coalesce(date_trunc($by, c.earliest) = date_trunc($by, c.latest), false) as fits
    from kept.coded c join kept.imports i on i.key = c.import
    where ((c.actor.code = $one and c.recipient.code = $other) or (c.actor.code = $other and c.recipient.code = $one))
        and ($forms::varchar[] is null or list_contains($forms::varchar[], i.form))
        and ($since::date is null or (c.latest is null and c.earliest is not null) or c.latest >= $since::date)
        and ($until::date is null or (c.earliest is null and c.latest is not null) or c.earliest <= $until::date)
),
placed as (
    select form, type, score, case when fits then cast(date_trunc($by, earliest) as date) else earliest end as from_day,
        case when not fits then date end as wide
    from dated
)
select form, year(from_day) as year, month(from_day) as month, day(from_day) as day, wide, count(*) as events,
    count(*) filter (type in ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT')) as cooperative,
    count(*) filter (type not in ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT')) as conflictual,
    round(avg(score), 4) as score
from placed
group by form, from_day, wide
order by form, from_day nulls last, wide nulls first

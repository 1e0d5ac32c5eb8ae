-- Events between two states by period: all together (actor is null), and apart by who acts. An event counts in a period
-- where all the days that its date may mean lie in it; else its date is a period by itself (wide). Undated events have no
-- period. Only what happened (occurred, ongoing) is counted and scored; `n_other` are planned, hypothetical and negated.
with tie as (
    select event, actor from pairs where actor = $one and recipient = $other
    union
    select event, actor from pairs where actor = $other and recipient = $one
),
dated as (
    select t.actor, e.key, e.type, e.score, e.status in ('occurred', 'ongoing') as happened,
        coalesce(d.source, d.id) as source,
        e.earliest, e.latest, e.date,
        coalesce(date_trunc($by, e.earliest) = date_trunc($by, e.latest), false) as fits
    from tie t
    join kept.events e on e.key = t.event
    join kept.readings r on r.key = e.reading
    join kept.documents d on d.key = r.document
),
placed as (
    select *, case when fits then cast(date_trunc($by, earliest) as date) else earliest end as from_day,
        case when not fits then latest end as to_day,
        case when not fits and (earliest is not null or latest is not null) then date end as wide
    from dated
),
counted as (
    select from_day, to_day, wide, null as actor, key, type, score, happened, source from placed
    group by all
    union all
    select from_day, to_day, wide, actor, key, type, score, happened, source from placed
    group by all
)
select year(from_day) as year, month(from_day) as month, day(from_day) as day, wide, actor,
    count(*) filter (happened) as episodes,
    count(distinct source) filter (happened) as sources,
    count(*) filter (happened and type in ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT')) as cooperative,
    count(*) filter (happened and type not in ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT'))
        as conflictual,
    round(avg(score) filter (happened), 4) as score,
    count(*) filter (not happened) as n_other
from counted
group by from_day, to_day, wide, actor
order by from_day nulls last, to_day nulls last, wide nulls first, actor nulls first

-- The ids of the strongest events between two states in each period, the highest absolute score first; of equals the surest.
with tie as (
    select event from pairs where actor = $one and recipient = $other
    union
    select event from pairs where actor = $other and recipient = $one
),
placed as (
    select e.id, e.score, e.confidence, e.earliest, e.evidence_start,
        coalesce(date_trunc($by, e.earliest) = date_trunc($by, e.latest), false) as fits,
        cast(date_trunc($by, e.earliest) as date) as period, e.date
    from tie t join kept.events e on e.key = t.event
    where e.status in ('occurred', 'ongoing') and (e.earliest is not null or e.latest is not null)
),
named as (
    select *, case when fits then period end as from_day, case when not fits then date end as wide from placed
)
select year(from_day) as year, month(from_day) as month, day(from_day) as day, wide, id
from named
qualify row_number() over (
    partition by from_day, wide order by abs(score) desc, confidence desc, earliest, evidence_start, id) <= $most
order by from_day nulls last, wide, abs(score) desc, confidence desc, earliest, evidence_start, id

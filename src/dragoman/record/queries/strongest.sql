-- The leading events of the strongest episodes between two states in each period, the highest absolute score first; of equals
-- those that more texts report, then the surest.
with placed as (
    select e.lead_id, e.score, e.confidence, e.n_sources, e.earliest,
        coalesce(date_trunc($by, e.earliest) = date_trunc($by, e.latest), false) as fits,
        cast(date_trunc($by, e.earliest) as date) as period, e.date
    from kept.relations e
    where e.one = $one and e.other = $other and e.status in ('occurred', 'ongoing') and (e.earliest is not null or e.latest is not null)
        and ($since::date is null or (e.latest is null and e.earliest is not null) or e.latest >= $since::date)
        and ($until::date is null or (e.earliest is null and e.latest is not null) or e.earliest <= $until::date)
),
named as (
    select *, case when fits then period end as from_day, case when not fits then date end as wide from placed
)
select year(from_day) as year, month(from_day) as month, day(from_day) as day, wide, lead_id as id
from named
qualify row_number() over (
    partition by from_day, wide order by abs(score) desc, n_sources desc, confidence desc, earliest, lead_id) <= $most
order by from_day nulls last, wide, abs(score) desc, n_sources desc, confidence desc, earliest, lead_id

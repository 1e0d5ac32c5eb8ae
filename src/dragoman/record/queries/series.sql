-- Episodes between two states by period: all together (actor is null), and apart by who acts. An episode counts in a period
-- where all the days that its date may mean lie in it; else its date is a period by itself (wide). Undated ones have no
-- period; `all_sources` are the independent texts of all periods together. Only what happened (occurred, ongoing) is counted and scored; `n_other` are planned, hypothetical and negated.
with dated as (
    select e.forth, e.back, e.originals, e.type, e.score, e.n_reports, e.status in ('occurred', 'ongoing') as happened,
        e.earliest, e.latest, e.date,
        coalesce(date_trunc($by, e.earliest) = date_trunc($by, e.latest), false) as fits
    from kept.relations e
    where e.one = $one and e.other = $other
        and ($since::date is null or (e.latest is null and e.earliest is not null) or e.latest >= $since::date)
        and ($until::date is null or (e.earliest is null and e.latest is not null) or e.earliest <= $until::date)
),
placed as materialized (
    select *, case when fits then cast(date_trunc($by, earliest) as date) else earliest end as from_day,
        case when not fits then latest end as to_day,
        case when not fits and (earliest is not null or latest is not null) then date end as wide
    from dated
),
counted as (
    select from_day, to_day, wide, null as actor, type, score, n_reports, happened from placed
    union all
    select from_day, to_day, wide, $one as actor, type, score, n_reports, happened from placed where forth
    union all
    select from_day, to_day, wide, $other as actor, type, score, n_reports, happened from placed where back
),
told as materialized (
    select distinct from_day, to_day, wide, original
    from (select from_day, to_day, wide, unnest(originals) as original from placed where happened)
),
texts as (
    select from_day, to_day, wide, count(*) as sources from told group by from_day, to_day, wide
),
sums as (
    select from_day, to_day, wide, actor,
        count(*) filter (happened) as episodes,
        coalesce(sum(n_reports) filter (happened), 0) as reports,
        count(*) filter (happened and score >= 0 and type in ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT')) as cooperative,
        count(*) filter (happened and not (score >= 0 and type in ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT')))
            as conflictual,
        coalesce(round(sum(score) filter (happened and score > 0), 4), 0) as cooperative_score,
        coalesce(round(sum(score) filter (happened and score < 0), 4), 0) as conflictual_score,
        round(avg(score) filter (happened), 4) as score,
        count(*) filter (not happened) as n_other
    from counted
    group by from_day, to_day, wide, actor
)
select year(s.from_day) as year, month(s.from_day) as month, day(s.from_day) as day, s.wide, s.actor, s.episodes, s.reports,
    case when s.actor is null then coalesce(t.sources, 0) else 0 end as sources, s.cooperative, s.conflictual,
    s.cooperative_score, s.conflictual_score, s.score, s.n_other,
    (select count(distinct original) from told) as all_sources
from sums s
left join texts t on t.from_day is not distinct from s.from_day and t.to_day is not distinct from s.to_day
    and t.wide is not distinct from s.wide
order by s.from_day nulls last, s.to_day nulls last, s.wide nulls first, s.actor nulls first

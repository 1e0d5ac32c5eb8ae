-- Pairs whose dealings changed most: the mean score of their last five dated episodes against that of up to ten before these
-- (at least three). Counted in episodes, not in years, it holds for a week of news and for a century alike.
with tie as (
    select distinct least(actor, recipient) as one, greatest(actor, recipient) as other, episode
    from kept.dyads
    where not list_contains($not_states::varchar[], actor) and not list_contains($not_states::varchar[], recipient)
),
ranked as (
    select t.one, t.other, e.score, e.earliest,
        row_number() over (partition by t.one, t.other order by e.earliest desc, e.latest desc, e.key desc) as back
    from tie t join kept.episodes e on e.key = t.episode
    where e.status in ('occurred', 'ongoing') and e.earliest is not null and e.latest is not null
)
select one, other,
    round(avg(score) filter (back <= 5), 2) as lately,
    round(avg(score) filter (back between 6 and 15), 2) as before,
    cast(min(earliest) filter (back <= 5) as varchar) as since,
    cast(max(earliest) as varchar) as until,
    count(*) filter (back between 6 and 15) as n_before
from ranked
group by one, other
having count(*) filter (back between 6 and 15) >= 3
order by abs(avg(score) filter (back <= 5) - avg(score) filter (back between 6 and 15)) desc, one, other
limit $limit

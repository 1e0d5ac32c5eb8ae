-- Pairs whose dealings changed most: the mean score of their last five dated episodes against that of up to ten before these
-- (at least three). Counted in episodes, not in years, it holds for a week of news and for a century alike.
with ranked as (
    select one, other, score, earliest,
        row_number() over (partition by one, other order by earliest desc, latest desc, episode desc) as back
    from kept.relations
    where status in ('occurred', 'ongoing') and earliest is not null and latest is not null
        and not list_contains($not_states::varchar[], one) and not list_contains($not_states::varchar[], other)
    qualify back <= 15
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

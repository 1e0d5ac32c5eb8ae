-- Events that hang together with those in `asked` (event) through pairs that are alike.
with recursive edges as (
    select one as near, other as far from kept.alike
    union all
    select other, one from kept.alike
),
reach as (
    select event from asked
    union
    select e.far from reach r join edges e on e.near = r.event
)
select event from reach order by event

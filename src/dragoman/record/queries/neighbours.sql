-- Events that hang together with those in `asked` (event) through pairs that are alike, and these pairs.
with recursive reach as (
    select event from asked
    union
    select case when a.one = r.event then a.other else a.one end
    from reach r join kept.alike a on a.one = r.event or a.other = r.event
)
select event from reach order by event

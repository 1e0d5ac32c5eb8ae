-- Pairs of events, at least one of them new (in `new_events`), that may be reports of one event, as keys, the smaller first:
-- they share a pair of parties and a kin of categories, and either their days lie within two of each other, or the one's month
-- or year holds the other's date, or their wide dates are the same, or they are of the same text. `kin` (type, name) are the
-- kins. One slice of the parties at a time ($slice of $slices), so that memory is bounded.
with party as (
    select distinct p.event, least(p.actor, p.recipient) || ' ' || greatest(p.actor, p.recipient) as parties
    from kept.pairs p
    union all
    -- who acts without a known other party, or suffers without a known actor
    select distinct n.event, n.role || ' ' || n.code
    from kept.entities n
    where n.role <> 'attribution' and n.code is not null and not exists (select 1 from kept.pairs p where p.event = n.event)
),
mine as (
    select event, parties from party
    where hash(parties) % $slices = $slice
        and parties in (select q.parties from party q where q.event in (select event from new_events))
),
told as (
    select m.event, m.parties, k.name as kin, coalesce(t.original, r.document) as original,
        m.event in (select event from new_events) as is_new, e.earliest, e.latest, e.date,
        case when e.earliest is null or e.latest is null then 'none'
            when e.latest - e.earliest <= 3 then 'day' when e.latest - e.earliest <= 45 then 'month'
            when e.latest - e.earliest <= 400 then 'year' else 'wide' end as precision
    from mine m
    join kept.events e on e.key = m.event
    join kept.readings r on r.key = e.reading
    left join kept.texts t on t.document = r.document
    join kin k on k.type = e.type
    where r.replaced_by is null
),
keys as (
    select event, parties, kin, is_new, 'D' || cast(earliest as varchar) as block, true as asks, true as answers
    from told where precision = 'day'
    union all
    select event, parties, kin, is_new, 'D' || cast(cast(earliest as date) + cast(step.i as integer) as varchar), true, false
    from told, (select unnest([1, 2, 3]) as i) step where precision = 'day'
    union all
    select event, parties, kin, is_new, 'M' || strftime(earliest, '%Y-%m'), precision = 'month', true
    from told where precision in ('day', 'month')
    union all
    select event, parties, kin, is_new, 'Y' || strftime(earliest, '%Y'), precision = 'year', true
    from told where precision in ('day', 'month', 'year')
    union all
    select event, parties, kin, is_new, 'W' || date, true, true from told where precision in ('wide', 'none') and date is not null
    union all
    select event, parties, kin, is_new, 'T' || original, true, true from told
)
select distinct least(a.event, b.event) as one, greatest(a.event, b.event) as other
from keys a join keys b on a.parties = b.parties and a.kin = b.kin and a.block = b.block
where a.asks and b.answers and a.event <> b.event and (a.is_new or b.is_new)
order by 1, 2

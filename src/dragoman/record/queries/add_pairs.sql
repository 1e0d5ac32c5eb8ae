-- A pair of states that an event ties, for the events from key $first on: from each actor to each recipient; and, as several
-- actors of an agreement, a meeting or a common undertaking without a recipient act with each other, from each of them to
-- each other one.
insert into kept.pairs
    select distinct e.key, a.code, r.code
    from kept.events e
    join kept.entities a on a.event = e.key and a.role = 'actor'
    join kept.entities r on r.event = e.key and r.role = 'recipient'
    where e.key >= $first and a.event >= $first and r.event >= $first and a.code <> r.code
    union
    select distinct e.key, a.code, b.code
    from kept.events e
    join kept.entities a on a.event = e.key and a.role = 'actor'
    join kept.entities b on b.event = e.key and b.role = 'actor'
    where e.key >= $first and a.event >= $first and b.event >= $first
        and e.type in ('AGREE', 'CONSULT', 'COOPERATE') and a.code <> b.code
        and not exists (select 1 from kept.entities r where r.event = e.key and r.role = 'recipient')

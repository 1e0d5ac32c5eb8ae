-- Readings of a folder of parts that tell of two states: an event ties them, or one has a stance toward the other.
create table kept.readings_between as
select e.reading
from kept.events e join kept.pairs p on p.event = e.key
where (p.actor = $one and p.recipient = $other) or (p.actor = $other and p.recipient = $one)
union
select s.reading
from kept.stances s
join kept.stance_entities h on h.stance = s.key and h.role = 'holder'
join kept.stance_entities t on t.stance = s.key and t.role = 'toward'
where (h.code = $one and t.code = $other) or (h.code = $other and t.code = $one)

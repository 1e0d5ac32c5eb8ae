-- Who acts toward whom in the episodes of `new_groups`.
insert into kept.dyads
select distinct p.actor, p.recipient, g.episode
from new_groups g join kept.pairs p on p.event = g.event
order by p.actor, p.recipient, g.episode

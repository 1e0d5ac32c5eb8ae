-- The episodes of `new_groups`, for each pair of states that has part in them.
insert into kept.relations
select t.one, t.other, t.forth, t.back, e.*, v.trigger_start - v.evidence_start, v.trigger_end - v.evidence_start, t.originals
from (
    select least(d.actor, d.recipient) as one, greatest(d.actor, d.recipient) as other,
        bool_or(d.actor < d.recipient) as forth, bool_or(d.actor > d.recipient) as back, d.episode,
        any_value(r.originals) as originals
    from kept.dyads d
    join (select episode, list_sort(list(distinct original)) as originals from kept.reports 
        where episode in (select episode from new_groups) group by episode) r
        on r.episode = d.episode
    where d.episode in (select episode from new_groups)
    group by all
) t
join kept.episodes e on e.key = t.episode
join kept.events v on v.key = e.lead
where e.key in (select episode from new_groups) and v.key in (select event from new_groups)
order by t.one, t.other, e.earliest, e.key

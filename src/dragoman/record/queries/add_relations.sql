-- The episodes of `new_groups`, for each pair of states that has part in them. What one gives the rebels of the other is done
-- against the other: there its score is that of a show of force, and of praise that of a charge.
insert into kept.relations
with armed as (
    select n.event, n.code, bool_and(coalesce(n.sector, '') in ('REB', 'UAF')) as are_rebels
    from kept.entities n
    where n.role = 'recipient' and n.code is not null and n.event in (select event from new_groups)
    group by n.event, n.code
)
select t.one, t.other, t.forth, t.back,
    e.* replace (case when r.are_rebels and e.type in ('AID', 'COOPERATE') then -5.5
        when r.are_rebels and e.type = 'SUPPORT' then -2.0 else e.score end as score),
    v.trigger_start - v.evidence_start, v.trigger_end - v.evidence_start, t.originals
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
left join armed r on r.event = e.lead and t.forth <> t.back and r.code = case when t.forth then t.other else t.one end
where e.key in (select episode from new_groups) and v.key in (select event from new_groups)
order by t.one, t.other, e.earliest, e.key

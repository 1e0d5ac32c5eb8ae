-- Pairs of events, of two documents each, that may be one event told twice: same pair of states, same category, the same
-- first letters of the word that carries the act, dates at most $days apart, neither wider than a month. Joined by week, so
-- that the cost grows with the events of a week of one pair; the weeks beside are looked at as well.
with told as (
    select e.key, e.id, r.document_id as document, e.type, e.earliest, e.latest,
        least(p.actor, p.recipient) as one, greatest(p.actor, p.recipient) as other,
        lower(substring(e.evidence_text, e.trigger_start - e.evidence_start + 1, least(5, e.trigger_end - e.trigger_start))) as word,
        cast(date_diff('day', date '1700-01-01', e.earliest) // 7 as integer) as week
    from kept.events e
    join kept.readings r on r.key = e.reading and r.replaced_by is null
    join pairs p on p.event = e.key
    where e.status in ('occurred', 'ongoing', 'negated') and e.earliest is not null and e.latest is not null
        and e.date_basis in ('stated', 'resolved')
        and date_diff('day', e.earliest, e.latest) <= 31
),
near as (
    select t.*, t.week + w.step as met
    from told t cross join (select unnest(range(-$weeks, $weeks + 1)) as step) w
)
select distinct a.id as one, a.document as one_document, b.id as other, b.document as other_document
from told a
join near b on b.one = a.one and b.other = a.other and b.type = a.type and b.met = a.week and b.word = a.word
where a.document < b.document and length(a.word) >= 3
    and greatest(date_diff('day', a.latest, b.earliest), date_diff('day', b.latest, a.earliest)) <= $days
order by one_document, other_document, one, other

-- Ids of events in whose evidence all the words stand (lower case; null: no word), the latest first.
select e.id
from kept.events e join kept.readings r on r.key = e.reading
where r.replaced_by is null
    and contains(lower(e.evidence_text), $word1)
    and ($word2 is null or contains(lower(e.evidence_text), $word2))
    and ($word3 is null or contains(lower(e.evidence_text), $word3))
order by e.earliest desc nulls last, e.key
limit $limit offset $offset

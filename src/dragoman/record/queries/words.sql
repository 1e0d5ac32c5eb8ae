-- Keys of events in whose evidence all the words stand, in the order in which they were read. Each word comes in the ways in which
-- it may be written (lower case, capital, capitals, as asked) and first without its first letter, which two of these have in
-- common: several searches are faster than to fold five million texts, and one or two are enough for what holds none of them.
select e.key
from kept.events e join kept.readings r on r.key = e.reading
where r.replaced_by is null
    and (contains(e.evidence_text, $word1_tail) or contains(e.evidence_text, $word1_capitals) or contains(e.evidence_text, $word1_asked))
    and (contains(e.evidence_text, $word1) or contains(e.evidence_text, $word1_capital)
        or contains(e.evidence_text, $word1_capitals) or contains(e.evidence_text, $word1_asked))
    and ($word2 is null or contains(e.evidence_text, $word2) or contains(e.evidence_text, $word2_capital)
        or contains(e.evidence_text, $word2_capitals) or contains(e.evidence_text, $word2_asked))
    and ($word3 is null or contains(e.evidence_text, $word3) or contains(e.evidence_text, $word3_capital)
        or contains(e.evidence_text, $word3_capitals) or contains(e.evidence_text, $word3_asked))
limit $limit offset $offset

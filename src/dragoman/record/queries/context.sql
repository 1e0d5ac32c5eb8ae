-- Alliances, wars and disputes of two states, in order of their beginning.
select c.id, c.sort, c.one, c.other, c.start, c."end", c.label, c.detail, c.source, c.document, c.line, c.words
from kept.context c join kept.imports i on i.key = c.import
where c.one = $one and c.other = $other
    and ($forms::varchar[] is null or list_contains($forms::varchar[], i.form))
    and ($since::date is null or c.latest is null or c.latest >= $since::date)
    and ($until::date is null or c.earliest is null or c.earliest <= $until::date)
order by c.earliest nulls first, c.latest nulls last, c.sort, c.key

-- Events of the newest readings on which two readers do not agree: the rules are those of `dragoman.readers.both`.
select e.id
from kept.events e join kept.readings r on r.key = e.reading
where r.replaced_by is null
    and len(list_filter(e.why, lambda w: list_contains($rules::varchar[], w.rule) or contains(w.note, $inside))) > 0
order by e.confidence, e.id

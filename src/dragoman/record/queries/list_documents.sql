-- Documents without their texts, a page of them, the newest first; `words` must stand in the title, the source or the text.
select id, title, source, url, language, published, n_words,
    (select count(*) from kept.events e where e.reading = d.reading) as n_events
from (
    select k.*, r.key as reading, r.n_words from kept.readings r join kept.documents k on k.key = r.document
    where r.replaced_by is null
        and ($words is null or contains(lower(concat_ws(' ', k.title, k.source, k.text)), lower($words)))
    order by k.published desc nulls last, k.id
    limit $limit offset $offset
) d
order by published desc nulls last, id

-- Documents whose title, source or id holds the words ($words null: all), with what was read in them.
select d.id, d.title, d.source, d.url, d.language, d.published, r.n_words, r.n_events, r.n_stances, r.n_findings
from readings r join kept.documents d on d.key = r.document
where $words is null or contains(lower(concat_ws(' ', d.title, d.source, d.id)), lower($words))
order by d.published desc nulls last, coalesce(d.title, d.id), d.id
limit $limit offset $offset

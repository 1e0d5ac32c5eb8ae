-- Documents that a run read and that are copies of others, with the original.
select d.id, d.title, d.source, d.published, o.id as original, o.title as original_title, o.source as original_source,
    o.published as original_published
from kept.readings r
join kept.texts t on t.document = r.document and t.original <> t.document
join kept.documents d on d.key = t.document
join kept.documents o on o.key = t.original
where r.replaced_by is null and ($run is null or r.run = $run)
order by o.id, d.published nulls last, d.id
limit $limit

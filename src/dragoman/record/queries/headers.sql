-- What is known of documents, without their texts.
select id, title, source, url, language, published
from documents
where id in (select unnest($ids::varchar[]))
order by id

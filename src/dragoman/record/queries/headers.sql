-- What is known of documents, without their texts.
select id, title, source, url, language, published
from kept.documents
where key in (select document from kept.readings where replaced_by is null and document_id in (select unnest($ids::varchar[])))
order by id

-- Which of these documents this coder has read.
select distinct document_id
from kept.readings
where coder = $coder and document_id in (select unnest($ids::varchar[]))

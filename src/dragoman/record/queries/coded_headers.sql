-- What is known of the articles behind rows that others coded.
select document as id, null as title, any_value(publisher) as source, null as url, null as language, any_value(published) as published
from kept.coded where document in (select unnest($ids::varchar[]))
group by document order by document

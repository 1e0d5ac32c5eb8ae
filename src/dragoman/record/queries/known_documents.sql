-- Which of these documents, told by id and fingerprint, are kept; and whether this coder has read them.
select d.id, d.fingerprint, d.key, exists (select 1 from kept.readings r where r.document = d.key and r.coder = $coder) as was_read
from kept.documents d
where d.id in (select unnest($ids::varchar[])) and d.fingerprint in (select unnest($fingerprints::varchar[]))

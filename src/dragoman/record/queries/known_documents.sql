-- All texts that are kept under these ids, and whether this coder has read them.
select d.id, d.fingerprint, d.key, coalesce(bool_or(r.coder = $coder), false) as was_read
from kept.documents d left join kept.readings r on r.document = d.key
where d.id in (select unnest($ids::varchar[]))
group by all

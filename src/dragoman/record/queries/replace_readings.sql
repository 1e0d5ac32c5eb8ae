-- Of all readings of documents that were read in this batch only the newest is shown: the others give way to it.
update kept.readings
set replaced_by = newest.key
from (
    select document_id, max(key) as key from kept.readings
    where document_id in (select document_id from kept.readings where key >= $first)
    group by document_id
) newest
where kept.readings.document_id = newest.document_id and kept.readings.replaced_by is null and kept.readings.key < newest.key

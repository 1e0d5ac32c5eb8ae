-- Older readings of documents that were read again give way to the new ones.
update kept.readings
set replaced_by = newer.key
from (select key, document_id from kept.readings where key >= $first) newer
where kept.readings.document_id = newer.document_id and kept.readings.replaced_by is null and kept.readings.key < $first

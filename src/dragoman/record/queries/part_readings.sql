-- Readings of a part that this record lacks: `coder` has not read the same document. `kept`: the key of a document that is there
-- already; only those with keys up to $upto were there before the import.
create or replace temp table fresh_readings as
select r.key as old, r.document as old_document, k.key as kept
from part_readings r
join part_documents d on d.key = r.document
left join (select key, id, fingerprint from kept.documents where key <= $upto) k on k.id = d.id and k.fingerprint = d.fingerprint
where not exists (select 1 from kept.readings x where x.document = k.key and x.coder = $coder)

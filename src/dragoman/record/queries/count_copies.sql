-- How many documents that a run read are copies of others.
select count(*)
from kept.readings r join kept.texts t on t.document = r.document and t.original <> t.document
where r.replaced_by is null and ($run is null or r.run = $run)

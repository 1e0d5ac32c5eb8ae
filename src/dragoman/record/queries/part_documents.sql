-- The texts themselves, where they are new.
insert into kept.documents by name
select d.* replace (n.document as key)
from part_documents d join reading_keys n on n.old_document = d.key
where n.is_new
order by d.key

-- Who published the documents, and how many of each; those of unknown source are not listed.
select source, count(*) as n_documents from documents where source is not null group by source order by n_documents desc, source
limit $limit

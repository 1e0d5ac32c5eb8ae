-- What the texts in `asked` (document) are copies of, with all texts of their families.
select document, original from kept.texts
where original in (select original from kept.texts where document in (select document from asked))
order by document

-- A row of somebody's data as a document: its id names form, file and line.
select c.document as id, c.words as text, i.source || ', ' || i.file || ', line ' || c.line as title, i.source,
    null as url, null as language, c.published
from kept.coded c join kept.imports i on i.key = c.import where c.document = $id
union all
select c.document, c.words, i.source || ', ' || i.file || ', line ' || c.line, i.source, null, null, null
from kept.context c join kept.imports i on i.key = c.import where c.document = $id
limit 1

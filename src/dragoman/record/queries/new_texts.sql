-- Texts whose copies have not been looked for, in order of their keys.
select d.key, d.text from kept.documents d
where d.key not in (select document from kept.texts) and d.key in (select document from kept.readings where replaced_by is null)
order by d.key

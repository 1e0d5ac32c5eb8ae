-- The next free keys of imports, coded events and context.
select
    (select coalesce(max(key), 0) + 1 from kept.imports),
    (select coalesce(max(key), 0) + 1 from kept.coded),
    (select coalesce(max(key), 0) + 1 from kept.context)

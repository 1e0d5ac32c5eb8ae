-- The next free key of each table that has keys.
select
    (select coalesce(max(key), 0) + 1 from kept.documents) as documents,
    (select coalesce(max(key), 0) + 1 from kept.readings) as readings,
    (select coalesce(max(key), 0) + 1 from kept.events) as events,
    (select coalesce(max(key), 0) + 1 from kept.stances) as stances,
    (select coalesce(max(key), 0) + 1 from kept.findings) as findings

-- What the record holds: newest readings only. First day of the earliest and of the latest event whose date has both ends.
select
    (select count(*) from readings) as documents,
    (select coalesce(sum(n_words), 0) from readings) as words,
    (select count(*) from events) as events,
    (select count(*) from stances) as stances,
    (select count(*) from findings) as findings,
    (select cast(min(earliest) as varchar) from events where latest is not null and status in ('occurred', 'ongoing')) as earliest,
    (select cast(max(earliest) as varchar) from events where latest is not null and status in ('occurred', 'ongoing')) as latest

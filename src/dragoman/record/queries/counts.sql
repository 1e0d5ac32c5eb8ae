-- What is in the record, of the newest readings.
select
    (select count(*) from kept.readings where replaced_by is null) as documents,
    (select coalesce(sum(n_words), 0) from kept.readings where replaced_by is null) as words,
    (select coalesce(sum(n_events), 0) from kept.readings where replaced_by is null) as events,
    (select count(*) from kept.episodes) as episodes,
    (select coalesce(sum(n_stances), 0) from kept.readings where replaced_by is null) as stances,
    (select coalesce(sum(n_findings), 0) from kept.readings where replaced_by is null) as findings,
    (select cast(min(earliest) as varchar) from kept.episodes) as earliest,
    (select cast(max(latest) as varchar) from kept.episodes) as latest,
    (select count(*) from kept.readings where key > (select coalesce(max(upto), 0) from kept.merges)) as unmerged

-- How many readings have not been merged, and whether the merged ones were merged by these rules.
select
    (select count(*) from kept.readings where key > (select coalesce(max(upto), 0) from kept.merges)) as n_new,
    (select count(*) from kept.merges where rules <> $rules) as n_other_rules

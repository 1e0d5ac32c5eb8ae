insert into kept.rejected (run, "where", reason, detail)
select $run, unnest($wheres::varchar[]), unnest($reasons::varchar[]), unnest($details::varchar[])

-- What an import has kept.
select count(*) from kept.coded where import = $key
union all
select count(*) from kept.context where import = $key

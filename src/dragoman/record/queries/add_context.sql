insert into kept.context by name select * replace (cast(earliest as date) as earliest, cast(latest as date) as latest) from new_rows

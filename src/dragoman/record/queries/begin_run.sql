insert into kept.runs (run, coder, version, hashes, settings, started)
select coalesce(max(run), 0) + 1, $coder, $version, $hashes, $settings, $started from kept.runs
returning run

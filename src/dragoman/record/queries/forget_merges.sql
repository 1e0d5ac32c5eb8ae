-- Takes back all merging; the events stay.
begin; delete from kept.episodes; delete from kept.reports; delete from kept.dyads; delete from kept.relations; delete from kept.ordered;
delete from kept.alike; delete from kept.merges;
delete from kept.texts; delete from kept.bands; commit

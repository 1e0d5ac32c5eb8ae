-- Keys of the episodes that the events in `asked` (event) report.
select distinct episode from kept.reports where event in (select event from asked) order by episode

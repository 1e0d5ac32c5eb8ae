-- Readings that the part brought.
select count(*) from reading_keys

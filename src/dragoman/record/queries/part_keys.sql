-- Their keys in this record, counted on from $document and $reading.
create or replace temp table reading_keys as
select old, old_document, kept is null as is_new,
    coalesce(kept, $document - 1 + row_number() over (partition by kept is null order by old)) as document,
    $reading - 1 + row_number() over (order by old) as new
from fresh_readings

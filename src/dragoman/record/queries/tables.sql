-- Every table of the database that is not DuckDB's own.
select schema_name || '.' || table_name
from duckdb_tables()
where not internal and not temporary
order by 1

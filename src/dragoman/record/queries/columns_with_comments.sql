-- Columns of one table or view, with their types and meanings.
select column_name, data_type, is_nullable, comment
from duckdb_columns()
where schema_name = $schema and table_name = $name
order by column_index

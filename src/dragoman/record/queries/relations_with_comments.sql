-- Tables and views in the order in which they were made, with what they are for.
select schema_name, table_name as name, comment, table_oid as made from duckdb_tables() where schema_name = 'kept' and not internal
union all
select schema_name, view_name, comment, view_oid from duckdb_views() where schema_name = 'main' and not internal
order by made

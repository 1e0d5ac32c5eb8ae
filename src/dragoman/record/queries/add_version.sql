insert into kept.schema_version (version, dragoman) values ($version, $dragoman)

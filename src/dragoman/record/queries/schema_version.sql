select max(version) from kept.schema_version

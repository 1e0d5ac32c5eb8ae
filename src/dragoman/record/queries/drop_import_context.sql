delete from kept.context where import = $key

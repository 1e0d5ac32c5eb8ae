delete from kept.coded where import = $key

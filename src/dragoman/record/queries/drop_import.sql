delete from kept.imports where key = $key

select key from kept.episodes where id = $id limit 1

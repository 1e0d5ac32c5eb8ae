select coalesce(max(key), 0) + 1 from kept.episodes

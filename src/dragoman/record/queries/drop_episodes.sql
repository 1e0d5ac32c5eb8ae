delete from kept.episodes where key in (select episode from gone)

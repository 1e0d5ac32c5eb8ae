delete from kept.dyads where episode in (select episode from gone)

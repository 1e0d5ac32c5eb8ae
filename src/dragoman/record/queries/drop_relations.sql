delete from kept.relations where episode in (select episode from gone)

delete from kept.reports where episode in (select episode from gone)

select "where", reason, detail from rejected order by "where", reason, detail

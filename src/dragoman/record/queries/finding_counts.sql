-- How many findings of each kind there are.
select finding, count(*) as n from findings group by finding order by n desc, finding

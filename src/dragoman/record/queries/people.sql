-- Persons, organisations and groups whose name holds the words, and in how many events they take part.
select n.name, mode(n.code) as code, count(distinct n.event) as n_events
from entities n
where n.role <> 'attribution' and n.name is not null and contains(lower(n.name), lower($words))
    and not list_contains($not_names::varchar[], n.name)
group by n.name
order by n_events desc, n.name
limit $limit

-- How many pairs links.sql gives where it has no limit.
select count(*) from (
    select distinct one, other
    from kept.relations e
    where status in ('occurred', 'ongoing')
        and ($codes::varchar[] is null or one in (select unnest($codes::varchar[])) or other in (select unnest($codes::varchar[])))
        and not list_contains($not_codes::varchar[], one) and not list_contains($not_codes::varchar[], other)
        and ($since::date is null or (e.latest is null and e.earliest is not null) or e.latest >= $since::date)
        and ($until::date is null or (e.earliest is null and e.latest is not null) or e.earliest <= $until::date)
)

-- How many episodes pass the filters of episodes.sql.
with asked as not materialized (
    select key, id, type, earliest, latest, status, confidence, n_sources, lead_id, words from kept.episodes where $one is null
    union all
    select episode, id, type, earliest, latest, status, confidence, n_sources, lead_id, words
    from kept.relations where one = $one and other = $other
),
way as (
    select distinct episode from kept.dyads
    where ($actors::varchar[] is not null or $recipients::varchar[] is not null)
        and ($actors::varchar[] is null or list_contains($actors::varchar[], actor))
        and ($recipients::varchar[] is null or list_contains($recipients::varchar[], recipient))
),
said as (
    select distinct r.episode
    from kept.reports r join kept.events v on v.key = r.event join kept.readings g on g.key = v.reading
    join kept.documents d on d.key = g.document
    where ($documents::varchar[] is not null or $sources::varchar[] is not null)
        and ($documents::varchar[] is null or list_contains($documents::varchar[], d.id))
        and ($sources::varchar[] is null or list_contains($sources::varchar[], coalesce(d.source, d.id)))
),
wanted as (
    select e.key
    from asked e
    where (($actors::varchar[] is null and $recipients::varchar[] is null) or e.key in (select episode from way))
        and ($types::varchar[] is null or list_contains($types::varchar[], e.type))
        and ($statuses::varchar[] is null or list_contains($statuses::varchar[], e.status))
        and (($documents::varchar[] is null and $sources::varchar[] is null) or e.key in (select episode from said))
        and ($ids::varchar[] is null or e.id in (select unnest($ids::varchar[])) or e.lead_id in (select unnest($ids::varchar[])))
        and ($keys::bigint[] is null or e.key in (select unnest($keys::bigint[])))
        and ($words is null or contains(lower(e.words), lower($words)))
        and ($min_confidence is null or e.confidence >= $min_confidence)
        and ($min_sources is null or e.n_sources >= $min_sources)
        and ($dated is null or $dated = (e.earliest is not null or e.latest is not null))
        -- a date passes that may lie in the time asked for; no date, no answer
        and ($since::date is null or (e.latest is null and e.earliest is not null) or e.latest >= $since::date)
        and ($until::date is null or (e.earliest is null and e.latest is not null) or e.earliest <= $until::date)
)
select count(*) from wanted

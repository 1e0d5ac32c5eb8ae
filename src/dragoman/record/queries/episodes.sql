-- Episodes that pass all filters (a null filter lets everything pass), a page of them, in the order asked for.
with asked as not materialized (
    select key, id, type, mode, contexts, actors, recipients, date, date_basis, earliest, latest, place_text, place_code, status,
        alleged, score, confidence, n_reports, n_sources, lead_id, document, words
    from kept.episodes where $one is null
    union all
    select episode, id, type, mode, contexts, actors, recipients, date, date_basis, earliest, latest, place_text, place_code, status,
        alleged, score, confidence, n_reports, n_sources, lead_id, document, words
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
    order by
        case when $by = 'strength' then -abs(e.score) when $by = 'sources' then -e.n_sources end,
        case when $by = 'newest' then e.latest end desc nulls last,
        e.earliest nulls last, e.latest nulls last, e.lead_id
    limit $limit offset $offset
)
select id, type, mode, contexts, actors, recipients, date, date_basis, cast(earliest as varchar) as earliest,
    cast(latest as varchar) as latest,
    case when place_text is not null then struct_pack(text := place_text, code := place_code) end as place,
    status, alleged, score, confidence, n_reports, n_sources, lead_id as lead, document, words
from asked where key in (select key from wanted)
order by
    case when $by = 'strength' then -abs(score) when $by = 'sources' then -n_sources end,
    case when $by = 'newest' then latest end desc nulls last,
    earliest nulls last, latest nulls last, lead_id

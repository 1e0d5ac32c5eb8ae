-- Events that others coded, in the shape of `events`; a null filter lets everything pass.
select c.id, c.document, c.type, c.mode, c.contexts,
    case when c.actor is null then [] else [c.actor] end as actors,
    case when c.recipient is null then [] else [c.recipient] end as recipients,
    c.date, case when c.date is not null then 'stated' end as date_basis,
    case when c.place_text is not null then struct_pack(text := c.place_text, code := c.place_code) end as place,
    'occurred' as status, null as attribution, false as alleged,
    case when c.killed is null then []
        else [struct_pack(kind := 'people', value := c.killed, unit := 'killed', text := cast(c.killed as varchar))] end as quantities,
    c.score, 1.0 as confidence,
    struct_pack(start := 0, "end" := length(c.words), text := c.words) as evidence,
    struct_pack(start := 0, "end" := length(c.words)) as "trigger",
    null as date_phrase, c.why
from kept.coded c
where ($forms::varchar[] is null or c.import in (select key from kept.imports where list_contains($forms::varchar[], form)))
    and ($one is null or (c.actor.code = $one and c.recipient.code = $other) or (c.actor.code = $other and c.recipient.code = $one))
    and ($actors::varchar[] is null or list_contains($actors::varchar[], c.actor.code))
    and ($recipients::varchar[] is null or list_contains($recipients::varchar[], c.recipient.code))
    and ($types::varchar[] is null or list_contains($types::varchar[], c.type))
    and ($statuses::varchar[] is null or list_contains($statuses::varchar[], 'occurred'))
    and ($documents::varchar[] is null or list_contains($documents::varchar[], c.document))
    and ($ids::varchar[] is null or list_contains($ids::varchar[], c.id))
    and ($since::date is null or (c.latest is null and c.earliest is not null) or c.latest >= $since::date)
    and ($until::date is null or (c.earliest is null and c.latest is not null) or c.earliest <= $until::date)
order by c.earliest nulls last, c.latest nulls last, c.key
limit $limit offset $offset

-- Events of the newest readings, drawn by stratum: in each the first $size by a hash of seed and id, with the sizes of the strata.
with frame as (
    select e.key, e.id, e.type, e.mode, e.status, e.confidence, r.document_id as document,
        concat_ws(' | ',
            case when $type then e.type end,
            case when $mode then coalesce(e.mode, 'no mode') end,
            case when $status then e.status end,
            case when $source then coalesce(d.source, 'no source') end,
            case when $decade then coalesce(cast(year(e.earliest) // 10 * 10 as varchar) || 's', 'no date') end,
            case when $confidence then
                case when e.confidence < 0.3 then 'below 0.3' when e.confidence < 0.6 then '0.3 to 0.6' else '0.6 and above' end
            end
        ) as stratum
    from kept.events e
    join kept.readings r on r.key = e.reading
    join kept.documents d on d.key = r.document
    where r.replaced_by is null and e.confidence >= $min_confidence
),
ranked as (
    select *, count(*) over (partition by stratum) as n_stratum,
        row_number() over (partition by stratum order by md5($seed || ':' || id), id) as place
    from frame
)
select r.id, r.document, r.stratum, r.n_stratum, r.place, md5($seed || ':' || r.id) as draw, r.type, r.mode, r.status,
    coalesce((select list(distinct n.code order by n.code) from kept.entities n
        where n.event = r.key and n.role = 'actor' and n.code is not null), []) as actors,
    coalesce((select list(distinct n.code order by n.code) from kept.entities n
        where n.event = r.key and n.role = 'recipient' and n.code is not null), []) as recipients
from ranked r
where r.place <= $size
order by r.stratum, r.place

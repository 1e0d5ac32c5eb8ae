-- Events of the newest readings, drawn by stratum: in each the first $size by a hash of seed and id, with the sizes of the strata.
-- `readers`: what two readers say of it, by the rules of `dragoman.readers.both`; with $disagreements only what they differ on.
with told as (
    select e.*, r.document_id, r.document,
        case when not ($readers or $disagreements) then null
            when len(list_filter(e.why, lambda w: contains(w.rule || w.note, 'readers.model.swapped'))) > 0 then 'parties swapped'
            when len(list_filter(e.why, lambda w: w.rule = 'readers.both.differ')) > 0 then 'readers differ'
            when len(list_filter(e.why, lambda w: w.rule = 'readers.both.builtin_alone')) > 0 then 'built-in coder alone'
            when len(list_filter(e.why, lambda w: w.rule = 'readers.both.model_alone')) > 0 then 'model alone'
            when len(list_filter(e.why, lambda w: w.rule = 'readers.both.agree')) > 0 then 'readers agree'
            else 'one reader' end as readers
    from kept.events e
    join kept.readings r on r.key = e.reading
    where r.replaced_by is null and e.confidence >= $min_confidence
),
frame as (
    select e.key, e.id, e.type, e.mode, e.status, e.confidence, e.document_id as document,
        concat_ws(' | ',
            case when $type then e.type end,
            case when $mode then coalesce(e.mode, 'no mode') end,
            case when $status then e.status end,
            case when $source then coalesce(d.source, 'no source') end,
            case when $decade then coalesce(cast(year(e.earliest) // 10 * 10 as varchar) || 's', 'no date') end,
            case when $confidence then
                case when e.confidence < 0.3 then 'below 0.3' when e.confidence < 0.6 then '0.3 to 0.6' else '0.6 and above' end
            end,
            case when $readers then e.readers end
        ) as stratum
    from told e
    join kept.documents d on d.key = e.document
    where not $disagreements or e.readers not in ('readers agree', 'one reader')
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

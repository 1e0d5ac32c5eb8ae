-- Version 3: relations. A pair of states is asked for more often than anything else; its episodes lie all over `kept.episodes`,
-- which is in order of reading. Here each episode stands once more for each pair that has part in it, with all that a
-- relation needs, in order of pair: DuckDB keeps the least and greatest pair of each group of rows and reads no other groups.
-- What is merged later comes after the rest, and all is put in order anew when that is much (`Merging.order_relations`).

create table kept.relations (
    one varchar not null,
    other varchar not null,
    forth boolean not null,
    back boolean not null,
    episode bigint not null,
    id varchar not null,
    type varchar not null,
    mode varchar,
    contexts varchar[] not null,
    actors varchar[] not null,
    recipients varchar[] not null,
    date varchar,
    date_basis varchar,
    earliest date,
    latest date,
    place_text varchar,
    place_code varchar,
    status varchar not null,
    alleged boolean not null,
    score double not null,
    confidence double not null,
    n_reports integer not null,
    n_sources integer not null,
    lead bigint not null,
    lead_id varchar not null,
    document varchar not null,
    words varchar not null,
    act_start integer not null,
    act_end integer not null,
    originals bigint[] not null
);
comment on table kept.relations is 'Episodes once more, for each pair of states that has part in them, in order of pair.';
comment on column kept.relations.one is 'Code of one of the two, the first in order of the alphabet.';
comment on column kept.relations.other is 'Code of the other.';
comment on column kept.relations.forth is 'True where `one` acts toward `other`.';
comment on column kept.relations.back is 'True where `other` acts toward `one`.';
comment on column kept.relations.episode is 'kept.episodes.key.';
comment on column kept.relations.id is 'As in kept.episodes, like all that follow up to `words`.';
comment on column kept.relations.type is 'PLOVER category.';
comment on column kept.relations.mode is 'PLOVER mode.';
comment on column kept.relations.contexts is 'PLOVER contexts.';
comment on column kept.relations.actors is 'Codes of those who act.';
comment on column kept.relations.recipients is 'Codes of those acted upon.';
comment on column kept.relations.date is 'When it happened (EDTF).';
comment on column kept.relations.date_basis is 'How the date was come by.';
comment on column kept.relations.earliest is 'First day that `date` may mean.';
comment on column kept.relations.latest is 'Last day that `date` may mean.';
comment on column kept.relations.place_text is 'Words that name the place.';
comment on column kept.relations.place_code is 'State that the place lies in.';
comment on column kept.relations.status is 'The firmest status among the reports.';
comment on column kept.relations.alleged is 'True where every report holds the claim at a distance.';
comment on column kept.relations.score is 'PLOVER scale, of the leading report.';
comment on column kept.relations.confidence is 'Of the surest report.';
comment on column kept.relations.n_reports is 'Events that report it.';
comment on column kept.relations.n_sources is 'Independent texts among them.';
comment on column kept.relations.lead is 'kept.events.key of the leading report.';
comment on column kept.relations.lead_id is 'Its id.';
comment on column kept.relations.document is 'Id of its document.';
comment on column kept.relations.words is 'Its words.';
comment on column kept.relations.act_start is 'Where in `words` the words begin that carry the act.';
comment on column kept.relations.act_end is 'Where they end.';
comment on column kept.relations.originals is 'kept.documents.key of the independent texts that report it.';

create table kept.ordered (
    upto bigint not null,
    n_rows bigint not null
);
comment on table kept.ordered is 'How far kept.relations is in order of pair: one row.';
comment on column kept.ordered.upto is 'Its rows of episodes up to this key are in order.';
comment on column kept.ordered.n_rows is 'How many these were.';

insert into kept.relations
select t.one, t.other, t.forth, t.back, e.*, v.trigger_start - v.evidence_start, v.trigger_end - v.evidence_start, t.originals
from (
    select least(d.actor, d.recipient) as one, greatest(d.actor, d.recipient) as other,
        bool_or(d.actor < d.recipient) as forth, bool_or(d.actor > d.recipient) as back, d.episode,
        any_value(r.originals) as originals
    from kept.dyads d
    join (select episode, list_sort(list(distinct original)) as originals from kept.reports group by episode) r
        on r.episode = d.episode
    group by all
) t
join kept.episodes e on e.key = t.episode
join kept.events v on v.key = e.lead
order by t.one, t.other, e.earliest, e.key;
insert into kept.ordered select coalesce(max(episode), 0), count(*) from kept.relations;

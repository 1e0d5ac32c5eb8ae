-- Version 2: episodes. Reports of one event, in one text or in several, become one episode; the events stay as they are and
-- the episode points to them. All that is here is made from the events by `dragoman.relations.merge_reports` and can be made
-- anew from them. `kept.pairs` is what the view `pairs` was: a table now, as a record of millions of events is asked by pair.

create table kept.pairs (
    event bigint not null,
    actor varchar not null,
    recipient varchar not null
);
comment on table kept.pairs is 'Who acts toward whom, one row for each event and direction.';
comment on column kept.pairs.event is 'kept.events.key.';
comment on column kept.pairs.actor is 'Code of the one that acts.';
comment on column kept.pairs.recipient is 'Code of the one that is acted upon; in an act of several actors without a recipient, of each other one.';

insert into kept.pairs
    select distinct e.key, a.code, r.code
    from kept.events e
    join kept.entities a on a.event = e.key and a.role = 'actor'
    join kept.entities r on r.event = e.key and r.role = 'recipient'
    where a.code <> r.code
    union
    select distinct e.key, a.code, b.code
    from kept.events e
    join kept.entities a on a.event = e.key and a.role = 'actor'
    join kept.entities b on b.event = e.key and b.role = 'actor'
    where e.type in ('AGREE', 'CONSULT', 'COOPERATE') and a.code <> b.code
        and not exists (select 1 from kept.entities r where r.event = e.key and r.role = 'recipient');

create table kept.texts (
    document bigint not null,
    original bigint not null,
    signature uinteger[] not null
);
comment on table kept.texts is 'Which texts are copies of one another: near-duplicates, and texts that open with the same words.';
comment on column kept.texts.document is 'kept.documents.key.';
comment on column kept.texts.original is 'kept.documents.key of the first kept text that this one is a copy of; its own key where it is none.';
comment on column kept.texts.signature is 'MinHash of the runs of words of the whole text, then of its opening; empty for a text too short to tell.';

create table kept.bands (
    document bigint not null,
    band integer not null,
    digest ubigint not null
);
comment on table kept.bands is 'Parts of the signatures, to find those that may be alike without comparing all.';
comment on column kept.bands.document is 'kept.documents.key.';
comment on column kept.bands.band is 'Which part.';
comment on column kept.bands.digest is 'Hash of that part.';

create table kept.merges (
    merge integer not null,
    upto bigint not null,
    rules varchar not null
);
comment on table kept.merges is 'How far reports have been merged into episodes.';
comment on column kept.merges.merge is 'Number of the merging, from 1.';
comment on column kept.merges.upto is 'Readings up to this key have been merged.';
comment on column kept.merges.rules is 'Version of the rules that merged them; under other rules all is merged anew.';

create table kept.alike (
    one bigint not null,
    other bigint not null,
    agreement double not null
);
comment on table kept.alike is 'Two events that may be reports of the same one.';
comment on column kept.alike.one is 'kept.events.key.';
comment on column kept.alike.other is 'kept.events.key.';
comment on column kept.alike.agreement is 'How well they agree, from 0 to 1.';

create table kept.episodes (
    key bigint not null,
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
    words varchar not null
);
comment on table kept.episodes is 'What happened once, however many texts report it.';
comment on column kept.episodes.key is 'Number of the row.';
comment on column kept.episodes.id is 'Hash of the least of the ids of its events.';
comment on column kept.episodes.type is 'PLOVER category of the leading report.';
comment on column kept.episodes.mode is 'PLOVER mode of the leading report.';
comment on column kept.episodes.contexts is 'PLOVER contexts of all reports.';
comment on column kept.episodes.actors is 'Codes of those who act, by all reports.';
comment on column kept.episodes.recipients is 'Codes of those acted upon, by all reports.';
comment on column kept.episodes.date is 'When it happened (EDTF): the most precise date among the reports.';
comment on column kept.episodes.date_basis is 'How that date was come by.';
comment on column kept.episodes.earliest is 'First day that `date` may mean.';
comment on column kept.episodes.latest is 'Last day that `date` may mean.';
comment on column kept.episodes.place_text is 'Words that name the place.';
comment on column kept.episodes.place_code is 'State that the place lies in.';
comment on column kept.episodes.status is 'The firmest status among the reports.';
comment on column kept.episodes.alleged is 'True where every report holds the claim at a distance.';
comment on column kept.episodes.score is 'PLOVER scale, of the leading report.';
comment on column kept.episodes.confidence is 'Of the surest report.';
comment on column kept.episodes.n_reports is 'Events that report it.';
comment on column kept.episodes.n_sources is 'Independent texts among them: copies count once.';
comment on column kept.episodes.lead is 'kept.events.key of the leading report, the surest and most precise one.';
comment on column kept.episodes.lead_id is 'Its id.';
comment on column kept.episodes.document is 'Id of its document.';
comment on column kept.episodes.words is 'Its words.';

create table kept.reports (
    episode bigint not null,
    event bigint not null,
    original bigint not null
);
comment on table kept.reports is 'Events that report an episode.';
comment on column kept.reports.episode is 'kept.episodes.key.';
comment on column kept.reports.event is 'kept.events.key.';
comment on column kept.reports.original is 'kept.documents.key of the independent text that it is from.';

create table kept.dyads (
    actor varchar not null,
    recipient varchar not null,
    episode bigint not null
);
comment on table kept.dyads is 'Who acts toward whom in an episode, one row for each direction.';
comment on column kept.dyads.actor is 'Code of the one that acts.';
comment on column kept.dyads.recipient is 'Code of the one acted upon.';
comment on column kept.dyads.episode is 'kept.episodes.key.';

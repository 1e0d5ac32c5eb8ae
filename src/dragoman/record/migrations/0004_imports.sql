-- Version 4: what others coded. Event data and histories that `dragoman import` brings in lie in tables of their own, so that
-- no count, score or phase of the texts has them in it unless they are asked for. A row is as its makers have it, in the
-- words of their file, with the file and the line.

create table kept.imports (
    key integer not null,
    form varchar not null,
    source varchar not null,
    file varchar not null,
    fingerprint varchar not null,
    layout varchar not null,
    dragoman varchar not null,
    n_events bigint not null,
    n_context bigint not null,
    n_twice bigint not null,
    n_rejected bigint not null,
    n_left_out bigint not null
);
comment on table kept.imports is 'Files of others that were brought in, one row each.';
comment on column kept.imports.key is 'Number of the row.';
comment on column kept.imports.form is 'Whose data: polecat, icews, gdelt, cow, atop, gml, ucdp or acled.';
comment on column kept.imports.source is 'The data set, with its version where the name of the file tells it.';
comment on column kept.imports.file is 'Name of the file. A file of the same name and form takes its place.';
comment on column kept.imports.fingerprint is 'Hash of its bytes.';
comment on column kept.imports.layout is 'Which of its makers'' layouts it has.';
comment on column kept.imports.dragoman is 'Version of Dragoman that brought it in.';
comment on column kept.imports.n_events is 'Events that it added.';
comment on column kept.imports.n_context is 'Alliances, wars and disputes of pairs that it added.';
comment on column kept.imports.n_twice is 'Rows that were there already, in it or in another file of the form.';
comment on column kept.imports.n_rejected is 'Rows that could not be read.';
comment on column kept.imports.n_left_out is 'Rows that are in order and have no place here.';

create table kept.coded (
    key bigint not null,
    id varchar not null,
    import integer not null,
    line bigint not null,
    document varchar not null,
    type varchar not null,
    mode varchar,
    contexts varchar[] not null,
    actor struct(code varchar, sector varchar, other_sectors varchar[], name varchar, text varchar, start integer, "end" integer),
    recipient struct(code varchar, sector varchar, other_sectors varchar[], name varchar, text varchar, start integer, "end" integer),
    date varchar,
    earliest date,
    latest date,
    place_text varchar,
    place_code varchar,
    score double not null,
    killed integer,
    publisher varchar,
    published varchar,
    why struct("rule" varchar, note varchar)[] not null,
    words varchar not null
);
comment on table kept.coded is 'Events that others coded, a row each, as they have them.';
comment on column kept.coded.key is 'Number of the row.';
comment on column kept.coded.id is 'Hash of what its makers say and of their own id.';
comment on column kept.coded.import is 'kept.imports.key.';
comment on column kept.coded.line is 'Line of the file, from 1.';
comment on column kept.coded.document is 'Form, file and line: what stands for the document.';
comment on column kept.coded.type is 'PLOVER category; CAMEO, UCDP and ACLED by the tables in data/formats.';
comment on column kept.coded.mode is 'PLOVER mode.';
comment on column kept.coded.contexts is 'PLOVER contexts.';
comment on column kept.coded.actor is 'Who acts, or null; fields as in kept.entities, offsets in `words`.';
comment on column kept.coded.recipient is 'Who is acted upon, or null.';
comment on column kept.coded.date is 'When it happened (EDTF), or null.';
comment on column kept.coded.earliest is 'First day that `date` may mean.';
comment on column kept.coded.latest is 'Last day that `date` may mean.';
comment on column kept.coded.place_text is 'Words that name the place.';
comment on column kept.coded.place_code is 'State that the place lies in.';
comment on column kept.coded.score is 'PLOVER scale: POLECAT''s own, for the others that of the category and mode.';
comment on column kept.coded.killed is 'People killed, where the data count them.';
comment on column kept.coded.publisher is 'Who published the article, where the data say so.';
comment on column kept.coded.published is 'Day of publication, where the data say so.';
comment on column kept.coded.why is 'How the category was come by.';
comment on column kept.coded.words is 'The row as it stands in the file.';

create table kept.context (
    key bigint not null,
    id varchar not null,
    import integer not null,
    line bigint not null,
    document varchar not null,
    sort varchar not null,
    one varchar not null,
    other varchar not null,
    start varchar,
    "end" varchar,
    earliest date,
    latest date,
    label varchar not null,
    detail varchar not null,
    source varchar not null,
    words varchar not null
);
comment on table kept.context is 'Alliances, wars and disputes of two states, as histories have them.';
comment on column kept.context.key is 'Number of the row.';
comment on column kept.context.id is 'Hash of what its makers say.';
comment on column kept.context.import is 'kept.imports.key.';
comment on column kept.context.line is 'Line of the file, from 1; of the first row where it is made from two.';
comment on column kept.context.document is 'Form, file and line or lines: what stands for the document.';
comment on column kept.context.sort is 'alliance, war or dispute.';
comment on column kept.context.one is 'Code of one of the two, the first in order of the alphabet.';
comment on column kept.context.other is 'Code of the other.';
comment on column kept.context.start is 'When it began (EDTF), or null.';
comment on column kept.context."end" is 'When it ended (EDTF), or null where the history sees no end.';
comment on column kept.context.earliest is 'First day that it may have begun.';
comment on column kept.context.latest is 'Last day that it may have ended; null where it is open.';
comment on column kept.context.label is 'What it is, with its makers'' number.';
comment on column kept.context.detail is 'More of it, in a few words.';
comment on column kept.context.source is 'The data set, with its version.';
comment on column kept.context.words is 'The row, or the two rows, as they stand in the file.';

-- Version 1: the tables. They live in the schema `kept` and keep every reading that was ever made; the views of the
-- schema `main` (views.sql) show the newest reading of each document. Nested names of the JSON objects are joined by an
-- underscore (evidence.start is evidence_start). Keys are counted up by the one writer that DuckDB allows, which also sees
-- that nothing is there twice; so there are no indexes to keep in memory, and rows lie in order of their keys.

create schema kept;

create table kept.schema_version (
    version integer not null,
    dragoman varchar not null
);
comment on table kept.schema_version is 'One row for each migration that this record has been through.';
comment on column kept.schema_version.version is 'Number of the migration; the highest is the version of the record.';
comment on column kept.schema_version.dragoman is 'Version of Dragoman that applied it.';

create table kept.runs (
    run integer not null,
    coder varchar not null,
    version varchar not null,
    hashes varchar not null,
    settings varchar not null,
    started timestamp not null,
    finished timestamp
);
comment on table kept.runs is 'One row for each call that read texts: what made the rows that carry its number.';
comment on column kept.runs.run is 'Number of the run, from 1.';
comment on column kept.runs.coder is 'Version of the coder: that of Dragoman, and a digest of `hashes` where there are any.';
comment on column kept.runs.version is 'Version of Dragoman.';
comment on column kept.runs.hashes is 'Hashes of the data files and models that were used, a JSON object by name.';
comment on column kept.runs.settings is 'Settings of the run, a JSON object by name.';
comment on column kept.runs.started is 'When it began (UTC). The only times that Dragoman takes from a clock are these two.';
comment on column kept.runs.finished is 'When it ended (UTC); null while it runs, and for ever where it was killed.';

create table kept.documents (
    key bigint not null,
    id varchar not null,
    fingerprint varchar not null,
    title varchar,
    source varchar,
    url varchar,
    language varchar,
    published varchar,
    text varchar not null
);
comment on table kept.documents is 'Texts as they were read. A text that changed under the same id is a second row.';
comment on column kept.documents.key is 'Number of the row.';
comment on column kept.documents.id is 'Id from the input, or a hash of the content.';
comment on column kept.documents.fingerprint is 'Hash of all fields, to know a changed document by.';
comment on column kept.documents.title is 'Title, from the input.';
comment on column kept.documents.source is 'Who published it, from the input.';
comment on column kept.documents.url is 'Address, from the input.';
comment on column kept.documents.language is 'Language (ISO 639-1), from the input.';
comment on column kept.documents.published is 'Day of publication (ISO 8601), from the input.';
comment on column kept.documents.text is 'The text, never altered. All offsets are half-open and count its Unicode code points from 0.';

create table kept.readings (
    key bigint not null,
    document bigint not null,
    document_id varchar not null,
    run integer not null,
    coder varchar not null,
    replaced_by bigint,
    n_words integer not null,
    n_sentences integer not null,
    n_parsed integer not null,
    n_events integer not null,
    n_stances integer not null,
    n_findings integer not null
);
comment on table kept.readings is 'One row for each time that a coder read a document.';
comment on column kept.readings.key is 'Number of the row.';
comment on column kept.readings.document is 'kept.documents.key.';
comment on column kept.readings.document_id is 'kept.documents.id.';
comment on column kept.readings.run is 'Run that made it.';
comment on column kept.readings.coder is 'Version of the coder that made it.';
comment on column kept.readings.replaced_by is 'Key of the newer reading of a document of this id, or null: the newest, which the views show.';
comment on column kept.readings.n_words is 'Words of the text.';
comment on column kept.readings.n_sentences is 'Sentences of the text.';
comment on column kept.readings.n_parsed is 'Sentences that name an actor and were parsed.';
comment on column kept.readings.n_events is 'Events found.';
comment on column kept.readings.n_stances is 'Stances found.';
comment on column kept.readings.n_findings is 'Findings made.';

create table kept.events (
    key bigint not null,
    id varchar not null,
    reading bigint not null,
    run integer not null,
    coder varchar not null,
    type varchar not null,
    mode varchar,
    contexts varchar[] not null,
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
    evidence_start integer not null,
    evidence_end integer not null,
    evidence_text varchar not null,
    trigger_start integer not null,
    trigger_end integer not null,
    date_phrase_start integer,
    date_phrase_end integer,
    why struct("rule" varchar, note varchar)[] not null
);
comment on table kept.events is 'Who did what to whom, when, how sure. Rows of one reading are in order of the text.';
comment on column kept.events.key is 'Number of the row.';
comment on column kept.events.id is 'Hash of what it says and where: the same text gives the same id.';
comment on column kept.events.reading is 'kept.readings.key.';
comment on column kept.events.run is 'Run that made it.';
comment on column kept.events.coder is 'Version of the coder that made it.';
comment on column kept.events.type is 'PLOVER category, one of sixteen.';
comment on column kept.events.mode is 'PLOVER mode: how.';
comment on column kept.events.contexts is 'PLOVER contexts: why.';
comment on column kept.events.date is 'When it happened (EDTF, ISO 8601-2), as precise as the text, or null.';
comment on column kept.events.date_basis is 'How the date was come by: stated, resolved, inherited or published.';
comment on column kept.events.earliest is 'First day that `date` may mean (proleptic Gregorian); null where it is open or there is no date.';
comment on column kept.events.latest is 'Last day that `date` may mean; null where it is open or there is no date.';
comment on column kept.events.place_text is 'Words that name the place.';
comment on column kept.events.place_code is 'State that the place lies in (ISO 3166-1 alpha-3).';
comment on column kept.events.status is 'occurred, ongoing, planned, hypothetical or negated.';
comment on column kept.events.alleged is 'True where the text itself holds the claim at a distance.';
comment on column kept.events.score is 'PLOVER scale, from -10 (conflict) to 10 (cooperation).';
comment on column kept.events.confidence is 'From 0 to 1.';
comment on column kept.events.evidence_start is 'Where the words begin.';
comment on column kept.events.evidence_end is 'Where the words end.';
comment on column kept.events.evidence_text is 'The words.';
comment on column kept.events.trigger_start is 'Where the words that carry the act begin.';
comment on column kept.events.trigger_end is 'Where the words that carry the act end.';
comment on column kept.events.date_phrase_start is 'Where the words that give the date begin, or null.';
comment on column kept.events.date_phrase_end is 'Where the words that give the date end, or null.';
comment on column kept.events.why is 'Rules that decided, each with a note for a person.';

create table kept.entities (
    event bigint not null,
    role varchar not null,
    position integer not null,
    code varchar,
    sector varchar,
    other_sectors varchar[] not null,
    name varchar,
    text varchar not null,
    start integer not null,
    "end" integer not null
);
comment on table kept.entities is 'Who takes part in an event, and who says so.';
comment on column kept.entities.event is 'kept.events.key.';
comment on column kept.entities.role is 'actor, recipient or attribution.';
comment on column kept.entities.position is 'Place among those of the same role, from 0.';
comment on column kept.entities.code is 'ISO 3166-1 alpha-3, or IGO, UNO, EUR, NGO, ISM, IMG, MNC; null where unresolved.';
comment on column kept.entities.sector is 'PLOVER sector.';
comment on column kept.entities.other_sectors is 'Further PLOVER sectors.';
comment on column kept.entities.name is 'Canonical name of the person, organisation or state.';
comment on column kept.entities.text is 'The words that name it here.';
comment on column kept.entities.start is 'Where these words begin.';
comment on column kept.entities."end" is 'Where these words end.';

create table kept.quantities (
    event bigint not null,
    position integer not null,
    kind varchar not null,
    value double not null,
    unit varchar not null,
    text varchar not null
);
comment on table kept.quantities is 'Numbers of money, people and units that are tied to an event.';
comment on column kept.quantities.event is 'kept.events.key.';
comment on column kept.quantities.position is 'Place among those of the event, from 0.';
comment on column kept.quantities.kind is 'money, people or units.';
comment on column kept.quantities.value is 'The number, in units of `unit`.';
comment on column kept.quantities.unit is 'Currency (ISO 4217), or what is counted.';
comment on column kept.quantities.text is 'As written.';

create table kept.stances (
    key bigint not null,
    id varchar not null,
    reading bigint not null,
    run integer not null,
    coder varchar not null,
    stance varchar not null,
    date varchar,
    earliest date,
    latest date,
    confidence double not null,
    evidence_start integer not null,
    evidence_end integer not null,
    evidence_text varchar not null,
    why struct("rule" varchar, note varchar)[] not null
);
comment on table kept.stances is 'What one actor thinks of another.';
comment on column kept.stances.key is 'Number of the row.';
comment on column kept.stances.id is 'Hash of what it says and where.';
comment on column kept.stances.reading is 'kept.readings.key.';
comment on column kept.stances.run is 'Run that made it.';
comment on column kept.stances.coder is 'Version of the coder that made it.';
comment on column kept.stances.stance is 'trust, mistrust, support, oppose or fear.';
comment on column kept.stances.date is 'When it was held (EDTF), or null.';
comment on column kept.stances.earliest is 'First day that `date` may mean.';
comment on column kept.stances.latest is 'Last day that `date` may mean.';
comment on column kept.stances.confidence is 'From 0 to 1.';
comment on column kept.stances.evidence_start is 'Where the words begin.';
comment on column kept.stances.evidence_end is 'Where the words end.';
comment on column kept.stances.evidence_text is 'The words.';
comment on column kept.stances.why is 'Rules that decided, each with a note for a person.';

create table kept.stance_entities (
    stance bigint not null,
    role varchar not null,
    position integer not null,
    code varchar,
    sector varchar,
    other_sectors varchar[] not null,
    name varchar,
    text varchar not null,
    start integer not null,
    "end" integer not null
);
comment on table kept.stance_entities is 'Who holds a stance, toward whom, and who says so.';
comment on column kept.stance_entities.stance is 'kept.stances.key.';
comment on column kept.stance_entities.role is 'holder, toward or attribution.';
comment on column kept.stance_entities.position is 'Place among those of the same role, from 0.';
comment on column kept.stance_entities.code is 'As in kept.entities.';
comment on column kept.stance_entities.sector is 'PLOVER sector.';
comment on column kept.stance_entities.other_sectors is 'Further PLOVER sectors.';
comment on column kept.stance_entities.name is 'Canonical name.';
comment on column kept.stance_entities.text is 'The words that name it here.';
comment on column kept.stance_entities.start is 'Where these words begin.';
comment on column kept.stance_entities."end" is 'Where these words end.';

create table kept.findings (
    key bigint not null,
    id varchar not null,
    reading bigint not null,
    run integer not null,
    coder varchar not null,
    finding varchar not null,
    severity varchar not null,
    why varchar not null
);
comment on table kept.findings is 'Contradictions and anachronisms.';
comment on column kept.findings.key is 'Number of the row.';
comment on column kept.findings.id is 'Hash of what it says and where.';
comment on column kept.findings.reading is 'kept.readings.key.';
comment on column kept.findings.run is 'Run that made it.';
comment on column kept.findings.coder is 'Version of the coder that made it.';
comment on column kept.findings.finding is 'date_conflict, anachronism, count_conflict, self_contradiction or denial.';
comment on column kept.findings.severity is 'error, warning or note.';
comment on column kept.findings.why is 'One sentence for a person.';

create table kept.finding_evidence (
    finding bigint not null,
    position integer not null,
    document varchar not null,
    start integer not null,
    "end" integer not null,
    text varchar not null
);
comment on table kept.finding_evidence is 'The words that clash.';
comment on column kept.finding_evidence.finding is 'kept.findings.key.';
comment on column kept.finding_evidence.position is 'Place among those of the finding, from 0.';
comment on column kept.finding_evidence.document is 'Id of the document.';
comment on column kept.finding_evidence.start is 'Where the words begin.';
comment on column kept.finding_evidence."end" is 'Where the words end.';
comment on column kept.finding_evidence.text is 'The words.';

create table kept.rejected (
    run integer not null,
    "where" varchar not null,
    reason varchar not null,
    detail varchar not null
);
comment on table kept.rejected is 'Inputs that could not be read.';
comment on column kept.rejected.run is 'Run that met it.';
comment on column kept.rejected."where" is 'Path, or path:line.';
comment on column kept.rejected.reason is 'Reason in few words, the same for all inputs of the kind.';
comment on column kept.rejected.detail is 'One sentence for a person.';

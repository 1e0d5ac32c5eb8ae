-- What a person sees who asks `select * from events`: for each document the newest reading only. Made anew whenever a
-- record is migrated; they hold no data. Order of rows is not promised: say `order by`.

create or replace view readings as
    select * from kept.readings where replaced_by is null;
comment on view readings is 'The newest reading of each document.';

create or replace view documents as
    select d.* exclude (key, fingerprint), r.run, r.coder, r.n_words, r.n_sentences, r.n_parsed
    from readings r join kept.documents d on d.key = r.document;
comment on view documents is 'Documents as they were last read.';

create or replace view events as
    select e.* exclude (reading), r.document_id as document
    from kept.events e join readings r on r.key = e.reading;
comment on view events is 'Events of the newest reading of each document.';

create or replace view entities as
    select e.id as event_id, n.* from kept.entities n join events e on e.key = n.event;
comment on view entities is 'Actors, recipients and sources of these events.';

create or replace view quantities as
    select e.id as event_id, q.* from kept.quantities q join events e on e.key = q.event;
comment on view quantities is 'Numbers of these events.';

create or replace view stances as
    select s.* exclude (reading), r.document_id as document
    from kept.stances s join readings r on r.key = s.reading;
comment on view stances is 'Stances of the newest reading of each document.';

create or replace view stance_entities as
    select s.id as stance_id, n.* from kept.stance_entities n join stances s on s.key = n.stance;
comment on view stance_entities is 'Holders, targets and sources of these stances.';

create or replace view findings as
    select f.* exclude (reading), r.document_id as document
    from kept.findings f join readings r on r.key = f.reading;
comment on view findings is 'Findings of the newest reading of each document.';

create or replace view finding_evidence as
    select f.id as finding_id, v.* from kept.finding_evidence v join findings f on f.key = v.finding;
comment on view finding_evidence is 'Words that these findings stand on.';

create or replace view pairs as
    select p.event, e.id, p.actor, p.recipient from kept.pairs p join events e on e.key = p.event;
comment on view pairs is 'Who acts toward whom, one row for each event and direction (codes of states and other actors).';

create or replace view episodes as
    select * exclude (lead) from kept.episodes;
comment on view episodes is 'What happened once, however many texts report it. Relations count these.';

create or replace view reports as
    select p.id as episode_id, e.id as event_id, e.document, r.* from kept.reports r
    join kept.episodes p on p.key = r.episode join events e on e.key = r.event;
comment on view reports is 'Which events report which episode.';

create or replace view dyads as
    select p.id as episode_id, d.* from kept.dyads d join kept.episodes p on p.key = d.episode;
comment on view dyads is 'Who acts toward whom in these episodes.';

create or replace view copies as
    select d.id, d.title, d.source, d.published, o.id as original, o.title as original_title, o.source as original_source,
        o.published as original_published
    from kept.texts t
    join kept.documents d on d.key = t.document
    join kept.documents o on o.key = t.original
    join readings r on r.document = t.document
    where t.original <> t.document;
comment on view copies is 'Texts that copy others (agency copy, reprints, updates): kept, and counted as one source with the original.';

create or replace view runs as
    select n.*, coalesce(c.n_documents, 0) as n_documents, coalesce(c.n_words, 0) as n_words,
        coalesce(c.n_events, 0) as n_events, coalesce(c.n_stances, 0) as n_stances,
        coalesce(c.n_findings, 0) as n_findings, coalesce(x.n_rejected, 0) as n_rejected
    from kept.runs n
    left join (
        select run, count(*) as n_documents, sum(n_words) as n_words, sum(n_events) as n_events,
            sum(n_stances) as n_stances, sum(n_findings) as n_findings
        from kept.readings group by run
    ) c on c.run = n.run
    left join (select run, count(*) as n_rejected from kept.rejected group by run) x on x.run = n.run;
comment on view runs is 'Runs with what they kept; right also for a run that was killed.';

create or replace view rejected as
    select * from kept.rejected where run = (select max(run) from kept.rejected);
comment on view rejected is 'Inputs that the last run which met any could not read.';

create or replace view imports as
    select * exclude (key) from kept.imports;
comment on view imports is 'Files of others that were brought in.';

create or replace view coded as
    select c.* exclude (key, import), i.form, i.source from kept.coded c join kept.imports i on i.key = c.import;
comment on view coded is 'Events that others coded, with the data set that has them. No view of the texts has them in it.';

create or replace view context as
    select c.* exclude (key, import), i.form from kept.context c join kept.imports i on i.key = c.import;
comment on view context is 'Alliances, wars and disputes of two states, as histories have them.';

-- Version 5: what language models answered when they were asked to read texts, so that a second reading costs nothing and gives
-- the same, and the answers can be taken to another machine. Answers belong to no run and no document: the same words get the same
-- answer, whoever asks.

create table kept.answers (
    key varchar not null,
    model varchar not null,
    prompt varchar not null,
    text varchar not null,
    finish varchar not null,
    tokens_in integer not null,
    tokens_out integer not null
);
comment on table kept.answers is 'What language models answered, by what they were asked.';
comment on column kept.answers.key is 'Hash of the words of the request, the model, its settings and the form of the answer.';
comment on column kept.answers.model is 'Name of the model.';
comment on column kept.answers.prompt is 'Hash of the instructions, which are the same for every text.';
comment on column kept.answers.text is 'The answer as it came.';
comment on column kept.answers.finish is 'stop, length (it did not fit) or refused.';
comment on column kept.answers.tokens_in is 'Tokens of the request by the count of the server, 0 where it gives none.';
comment on column kept.answers.tokens_out is 'Tokens of the answer.';

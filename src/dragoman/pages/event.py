"""One event, stance or finding: the words in their paragraph, who is who, when, how sure, and the chain of reasons.

>>> make_event(ask).event.type
'THREATEN'
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from dragoman.pages.ask import Ask, PageError
from dragoman.pages.context import find_coded
from dragoman.pages.lines import EpisodeLine, EventLine, describe_episodes, describe_events
from dragoman.pages.marks import Mark, Stretch, cut_text, find_paragraph
from dragoman.pages.page import Page
from dragoman.pages.words import Party, act_together, make_party
from dragoman.record import EpisodeFilter, EventFilter, FoundId, Report
from dragoman.types import Document, Entity, Episode, Event, Evidence, Finding, SourcedEvidence, Stance


class Passage(msgspec.Struct, frozen=True):
    """A paragraph of a document with its words marked; `at`: where in the text; `cut_before`, `cut_after`: it goes on there."""

    document: str
    title: str | None
    source: str | None
    published: str | None
    url: str | None
    at: int
    stretches: tuple[Stretch, ...]
    cut_before: bool
    cut_after: bool


class Who(msgspec.Struct, frozen=True):
    """Words of the text and who is meant by them."""

    words: str
    party: Party
    sector: str | None
    other_sectors: tuple[str, ...]


class Origin(msgspec.Struct, frozen=True):
    """Which run of which coder read it."""

    run: int
    coder: str
    version: str
    started: str


class ReportLine(msgspec.Struct, frozen=True):
    """An event that reports an episode; `copy_of` is the document that its own repeats, or None."""

    event: EventLine
    copy_of: str | None


class EventPage(Page, frozen=True):
    """An event (all its fields), its passage, its parties, the words of its date, the episode that it reports, the `others`
    that report it too, and where the reading is from."""

    event: Event
    passage: Passage
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    says: Who | None
    together: bool
    date_words: str | None
    episode: str | None
    others: tuple[ReportLine, ...]
    origin: Origin | None


class EpisodePage(Page, frozen=True):
    """What happened once: the merged account, and each report of it in its passage, independent texts before copies."""

    episode: Episode
    line: EpisodeLine
    reports: tuple[ReportLine, ...]
    passages: tuple[Passage, ...]


class StancePage(Page, frozen=True):
    """A stance, its passage and its parties."""

    stance: Stance
    passage: Passage
    holder: tuple[Who, ...]
    toward: tuple[Who, ...]
    says: Who | None
    origin: Origin | None


class FindingPage(Page, frozen=True):
    """A finding, and the words that clash, each in its passage."""

    finding: Finding
    passages: tuple[Passage, ...]
    origin: Origin | None


def make_event(ask: Ask) -> EventPage:
    id_ = ask.id()
    found = find_exactly(ask, "event", id_)
    event = next(ask.record.events(EventFilter(keys=(found.key,))), None) if found else None
    event = event or find_coded(ask, id_)
    if event is None:
        raise PageError(404, f"The record holds no event {id_}. It may have been read anew since by another version of Dragoman.")
    doc = ask.record.document(event.document)
    together = act_together(event)
    words = event.date_phrase.slice(doc.text) if doc and event.date_phrase else None
    episode, reports = find_reports(ask, ask.record.reports(events=(found.key,)) if found else {})
    return EventPage(
        title=f"{event.type}, {event.date or 'undated'}",
        event=event,
        passage=make_passage(doc, event.document, event.evidence, mark_event(event)),
        actors=list_who(event.actors),
        recipients=() if together else list_who(event.recipients),
        says=list_who((event.attribution,))[0] if event.attribution else None,
        together=together,
        date_words=words,
        episode=episode,
        others=tuple(one for one in reports if one.event.id != id_),
        origin=find_origin(ask, found),
    )


MOST_PASSAGES = 20


def make_episode(ask: Ask) -> EpisodePage:
    id_ = ask.id()
    key = ask.record.find_episode(id_)
    episode = next(ask.record.episodes(EpisodeFilter(keys=(key,))), None) if key is not None else None
    if key is None or episode is None:
        raise PageError(404, f"The record holds no episode {id_}. It may have been merged anew since with other reports.")
    line = describe_episodes(ask.record, [episode])[0]
    found = ask.record.reports(episodes=(key,))
    _, reports = find_reports(ask, found)
    shown = [one.event.id for one in reports[:MOST_PASSAGES]]
    keys = tuple(one.key for each in found.values() for one in each if one.event in shown)
    events = {event.id: event for event in ask.record.events(EventFilter(keys=keys))}
    passages = []
    for one in shown:
        event = events[one]
        doc = ask.record.document(event.document)
        passages.append(make_passage(doc, event.document, event.evidence, mark_event(event)))
    return EpisodePage(f"{episode.type}, {episode.date or 'undated'}", episode, line, reports, tuple(passages))


def find_reports(ask: Ask, found: dict[str, list[Report]]) -> tuple[str | None, tuple[ReportLine, ...]]:
    """The one episode that was found, and all reports of it."""
    if not found:
        return None, ()
    episode, reports = next(iter(found.items()))
    events = {event.id: event for event in ask.record.events(EventFilter(keys=tuple(one.key for one in reports)))}
    told = [one for one in reports if one.event in events]
    lines = describe_events(ask.record, [events[one.event] for one in told])
    return episode, tuple(ReportLine(line, one.copy_of) for line, one in zip(lines, told, strict=True))


def make_stance(ask: Ask) -> StancePage:
    id_ = ask.id()
    found = find_exactly(ask, "stance", id_)
    stance = next(ask.record.stances(ids=(id_,)), None)
    if stance is None:
        raise PageError(404, f"The record holds no stance {id_}.")
    doc = ask.record.document(stance.document)
    words = stance.evidence
    marks = [*_mark_who(stance.holder, "who"), *_mark_who(stance.toward, "to")]
    return StancePage(
        title=f"{stance.stance}, {stance.date or 'undated'}",
        stance=stance,
        passage=make_passage(doc, stance.document, words, marks),
        holder=list_who(stance.holder),
        toward=list_who(stance.toward),
        says=list_who((stance.attribution,))[0] if stance.attribution else None,
        origin=find_origin(ask, found),
    )


def make_finding(ask: Ask) -> FindingPage:
    id_ = ask.id()
    found = find_exactly(ask, "finding", id_)
    finding = next(ask.record.findings(ids=(id_,)), None)
    if finding is None:
        raise PageError(404, f"The record holds no finding {id_}.")
    passages = []
    for words in finding.evidence:
        doc = ask.record.document(words.document)
        marks = [Mark(words.start, words.end, "finding")]
        passages.append(make_passage(doc, words.document, words, marks))
    return FindingPage(f"Finding: {finding.finding.replace('_', ' ')}", finding, tuple(passages), find_origin(ask, found))


def mark_event(event: Event, *, linked: bool = False) -> list[Mark]:
    """Marks of all words that an event is read from; `linked`: the act carries the id of the event."""
    marks = [
        Mark(event.trigger.start, event.trigger.end, "act", event.id if linked else None),
        *_mark_who(event.actors, "who"),
        *([] if act_together(event) else _mark_who(event.recipients, "to")),
    ]
    if event.attribution:
        marks += _mark_who((event.attribution,), "says")
    if event.date_phrase:
        marks.append(Mark(event.date_phrase.start, event.date_phrase.end, "when"))
    return marks


def _mark_who(entities: Iterable[Entity], kind: str) -> list[Mark]:
    return [Mark(one.start, one.end, kind) for one in entities]  # type: ignore[arg-type]


def make_passage(doc: Document | None, id_: str, words: Evidence | SourcedEvidence, marks: Iterable[Mark]) -> Passage:
    """The paragraph of the words with its marks; the words alone where the text is not in the record."""
    start, end = words.start, words.end
    if doc is None:
        return Passage(id_, None, None, None, None, start, (Stretch(start, words.text, ("here",), (), ()),), False, False)
    left, right = find_paragraph(doc.text, start, end)
    stretches = [one for part in cut_text(doc.text, [*marks, Mark(start, end, "here")], left, right) for one in part]
    cut_before, cut_after = left > 0 and doc.text[left - 1] != "\n", right < len(doc.text) and doc.text[right] != "\n"
    return Passage(id_, doc.title, doc.source, doc.published, doc.url, start, tuple(stretches), cut_before, cut_after)


def list_who(entities: Iterable[Entity]) -> tuple[Who, ...]:
    return tuple(Who(one.text, make_party(one), one.sector, one.other_sectors) for one in dict.fromkeys(entities))


def find_exactly(ask: Ask, kind: str, id_: str) -> FoundId | None:
    """What the whole id stands for."""
    return next((one for one in ask.record.find(id_) if one.id == id_ and one.kind == kind), None)


def find_origin(ask: Ask, found: FoundId | None) -> Origin | None:
    run = next((run for run in ask.record.runs() if found and run.run == found.run), None)
    if found is None or run is None:
        return None
    return Origin(found.run, found.coder, run.version, f"{run.started:%Y-%m-%d %H:%M} UTC")

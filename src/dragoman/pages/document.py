"""A document: its text with actors, dates and acts marked, and in the margin what was read there and what does not fit.

>>> make_document(ask).paragraphs[0].stretches[0].text
'The Beagle Channel'
"""

from __future__ import annotations

import bisect

import msgspec

from dragoman.pages.ask import Ask, PageError
from dragoman.pages.event import mark_event
from dragoman.pages.lines import EventLine, describe_events
from dragoman.pages.marks import Mark, Stretch, cut_text
from dragoman.pages.page import Page
from dragoman.pages.words import Party, list_parties
from dragoman.record import EventFilter
from dragoman.types import Finding, Stance


class StanceNote(msgspec.Struct, frozen=True):
    """A stance in the margin."""

    id: str
    stance: str
    holder: tuple[Party, ...]
    toward: tuple[Party, ...]


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph and its margin: the events whose act stands in it, in order of the text, its stances and findings."""

    stretches: tuple[Stretch, ...]
    events: tuple[EventLine, ...]
    stances: tuple[StanceNote, ...]
    findings: tuple[Finding, ...]


class DocumentPage(Page, frozen=True):
    """A document, or one of `parts` where it is long, and how much was read in all of it."""

    id: str
    source: str | None
    url: str | None
    language: str | None
    published: str | None
    n_chars: int
    n_events: int
    n_stances: int
    n_findings: int
    part: int
    parts: int
    paragraphs: tuple[Paragraph, ...]


def make_document(ask: Ask) -> DocumentPage:
    id_ = ask.id()
    doc = ask.record.document(id_)
    if doc is None:
        raise PageError(404, f"The record holds no document {id_}.")
    starts = split_parts(doc.text, ask.settings.document_chars)
    part = choose_part(ask, starts)
    start, end = starts[part - 1], starts[part] if part < len(starts) else len(doc.text)
    events = list(ask.record.events(EventFilter(documents=(id_,))))
    stances = list(ask.record.stances(documents=(id_,)))
    findings = list(ask.record.findings(documents=(id_,)))
    acts = [(event.trigger.start, event.trigger.end) for event in events]
    marks = [mark for event in events for mark in mark_event(event, linked=True)]
    marks += [
        Mark(words.start, words.end, "finding", one.id) for one in findings for words in one.evidence if words.document == id_
    ]
    here = [event for event, act in sorted(zip(events, acts, strict=True), key=lambda pair: pair[1]) if start <= act[0] < end]
    lines = describe_events(ask.record, here)
    paragraphs = []
    for stretches in cut_text(doc.text, marks, start, end):
        first, last = stretches[0].start, stretches[-1].start + len(stretches[-1].text)
        paragraphs.append(
            Paragraph(
                tuple(stretches),
                tuple(line for line, event in zip(lines, here, strict=True) if first <= event.trigger.start < last),
                tuple(_note_stance(one) for one in stances if first <= one.evidence.start < last),
                tuple(one for one in findings if any(w.document == id_ and first <= w.start < last for w in one.evidence)),
            )
        )
    return DocumentPage(
        doc.title or "Without a title", id_, doc.source, doc.url, doc.language, doc.published, len(doc.text), len(events),
        len(stances), len(findings), part, len(starts), tuple(paragraphs),
    )  # fmt: skip


def split_parts(text: str, most: int) -> list[int]:
    """Where the parts of a text begin: every `most` characters, moved on to the next line, or else to the next blank."""
    starts = [0]
    while len(text) - starts[-1] > most * 3 // 2:
        at = starts[-1] + most
        line = text.find("\n", at, at + most // 2)
        blank = text.find(" ", at, at + 1_000) if line < 0 else line
        starts.append((blank if blank >= 0 else at) + 1)
    return starts


def choose_part(ask: Ask, starts: list[int]) -> int:
    """The part that `part` names, or that holds the character `show`."""
    for name in ("part", "show"):
        value = ask.text(name)
        if value is not None:
            if not value.isascii() or not value.isdigit() or len(value) > 9:
                raise PageError(400, f"{name} is a number.")
            part = int(value) if name == "part" else bisect.bisect_right(starts, int(value))
            if not 1 <= part <= len(starts):
                raise PageError(404, f"The document has {len(starts)} parts.")
            return part
    return 1


def _note_stance(stance: Stance) -> StanceNote:
    return StanceNote(stance.id, stance.stance, list_parties(stance.holder), list_parties(stance.toward))

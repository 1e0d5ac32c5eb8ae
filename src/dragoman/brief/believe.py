"""Whether a date can be that of the act, and whether words tell an act at all: what a brief does not take at its word.

>>> is_believed(episode, bound="1996-02-01")
True
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from dragoman.brief.names import load_words
from dragoman.types import Document, Episode, Event

if TYPE_CHECKING:
    from dragoman.record import Record

# Years after the last date that an undated text states, from which a reckoned date is not believed.
AHEAD = 5


def find_bounds(record: Record, events: Iterable[Event]) -> dict[str, str]:
    """Document -> the last day that what it tells can have been on: that of its printing, or some years after its last date."""
    from dragoman.record import read_edtf

    found: dict[str, str] = {}
    latest: dict[str, str] = {}
    for event in events:
        days = read_edtf(event.date) if event.date and event.date_basis == "stated" else None
        if days and days.latest:
            latest[event.document] = max(latest.get(event.document, ""), days.latest)
        latest.setdefault(event.document, "")
    for id_, header in record.headers(latest).items():
        last = latest[id_]
        if header.published:
            found[id_] = header.published
        elif last:
            found[id_] = f"{int(last[:4]) + AHEAD:04d}{last[4:]}"
    return found


def is_believed(episode: Episode, bound: str | None) -> bool:
    """Whether what happened can have happened on its date when the text was written."""
    if episode.status not in ("occurred", "ongoing") or episode.date_basis not in ("resolved", "inherited") or bound is None:
        return True
    return episode.earliest is None or episode.earliest <= bound


def is_heading(event: Event, doc: Document) -> bool:
    """Whether the words stand in the heading, which says in short what the text tells."""
    return bool(doc.title) and event.evidence.end <= doc.text.find(str(doc.title)) + len(str(doc.title))


def is_of_another(event: Event, doc: Document) -> bool:
    """Whether the words of the date belong to something else: "the treaty of 1904", "..., which was signed in May"."""
    phrase = event.date_phrase
    if phrase is None:
        return False
    before = doc.text[max(0, phrase.start - 24) : phrase.start]
    noun = re.search(r"\b([\w’'-]+) of (?:the )?$", before)
    if noun and noun.group(1).casefold() not in load_words()["times"]["parts"]:
        return True
    between = doc.text[event.trigger.end : phrase.start] if event.trigger.end < phrase.start else ""
    return re.search(r", (?:which|who|whose|whom)\b", between) is not None

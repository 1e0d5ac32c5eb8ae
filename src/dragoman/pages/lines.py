"""Events as lines of a list: what a person needs to choose one, with the words and where they are from.

>>> make_lines(record, EventFilter(between=("ARG", "CHL")))[0].type
'SUPPORT'
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from dragoman.pages.words import Party, act_together, list_parties, make_party, shorten
from dragoman.record import EventFilter, Record
from dragoman.types import DateBasis, Event, EventType, Status


class EventLine(msgspec.Struct, frozen=True):
    """One event of a list. `together`: the parties act on each other, and stand in `actors` alone; `words`: its evidence."""

    id: str
    date: str | None
    date_basis: DateBasis | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    together: bool
    type: EventType
    mode: str | None
    status: Status
    alleged: bool
    says: Party | None
    score: float
    confidence: float
    words: str
    document: str
    title: str | None
    source: str | None


def make_lines(record: Record, wanted: EventFilter) -> list[EventLine]:
    """The events that pass the filter, in its order."""
    return describe_events(record, list(record.events(wanted)))


def describe_events(record: Record, events: Iterable[Event]) -> list[EventLine]:
    """A line for each event."""
    events = list(events)
    headers = record.headers([event.document for event in events]) if events else {}
    lines = []
    for event in events:
        header = headers.get(event.document)
        together = act_together(event)
        line = EventLine(
            event.id, event.date, event.date_basis, list_parties(event.actors),
            () if together else list_parties(event.recipients), together, event.type, event.mode, event.status, event.alleged,
            make_party(event.attribution) if event.attribution else None, event.score, event.confidence,
            shorten(event.evidence.text), event.document, header.title if header else None, header.source if header else None,
        )  # fmt: skip
        lines.append(line)
    return lines


LINE_COLUMNS = (
    "id", "date", "date_basis", "actors", "actor_codes", "recipients", "recipient_codes", "type", "mode", "status", "alleged",
    "says", "score", "confidence", "words", "document", "title", "source",
)  # fmt: skip


def write_line(line: EventLine) -> tuple[object, ...]:
    """Cells in the order of LINE_COLUMNS; where all act on each other they stand on both sides."""
    to = line.actors if line.together else line.recipients
    return (
        line.id, line.date, line.date_basis, "; ".join(one.label for one in line.actors),
        ";".join(one.code or "" for one in line.actors), "; ".join(one.label for one in to),
        ";".join(one.code or "" for one in to),
        line.type, line.mode, line.status, str(line.alleged).lower(), line.says.label if line.says else None, line.score,
        line.confidence, line.words, line.document, line.title, line.source,
    )  # fmt: skip

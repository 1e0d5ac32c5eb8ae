"""Events as lines of a list: what a person needs to choose one, with the words and where they are from.

>>> make_lines(record, EventFilter(between=("ARG", "CHL")))[0].type
'SUPPORT'
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from dragoman.pages.words import Party, act_together, list_parties, make_party, shorten
from dragoman.record import Brought, EventFilter, Record
from dragoman.states import name_state
from dragoman.types import DateBasis, Episode, Event, EventType, Status


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


class EpisodeLine(msgspec.Struct, frozen=True):
    """One episode of a list: `n_reports` events report it, in `n_sources` independent texts; `lead` is the surest of them."""

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
    score: float
    confidence: float
    n_reports: int
    n_sources: int
    lead: str
    words: str
    document: str
    title: str | None
    source: str | None


def describe_episodes(record: Record, episodes: Iterable[Episode]) -> list[EpisodeLine]:
    """A line for each episode."""
    episodes = list(episodes)
    headers = record.headers([one.document for one in episodes]) if episodes else {}
    lines = []
    for one in episodes:
        header = headers.get(one.document)
        together = len(one.actors) > 1 and set(one.recipients) in (set(), set(one.actors))
        line = EpisodeLine(
            one.id, one.date, one.date_basis, _name_codes(one.actors), () if together else _name_codes(one.recipients), together,
            one.type, one.mode, one.status, one.alleged, one.score, one.confidence, one.n_reports, one.n_sources, one.lead,
            shorten(one.words), one.document, header.title if header else None, header.source if header else None,
        )  # fmt: skip
        lines.append(line)
    return lines


def _name_codes(codes: Iterable[str]) -> tuple[Party, ...]:
    return tuple(Party(name_state(code), code, None, None) for code in codes)


EPISODE_COLUMNS = (
    "id", "date", "date_basis", "actors", "actor_codes", "recipients", "recipient_codes", "type", "mode", "status", "alleged",
    "score", "confidence", "reports", "sources", "lead", "words", "document", "title", "source",
)  # fmt: skip


def write_episode(line: EpisodeLine) -> tuple[object, ...]:
    """Cells in the order of EPISODE_COLUMNS."""
    to = line.actors if line.together else line.recipients
    return (
        line.id, line.date, line.date_basis, "; ".join(one.label for one in line.actors),
        ";".join(one.code or "" for one in line.actors), "; ".join(one.label for one in to),
        ";".join(one.code or "" for one in to), line.type, line.mode, line.status, str(line.alleged).lower(), line.score,
        line.confidence, line.n_reports, line.n_sources, line.lead, line.words, line.document, line.title, line.source,
    )  # fmt: skip


def make_lines(record: Record, wanted: EventFilter) -> list[EventLine]:
    """The events that pass the filter, in its order."""
    return describe_events(record, list(record.events(wanted)))


def describe_brought(record: Record, events: Iterable[Event]) -> list[EventLine]:
    """A line for each event that others coded."""
    return describe_events(Brought(record), events)


def describe_events(record: Record | Brought, events: Iterable[Event]) -> list[EventLine]:
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

"""What is asked of the record: a filter of events, and the values that it gives to the query.

>>> EventFilter(between=("RUS", "IRN"), since="1990").parameters()["since"]
'1990-01-01'
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from dragoman.errors import UsageError
from dragoman.record.edtf import read_edtf
from dragoman.types import EventType, Status

EpisodeOrder = Literal["date", "newest", "strength", "sources"]


class EventFilter(msgspec.Struct, frozen=True, kw_only=True):
    """All conditions that are given must hold; within one, any of its values.

    `between`: codes of two states, in either direction. `since`, `until`: EDTF dates; an event passes whose date may lie in
    that time ("18th century" passes since 1750), one without a date does not. `names`: of persons and organisations that
    take part; `sources`: of the documents; `keys`: numbers of events in this record, as `Report` and `FoundId` have them, by
    which they are found faster than by `ids`; `leading`: the event leads an episode of these two states, by which it is found
    faster than by `ids`, as these lie in no order.
    """

    between: tuple[str, str] | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    types: tuple[EventType, ...] = ()
    statuses: tuple[Status, ...] = ()
    documents: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    ids: tuple[str, ...] = ()
    keys: tuple[int, ...] = ()
    leading: tuple[str, str] | None = None
    min_confidence: float = 0.0
    limit: int | None = None
    offset: int = 0

    def parameters(self) -> dict[str, Any]:
        """Values for `queries/events.sql`; None lets everything pass."""
        one, other = self.between or (None, None)
        led_one, led_other = sorted(self.leading) if self.leading else (None, None)
        return {
            "one": one,
            "other": other,
            "led_one": led_one,
            "led_other": led_other,
            "actors": list(self.actors) or None,
            "recipients": list(self.recipients) or None,
            "types": list(self.types) or None,
            "statuses": list(self.statuses) or None,
            "documents": list(self.documents) or None,
            "sources": list(self.sources) or None,
            "names": list(self.names) or None,
            **read_period(self.since, self.until),
            "ids": list(self.ids) or None,
            "keys": list(self.keys) or None,
            "min_confidence": self.min_confidence or None,
            "limit": self.limit,
            "offset": self.offset,
        }


class EpisodeFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of episodes: as EventFilter, and how to order and page them.

    `keys`: numbers of episodes in this record; `documents`, `sources`: at least one report is of such a text (publishers, or ids
    of documents without one); `ids`: of episodes, or of the events that lead them; `words`: stand in the words of the leading
    report, in any case; `dated`: only with a date, or only without; `by`: 'date', 'newest', 'strength' or 'sources'.
    """

    between: tuple[str, str] | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    types: tuple[EventType, ...] = ()
    statuses: tuple[Status, ...] = ()
    documents: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    ids: tuple[str, ...] = ()
    keys: tuple[int, ...] = ()
    words: str | None = None
    min_confidence: float = 0.0
    min_sources: int = 0
    dated: bool | None = None
    by: EpisodeOrder = "date"
    limit: int | None = None
    offset: int = 0

    def parameters(self) -> dict[str, Any]:
        """Values for `queries/episodes.sql`; None lets everything pass."""
        one, other = sorted(self.between) if self.between else (None, None)
        lists = ("actors", "recipients", "types", "statuses", "documents", "sources", "ids", "keys")
        same = ("words", "dated", "limit", "offset")
        return {
            "one": one,
            "other": other,
            **{name: list(getattr(self, name)) or None for name in lists},
            **read_period(self.since, self.until),
            **{name: getattr(self, name) for name in same},
            "min_confidence": self.min_confidence or None,
            "min_sources": self.min_sources or None,
            "by": None if self.by == "date" else self.by,
        }


def read_period(since: str | None, until: str | None) -> dict[str, str | None]:
    """The first and the last day of a time that is asked for. UsageError where it ends before it begins.

    >>> read_period("1990", "1991-02")
    {'since': '1990-01-01', 'until': '1991-02-28'}
    """
    first, last = read_bound("since", since), read_bound("until", until)
    if since and until and first and last and sort_day(first) > sort_day(last):
        raise UsageError(f"the time from {since} to {until} ends before it begins; exchange the two")
    return {"since": first, "until": last}


def sort_day(day: str) -> tuple[int, str]:
    """By which ISO days, of years before Christ too, are in order."""
    year, rest = day.rsplit("-", 2)[0], day[-5:]
    return int(year), rest


def read_bound(name: str, date: str | None) -> str | None:
    """The day that `--since` or `--until` means: the first of a date, or the last. UsageError where it is no date."""
    if date is None:
        return None
    days = read_edtf(date)
    day = (days.earliest if name == "since" else days.latest) if days else None
    if day is None:
        raise UsageError(f"--{name} {date!r} is no date; write a year, month or day such as 1991, 1991-12 or 1991-12-25")
    return day

"""What the record answers with, besides Event, Stance, Finding and Document: rows of its queries, typed.

>>> SeriesRow(year=1920, month=1, day=1, wide=None, actor=None, episodes=2, sources=1, cooperative=0, conflictual=2,
...           score=-7.5, n_other=0).label("year")
'1920'
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

Period = Literal["year", "month", "day"]


class DocumentHeader(msgspec.Struct, frozen=True):
    """A document without its text."""

    id: str
    title: str | None
    source: str | None
    url: str | None
    language: str | None
    published: str | None


class FoundId(msgspec.Struct, frozen=True):
    """Something of the record that an id, or the beginning of one, stands for, and which run and coder made it."""

    kind: Literal["event", "stance", "finding"]
    id: str
    document: str
    run: int
    coder: str


class Kin(msgspec.Struct, frozen=True):
    """Two events of two documents that may be one, by their ids."""

    one: str
    one_document: str
    other: str
    other_document: str


class Run(msgspec.Struct, frozen=True):
    """One call that read texts. `finished` is None where it was killed or is under way; `hashes`, `settings` are JSON."""

    run: int
    coder: str
    version: str
    hashes: str
    settings: str
    started: datetime
    finished: datetime | None
    n_documents: int
    n_words: int
    n_events: int
    n_stances: int
    n_findings: int
    n_rejected: int


class PeriodRow(msgspec.Struct, frozen=True):
    """A period of a series: a year, month or day by its first day; or, where a date is wider, that date (`wide`, EDTF).

    `year`, `month`, `day` are None where there is no date, or none that says when it began.
    """

    year: int | None
    month: int | None
    day: int | None
    wide: str | None

    @property
    def undated(self) -> bool:
        return self.year is None and self.wide is None

    def label(self, by: Period) -> str | None:
        """The period as EDTF: '1920', '1920-05', '1920-05-18', or the wide date itself; None where there is no date."""
        if self.wide is not None or self.year is None:
            return self.wide
        year = f"{'-' if self.year < 0 else ''}{abs(self.year):04d}"
        if by == "year":
            return year
        return f"{year}-{self.month:02d}" if by == "month" else f"{year}-{self.month:02d}-{self.day:02d}"


class SeriesRow(PeriodRow, frozen=True):
    """Counts of one period, of all that two states did (`actor` None) or of what one of them did to the other.

    `score`: mean on the PLOVER scale, or None; `n_other`: planned, hypothetical and negated events, which are not counted.
    """

    actor: str | None
    episodes: int
    sources: int
    cooperative: int
    conflictual: int
    score: float | None
    n_other: int


class StrongRow(PeriodRow, frozen=True):
    """One of the strongest events of a period."""

    id: str

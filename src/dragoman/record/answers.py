"""What the record answers with, besides Event, Stance, Finding and Document: rows of its queries, typed.

>>> StrongRow(year=1920, month=1, day=1, wide=None, id="e1").label("year")
'1920'
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from dragoman.types import DateBasis, EventType, Status

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
    """Something of the record that an id, or the beginning of one, stands for, and which run and coder made it.

    `key`: its number in this record, by which it is found fastest."""

    kind: Literal["event", "stance", "finding"]
    id: str
    key: int
    document: str
    run: int
    coder: str


class CopyRow(msgspec.Struct, frozen=True):
    """A document whose words are a copy of another's: its first kept one, that stands for all its copies."""

    id: str
    title: str | None
    source: str | None
    published: str | None
    original: str
    original_title: str | None
    original_source: str | None
    original_published: str | None


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

    `reports`, `sources`: events and independent texts that report the episodes (sources only of all together); `score`: mean
    on the PLOVER scale, or None; `cooperative_score`, `conflictual_score`: sums of the scores above and below nought;
    `n_other`: planned, hypothetical and negated episodes, which are not counted; `all_sources`: independent texts of all periods.
    """

    actor: str | None
    episodes: int
    reports: int
    sources: int
    cooperative: int
    conflictual: int
    cooperative_score: float
    conflictual_score: float
    score: float | None
    n_other: int
    all_sources: int


class StrongRow(PeriodRow, frozen=True):
    """The leading event of one of the strongest episodes of a period."""

    id: str


class Report(msgspec.Struct, frozen=True):
    """An event that reports an episode; `key`: the number of the event in this record; `copy_of` is the document whose words its
    own are a copy of, or None."""

    episode: str
    event: str
    key: int
    document: str
    copy_of: str | None


class Clue(msgspec.Struct, frozen=True):
    """An episode that may tell of a tie; `act_start`, `act_end`: where in `words` the words stand that carry the act."""

    lead: str
    type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    date: str | None
    date_basis: DateBasis | None
    status: Status
    alleged: bool
    confidence: float
    n_sources: int
    earliest: str | None
    latest: str | None
    words: str
    act_start: int
    act_end: int


class DocumentRow(DocumentHeader, frozen=True):
    """A document of a list: without its text, with its size and what was read in it."""

    n_words: int
    n_events: int
    n_stances: int
    n_findings: int


class Counts(msgspec.Struct, frozen=True):
    """What is in the record. `earliest`, `latest`: days (ISO) that bound its episodes; `unmerged`: readings whose reports have
    not been merged into episodes yet."""

    documents: int
    words: int
    events: int
    episodes: int
    stances: int
    findings: int
    earliest: str | None
    latest: str | None
    unmerged: int


class LinkRow(msgspec.Struct, frozen=True):
    """What two states did to each other, in all: episodes that happened, the reports of them, the mean score."""

    one: str
    other: str
    episodes: int
    reports: int
    cooperative: int
    conflictual: int
    score: float
    earliest: str | None
    latest: str | None


class RankedLink(LinkRow, frozen=True):
    """A pair of a list that may be cut short; `pairs`: how many pass its filters in all."""

    pairs: int

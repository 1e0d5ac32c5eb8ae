"""What a brief is made from: episodes with their events, weighed; stances, findings, and reports that differ.

>>> told.episode.type, told.happened, told.date
('ASSAULT', True, '1974-07-20')
"""

from __future__ import annotations

import re

import msgspec

from dragoman.brief.names import load_words
from dragoman.brief.quoted import Clause
from dragoman.types import Episode, Event, Finding, Stance

# Rules of the claims room that say that a clause is told of the present.
PRESENT = frozenset({"status.mood.present_tense", "status.mood.perfect", "status.mood.present_passive"})


class Told(msgspec.Struct, frozen=True):
    """An episode that may be told: its leading event, the other reports, its weight. `date`: None where it is not believed;
    `printed`: the day of publication of the text, if known; `between`: whether it is between the two, not beside them."""

    episode: Episode
    event: Event
    reports: tuple[Event, ...]
    weight: float
    date: str | None
    first: str | None
    last: str | None
    printed: str | None
    between: bool
    clause: Clause
    hedged: bool

    @property
    def happened(self) -> bool:
        """Whether it is told as a fact."""
        return self.episode.status in ("occurred", "ongoing") and not self.episode.alleged and not self.hedged

    @property
    def empty(self) -> bool:
        """Whether its words say little without the sentence before them."""
        return re.search(load_words()["empty"]["pattern"], self.clause.quote, re.I) is not None

    @property
    def lasting(self) -> bool:
        """Whether the text tells it as true of the time in which it was written."""
        rules = {why.rule for why in self.event.why}
        past = self.clause.quote.startswith("had ")
        return not past and (self.episode.status == "ongoing" or not rules.isdisjoint(PRESENT))

    @property
    def order(self) -> tuple[float, str, int, str]:
        """By the middle of its date, then by text and place."""
        return (find_middle(self.first, self.last, self.printed), self.event.document, self.event.evidence.start, self.event.id)


class Material(msgspec.Struct, frozen=True):
    """All that a brief may tell, in order of weight; `n_episodes` etc. count what the record has between the two."""

    told: tuple[Told, ...]
    stances: tuple[Stance, ...]
    findings: tuple[Finding, ...]
    differences: tuple[tuple[Told, str, tuple[tuple[Event, str], ...]], ...]


def find_middle(first: str | None, last: str | None, printed: str | None) -> float:
    """The year, with its fraction, in the middle of two days; that of printing where there is no day."""
    days = [day for day in (first, last) if day] or ([printed] if printed else [])
    return sum(_read_year(day) for day in days) / len(days) if days else 9999.0


def _read_year(day: str) -> float:
    year, month, of_month = day.rsplit("-", 2)
    return int(year) + (int(month) - 1) / 12 + (int(of_month) - 1) / 372

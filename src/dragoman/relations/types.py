"""The nouns of a relation, shaped like the object that `dragoman relation --format json` prints (design: Relation).

>>> Direction("RUS", "IRN", episodes=2, cooperative=0, conflictual=2, score=-7.5).actor
'RUS'
"""

from __future__ import annotations

from typing import Literal

import msgspec

from dragoman.types import Stance

Period = Literal["year", "month", "day"]


class Direction(msgspec.Struct, frozen=True):
    """What one of the two did to the other in a period. What both do together counts in both directions."""

    actor: str
    recipient: str
    episodes: int
    cooperative: int
    conflictual: int
    score: float | None


class SeriesPoint(msgspec.Struct, frozen=True):
    """One period (EDTF) that has events. `score`: mean on the PLOVER scale, -10 to 10, or None where nothing happened.

    Only what occurred or is ongoing is counted; `n_other` are the planned, hypothetical and negated events of the period.
    `sources`: publishers, or documents where the publisher is not known. `strongest`: ids of up to three events, by
    absolute score, the surest first among equals.
    """

    period: str
    episodes: int
    reports: int
    sources: int
    cooperative: int
    conflictual: int
    score: float | None
    n_other: int
    directions: tuple[Direction, ...]
    strongest: tuple[str, ...]


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """An unordered pair of states through time; `pair` is in order of the alphabet.

    `spans`: events whose date is wider than a period ("17XX", "1991/.."), a row for each such date; `undated`: number of
    events without a date; `note`: what the numbers leave out. Phases and ties are not measured yet and always empty.
    """

    pair: tuple[str, str]
    by: Period
    series: tuple[SeriesPoint, ...]
    phases: tuple[()] = ()
    ties: tuple[()] = ()
    stances: tuple[Stance, ...]
    spans: tuple[SeriesPoint, ...]
    undated: int
    note: str

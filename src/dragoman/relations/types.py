"""The nouns of a relation, shaped like the object that `dragoman relation --format json` prints (design: Relation).

>>> Phase(start="1921", end="1940", character="cooperative", firm=True, marks=(), label="cooperation", why="12 episodes").start
'1921'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import msgspec

from dragoman.types import Episode, Stance

if TYPE_CHECKING:
    import pandas  # type: ignore[import-untyped]
    import polars

Period = Literal["year", "month", "day"]
Character = Literal["cooperative", "conflictual", "mixed", "quiet"]
TieKind = Literal["treaty", "alliance", "arms", "aid", "trade", "sanctions", "dispute", "war", "relations"]
Standing = Literal["stands", "ended", "unknown"]
Table = Literal["series", "trend", "phases", "ties", "stances", "episodes"]


class Direction(msgspec.Struct, frozen=True):
    """What one of the two did to the other in a period. What both do together counts in both directions."""

    actor: str
    recipient: str
    episodes: int
    cooperative: int
    conflictual: int
    score: float | None
    cooperative_score: float = 0.0
    conflictual_score: float = 0.0


class SeriesPoint(msgspec.Struct, frozen=True):
    """One period (EDTF) that has episodes. `score`: mean on the PLOVER scale, -10 to 10, or None where nothing happened.

    Only what occurred or is ongoing is counted; `n_other` are the planned, hypothetical and negated episodes of the period.
    `reports`: events that report the episodes; `sources`: independent texts among them. `cooperative_score` and
    `conflictual_score`: sums of the scores above and below nought. `strongest`: ids of the leading events of up to three
    episodes, by absolute score.
    """

    period: str
    episodes: int
    reports: int
    sources: int
    cooperative: int
    conflictual: int
    score: float | None
    cooperative_score: float
    conflictual_score: float
    n_other: int
    directions: tuple[Direction, ...]
    strongest: tuple[str, ...]


class TrendPoint(msgspec.Struct, frozen=True):
    """How the two stood in a period, as far as the episodes tell: net score, and a band (90 %) that widens where there are few.

    `weight`: episodes that lie in the period; one whose date is wider than it lies in it in part.
    """

    period: str
    net: float
    low: float
    high: float
    weight: float


class Phase(msgspec.Struct, frozen=True):
    """A time in which the two dealt with each other in one way. In JSON `start` and `end` are `from` and `to`.

    `marks`: ids of the events that mark its start; `label`: its character in words; `firm`: enough episodes to stand on;
    `why`: on how many it stands, and what is in doubt, for a person.
    """

    start: str = msgspec.field(name="from")
    end: str = msgspec.field(name="to")
    character: Character
    firm: bool
    marks: tuple[str, ...]
    label: str
    why: str
    episodes: int = 0
    score: float | None = None


class Tie(msgspec.Struct, frozen=True):
    """Something that binds or divides the two for a time: a treaty, sanctions, a war. In JSON `start` and `end` are `from`, `to`.

    `start` is None where the texts do not tell when it began, `end` where they tell of no end. `events`: ids of all events that
    tell of it; `began`, `ended`: those that tell of its beginning and end. `by`: codes of those who made it, where it has
    a direction (who sanctions, who gives), else both.
    """

    kind: TieKind
    start: str | None = msgspec.field(name="from")
    end: str | None = msgspec.field(name="to")
    events: tuple[str, ...]
    label: str
    standing: Standing = "unknown"
    firm: bool = True
    by: tuple[str, ...] = ()
    began: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """An unordered pair of states through time; `pair` is in order of the alphabet.

    `spans`: episodes whose date is wider than a period ("17XX", "1991/.."), a row for each such date; `undated`: number of
    episodes without a date; `trend`: the net score period by period, also where there is nothing; `episodes`: the thousand
    strongest of any status, and all that mark phases or tell of ties; `note`: what the numbers leave out.
    """

    pair: tuple[str, str]
    by: Period
    since: str | None = None
    until: str | None = None
    n_episodes: int
    n_reports: int
    n_sources: int
    series: tuple[SeriesPoint, ...]
    trend: tuple[TrendPoint, ...] = ()
    phases: tuple[Phase, ...] = ()
    ties: tuple[Tie, ...] = ()
    stances: tuple[Stance, ...]
    spans: tuple[SeriesPoint, ...]
    undated: int
    episodes: tuple[Episode, ...] = ()
    note: str

    def to_dicts(self, table: Table = "series") -> list[dict[str, Any]]:
        """One of its parts as plain dicts, equal to the JSON."""
        return msgspec.json.decode(msgspec.json.encode(getattr(self, table)), type=list[dict[str, Any]])

    def to_polars(self, table: Table = "series") -> polars.DataFrame:
        """One of its parts as a frame, a row each."""
        import polars

        return polars.DataFrame(self.to_dicts(table), infer_schema_length=None)

    def to_pandas(self, table: Table = "series") -> pandas.DataFrame:
        """Like `to_polars`; lists and nested objects are Python lists and dicts."""
        import pandas

        return pandas.DataFrame(self.to_dicts(table))


class Link(msgspec.Struct, frozen=True):
    """What two states did to each other in all: episodes that happened, reports of them, mean score."""

    one: str
    other: str
    episodes: int
    reports: int
    cooperative: int
    conflictual: int
    score: float
    earliest: str | None
    latest: str | None


class Network(msgspec.Struct, frozen=True, kw_only=True):
    """Who deals how with whom: the pairs around `actors` (or all pairs), most episodes first.

    `others`: pairs among the partners of `actors`; `left_out`: pairs that were not taken for brevity.
    """

    actors: tuple[str, ...]
    since: str | None
    until: str | None
    links: tuple[Link, ...]
    others: tuple[Link, ...] = ()
    left_out: int = 0

    @property
    def states(self) -> tuple[str, ...]:
        """Codes of all that take part, in order."""
        return tuple(sorted({code for link in self.links for code in (link.one, link.other)}))

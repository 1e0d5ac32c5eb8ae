"""Episodes of the record: what happened once, however many texts report it, and the counts that pages and plots stand on.

>>> record.count_episodes(EpisodeFilter(between=("RUS", "IRN"), since="1990"))
42
>>> [report.document for report in record.reports([episode.id])[episode.id]]
['wire-1', 'wire-2']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dragoman.record.answers import Clue, Counts, DocumentRow, LinkRow, Period, RankedLink, Report, SeriesRow, StrongRow
from dragoman.record.base import Connected
from dragoman.record.connect import explain_errors
from dragoman.record.filters import EpisodeFilter, read_period
from dragoman.record.schema import load_query
from dragoman.types import Episode


class EpisodeAnswers(Connected):
    """The part of a Record that answers about episodes, pairs of states, and what there is."""

    def episodes(self, wanted: EpisodeFilter | None = None) -> Iterator[Episode]:
        """Episodes that pass the filter, in its order, a page of them where it has a limit."""
        yield from self._read("episodes", (wanted or EpisodeFilter()).parameters(), Episode)

    def count_episodes(self, wanted: EpisodeFilter | None = None) -> int:
        """How many episodes pass the filter; its limit and offset do not matter."""
        values = (wanted or EpisodeFilter()).parameters()
        return int(self._ask("count_episodes", {name: values[name] for name in values if name not in PAGING})[0][0])

    def reports(
        self, ids: Iterable[str] = (), *, events: Sequence[int] = (), episodes: Sequence[int] = ()
    ) -> dict[str, list[Report]]:
        """Reports by the id of their episode; `ids` are those of episodes or of any of their events, the others keys."""
        found: dict[str, list[Report]] = {}
        values = {"ids": sorted(set(ids)), "events": list(events), "episodes": list(episodes)}
        for report in self._read("reports", values, Report):
            found.setdefault(report.episode, []).append(report)
        return found

    def episode_of(self, event: str) -> Episode | None:
        """The episode that the event of this id reports, or the episode of this id."""
        ids = list(self.reports([event]))
        return next(self.episodes(EpisodeFilter(ids=tuple(ids[:1]))), None) if ids else None

    def find_episode(self, id: str) -> int | None:  # noqa: A002 - the name of the field
        """The key of the episode of this id."""
        return next((int(row[0]) for row in self._ask("find_episode", {"id": id})), None)

    def counts(self) -> Counts:
        """What is in the record, of the newest readings."""
        return next(iter(self._read("counts", {}, Counts)))

    def documents(self, words: str | None = None, *, limit: int | None = None, offset: int = 0) -> list[DocumentRow]:
        """Documents without their texts, the newest first; `words` must stand in the title, source or id. Those without a day of
        publication come last, by title."""
        return list(self._read("documents", {"words": words or None, "limit": limit, "offset": offset}, DocumentRow))

    def links(self, *, codes: Sequence[str] = (), limit: int | None = None) -> list[LinkRow]:
        """Pairs of which one is among `codes` (any, where there are none), with their counts; most episodes first."""
        values = {"codes": list(codes) or None, "limit": limit, "since": None, "until": None, "within": None, "not_codes": []}
        return list(self._read("links", values, LinkRow))

    def rank_links(
        self, *, codes: Sequence[str] = (), within: Sequence[str] = (), not_codes: Sequence[str] = (), since: str | None = None,
        until: str | None = None, limit: int | None = None,
    ) -> tuple[list[RankedLink], int]:  # fmt: skip
        """As `links`, and how many there are in all; of a time, both `within` some codes, none among `not_codes`."""
        values = {**read_period(since, until), "limit": limit}
        lists = {"codes": list(codes) or None, "within": list(within) or None, "not_codes": list(not_codes)}
        rows = list(self._read("links", {**values, **lists}, RankedLink))
        return rows, rows[0].pairs if rows else 0

    def course(self, one: str, other: str, *, since: str | None = None, until: str | None = None) -> dict[str, Any]:
        """What happened between two states as NumPy columns by name, a row an episode: see `queries/course.sql`."""
        one, other = sorted((one, other))
        values = {"one": one, "other": other, **read_period(since, until)}
        with explain_errors(self.path), self._con.cursor() as cursor:
            columns: dict[str, Any] = cursor.execute(load_query("course"), values).fetchnumpy()
        return columns

    def clues(
        self, one: str, other: str, *, types: Sequence[str], words: str, since: str | None = None, until: str | None = None,
        limit: int | None = None,
    ) -> Iterator[Clue]:  # fmt: skip
        """Episodes of these categories that happened between two states, whose words match the expression `words` (RE2), which
        is of the product and no user's: it goes into the query itself, as DuckDB compiles what is a parameter for each row."""
        bounds = read_period(since, until)
        one, other = sorted((one, other))
        values = {"one": one, "other": other, "types": list(types), "limit": limit, **bounds}
        yield from self._read("clues", values, Clue, literals={"words": words})

    def series(self, one: str, other: str, by: Period, *, since: str | None = None, until: str | None = None) -> list[SeriesRow]:
        """Counts by period of what two states did to each other: see `queries/series.sql`."""
        values = read_period(since, until)
        one, other = sorted((one, other))
        return list(self._read("series", {"one": one, "other": other, "by": by, **values}, SeriesRow))

    def strongest(
        self, one: str, other: str, by: Period, most: int = 3, *, since: str | None = None, until: str | None = None
    ) -> list[StrongRow]:
        """The leading events of up to `most` episodes of each period, the strongest first."""
        values = read_period(since, until)
        one, other = sorted((one, other))
        return list(self._read("strongest", {"one": one, "other": other, "by": by, "most": most, **values}, StrongRow))


PAGING = ("by", "limit", "offset")

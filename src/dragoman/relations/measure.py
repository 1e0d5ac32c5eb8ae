"""A pair of states -> its Relation: series, trend, phases, ties and stances, from the episodes of the record.

>>> measure_relation(record, "IRN", "RUS", by="year", since="1990").pair
('IRN', 'RUS')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.relations.episodes import merge_reports
from dragoman.relations.phases import find_phases
from dragoman.relations.series import measure_series
from dragoman.relations.spread import MOST_PERIODS, Course, make_course, make_grid, sum_periods
from dragoman.relations.ties import find_ties
from dragoman.relations.trend import measure_trend
from dragoman.relations.types import Link, Network, Period, Relation, TrendPoint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.record import Record

NOTE = (
    "Several reports of one event are one episode, and episodes are counted; reports and sources (independent texts, copies "
    "counted once) stand beside them. Counts and scores hold what occurred or is ongoing; planned, hypothetical and negated "
    "episodes are only in n_other. Acts that both do together count in both directions."
)


def measure_relation(
    record: Record, one: str, other: str, by: Period = "year", *, since: str | None = None, until: str | None = None
) -> Relation:
    """The relation of two states (codes) by year, month or day; the same whichever comes first.

    `since`, `until`: EDTF dates; episodes that may lie in that time are taken, and then those without a date are not.
    """
    from dragoman.record import EpisodeFilter

    merge_reports(record)
    pair = (min(one, other), max(one, other))
    series, spans, undated = measure_series(record, pair, by, since, until)
    columns = record.course(*pair, since=since, until=until)
    course = make_course(columns)
    episodes = tuple(record.episodes(EpisodeFilter(between=pair, since=since, until=until)))
    return Relation(
        pair=pair,
        by=by,
        since=since,
        until=until,
        n_episodes=len(columns["lead"]),
        n_reports=int(columns["n_reports"].sum()),
        n_sources=record.count_texts(*pair, since=since, until=until),
        series=series,
        trend=find_trend(course, by),
        phases=find_phases(course),
        ties=find_ties(record, pair, since=since, until=until),
        stances=tuple(record.stances(between=pair)),
        spans=spans,
        undated=undated,
        episodes=episodes,
        note=NOTE,
    )


def find_trend(course: Course, by: Period) -> tuple[TrendPoint, ...]:
    """The net score by period; by a longer one where there would be too many."""
    if course.n == 0:
        return ()
    grid = make_grid(course, by)
    while grid.n > MOST_PERIODS and grid.by != "year":
        grid = make_grid(course, "month" if grid.by == "day" else "year")
    return measure_trend(sum_periods(course, grid), grid)


def measure_network(
    record: Record,
    actors: Sequence[str] = (),
    *,
    since: str | None = None,
    until: str | None = None,
    limit: int | None = 100,
) -> Network:
    """Who deals how with whom: pairs around these states (all, where none is named), most episodes first."""
    merge_reports(record)
    rows = record.links(codes=tuple(actors), since=since, until=until)
    links = tuple(
        Link(row.one, row.other, row.episodes, row.reports, row.cooperative, row.conflictual, row.score, row.earliest, row.latest)
        for row in rows[:limit]
    )
    return Network(actors=tuple(actors), since=since, until=until, links=links, left_out=len(rows) - len(links))

"""A pair of states -> counts and scores by period, both directions apart, from the record's own sums.

An episode is counted in a period where every day that its date may mean lies in that period; a wider date ("18th century")
is a row by itself, so that no date becomes more precise than the text. An episode counts where it occurred or is ongoing:
what is planned, supposed or denied has no part in the counts and the mean.

    >>> series, spans, undated, n_sources = measure_series(record, ("IRN", "RUS"), "year")
    >>> series[0].period, series[0].episodes
    ('1920', 3)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from dragoman.relations.types import Direction, Period, SeriesPoint

if TYPE_CHECKING:
    from dragoman.record import Record, SeriesRow


def measure_series(
    record: Record, pair: tuple[str, str], by: Period, since: str | None = None, until: str | None = None
) -> tuple[tuple[SeriesPoint, ...], tuple[SeriesPoint, ...], int, int]:
    """Periods in order; rows for dates wider than a period; how many episodes have no date; how many texts tell of all."""
    strongest: dict[str, list[str]] = defaultdict(list)
    for mark in record.strongest(*pair, by, since=since, until=until):
        strongest[mark.label(by) or ""].append(mark.id)
    series: list[SeriesPoint] = []
    spans: list[SeriesPoint] = []
    undated = n_sources = 0
    for rows in _group_periods(record.series(*pair, by, since=since, until=until)):
        n_sources = rows[0].all_sources
        whole = next(row for row in rows if row.actor is None)
        label = whole.label(by)
        if label is None:
            undated = whole.episodes + whole.n_other
        else:
            point = _make_point(label, whole, [row for row in rows if row.actor is not None], pair, strongest[label])
            (series if whole.wide is None else spans).append(point)
    return tuple(series), tuple(spans), undated, n_sources


def _group_periods(rows: list[SeriesRow]) -> Iterator[list[SeriesRow]]:
    for _, group in groupby(rows, key=lambda row: (row.year, row.month, row.day, row.wide)):
        yield list(group)


def _make_point(
    label: str, whole: SeriesRow, by_actor: list[SeriesRow], pair: tuple[str, str], strongest: list[str]
) -> SeriesPoint:
    return SeriesPoint(
        period=label,
        episodes=whole.episodes,
        reports=whole.reports,
        sources=whole.sources,
        cooperative=whole.cooperative,
        conflictual=whole.conflictual,
        score=whole.score,
        cooperative_score=whole.cooperative_score,
        conflictual_score=whole.conflictual_score,
        n_other=whole.n_other,
        directions=tuple(_make_direction(row, pair) for row in by_actor),
        strongest=tuple(strongest),
    )


def _make_direction(row: SeriesRow, pair: tuple[str, str]) -> Direction:
    actor, recipient = pair if row.actor == pair[0] else (pair[1], pair[0])
    sums = (row.cooperative_score, row.conflictual_score)
    return Direction(actor, recipient, row.episodes, row.cooperative, row.conflictual, row.score, *sums)

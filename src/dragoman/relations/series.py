"""A pair of states -> counts and mean scores by period, both directions apart, from the record's own sums.

An event is counted in a period where every day that its date may mean lies in that period; a wider date ("18th century")
is a row by itself, so that no date becomes more precise than the text. An event counts where it occurred or is ongoing:
what is planned, supposed or denied has no part in the counts and the mean.

    >>> measure_relation(record, "IRN", "RUS", "year").pair
    ('IRN', 'RUS')
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from dragoman.relations.types import Direction, Period, Relation, SeriesPoint

if TYPE_CHECKING:
    from dragoman.record import Record, SeriesRow

NOTE = (
    "In this version each event of a document is an episode and a report: several texts about one event count several times. "
    "Counts and scores hold what occurred or is ongoing; planned, hypothetical and negated events are only in n_other. "
    "Acts that both do together count in both directions. Phases and ties are not measured yet."
)


def measure_relation(record: Record, one: str, other: str, by: Period = "year") -> Relation:
    """The relation of two states (codes) by year, month or day; the same whichever comes first."""
    pair = (min(one, other), max(one, other))
    strongest: dict[str, list[str]] = defaultdict(list)
    for mark in record.strongest(*pair, by):
        strongest[mark.label(by) or ""].append(mark.id)
    series: list[SeriesPoint] = []
    spans: list[SeriesPoint] = []
    undated = 0
    for rows in _group_periods(record.series(*pair, by)):
        whole = next(row for row in rows if row.actor is None)
        label = whole.label(by)
        if label is None:
            undated = whole.episodes + whole.n_other
        else:
            point = _make_point(label, whole, [row for row in rows if row.actor is not None], pair, strongest[label])
            (series if whole.wide is None else spans).append(point)
    return Relation(
        pair=pair,
        by=by,
        series=tuple(series),
        stances=tuple(record.stances(between=pair)),
        spans=tuple(spans),
        undated=undated,
        note=NOTE,
    )


def _group_periods(rows: list[SeriesRow]) -> Iterator[list[SeriesRow]]:
    for _, group in groupby(rows, key=lambda row: (row.year, row.month, row.day, row.wide)):
        yield list(group)


def _make_point(
    label: str, whole: SeriesRow, by_actor: list[SeriesRow], pair: tuple[str, str], strongest: list[str]
) -> SeriesPoint:
    return SeriesPoint(
        period=label,
        episodes=whole.episodes,
        reports=whole.episodes,
        sources=whole.sources,
        cooperative=whole.cooperative,
        conflictual=whole.conflictual,
        score=whole.score,
        n_other=whole.n_other,
        directions=tuple(_make_direction(row, pair) for row in by_actor),
        strongest=tuple(strongest),
    )


def _make_direction(row: SeriesRow, pair: tuple[str, str]) -> Direction:
    actor, recipient = pair if row.actor == pair[0] else (pair[1], pair[0])
    return Direction(actor, recipient, row.episodes, row.cooperative, row.conflictual, row.score)

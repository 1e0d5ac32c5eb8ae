"""A pair of states -> its series in the texts and in the data of others, side by side: never one count of both.

Texts count episodes (several reports of one event are one), the data of others their rows, by whatever rules these were made.

    >>> [one.source for one in measure_beside(record, "IRN", "RUS", "year", forms=("icews",)).sources]
    ['texts', 'icews']
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from dragoman.relations.episodes import merge_reports
from dragoman.relations.series import measure_series
from dragoman.relations.types import Period, SeriesPoint
from dragoman.types import Context

if TYPE_CHECKING:
    from dragoman.record import Record

TEXTS = "texts"


class BesidePoint(msgspec.Struct, frozen=True):
    """A period (EDTF) of one source: how many events (of texts: episodes) there are, and their mean score, PLOVER's."""

    period: str
    events: int
    cooperative: int
    conflictual: int
    score: float | None


class SourceSeries(msgspec.Struct, frozen=True):
    """The series of one source; `undated` events stand in no period, `spans` are dates wider than one."""

    source: str
    label: str
    series: tuple[BesidePoint, ...]
    spans: tuple[BesidePoint, ...]
    undated: int

    @property
    def n(self) -> int:
        return sum(point.events for point in (*self.series, *self.spans)) + self.undated


class Beside(msgspec.Struct, frozen=True):
    """Two states by source, and what histories have of them."""

    pair: tuple[str, str]
    by: Period
    since: str | None
    until: str | None
    sources: tuple[SourceSeries, ...]
    context: tuple[Context, ...]


def measure_beside(
    record: Record,
    one: str,
    other: str,
    by: Period = "year",
    *,
    texts: bool = True,
    forms: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
) -> Beside:
    """The texts and each data set in `forms` (all that were brought in, where none is named)."""
    from dragoman.record import Brought

    brought = Brought(record)
    pair = (min(one, other), max(one, other))
    labels: dict[str, str] = {}
    for file in brought.imports():
        labels.setdefault(file.form, file.source)
    found = [_measure_texts(record, pair, by, since, until)] if texts else []
    rows = brought.series(*pair, by, forms, since=since, until=until)
    for form, own in groupby(rows, key=lambda row: row.form):
        points: list[BesidePoint] = []
        spans: list[BesidePoint] = []
        undated = 0
        for row in own:
            label = row.label(by)
            if label is None:
                undated = row.events
            else:
                point = BesidePoint(label, row.events, row.cooperative, row.conflictual, row.score)
                (points if row.wide is None else spans).append(point)
        found.append(SourceSeries(form, labels.get(form, form), tuple(points), tuple(spans), undated))
    context = brought.context(*pair, forms, since=since, until=until)
    return Beside(pair, by, since, until, tuple(found), tuple(context))


def _measure_texts(record: Record, pair: tuple[str, str], by: Period, since: str | None, until: str | None) -> SourceSeries:
    merge_reports(record)
    series, spans, undated, _ = measure_series(record, pair, by, since, until)
    return SourceSeries(TEXTS, "texts read by Dragoman", _count(series), _count(spans), undated)


def _count(points: Sequence[SeriesPoint]) -> tuple[BesidePoint, ...]:
    return tuple(
        BesidePoint(one.period, one.episodes, one.cooperative, one.conflictual, one.score) for one in points if one.episodes
    )

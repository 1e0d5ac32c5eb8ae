"""Episodes with dates of any precision -> sums by period: an episode lies in every period of its interval, in equal parts.

A day counts whole in its period, a year a twelfth in each of its months; a century is spread so thin that it moves nothing.
"Since 1991" is taken to reach to the last day that any date tells, at most thirty years, "before May 1958" two months back.

    >>> grid = Grid("year", 1990, 3)
    >>> grid.label(1)
    '1991'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from dragoman.relations.types import Period

if TYPE_CHECKING:
    from numpy.typing import NDArray

OPEN_DAYS, BEFORE_DAYS = 30 * 365, 61
# Periods that a series has at most: more would be no series for an eye, and too long for the search for change points.
MOST_PERIODS = 1200


class Grid(msgspec.Struct, frozen=True):
    """Periods in a row: `first` counts years, months or days from year 0 or from 1970-01-01 (days)."""

    by: Period
    first: int
    n: int

    def label(self, i: int) -> str:
        """EDTF of period `i`."""
        at = self.first + i
        if self.by == "year":
            return f"{'-' if at < 0 else ''}{abs(at):04d}"
        if self.by == "month":
            year, month = divmod(at, 12)
            return f"{'-' if year < 0 else ''}{abs(year):04d}-{month + 1:02d}"
        import numpy as np  # Python's own days begin with the year 1

        return str(np.datetime64(at, "D"))


class Course(NamedTuple):
    """What happened between two, an entry for each dated episode, in order of date; days count from 1970-01-01."""

    leads: NDArray[Any]
    types: NDArray[Any]
    scores: NDArray[Any]
    weights: NDArray[Any]
    first: NDArray[Any]
    last: NDArray[Any]
    sources: NDArray[Any]

    @property
    def n(self) -> int:
        return len(self.scores)


class Sums(NamedTuple):
    """By period: episodes (in parts), sure episodes (weighted by confidence), and of these the sums of scores and squares."""

    episodes: NDArray[Any]
    weight: NDArray[Any]
    score: NDArray[Any]
    square: NDArray[Any]


def make_course(columns: dict[str, Any]) -> Course:
    """A Course of what `Record.course` gives, in its order where days are the same: without episodes that have no date."""
    import numpy as np

    first: NDArray[Any] = np.ma.filled(np.ma.asarray(columns["first_day"]).astype("f8"), np.nan)
    last: NDArray[Any] = np.ma.filled(np.ma.asarray(columns["last_day"]).astype("f8"), np.nan)
    dated = ~(np.isnan(first) & np.isnan(last))
    if dated.any():
        ends = np.concatenate([first[dated], last[dated]])
        end, start = np.nanmax(ends), np.nanmin(ends)
        last = np.where(np.isnan(last), np.clip(end, first, first + OPEN_DAYS), last)
        first = np.where(np.isnan(first), np.clip(start, last - BEFORE_DAYS, last), first)
    order = np.lexsort((last, first))  # stable
    order = order[dated[order]]
    # an inherited date and a printed one are guesses: they count less for when things changed
    guessed = np.isin(np.ma.filled(columns["date_basis"], ""), ("inherited", "published"))
    sureness = np.asarray(columns["confidence"], "f8") * np.where(guessed, 0.7, 1.0)
    weights = sureness / max(float(sureness[dated].mean()), 1e-9) if dated.any() else sureness
    return Course(
        np.asarray(columns["lead"])[order],
        np.asarray(columns["type"])[order],
        np.asarray(columns["score"], "f8")[order],
        weights[order],
        first[order].astype("i8"),
        last[order].astype("i8"),
        np.asarray(columns["n_sources"])[order],
    )


def choose_period(course: Course) -> Period:
    """The period in which changes are looked for: years for a history, months for some years of news, else days; never finer
    than what most dates tell."""
    import numpy as np

    narrow = (course.last - course.first) <= 366
    if not narrow.any():
        return "year"
    days = int(course.last[narrow].max() - course.first[narrow].min())
    usual = float(np.median((course.last - course.first)[narrow]))
    return "year" if days > 15 * 365 or usual > 31 else "month" if days > 180 or usual > 1 else "day"


def make_grid(course: Course, by: Period) -> Grid:
    """Periods from the first to the last day of dates no wider than a year (of all, where there are none)."""
    narrow = (course.last - course.first) <= 366
    chosen = narrow if narrow.any() else slice(None)
    first = int(count_periods(course.first[chosen], by).min())
    last = int(count_periods(course.last[chosen], by).max())
    return Grid(by, first, last - first + 1)


def count_periods(days: NDArray[Any], by: Period) -> NDArray[Any]:
    """Days from 1970 -> numbers of their periods, as Grid counts them."""
    import numpy as np

    if by == "day":
        return np.asarray(days, "i8")
    months = np.asarray(days, "M8[D]").astype("M8[M]").astype("i8")
    return months // 12 + 1970 if by == "year" else months + 1970 * 12


def sum_periods(course: Course, grid: Grid) -> Sums:
    """Sums by period of the grid; what lies outside is left out."""
    import numpy as np

    low, high = count_periods(course.first, grid.by) - grid.first, count_periods(course.last, grid.by) - grid.first
    part = 1.0 / (high - low + 1)
    low, high = np.clip(low, 0, grid.n), np.clip(high + 1, 0, grid.n)

    def spread(values: NDArray[Any]) -> NDArray[Any]:
        steps = np.zeros(grid.n + 1)
        np.add.at(steps, low, values)
        np.subtract.at(steps, high, values)
        return np.maximum(np.cumsum(steps)[:-1], 0) if (values >= 0).all() else np.cumsum(steps)[:-1]

    weight = part * course.weights
    return Sums(spread(part), spread(weight), spread(weight * course.scores), spread(weight * course.scores**2))

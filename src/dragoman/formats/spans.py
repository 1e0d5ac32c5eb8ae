"""Rows on states and years -> pairs of states and the time that they have in common.

Histories come as participants of a dispute or a war, as members of an alliance, or as one row for each year of a pair.

    >>> common_time(("1914-07-28", "1918"), ("1917-04-06", "1918-11-11"))
    ('1917-04-06', '1918-11-11')
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from dragoman.formats.draft import RowError, make_day, read_number

Time = tuple[str | None, str | None]


class Part(NamedTuple):
    """A state that takes part in something: on which side, from when to when, and the row that says so."""

    code: str
    side: str
    time: Time
    line: int
    words: str
    cells: Mapping[str, str]


class Together(NamedTuple):
    """Two that have part in the same thing, and their common time."""

    one: Part
    other: Part
    time: Time


def read_time(cells: Mapping[str, str], start: tuple[str, str, str], end: tuple[str, str, str]) -> Time:
    """(start, end) from the names of columns of year, month and day; days and months may be missing, the first year may not."""
    began, ended = _read_point(cells, start), _read_point(cells, end)
    if began is None:
        raise RowError("date", f"no year in {start[0]}")
    if ended and ended[:4] < began[:4]:
        raise RowError("date", f"it ends in {ended}, before it begins in {began}")
    return began, ended


def _read_point(cells: Mapping[str, str], names: tuple[str, str, str]) -> str | None:
    year, month, day = (read_number(cells.get(name, ""), "date") for name in names)
    if not year:
        return None
    return make_day(year, month or None, (day or None) if month else None)


def common_time(one: Time, other: Time) -> Time | None:
    """The time that both have; None where there is none. An open end lasts."""
    start = max((one[0] or "", other[0] or ""), key=_first_day)
    ends = [end for end in (one[1], other[1]) if end]
    end = min(ends, key=_last_day) if ends else None
    if end is not None and _first_day(start) > _last_day(end):
        return None
    return start or None, end


def _first_day(date: str) -> str:
    return (date + "-01-01")[:10] if len(date) == 4 else (date + "-01")[:10]


def _last_day(date: str) -> str:
    return (date + "-12-31")[:10] if len(date) == 4 else (date + "-31")[:10]


def pair_parts(parts: Iterable[Part], *, opposed: bool) -> Iterator[Together]:
    """Each two states with a common time: of different sides (`opposed`), or any two. A pair with several times has several."""
    found = sorted(parts, key=lambda part: (part.code, part.time[0] or "", part.line))
    for one, other in itertools.combinations(found, 2):
        if one.code == other.code or (opposed and one.side == other.side):
            continue
        time = common_time(one.time, other.time)
        if time is not None:
            yield Together(one, other, time)


class Years:
    """One row for each year of a pair -> stretches of years without a gap."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, ...], dict[int, tuple[int, str, dict[str, str]]]] = defaultdict(dict)

    def add(self, key: tuple[str, ...], year: int, line: int, words: str, cells: dict[str, str]) -> None:
        self._rows[key].setdefault(year, (line, words, cells))

    def stretches(self) -> Iterator[tuple[tuple[str, ...], Time, int, str, list[dict[str, str]]]]:
        """(key, first and last year, first line, first row, all rows of the stretch)."""
        for key, rows in self._rows.items():
            years = sorted(rows)
            begin = 0
            for i in range(1, len(years) + 1):
                if i == len(years) or years[i] != years[i - 1] + 1:
                    run = years[begin:i]
                    line, words, _ = rows[run[0]]
                    yield key, (f"{run[0]:04d}", f"{run[-1]:04d}"), line, words, [rows[year][2] for year in run]
                    begin = i

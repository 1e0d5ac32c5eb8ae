"""EDTF (ISO 8601-2) strings -> the first and last day that they may mean, so that a record can be asked "since" and "until".

Levels 0 and 1 and the parts of level 2 that dates of history need: unspecified digits, seasons, quarters and halves, marks
of doubt, intervals open at an end, sets, years before 1. Days are ISO strings in the proleptic Gregorian calendar with
astronomical years (0000 is 1 BC), the form in which DuckDB takes a DATE. Source: Library of Congress, EDTF specification
(2019). Ours and not the package `edtf`, whose grammar of parser combinators takes about a millisecond for each date, more
than the whole of the rest of storing an event.

    >>> read_edtf("1920-05")
    Days(earliest='1920-05-01', latest='1920-05-31')
    >>> read_edtf("17XX/18XX"), read_edtf("1991/..").latest, read_edtf("next week")
    (Days(earliest='1700-01-01', latest='1899-12-31'), None, None)
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

# DuckDB's DATE reaches further; five digits are enough for every text about people.
FURTHEST_YEAR = 99_999

_POINT = re.compile(r"(-?[0-9X]{4}|Y-?[0-9]{4,6})(?:S[0-9]+)?(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DOUBT = str.maketrans("", "", "~?%")
_OPEN = ("", "..")  # an end that is unknown or that there is none of
_TIME = re.compile(r"T[0-9:.+\-Z]*")

# Code of a part of the year -> first month, months; a sum above 12 runs into the next year (winter 1941 ends in February
# 1942). 21-24 no hemisphere (read as northern), 25-28 northern, 29-32 southern, 33-36 quarters, 37-39 thirds, 40-41 halves.
PARTS_OF_YEAR = {
    21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3), 25: (3, 3), 26: (6, 3), 27: (9, 3), 28: (12, 3),
    29: (9, 3), 30: (12, 3), 31: (3, 3), 32: (6, 3), 33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3),
    37: (1, 4), 38: (5, 4), 39: (9, 4), 40: (1, 6), 41: (7, 6),
}  # fmt: skip


class Days(NamedTuple):
    """First and last day, both included; None is an open end."""

    earliest: str | None
    latest: str | None


class _Range(NamedTuple):
    first: tuple[int, int, int]
    last: tuple[int, int, int]


@lru_cache(maxsize=65_536)
def read_edtf(text: str) -> Days | None:
    """The days that `text` spans; None where it is no EDTF date or says nothing of when ("..", "XXXX")."""
    if found := _DAY.fullmatch(text):  # nearly all dates of news, ten times as fast as what follows
        year, month, day = int(found[1]), int(found[2]), int(found[3])
        return Days(text, text) if 1 <= month <= 12 and 1 <= day <= days_in_month(year, month) else None
    text = text.strip().translate(_DOUBT)
    if text[:1] in ("[", "{"):
        return _read_set(text)
    left, slash, right = text.partition("/")
    if not slash:
        point = _read_point(text)
        return _as_days(point, point) if point else None
    first, last = _read_point(left), _read_point(right)
    if any(point is None and side not in _OPEN for side, point in ((left, first), (right, last))):
        return None
    if (first is None and last is None) or (first and last and first.first > last.last):
        return None
    return _as_days(first, last)


def format_day(day: tuple[int, int, int]) -> str:
    """ISO day with an astronomical year of four digits or more: (-498, 1, 1) -> '-0498-01-01'."""
    year, month, of_month = day
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{of_month:02d}"


def _as_days(first: _Range | None, last: _Range | None) -> Days:
    return Days(format_day(first.first) if first else None, format_day(last.last) if last else None)


def _read_set(text: str) -> Days | None:
    """`[1667,1670..1672]` (one of these) and `{...}` (all of these): from the first to the last."""
    if text[-1:] != {"[": "]", "{": "}"}[text[0]]:
        return None
    points: list[_Range] = []
    open_start = open_end = False
    for part in text[1:-1].split(","):
        left, dots, right = part.strip().partition("..")
        open_start |= bool(dots) and not left
        open_end |= bool(dots) and not right
        for side in filter(None, (left, right)):
            point = _read_point(side)
            if point is None:
                return None
            points.append(point)
    if not points:
        return None
    first, last = min(point.first for point in points), max(point.last for point in points)
    return Days(None if open_start else format_day(first), None if open_end else format_day(last))


def _read_point(text: str) -> _Range | None:
    found = _POINT.fullmatch(_TIME.sub("", text, count=1) if "T" in text else text)
    if not found:
        return None
    years = _read_years(found[1])
    if years is None or max(map(abs, years)) > FURTHEST_YEAR:
        return None
    month, day = found[2], found[3]
    if month is None:
        return _Range((years[0], 1, 1), (years[1], 12, 31))
    if month.isdigit() and int(month) in PARTS_OF_YEAR:
        return _read_part_of_year(years, int(month)) if day is None else None
    months = _read_digits(month, 1, 12)
    if months is None:
        return None
    length = days_in_month(years[1], months[1])
    if day is None or months[0] != months[1]:
        days: tuple[int, int] | None = (1, length)
    else:
        days = _read_digits(day, 1, length)
    return _Range((years[0], months[0], days[0]), (years[1], months[1], days[1])) if days else None


def _read_years(text: str) -> tuple[int, int] | None:
    text = text.removeprefix("Y")
    sign, digits = (-1, text[1:]) if text[0] == "-" else (1, text)
    if set(digits) == {"X"}:
        return None  # "some year": no answer to when
    low, high = sign * int(digits.replace("X", "0")), sign * int(digits.replace("X", "9"))
    return min(low, high), max(low, high)


def _read_part_of_year(years: tuple[int, int], code: int) -> _Range:
    month, n_months = PARTS_OF_YEAR[code]
    over, last_month = divmod(month + n_months - 2, 12)
    last_year = years[1] + over
    return _Range((years[0], month, 1), (last_year, last_month + 1, days_in_month(last_year, last_month + 1)))


def _read_digits(text: str, low: int, high: int) -> tuple[int, int] | None:
    """Two digits, `X` for any, kept between `low` and `high`; None where nothing is left."""
    first, last = max(low, int(text.replace("X", "0"))), min(high, int(text.replace("X", "9")))
    if "X" not in text and first != int(text):
        return None
    return (first, last) if first <= last else None


def days_in_month(year: int, month: int) -> int:
    """Days of a month in the proleptic Gregorian calendar (any year, also before 1)."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31

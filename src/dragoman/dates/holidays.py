"""Named days with a computable date, and named eras with conventional bounds; both from data files.

>>> read_holiday("christmas day", 1914)
When(edtf='1914-12-25', first=699372, last=699372, grain='day')
"""

from __future__ import annotations

import csv
import io
import re
from functools import cache

import msgspec

from dragoman.dates.days import easter, is_date, make_day, orthodox_easter, weekday
from dragoman.dates.when import When, bare_end, bare_start, day_when, of_day, of_month, of_span, of_year, open_after
from dragoman.dates.words import month_numbers, read_data, weekday_numbers
from dragoman.errors import DataError


class Era(msgspec.Struct, frozen=True):
    """A named period; `when` has its conventional bounds. `is_event`: a war or the like, a time only after "during"."""

    name: str
    when: When
    source: str
    is_event: bool


@cache
def load_holidays() -> dict[str, str]:
    """Lower-case name to its date rule, as the file writes it."""
    found, problems = {}, []
    for n, row in enumerate(csv.DictReader(io.StringIO(read_data("holidays.csv"))), 2):
        name, rule = (row.get("name") or "").strip().lower(), (row.get("rule") or "").strip()
        if not name or name in found or _parse(rule) is None:
            problems.append(f"holidays.csv:{n}: {name or 'no name'}: {rule!r} is no date rule, or the name stands there twice")
            continue
        found[name] = rule
    if problems:
        raise DataError("; ".join(problems))
    return found


def holiday_names() -> list[str]:
    return list(load_holidays())


# "25 December" | "easter -2" | "orthodox easter" | "1 Monday September" (the nth weekday of a month; "last")
_RULE = re.compile(r"(\d\d?) ([A-Z]\w+)|(orthodox )?easter(?: ([+-]\d+))?|(\d|last) ([A-Z]\w+day) ([A-Z]\w+)(?: ([+-]\d+))?")


def _parse(rule: str) -> re.Match[str] | None:
    found = _RULE.fullmatch(rule)
    if not found:
        return None
    month, day = found[2] or found[7], found[6]
    if (month and month.lower() not in month_numbers()) or (day and day.lower() not in weekday_numbers()):
        return None
    return found


def read_holiday(name: str, year: int) -> When | None:
    """The day that a holiday falls on in a year; None for an unknown name."""
    key = re.sub(r"\s+", " ", name.lower().replace("\u2019", "'"))
    found = _parse(load_holidays().get(key, ""))
    if found is None or not 1 <= year <= 9998:
        return None
    if found[2]:
        return of_day(year, month_numbers()[found[2].lower()], int(found[1]))
    if found[7]:
        return day_when(
            _nth_weekday(year, month_numbers()[found[7].lower()], weekday_numbers()[found[6].lower()], found[5])
            + int(found[8] or 0)
        )
    return day_when((orthodox_easter if found[3] else easter)(year) + int(found[4] or 0))


def _nth_weekday(year: int, month: int, day: int, nth: str) -> int:
    if nth == "last":
        last = make_day(year, month + 1, 1) - 1 if month < 12 else make_day(year, 12, 31)
        return last - (weekday(last) - day) % 7
    first = make_day(year, month, 1)
    return first + (day - weekday(first)) % 7 + 7 * (int(nth) - 1)


@cache
def load_eras() -> dict[str, Era]:
    """Lower-case name to era; every bad line of the file is named in one DataError."""
    found: dict[str, Era] = {}
    problems = []
    for n, row in enumerate(csv.DictReader(io.StringIO(read_data("eras.csv"))), 2):
        name = (row.get("name") or "").strip()
        first, last = read_edtf_date(row.get("starts") or ""), read_edtf_date(row.get("ends") or "")
        when = open_after(first) if first and not (row.get("ends") or "").strip() else of_span(first, last)
        if not name or name.lower() in found or when is None or not (row.get("source") or "").strip():
            problems.append(f"eras.csv:{n}: {name or 'no name'}: needs a new name, starts, ends (YYYY[-MM[-DD]]) and a source")
            continue
        if first and last and bare_start(first) == bare_end(last):
            when = first
        found[name.lower()] = Era(name, when, row["source"], (row.get("kind") or "") == "event")
    if problems:
        raise DataError("; ".join(problems))
    return found


def read_edtf_date(text: str) -> When | None:
    """YYYY, YYYY-MM or YYYY-MM-DD (a leading - before Christ) as a value; None for anything else."""
    found = re.fullmatch(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?", text.strip())
    if not found:
        return None
    year = int(found[1])
    if found[3]:
        month, day = int(found[2]), int(found[3])
        return of_day(year, month, day) if is_date(year, month, day) else None
    return of_month(year, int(found[2])) if found[2] else of_year(year)

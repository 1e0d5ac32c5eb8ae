"""The day that the dateline of a dispatch names: "GENEVA, Nov. 5, 1956 (Agency) - ..." is told on that day.

It stands in for the day of publication where none is known, but only with a year that the text gives: its own, or that of a full
date within weeks of it, if the text names no other year.

>>> dateline_span("LIMA, May 3, 1911 - The envoy left.")
(6, 17)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.dates.days import is_date, make_day
from dragoman.dates.scan import Found
from dragoman.dates.story import stated_year
from dragoman.dates.words import month_numbers

HEAD = 500  # characters: a headline or two may stand before the dateline
NEAR = 60  # days from the dateline within which a full date lends it its year
_DATELINE = re.compile(
    r"^[A-Z][A-Z'\u2019./ -]{2,40}, (?P<date>[^\n\u2010-\u2015-]{4,60}?)\s*"
    r"(?:\([^)\n]{1,30}\)\s*)?(?:--|[\u2010-\u2015-])\s",
    re.MULTILINE,
)


def dateline_span(text: str) -> tuple[int, int] | None:
    """Where the date of the dateline stands, if the text has one."""
    found = _DATELINE.search(text, 0, HEAD)
    return found.span("date") if found else None


def read_dateline(text: str, matches: Sequence[Found]) -> int | None:
    """The day number of the dateline, or None if there is none or its year cannot be told."""
    span = dateline_span(text)
    found = next((each for each in matches if span and span[0] <= each.start < span[1]), None)
    day = _read_day(found) if found else None
    if found is None or day is None:
        return None
    year = stated_year(found)
    if year is None:
        year = _lent_year(day, matches)
    return make_day(year, *day) if year is not None and is_date(year, *day) else None


def _read_day(found: Found) -> tuple[int, int] | None:
    """Month and day of a match that has both."""
    digits = re.sub(r"\D", "", found.groups.get("dom", ""))
    month = month_numbers().get(found.groups.get("month", "").lower())
    return (month, int(digits)) if month and digits else None


def _lent_year(day: tuple[int, int], matches: Sequence[Found]) -> int | None:
    years = {year for each in matches if (year := stated_year(each)) is not None}
    if len(years) != 1:
        return None
    (year,) = years
    for each in matches:
        other = _read_day(each) if stated_year(each) is not None else None
        if other and is_date(year, *other) and is_date(year, *day) and abs(make_day(year, *day) - make_day(year, *other)) <= NEAR:
            return year
    return None

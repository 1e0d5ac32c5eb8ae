"""A date of publication as inputs write it -> an ISO day, or None where it names no day.

>>> read_day("2019-03-04T10:00:00Z"), read_day("4 March 2019"), read_day("March 2019")
('2019-03-04', '2019-03-04', None)
"""

from __future__ import annotations

import re
from datetime import date

_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTHS = {name[:length]: number for number, name in enumerate(_MONTH_NAMES, start=1) for length in (3, 4, len(name))}

_TAIL = r"(?:[T,;\s].{0,60})?$"  # a time of day, a zone: never moves the day
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _TAIL, re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\w{0,20})?$", re.ASCII)
_DAY_MONTH = re.compile(_WEEKDAY + r"(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([a-z]{3,9})\.?,?\s+(\d{4})" + _TAIL, re.ASCII | re.I)
_MONTH_DAY = re.compile(_WEEKDAY + r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})" + _TAIL, re.ASCII | re.I)
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})" + _TAIL, re.ASCII)


def read_day(written: str) -> str | None:
    """YYYY-MM-DD as written: a time zone never moves the day, and 03/04/2019 could be two days, so it is none."""
    written = written.strip()[:100]
    if found := _ISO.match(written) or _COMPACT.match(written):
        return _make_day(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_MONTH.match(written):
        return _make_day(int(found[3]), MONTHS.get(found[2].lower(), 0), int(found[1]))
    if found := _MONTH_DAY.match(written):
        return _make_day(int(found[3]), MONTHS.get(found[1].lower(), 0), int(found[2]))
    if found := _NUMBERS.match(written):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        if found[2] == "." or first > 12 or first == second:
            return _make_day(year, second, first)
        if second > 12:
            return _make_day(year, first, second)
    return None


def _make_day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None

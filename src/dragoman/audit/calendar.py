"""Date conflict: a day that no calendar has.

"on 31 June 1862", "29 February 1923" -> error; "29 February 1900" in the old style, "31 June regiments" -> silent
"""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Iterator

from dragoman.audit.scene import Scene
from dragoman.types import Finding, Span

LENGTHS = {"April": 30, "June": 30, "September": 30, "November": 30, "February": 29}
_MONTH = r"(?P<month>April|June|September|November|February|Sept\.?|Nov\.?|Feb\.?)"
_YEAR = r"(?:,? (?P<year>1[5-9]\d\d|20\d\d))?"
_DAY_FIRST = re.compile(rf"(?<![\d.,:/-])(?P<day>29|3[01])(?:st|th)?(?: of)? {_MONTH}\b{_YEAR}(?!\d)")
# "June 31": the number must end the date, or it counts something.
_MONTH_FIRST = re.compile(
    rf"\b{_MONTH} (?P<day>29|3[01])(?:st|th)?(?:, (?P<year>1[5-9]\d\d|20\d\d))?(?![\d%]|[.,:]\d)(?=[,.;:)\"\u201d\u2019]|$| "
    rf"(?:and|at|in|the|after|when|that|by|to|they|he|his|with|as)\b)"
)


def find_impossible_days(scene: Scene) -> Iterator[Finding]:
    for found in sorted((*_DAY_FIRST.finditer(scene.text), *_MONTH_FIRST.finditer(scene.text)), key=lambda one: one.start()):
        month = next(name for name in LENGTHS if name.startswith(found.group("month").rstrip(".")[:3]))
        day, year = int(found.group("day")), int(found.group("year") or 0)
        if day > LENGTHS[month]:
            why = f"{month} has no {day}{'st' if day == 31 else 'th'} day, but the text gives '{found.group()}'."
        elif month == "February" and year and not isleap(year) and not (year % 100 == 0 and year < 1924):
            why = f"{year} was no leap year, but the text gives '{found.group()}'."
        else:
            continue
        yield scene.make_finding("date_conflict", "error", why, [Span(found.start(), found.end())])

"""EDTF dates -> words for people, as exact as the date and no more.

>>> say_date("1920-05-18"), say_date("17XX/18XX"), say_date("../1991"), say_date("2015~")
('on 18 May 1920', 'in the 18th and 19th centuries', 'before the end of 1991', 'about 2015')
"""

from __future__ import annotations

import re
from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# Codes of ISO 8601-2 for parts of a year
PARTS = {
    21: "the spring of", 22: "the summer of", 23: "the autumn of", 24: "the winter of", 25: "the spring of", 26: "the summer of",
    27: "the autumn of", 28: "the winter of", 29: "the southern spring of", 30: "the southern summer of",
    31: "the southern autumn of", 32: "the southern winter of", 33: "the first quarter of", 34: "the second quarter of",
    35: "the third quarter of", 36: "the last quarter of", 37: "the first third of", 38: "the middle of",
    39: "the last third of", 40: "the first half of", 41: "the second half of",
}  # fmt: skip
_POINT = re.compile(r"(-?[0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?")


def say_date(edtf: str | None) -> str | None:
    """The date with its preposition; None where there is none, or none that people have words for."""
    if not edtf:
        return None
    if edtf[0] in "[{":
        return _say_set(edtf)
    left, slash, right = edtf.partition("/")
    if not slash:
        return _say_point(edtf)
    first, last = name_date(left), name_date(right)
    if left in ("", ".."):
        return f"before {_end_of(right, last)}" if last else None
    if right in ("", ".."):
        return f"since {first}" if first else None
    if not first or not last:
        return None
    if first == last:
        return _say_point(left)
    if first.endswith(" century") and last.endswith(" century"):
        return f"in {first.removesuffix(' century')} and {last.removeprefix('the ').removesuffix(' century')} centuries"
    return f"between {first} and {last}"


def say_after(before: str | None, edtf: str | None) -> str | None:
    """The date as it is said after another one: without the year that was just said, "the same day", "five days later"."""
    said = say_date(edtf)
    if not said or not edtf or not before or is_approximate(edtf) or not re.fullmatch(r"\d{4}(-\d\d){0,2}", edtf):
        return said
    if before == edtf:
        return {10: "on the same day", 7: "in the same month", 4: "in the same year"}[len(edtf)]
    if before[:4] != edtf[:4] or len(edtf) == 4 or len(before) == 4 or int(edtf[5:7]) > 12:
        return said
    days = _count_days(before, edtf)
    if days == 1:
        return "the next day"
    if days is not None and 1 <= days < len(NUMBERS):
        return f"{NUMBERS[days]} days later"
    return said.removesuffix(f" {edtf[:4]}")


def _count_days(before: str, after: str) -> int | None:
    try:
        return (date.fromisoformat(after) - date.fromisoformat(before)).days
    except ValueError:
        return None


def name_date(point: str) -> str | None:
    """A date without a preposition: '18 May 1920', 'May 1920', 'the 1990s', 'the 18th century', 'the summer of 1920'."""
    found = _POINT.fullmatch(point.strip().rstrip("~?%"))
    if not found or point.startswith("-"):
        return None
    year, month, day = found.groups()
    if year.endswith("XX"):
        return f"the {_ordinal(int(year[:2]) + 1)} century" if year[:2].isdigit() else None
    if year.endswith("X"):
        return f"the {year[:3]}0s" if year[:3].isdigit() else None
    year = year.lstrip("0") or "0"
    if month is None or "X" in month:
        return year
    if int(month) in PARTS:
        part = PARTS[int(month)]
        return f"{part} {year}"
    if not 1 <= int(month) <= 12:
        return None
    name = f"{MONTHS[int(month) - 1]} {year}"
    return f"{int(day)} {name}" if day and day.isdigit() else name


def is_approximate(edtf: str | None) -> bool:
    """Whether the text itself was not sure of the date."""
    return bool(edtf) and any(mark in str(edtf) for mark in "~?%")


def _say_point(edtf: str) -> str | None:
    name = name_date(edtf)
    if name is None:
        return None
    if "~" in edtf or "%" in edtf:
        return f"about {name}"
    preposition = "on" if name[0].isdigit() and " " in name else "in"
    return f"perhaps {preposition} {name}" if "?" in edtf else f"{preposition} {name}"


def _say_set(edtf: str) -> str | None:
    parts = [name_date(part) for part in re.split(r",|\.\.", edtf.strip("[]{}")) if part]
    named = [part for part in parts if part]
    if not named or len(named) != len(parts):
        return None
    word = "and" if edtf[0] == "{" else "or"
    if ".." in edtf:
        return f"between {named[0]} and {named[-1]}" if len(named) > 1 else f"about {named[0]}"
    return f"in {', '.join(named[:-1])} {word} {named[-1]}" if len(named) > 1 else f"in {named[0]}"


def _end_of(point: str, name: str | None) -> str:
    """What 'before' a span of time means: up to its end, as the record has it."""
    return f"the end of {name}" if _POINT.fullmatch(point) and len(point) < 10 else str(name)


def _ordinal(n: int) -> str:
    ending = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"

"""Sorts out what only looks like time: numbers that are no years, names that are no months, verbs that are no seasons.

The words that decide are in `data/dates/context.toml` and `words.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dragoman.dates.context import after, after_exact, before, before_exact
from dragoman.dates.holidays import load_eras
from dragoman.dates.scan import Found
from dragoman.dates.words import load_words

AROUND = 30  # characters looked at on either side


def is_plausible(found: Found, text: str) -> bool:
    """Whether a match is an expression of time where it stands."""
    check = CHECKS.get(found.rule.id)
    return check is None or check(found, text[max(0, found.start - AROUND) : found.start], text[found.end : found.end + AROUND])


_MARKED = re.compile(r"(?:[$£€#№]|\d[.,](?!\s)|(?<!\d\d\d)\d[-/])\s?$")
_OPENED = re.compile(r"[(\[\u2010-\u2015/-]\s?$")
_YEAR_BEFORE = re.compile(r"\b1\d{3}\s?[-\u2010-\u2015/]\s?$")
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")


def is_year(found: Found, left: str, right: str) -> bool:
    """Not a sum of money, a flight, or a number of men."""
    if _MARKED.search(left) or before("numbered").search(left) or right[:1] in ("%", "\u00b0"):
        return False
    if _YEAR_BEFORE.search(left):
        return True
    next_word = _NEXT_WORD.match(right)
    word = next_word[1] if next_word else ""
    if word.lower() in load_words()["counted"]["words"]:
        return False
    if word.lower() in load_words()["counted_people"]["words"] and not before("year_despite_people").search(left):
        return False
    if len(found.text) > len(found.groups["yearalone"]) and "approx" not in found.groups:
        return True
    if before("counting").search(left):
        return False
    plural = word.islower() and word.endswith("s") and not word.endswith(("ss", "us", "is", "as"))
    return not plural or "approx" in found.groups or bool(before("time").search(left) or _OPENED.search(left))


AMBIGUOUS = frozenset("march may april june august".split())  # months that are also words or names


def is_month(found: Found, left: str, right: str) -> bool:
    """Not Theresa May, April Jones or a march; abbreviations only beside a number."""
    month = found.groups["month"]
    if len(month) <= 4 and month.lower() not in ("may", "june", "july"):
        return bool(re.match(r"\.?\s?\d", right))
    if after_exact("named_after").match(right):
        return False
    if "year" in found.groups or month.lower() not in AMBIGUOUS or len(found.text) > len(month):
        return True
    if before_exact("title").search(left) or before("ides").search(left):
        return False
    if before("month").search(left) or _OPENED.search(left):
        return True
    if after_exact("speaks").match(right):
        return False
    if after_exact("name").match(right) and month.lower() in ("april", "june", "august"):
        return False
    return bool(before("time").search(left) or before("an").search(left))


def is_day(found: Found, left: str, right: str) -> bool:
    """ "on the 23rd", but not "the 3rd Division", "the 7th largest", "the 38th parallel"."""
    if "relmonth" in found.groups or "weekday" in found.groups or "tod" in found.groups:
        return True
    if not before("day").search(left) or after_exact("ordered").match(right):
        return False
    if before("on").search(left) and re.match(r"\s+[A-Z]", right):
        return True  # "on the 23rd Greece surrendered"
    return bool(after("goes_on").match(right)) or not re.match(r"[-\u2010-\u2015]?\s?[^\W\d_]", right)


def is_season(found: Found, left: str, right: str) -> bool:
    """Not the fall of a city, nor a spring in the step."""
    if found.groups["season"].lower() not in ("fall", "spring"):
        return not after("winter_of").match(right)
    if after("fall_of").match(right):
        return False
    if "rel" in found.groups or (len(found.text.split()) > 1 and not found.text.lower().startswith("the ")):
        return True
    capital = found.groups["season"] in ("Fall", "Spring") and left.rstrip()[-1:] not in (".", "", '"')
    return capital or bool(before("season").search(left))


def is_era(found: Found, left: str, right: str) -> bool:
    """Wars are eras only where the text says so ("during the Great War"); "the interwar years" always are."""
    era = load_eras().get(" ".join(found.groups["eraname"].lower().split()))
    if era is None or re.match(r"(?:['\u2019]s|\s+[A-Z]|-)", right):
        return False
    return not era.is_event or "mod" in found.groups or bool(before("while").search(left))


def is_full_date(found: Found, left: str, right: str) -> bool:
    """ "the September 11 attacks" and "the 14 February Movement" are names."""
    return not (after("attack").match(right) and before("article").search(left))


def is_anaphor(found: Found, left: str, right: str) -> bool:
    """ "by this time", not "this time led by another"."""
    return "day" in found.text or "date" in found.text or bool(before("anaphor").search(left))


def is_the_day(found: Found, left: str, right: str) -> bool:
    """ "ended the day lower", not "the day will come"."""
    return found.text.lower() != "the day" or bool(before("the_day").search(left))


CHECKS: dict[str, Callable[[Found, str, str], bool]] = {
    "named.day": is_the_day,
    "anaphor.time": is_anaphor,
    "year.full": is_year,
    "date.month": is_month,
    "date.day_only": is_day,
    "season.alone": is_season,
    "era.named": is_era,
    "date.month_day_year": is_full_date,
    "date.day_month_year": is_full_date,
}

"""Sorts out what only looks like time: numbers that are no years, names that are no months, verbs that are no seasons.

The words that decide are in `data/dates/context.toml` and `words.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from dragoman.dates.context import after, after_exact, anywhere, before, before_exact
from dragoman.dates.holidays import load_eras
from dragoman.dates.rules import Rule, load_rules
from dragoman.dates.scan import Found
from dragoman.dates.story import looks_ahead, looks_past, past_clause
from dragoman.dates.words import load_words

AROUND = 30  # characters looked at on either side


def weigh(found: Found, text: str) -> Found | None:
    """The match as what it is where it stands; None if it is no expression of time."""
    if found.rule.id == "shift.in" and not found.text.endswith("time") and not is_ahead(found, text):
        return _as_length(found, found.text[3:].lstrip())  # "in three days" without "in": how long it took
    article = _ARTICLE.match(found.text) if found.rule.id == "duration.count" else None
    if article and not re.match(r"\s+period\b", text[found.end : found.end + 8]):
        return _as_length(found, found.text[article.end() :])
    return found if is_plausible(found, text) else None


_ARTICLE = re.compile(
    r"(?:an?|the) (?=\S+[-\u2010-\u2015][a-z]+$)", re.IGNORECASE
)  # of "a ten-day truce" annotators mark "ten-day"


def _as_length(found: Found, text: str) -> Found:
    """The end of a match as a length of time."""
    return Found(found.end - len(text), found.end, text, length_rule(), {})


@cache
def length_rule() -> Rule:
    return next(rule for rule in load_rules() if rule.id == "duration.count")


RANKED_REACH = 300  # characters of the sentence in which "the first ... in 65 years" may have its "first"


def is_ahead(found: Found, text: str) -> bool:
    """Whether "in ten days" is a day to come, not how long something took or within which it was the second of its kind."""
    clause = past_clause(found, text, RANKED_REACH)
    ranked = [cue.end() for cue in anywhere("ranked").finditer(clause)]
    if ranked and not _is_of_subject(clause[ranked[-1] :]):
        return False
    denied = [cue.end() for cue in anywhere("denied").finditer(clause)]
    if denied and not anywhere("is_to_be").search(clause, denied[-1]):
        return False
    if not clause.strip() and _opens_look_back(text[found.end : found.end + AROUND * 4]):
        return False
    return looks_ahead(found, text) or not looks_past(found, text)


def _is_of_subject(words: str) -> bool:
    """Whether what follows a ranked noun tells what it is to do: "the first phase" + "will begin"; not "the first that will"."""
    cue = anywhere("is_to_be").search(words)
    return cue is not None and not _RELATIVE.search(words[: cue.start()])


_RELATIVE = re.compile(r"\b(?:that|which|who|to|time|times)\b|[,:]", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.;\n]")


def _opens_look_back(words: str) -> bool:
    """Whether "In 65 years" opens a sentence that looks back: "no king had come", "it is the first"."""
    end = _SENTENCE_END.search(words)
    clause = words[: end.start()] if end else words
    if anywhere("to_come").search(clause):
        return False
    return any(anywhere(name).search(clause) for name in ("ranked", "denied", "perfect"))


def is_plausible(found: Found, text: str) -> bool:
    """Whether a match is an expression of time where it stands."""
    check = CHECKS.get(found.rule.id)
    return check is None or check(found, text[max(0, found.start - AROUND) : found.start], text[found.end : found.end + AROUND])


_MARKED = re.compile(r"(?:[$£€#№]|\d[.,](?!\s)|(?<!\d\d\d)\d[-/])\s?$")
_LISTED = re.compile(r"(?<!\d\s)(?<!\d)\s(?:and|or)\s+$", re.IGNORECASE)
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
    if word.lower() in counted("counted"):
        return False
    if word.lower() in counted("counted_people") and not before("year_despite_people").search(left):
        return False
    if len(found.text) > len(found.groups["yearalone"]) and "approx" not in found.groups:
        return True
    if before("counting").search(left) and not before("bounded").search(left):
        return False
    plural = word.islower() and word.endswith("s") and not word.endswith(("ss", "us", "is", "as"))
    if not plural or "approx" in found.groups:
        return True
    # "1812 muskets and 1700 tents": a list of things, not of years
    return bool((before("time").search(left) and not _LISTED.search(left)) or _OPENED.search(left))


@cache
def counted(name: str) -> frozenset[str]:
    return frozenset(load_words()[name]["words"])


_LINKED_MONTH = re.compile(rf"\s?(?:[-/\u2010-\u2015]|and|or|to)\s?(?:{'|'.join(load_words()['months']['names'])})\b")
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
    if before("month").search(left) or _OPENED.search(left) or _LINKED_MONTH.match(right):
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


_NAMED = re.compile(
    r"\b(?!(?:In|The|By|This|That|Last|Next|Late|Early|During|Since|Until|And|But|For|Every|Each)\b)[A-Z][a-z]+\s+$"
)


def is_season(found: Found, left: str, right: str) -> bool:
    """Not the fall of a city, nor a spring in the step, nor Mr Winter."""
    if found.text == found.groups["season"] and found.text[0].isupper() and _NAMED.search(left):
        return False
    if found.groups["season"].lower() not in ("fall", "spring"):
        return not after("winter_of").match(right)
    if after("fall_of").match(right):
        return False
    if "rel" in found.groups or (len(found.text.split()) > 1 and not found.text.lower().startswith("the ")):
        return True
    if after("no_season").match(right):
        return False
    capital = found.groups["season"] in ("Fall", "Spring") and left.rstrip()[-1:] not in (".", "", '"')
    return capital or bool(before("season").search(left))


def is_weekday(found: Found, left: str, right: str) -> bool:
    """The sun and those who wed or sat are no days, whatever their capital."""
    return found.text.rstrip(".") not in ("Sun", "Wed", "Sat") or bool(before("weekday").search(left))


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


def is_then(found: Found, left: str, right: str) -> bool:
    """ "by then"; not "they ate, then slept"."""
    return bool(before("then").search(left))


def is_the_day(found: Found, left: str, right: str) -> bool:
    """ "ended the day lower", not "the day will come"."""
    return found.text.lower() != "the day" or bool(before("the_day").search(left))


CHECKS: dict[str, Callable[[Found, str, str], bool]] = {
    "named.day": is_the_day,
    "anaphor.time": is_anaphor,
    "anaphor.then": is_then,
    "year.full": is_year,
    "date.month": is_month,
    "date.day_only": is_day,
    "season.alone": is_season,
    "weekday.alone": is_weekday,
    "era.named": is_era,
    "date.month_day_year": is_full_date,
    "date.day_month_year": is_full_date,
}

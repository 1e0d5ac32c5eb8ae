"""Sorts out what only looks like time: numbers that are no years, names that are no months, verbs that are no seasons."""

from __future__ import annotations

import re

from dragoman.dates.holidays import load_eras
from dragoman.dates.scan import Found
from dragoman.dates.words import load_words

_TIME_PREPOSITION = re.compile(
    r"\b(?:in|on|since|until|till|by|during|of|from|after|before|between|to|through|throughout|circa|the|and|or|early|late|mid|years?|"
    r"last|next|this|for|than|around|about)[\s,]+$|[(\[\u2010-\u2015/-]\s?$",
    re.IGNORECASE,
)


def is_plausible(found: Found, text: str) -> bool:
    """Whether a match is an expression of time where it stands."""
    check = CHECKS.get(found.rule.id)
    return check is None or check(found, text[max(0, found.start - 30) : found.start], text[found.end : found.end + 30])


# --------------------------------------------------------------------------------------------------------------------- years

_NUMBERED = re.compile(
    r"(?:[$£€#№]|\bNo\.|\d[.,](?!\s)|(?<!\d\d\d)\d[-/]|\b(?:Flight|Resolution|pages?|pp?\.|Route|No|number|numbers|Article|Section|UTC|Room|Highway|"
    r"Boeing|Airbus|chapter|line|lines|serial|code)\s)\s?$",
    re.IGNORECASE,
)
_COUNTING = re.compile(r"\b(?:some|only|nearly|over|than|with|commands?|commanded|killed|lost|had|have|has|were|are|least|most)\s+$", re.IGNORECASE)
_RANGE_BEFORE = re.compile(r"\b1\d{3}\s?[-\u2010-\u2015/]\s?$")
_IN = re.compile(r"\b(?:in|since|during|until|by|of)\s+$", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")


def is_year(found: Found, before: str, after: str) -> bool:
    """Not a sum of money, a flight, or a number of men."""
    if _NUMBERED.search(before) or after[:1] in ("%", "\u00b0"):
        return False
    next_word = _NEXT_WORD.match(after)
    word = next_word[1] if next_word else ""
    if _RANGE_BEFORE.search(before):
        return True
    if word.lower() in load_words()["counted"]["words"]:
        return False
    if word.lower() in load_words()["counted_people"]["words"] and not _IN.search(before):
        return False
    if len(found.text) > len(found.groups["yearalone"]) and "approx" not in found.groups:
        return True
    if _COUNTING.search(before):
        return False
    plural = word.islower() and word.endswith("s") and not word.endswith(("ss", "us", "is", "as"))
    return not plural or bool(_TIME_PREPOSITION.search(before)) or "approx" in found.groups


# -------------------------------------------------------------------------------------------------------------------- months

_TITLE = re.compile(
    r"\b(?:Minister|Senator|Mr|Mrs|Ms|Miss|Dr|General|President|Theresa|Brian|Lord|Sir|Lady|Judge|Secretary|Prime Minister|Professor|"
    r"Captain|Colonel|Aunt|Sister|Princess|Queen)\.?\s+$"
)
_SPEAKS = re.compile(r"\s+(?:said|told|says|has|is|was|had|did|wants|and her|and his)\b")
_NAME = re.compile(r"\s+[A-Z][a-z]+")
_STRONG = re.compile(
    r"\b(?:in|since|by|until|till|during|from|after|before|between|to|through|throughout|last|next|this|early|late|mid|of)\s+(?:the\s+)?$"
    r"|[(\u2010-\u2015-]\s?$",
    re.IGNORECASE,
)
_NAMED_AFTER = re.compile(r"\s+(?:Revolution|Movement|Manifesto|Monarchy|Plot|Brigades?|Fourth|Theses|Group|Coup)\b")
AMBIGUOUS = frozenset("march may april june august".split())


def is_month(found: Found, before: str, after: str) -> bool:
    """Not Theresa May, April Jones or a march; abbreviations only beside a number."""
    month = found.groups["month"]
    if len(month) <= 4 and month.lower() not in ("may", "june", "july"):
        return bool(re.match(r"\.?\s?\d", after))
    if _NAMED_AFTER.match(after):
        return False
    if "year" in found.groups or month.lower() not in AMBIGUOUS or len(found.text) > len(month):
        return True
    if _TITLE.search(before) or re.search(r"\bIdes\s+of\s+$", before):
        return False
    strong = bool(_STRONG.search(before))
    if _SPEAKS.match(after) and not strong:
        return False
    if _NAME.match(after) and month.lower() in ("april", "june", "august") and not strong:
        return False
    return strong or bool(_TIME_PREPOSITION.search(before) or re.search(r"\b(?:a|an)\s+$", before))


# --------------------------------------------------------------------------------------------------------- days, seasons, eras

_DAY_PREPOSITION = re.compile(r"\b(?:on|by|until|till|from|to|and|before|after|since|between|through|of)\s+$", re.IGNORECASE)

# What has a number in the order of its kind.
_UNIT = re.compile(
    r"[-\u2010-\u2015\s]\s?(?:(?:Mixed|Light|Heavy|Royal|Imperial|Guards?|Panzer|Motori[sz]ed|Airborne|Marine|Armou?red|Infantry|Cavalry|Tank|Rifle|"
    r"Mountain|Special|Combined|Red|Field|Tactical|Fighter|Air|Parachute|Air Assault)\s+)*(?:Army|Armies|Corps|Division|Brigade|Regiment|"
    r"Battalion|Fleet|Squadron|Wing|Group|Front|Parallel|Congress|Amendment|Street|Avenue|Floor|Session|Plenum|Party|Republic|"
    r"Infantry|Cavalry|Armou?red|Airborne|Panzer|parallel|century|anniversary|meeting|session|round|time|day|edition|floor)\b"
)
_NEXT_IS_NOUN = re.compile(
    r"[-\u2010-\u2015]?\s?(?:[A-Z]|(?!(?:and|to|but|the|a|an|when|while|with|in|at|he|she|it|they|of|by|for|as|after|before|"
    r"that|this|his|her|their|its|until|there|from|under|over|so|or|were|was|had|did|these|those|both|all|no|only|which|who)\b)[a-z]+)"
)


def is_day(found: Found, before: str, after: str) -> bool:
    """ "on the 23rd", but not "the 3rd Division", "the 7th largest", "the 38th parallel"."""
    if "relmonth" in found.groups or "weekday" in found.groups or "tod" in found.groups:
        return True
    if not _DAY_PREPOSITION.search(before):
        return False
    if _UNIT.match(after):
        return False
    if re.search(r"\bon\s+$", before, re.IGNORECASE) and re.match(r"\s+[A-Z]", after):
        return True  # "on the 23rd Greece surrendered"
    return not _NEXT_IS_NOUN.match(after)


def is_season(found: Found, before: str, after: str) -> bool:
    """Not the fall of a city, nor a spring in the step."""
    if found.groups["season"].lower() not in ("fall", "spring"):
        return not re.match(r"\s+quarters\b", after)
    if re.match(r"\s+(?:of|from|to|into|for|back|over|down|on|under|apart|short|up|behind|victim|guy|guys)\b", after):
        return False
    first = found.text.split()[0].lower()
    return bool(
        first in ("early", "late", "that", "this", "last", "next", "mid", "mid-spring", "mid-fall")
        or re.search(r"\b(?:in|by|during|since|until|throughout|and|over|through)\s+$", before, re.IGNORECASE)
        or (found.groups["season"] in ("Fall", "Spring") and before.rstrip()[-1:] not in (".", "", '"'))
    )


_WHILE = re.compile(r"\b(?:during|throughout|in the course of|at the height of)\s+$", re.IGNORECASE)


def is_era(found: Found, before: str, after: str) -> bool:
    """Wars are eras only where the text says so ("during the Great War"); "the interwar years" always are."""
    era = load_eras().get(" ".join(found.groups["eraname"].lower().split()))
    if era is None or re.match(r"(?:['\u2019]s|\s+[A-Z]|-)", after):
        return False
    return not era.is_event or bool(_WHILE.search(before)) or "mod" in found.groups


_ATTACK = re.compile(r"[,\s]+(?:terrorist\s+|terror\s+|suicide\s+)*(?:attacks?|hijack\w+|bombings?|Movement|Brigades?|Square)\b", re.IGNORECASE)


def is_full_date(found: Found, before: str, after: str) -> bool:
    """ "the September 11 attacks" and "the 14 February Movement" are names."""
    return not (_ATTACK.match(after) and re.search(r"\bthe\s+$", before, re.IGNORECASE))


_AT = re.compile(r"\b(?:at|by|during|until|till|around|about|from|since|before|after|in|of|up to)\s+$", re.IGNORECASE)


def is_anaphor(found: Found, before: str, after: str) -> bool:
    """ "by this time", not "this time led by another"."""
    return "day" in found.text or "date" in found.text or bool(_AT.search(before))


_DAY_VERB = re.compile(r"\b(?:for|ending|ended|end|finish\w*|clos\w+|in|on|throughout|during|all|of|over)\s+$", re.IGNORECASE)


def is_the_day(found: Found, before: str, after: str) -> bool:
    """ "ended the day lower", not "the day will come"."""
    return found.text.lower() != "the day" or bool(_DAY_VERB.search(before))


CHECKS = {
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

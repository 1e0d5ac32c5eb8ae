"""Expressions that belong together: ranges and lists share a month, a year or an era; a range alone in a text is one.

"April and June 1955": April is of 1955 too.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Literal

from dragoman.dates.scan import Found
from dragoman.dates.words import load_words, month_numbers
from dragoman.types import TimeMention, Why

LINK = re.compile(r"\s*(?:[-\u2010-\u2015]|to|until|till|through|and|or|,|, and|&)\s*(?:the\s+)?", re.IGNORECASE)
RANGE = re.compile(r"\s*(?:[-\u2010-\u2015]|to|until|till|through)\s*(?:the\s+|about\s+)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+(?:the\s+)?", re.IGNORECASE)
_BOUND = re.compile(r"\b(after|since|before|until|till|prior to|by|up to|from)\s+(?:the year\s+)?$", re.IGNORECASE)
_ONWARDS = re.compile(r"\s+(?:onwards?\b|on\b(?!\s+(?:the|a|his|her|its|their)\b))", re.IGNORECASE)
AFTER = frozenset(("after", "since", "from"))
SHORT = 250  # characters: a sentence or two
DATED = frozenset(("calendar", "season", "quarter", "half"))
YEARS = ("year", "yearalone", "eyear", "adyear", "rel", "yy")


def share_parts(matches: list[Found], text: str) -> None:
    """Fills what the first of two linked dates leaves out from the second (year, era), and the reverse for days."""
    _share_style(matches)
    for left, right in zip(reversed(matches[:-1]), reversed(matches[1:]), strict=False):
        gap = text[left.end : right.start]
        a, b = left.groups, right.groups
        if len(gap) > 12 or not LINK.fullmatch(gap):
            if len(gap) < 80 and _is_loose_list(left, right, gap):
                a["year"] = b["year"]
            continue
        if RANGE.fullmatch(gap) or (_AND.fullmatch(gap) and _BETWEEN.search(text[max(0, left.start - 15) : left.start])):
            b["ends"] = "range"
        if left.rule.value in DATED and right.rule.value in DATED and not any(part in a for part in YEARS):
            for part in ("year", "eyear", "era", "adyear"):
                if part in b:
                    a[part] = b[part]
    for left, right in pairwise(matches):
        if right.rule.id == "year.second_short" and (whole := left.groups.get("year") or left.groups.get("yearalone")):
            right.groups["year"] = whole[:2] + right.groups.pop("yy")
        if right.rule.id == "date.day_after_day" and "month" in left.groups:
            for part in ("month", "year", "eyear", "era"):
                if part in left.groups:
                    right.groups.setdefault(part, left.groups[part])


_LOOSE = re.compile(r"[^.;:!?()\n]*\band\b[^.;:!?()\n]*", re.IGNORECASE)


def _is_loose_list(left: Found, right: Found, gap: str) -> bool:
    """ "to Kyiv in March and to Riga in June 1964": March is of 1964 too, if it comes before June."""
    if (
        left.rule.value != "calendar"
        or right.rule.value != "calendar"
        or "year" not in right.groups
        or any(part in left.groups for part in YEARS)
    ):
        return False
    months = [month_numbers().get(found.groups.get("month", "").lower()) for found in (left, right)]
    return months[0] is not None and months[1] is not None and months[0] <= months[1] and bool(_LOOSE.fullmatch(gap))


def _share_style(matches: list[Found]) -> None:
    """25/12/2012 in a text says that its 11/10/2012 is in October."""
    numeric = [found.groups for found in matches if found.rule.value == "numeric"]
    day_first = any(int(parts["num1"]) > 12 for parts in numeric)
    month_first = any(int(parts["num2"]) > 12 for parts in numeric)
    if day_first != month_first:
        for parts in numeric:
            parts.setdefault("style", "day" if day_first else "month")


def is_range(left: TimeMention, right: TimeMention, text: str) -> bool:
    """Whether two expressions are the ends of one range."""
    if (
        not (left.edtf and right.edtf and left.earliest and right.latest)
        or "/" in left.edtf + right.edtf
        or left.end > right.start
    ):
        return False
    gap = text[left.end : right.start]
    if gap == "/" and right.why.rule == "year.second_short":  # 1936/37
        return not is_later(left.earliest, right.latest)
    if len(gap) > 20 or is_later(left.earliest, right.latest):
        return False
    return bool(RANGE.fullmatch(gap) or (_AND.fullmatch(gap) and _BETWEEN.search(text[max(0, left.start - 15) : left.start])))


def is_later(one: str, other: str) -> bool:
    """Compares ISO days, years before Christ included."""
    return _key(one) > _key(other)


def _key(day: str) -> tuple[int, str]:
    sign = -1 if day.startswith("-") else 1
    year, month, rest = day.lstrip("-").split("-")
    return sign * int(year), f"{month}-{rest}"


def join_range(left: TimeMention, right: TimeMention, text: str) -> TimeMention:
    """One expression from two ends."""
    edtf = f"{plain_start(left)}/{plain_end(right)}"
    why = Why("range", f"from {left.text} ({left.why.rule}) to {right.text} ({right.why.rule})")
    basis: Literal["stated", "resolved"] = "stated" if left.basis == right.basis == "stated" else "resolved"
    return TimeMention(left.start, right.end, text[left.start : right.end], "DATE", edtf, left.earliest, right.latest, basis, why)


def plain_start(time: TimeMention) -> str:
    """The value as the left end of an interval: a decade or a century begins with its first year."""
    edtf = (time.edtf or "").split("/")[0]
    return (time.earliest or "")[:-6] if "X" in edtf or edtf.startswith("[") else edtf


def plain_end(time: TimeMention) -> str:
    edtf = (time.edtf or "").split("/")[-1]
    return (time.latest or "")[:-6] if "X" in edtf or edtf.startswith("[") else edtf


def join_sole_phrase(mentions: list[TimeMention], text: str, whole: bool | None) -> list[TimeMention]:
    """Ranges as one expression and "since 1991" as an open interval, if `whole` or if the text has nothing else to date."""
    if whole is False or not mentions:
        return mentions
    joined: list[TimeMention] = []
    for time in mentions:
        if joined and is_range(joined[-1], time, text):
            joined[-1] = join_range(joined[-1], time, text)
        else:
            joined.append(time)
    if whole is None and (len(joined) > 1 or len(text) > SHORT):
        return mentions
    return [open_bound(time, text) for time in joined]


def open_bound(time: TimeMention, text: str) -> TimeMention:
    """ "after 1991", "from 1949 onwards": with the preposition, an interval open at one end."""
    if (
        not time.edtf
        or "/" in time.edtf
        or "[" in time.edtf
        or re.match(r"(?:the\s+)?(?:end|start|beginning|close|middle)\b", time.text, re.IGNORECASE)
    ):
        return time
    bound = _BOUND.search(text[max(0, time.start - 20) : time.start])
    onwards = _ONWARDS.match(text, time.end)
    if bound is None or (bound[1].lower() == "from" and onwards is None) or is_hour(bound[1], time.text):
        return time
    start = time.start - (bound.end() - bound.start())
    end = onwards.end() if onwards else time.end
    why = Why("open", f"{bound[1].lower()} {time.text} ({time.why.rule})")
    if bound[1].lower() in AFTER:
        return TimeMention(start, end, text[start:end], "DATE", f"{plain_start(time)}/..", time.earliest, None, time.basis, why)
    return TimeMention(start, end, text[start:end], "DATE", f"../{plain_end(time)}", None, time.latest, time.basis, why)


_CLOCK = re.compile(r"\d{1,2}(?:[:.]\d\d)? ?(?:a\.?m|p\.?m|hrs|hours|GMT|UTC|o.clock)\b", re.IGNORECASE)


def is_hour(preposition: str, phrase: str) -> bool:
    """Whether the preposition is about an hour of the day that the phrase names: "(shortly after) midnight on Saturday"."""
    words = phrase.lower().split()
    named = len(words) > 1 and (words[0] in load_words()["parts_of_day"]["words"] or _CLOCK.match(phrase) is not None)
    return named and preposition.lower() in ("after", "before")

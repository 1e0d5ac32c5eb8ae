"""Text -> expressions of time with their values.

    >>> [(time.text, time.edtf) for time in find_dates("They met on 3 May 1811 and parted two days later.")]
    [('3 May 1811', '1811-05-03'), ('two days later', '1811-05-05')]
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.dates.days import make_day
from dragoman.dates.holidays import read_edtf_date
from dragoman.dates.resolve import Story, future_cues, resolve
from dragoman.dates.scan import Found, scan_text
from dragoman.dates.when import When, write_day
from dragoman.dates.words import load_words
from dragoman.types import TimeMention, Why

STATED = frozenset(("calendar", "decade", "century", "millennium", "era", "numeric"))


def find_dates(text: str, reference_date: str | None = None) -> list[TimeMention]:
    """Expressions of time of `text`, in order, not overlapping; offsets are code points.

    `reference_date` (YYYY-MM-DD) is the day of publication; anything else counts as unknown.
    """
    reference = read_reference(reference_date)
    matches = [found for found in scan_text(text) if is_plausible(found, text)]
    share_parts(matches, text)
    story = Story(reference)
    story.is_news = reference is not None and not is_history(matches, reference)
    mentions = []
    for found in matches:
        story.looks_ahead = story.is_news and looks_ahead(found, text)
        when = resolve(found, story)
        if when and moves_story(found, when, story):
            story.tell(when)
        mentions.append(make_mention(found, when, story))
    return mentions


def read_reference(reference_date: str | None) -> int | None:
    when = read_edtf_date((reference_date or "")[:10])
    return when.first if when and when.grain == "day" else None


def make_mention(found: Found, when: When | None, story: Story) -> TimeMention:
    mode = "news" if story.is_news else "narrative"
    stated = found.rule.value in STATED and ("year" in found.groups or "yearalone" in found.groups or "eyear" in found.groups
                                             or found.rule.value not in ("calendar",))
    return TimeMention(
        found.start, found.end, found.text, found.rule.kind,
        when.edtf if when else None,
        write_day(when.first) if when and when.first is not None else None,
        write_day(when.last) if when and when.last is not None else None,
        "stated" if stated else "resolved",
        Why(found.rule.id, f"{found.rule.value} ({mode})"),
    )  # fmt: skip


def is_history(matches: Sequence[Found], reference: int) -> bool:
    """Whether most years that a text names lie far from its publication."""
    here = int(write_day(reference)[:4]) if not write_day(reference).startswith("-") else 0
    far = near = 0
    for found in matches:
        year = found.groups.get("year") or found.groups.get("yearalone") or ("0" if "eyear" in found.groups else None)
        if year is not None:
            far, near = (far + 1, near) if abs(int(year) - here) >= 2 else (far, near + 1)
        elif found.rule.value in ("deictic", "weekday", "named_month"):
            near += 1
    return far >= 3 and far > 2 * near


def is_plausible(found: Found, text: str) -> bool:
    """Sorts out numbers that are no years, names that are no months, verbs that are no seasons."""
    groups = found.groups
    before = text[max(0, found.start - 25) : found.start]
    after = text[found.end : found.end + 30]
    if found.rule.id == "year.full":
        return _is_year(found, before, after)
    if found.rule.id == "date.month":
        return _is_month(found, before, after)
    if groups.get("season", "").lower() in ("fall", "spring") and found.rule.id == "season.alone":
        if re.match(r"\s+(?:of|from|to|in|into|for|back|over|down|on|under|apart|short)\b", after):
            return False
        return bool(found.text.lower().split()[0] in ("the", "early", "late", "that", "this", "last", "next", "mid")
                    or re.search(r"\b(?:in|by|during|since|until|of|and)\s+(?:the\s+)?$", before) or found.text[0].isupper())
    return True


def _is_year(found: Found, before: str, after: str) -> bool:
    number = found.groups["yearalone"]
    if re.search(r"(?:[$£€#№]|\bNo\.|\d[.,]|\d[-/:]|\b(?:Flight|Resolution|page|pages|Route|No|number|Article|Section|UTC))\s?$", before, re.IGNORECASE):
        return False
    if len(found.text) > len(number):
        return True
    next_word = re.match(r"\s+([^\W\d_]+)", after)
    word = next_word[1] if next_word else ""
    if word.lower() in load_words()["counted"]["words"]:
        return False
    if re.search(r"\b(?:in|since|until|till|by|during|of|from|after|before|between|to|through|circa|the|and|or|early|late|year|years)\s+$|[(\-–—/]\s?$", before, re.IGNORECASE):
        return True
    return not (word.islower() and word.endswith("s") and not word.endswith(("ss", "was", "has", "is", "as"))
                and re.search(r"\b(?:some|about|only|nearly|over|than|with|commands?|killed|lost|had|have|has|were|are)\s+$", before))


_MONTH_CONTEXT = re.compile(
    r"(?:\b(?:in|on|by|since|until|till|during|of|from|after|before|between|to|through|for|and|or|last|next|this|each|every|early|late|mid|"
    r"the|a|that|starting|beginning|around|about|as|than|throughout|'s|following|previous)[\s,]+|[-–—/(]\s?|^\s*|[\n.;:,]\s*)$",
    re.IGNORECASE,
)


def _is_month(found: Found, before: str, after: str) -> bool:
    month = found.groups["month"]
    if len(month) < 4 and month not in ("May",) and not re.match(r"\.?\s?\d", after):
        return False
    ambiguous = month in ("March", "May", "April", "June", "August", "Mar", "MARCH", "MAY", "APRIL", "JUNE", "AUGUST", "Jan", "JAN")
    if re.search(r"\b(?:Minister|Senator|Mr|Mrs|Ms|Dr|General|President|Theresa|Lord|Sir|Lady|Judge|Secretary|Prime Minister)\.?\s+$", before):
        return False
    if not ambiguous:
        return True
    if re.match(r"\s+(?:[A-Z][a-z]+\s+(?:said|told|was|is|has)|said|told|has|is|will|would|and her|and his)\b", after) and not re.search(r"\b(?:in|since|of|by|until)\s+$", before):
        return False
    if re.match(r"\s+[A-Z][a-z]+", after) and month in ("April", "June", "August") and not re.search(r"\b(?:in|since|by|until|during|the|from|to)\s+$", before):
        return False
    return bool(re.search(r"\b(?:in|since|until|till|by|during|of|from|after|before|between|to|through|last|next|this|early|late|mid|the|for|a|and|or)\s+$|[-–—(]\s?$", before, re.IGNORECASE)) or len(found.text) > len(month)


def share_parts(matches: list[Found], text: str) -> None:
    """ "April and June 1955": what the second of two linked dates says of year and month holds for the first too."""
    for left, right in zip(reversed(matches[:-1]), reversed(matches[1:]), strict=False):
        gap = text[left.end : right.start]
        if len(gap) > 12 or not LINK.fullmatch(gap):
            continue
        a, b = left.groups, right.groups
        dated = left.rule.value in ("calendar", "season") and right.rule.value in ("calendar", "season")
        if dated and not any(key in a for key in ("year", "yearalone", "eyear", "rel", "yy")):
            for key in ("year", "eyear", "era"):
                if key in b:
                    a[key] = b[key]
        if "yearalone" in a and "eyear" in b:
            a["eyear"], a["era"] = a.pop("yearalone"), b.get("era", "")
        if right.rule.id == "date.day_after_day" and "month" in a:
            b.setdefault("month", a["month"])
            if "year" in a:
                b.setdefault("year", a["year"])
    for left, right in zip(matches, matches[1:], strict=False):
        if right.rule.id == "date.day_after_day" and "month" in left.groups:
            for key in ("month", "year"):
                if key in left.groups:
                    right.groups.setdefault(key, left.groups[key])


LINK = re.compile(r"\s*(?:[-\u2010-\u2015]|to|until|till|through|and|or|,|, and|&)\s*(?:the\s+)?")


def looks_ahead(found: Found, text: str) -> bool:
    """Whether the clause around an expression speaks of what is to come."""
    start = max(text.rfind(". ", 0, found.start), text.rfind("\n", 0, found.start), text.rfind(";", 0, found.start), found.start - 120)
    before = text[max(0, start) : found.start]
    cue = None
    for cue in future_cues().finditer(before):
        pass
    if cue is not None:
        return not re.search(r"\b(?:said|was|were|had|announced|told|killed|began|took|met)\b", before[cue.end() :])
    after = text[found.end : found.end + 60]
    stop = re.search(r"[.;,\n]", after)
    return bool(re.search(r"(?<!\w)(?:will|shall|'ll|is due|are due|is expected|is scheduled|is set)(?!\w)", after[: stop.start()] if stop else after))


def moves_story(found: Found, when: When, story: Story) -> bool:
    """Whether what is told next hangs on this time."""
    return found.rule.value not in ("era", "none", "century", "millennium", "clock")

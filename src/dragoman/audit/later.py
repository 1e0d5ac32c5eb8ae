"""Date conflict: a count of years, months or days that the dates do not bear out.

"Three years after the fall of Phnom Penh in April 1975, in December 1981" -> warning
"The pact was signed in 1902. ... Three years later, in 1911, it was renewed" -> warning
"Two years later, in 1880" after 1878, "three years after the war of 1914-18, in 1921" -> silent
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dragoman.audit.facts import count_day
from dragoman.audit.order import NUMBERS
from dragoman.audit.scene import Scene, span_of
from dragoman.types import Finding, Span, TimeMention

_ONES = "one|two|three|four|five|six|seven|eight|nine"
COUNT = (
    rf"(?<![\w-])(?P<number>(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:{_ONES}))?|"
    + "|".join(["one", "a", *NUMBERS, "fourteen", "sixteen", "eighteen"])
    + r"|\d{1,3}) (?P<unit>years?|months?|weeks?|days?)"
)
GUARD = r"(?<!than )(?<!about )(?<!nearly )(?<!almost )(?<!some )(?<!around )(?<!least )(?<!over )(?<!roughly )(?<!barely )"
_LATER = re.compile(
    rf"\b{GUARD}{COUNT} (?P<side>later|earlier|before that|after that|afterwards),? (?:in|on) (?:the \w+ of )?$", re.I
)
_FROM = re.compile(rf"\b{GUARD}{COUNT} (?P<side>after|before) [^,;:.()]{{3,70}}?\b(?:in|on|of) $", re.I)
_LASTS = re.compile(rf"\b{GUARD}{COUNT}(?: of [\w ]{{3,30}})?,? (?:from|between|\() ?(?:the \w+ of )?$", re.I)
_TO = re.compile(r"\s?(?:to|until|till|and|[-\u2013\u2014])\s(?:the \w+ of )?")
_NUMBERS = NUMBERS | {"one": 1, "a": 1, "fourteen": 14, "sixteen": 16, "eighteen": 18} | {
    "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90
}  # fmt: skip
# A count of so many units or more may be a round one.
ROUND = 10
DAYS = {"year": 365.25, "month": 30.44, "week": 7.0, "day": 1.0}
# How far back the date may stand that a text counts from.
REACH = 700


def find_false_counts_of_time(scene: Scene) -> Iterator[Finding]:
    stated = [time for times in scene.stated.values() for time in times]
    for time in stated:
        found = _LATER.search(scene.text, max(0, time.start - 60), time.start)
        if found is not None:
            yield from _check_later(scene, found, time, stated)
    for index, times in scene.stated.items():
        for first, second in pairwise(times):
            yield from _check_from(scene, index, first, second, times)
            yield from _check_length(scene, index, first, second)


def _check_later(scene: Scene, found: re.Match[str], time: TimeMention, stated: Sequence[TimeMention]) -> Iterator[Finding]:
    """Counted from a date told before: no date that the text gave so far may fit, and one must stand near."""
    before = [other for other in stated if other.end < found.start()]
    near = [other for other in before if found.start() - other.end < REACH]
    days = count_days(found)
    sign = -1 if found.group("side").lower() in ("earlier", "before that") else 1
    unit = found.group("unit").lower().rstrip("s")
    # dates with the year understood may be what it counts from as well
    bases = [other for other in scene.times if other.end < found.start() and other.earliest and other.latest]
    if not near or any(fits(other, time, sign * days, DAYS[unit]) for other in bases):
        return
    if unit in ("day", "week") and not (near[-1].earliest == near[-1].latest and time.earliest == time.latest):
        return
    if any(other.start > near[-1].start for other in bases if other.kind == "DATE"):
        return
    base = near[-1]
    if re.search(r"\b(?:at|aged|age of|turned|born) ", scene.text[base.end : found.start()]):
        return  # a life is told by the years of the person
    why = f"'{scene.text[found.start() : time.end]}' does not fit: the date before it is {base.text}."
    yield scene.make_finding("date_conflict", "warning", why, [span_of(base), Span(found.start(), time.end)])


def _check_from(
    scene: Scene, index: int, first: TimeMention, second: TimeMention, times: Sequence[TimeMention]
) -> Iterator[Finding]:
    """Counted from a date in the same sentence: "N years after X in A, in B" or "in B, N years after X in A"."""
    span = scene.sentence_span(index)
    if len(times) != 2:
        return
    found = _FROM.search(scene.text, span.start, first.start)
    if found is not None and re.fullmatch(r",? ?(?:in|on) (?:the \w+ of )?", scene.text[first.end : second.start]):
        base, other = first, second
    else:
        found = _FROM.search(scene.text, first.end, second.start)
        if found is None or not re.fullmatch(r",? ?(?:some |exactly |just |only )?", scene.text[first.end : found.start()]):
            return
        base, other = second, first
    sign = -1 if found.group("side").lower() == "before" else 1
    unit = found.group("unit").lower().rstrip("s")
    if unit in ("day", "week") and not (base.earliest == base.latest and other.earliest == other.latest):
        return
    if not fits(base, other, sign * count_days(found), DAYS[unit]):
        why = f"'{found.group('number')} {found.group('unit')} {found.group('side')}' does not fit {base.text} and {other.text}."
        spans = [Span(found.start(), found.end("side")), span_of(base), span_of(other)]
        yield scene.make_finding("date_conflict", "warning", why, spans)


def _check_length(scene: Scene, index: int, first: TimeMention, last: TimeMention) -> Iterator[Finding]:
    """ "lasted thirty days, from 3 December 1971 to 16 December 1971" """
    found = _LASTS.search(scene.text, max(scene.starts[index], first.start - 90), first.start)
    if found is None or not _TO.fullmatch(scene.text[first.end : last.start]) or not (first.earliest and last.latest):
        return
    if first.earliest > last.latest:
        return
    unit = found.group("unit").lower().rstrip("s")
    if unit in ("day", "week") and not (first.earliest == first.latest and last.earliest == last.latest):
        return
    if not fits(first, last, count_days(found), DAYS[unit]):
        why = f"'{found.group('number')} {found.group('unit')}' does not fit from {first.text} to {last.text}."
        spans = [Span(found.start("number"), found.end("unit")), span_of(first), span_of(last)]
        yield scene.make_finding("date_conflict", "warning", why, spans)


def count_days(found: re.Match[str]) -> float:
    word = found.group("number").lower()
    tens, _, ones = word.partition("-")
    number = _NUMBERS[tens] + _NUMBERS[ones] if ones else _NUMBERS.get(word) or int(word)
    return number * DAYS[found.group("unit").lower().rstrip("s")]


def fits(base: TimeMention, other: TimeMention, days: float, unit: float) -> bool:
    """Whether `other` may lie `days` from `base`, give or take one unit: people count begun years as well as full ones."""
    if None in (base.earliest, base.latest, other.earliest, other.latest):
        return True
    least = count_day(str(other.earliest)) - count_day(str(base.latest))
    most = count_day(str(other.latest)) - count_day(str(base.earliest))
    return _is_between(least, most, days, unit)


def fits_days(first: str, last: str, days: float, unit: float) -> bool:
    """Whether a length may be that from one ISO day to another."""
    length = count_day(last) - count_day(first)
    return _is_between(length, length, days, unit)


def _is_between(least: float, most: float, days: float, unit: float) -> bool:
    slack = unit * (1.0 if unit > 1 else 1.5) + 1
    slack += 0.1 * abs(days) if unit > 1 and abs(days) >= ROUND * unit else 0.0
    return least - slack <= days <= most + slack

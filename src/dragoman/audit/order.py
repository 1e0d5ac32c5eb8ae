"""Date conflict: an order of time that cannot be, and a length that the dates do not give.

"In 1921 the two opened an embassy, after the treaty was signed in 1925"    -> warning
"the ten-year war, from 1864 to 1870"                                       -> warning
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dragoman.audit.scene import Scene, say_when, span_of
from dragoman.types import Finding, Span, TimeMention

_LEADS = re.compile(r"^[\"'\u201c(]?(?:In|On|By|During|In the \w+ of)\s+(?:the \w+ of )?$")
_AT = re.compile(r"\b(?:in|on)\s$")
_SOON = re.compile(
    r",? (?:(?:shortly|soon|immediately|just|only|right|long|well|an?|few|some|several|two|three|days?|weeks?|months?) ){0,4}"
    r"(?:after|following|before)\b"
)
_AFTER = re.compile(r"\b(?P<word>after|following|before)\b[^,;:.()]{3,90}?\b(?:in|on|of)\s{1,4}$")
# Between the leading date and "after" there must be one plain clause: in a second one the date may no longer hold.
_OTHER_CLAUSE = re.compile(r",\s+(?:and|but|while|who|which)\b|;|\b(?:who|which|whose|years? later|said|reported|wrote)\b")
REACH = 140
_LENGTH = re.compile(
    r"\b(?P<number>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|\d{1,2})-year"
    r"(?P<between>[^.;]{0,80}?)(?P<first>1[5-9]\d\d|20\d\d)\s?(?:[-\u2013\u2014]|to|until|and)\s?(?P<last>1[5-9]\d\d|"
    r"20\d\d)(?!\d)"
)
_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBERS = {word: number for number, word in enumerate(_WORDS, start=2)} | {"fifteen": 15, "twenty": 20, "thirty": 30}


def find_false_orders(scene: Scene) -> Iterator[Finding]:
    for index, times in scene.stated.items():
        if len(times) != 2:
            continue
        first, second = times
        span = scene.sentence_span(index)
        leads = _LEADS.match(scene.text[span.start : first.start]) and scene.text[first.end : first.end + 1] in (",", " ")
        if not leads and not _follows_at_once(scene, first):
            continue
        found = _AFTER.search(scene.text, first.end, second.start)
        between = scene.text[first.end : found.start()] if found is not None else ""
        if found is None or len(between) > REACH or _OTHER_CLAUSE.search(between):
            continue
        if _tells_of_the_future(scene.text[first.end : second.start]):
            continue
        if found.group("word") == "before":
            wrong = bool(first.earliest and second.latest and first.earliest > second.latest)
        else:
            wrong = bool(first.latest and second.earliest and first.latest < second.earliest)
        if wrong:
            why = f"What happened {say_when(first)} cannot have come {found.group('word')} what happened {say_when(second)}."
            yield scene.make_finding("date_conflict", "warning", why, [span_of(first), Span(found.start(), second.end)])
    yield from _find_false_lengths(scene)


def _follows_at_once(scene: Scene, time: TimeMention) -> bool:
    """ "opened in 1921, shortly after ...": the date of the clause stands right before the word of order."""
    before, after = scene.text[max(0, time.start - 4) : time.start], scene.text[time.end : time.end + 40]
    return bool(_AT.search(before) and _SOON.match(after))


def _tells_of_the_future(words: str) -> bool:
    return bool(re.search(r"\b(?:will|would|until|plan\w*|expect\w*|promis\w*|scheduled|due|expire\w*)\b", words))


def _find_false_lengths(scene: Scene) -> Iterator[Finding]:
    for found in _LENGTH.finditer(scene.text):
        if re.search(r"\d|\b(?:period|plan|term|old|anniversary|low|high|ago|of the)\b", found.group("between")):
            continue
        said = NUMBERS.get(found.group("number")) or int(found.group("number"))
        given = int(found.group("last")) - int(found.group("first"))
        if given > 0 and abs(given - said) > 1:
            years = f"{found.group('first')} to {found.group('last')}"
            why = f"'{found.group('number')}-year' does not fit {years}, which is {given} years."
            spans = [Span(found.start(), found.start("between")), Span(found.start("first"), found.end("last"))]
            yield scene.make_finding("date_conflict", "warning", why, spans)


def is_apart(one: TimeMention, other: TimeMention) -> bool:
    """Whether no day can be in both."""
    if None in (one.earliest, one.latest, other.earliest, other.latest):
        return False
    return bool(str(one.latest) < str(other.earliest) or str(other.latest) < str(one.earliest))


def is_old_style(one: TimeMention, other: TimeMention) -> bool:
    """Whether two days may be one day in two calendars."""
    if one.earliest != one.latest or other.earliest != other.latest or not one.earliest or not other.earliest:
        return False
    gap = abs((date.fromisoformat(one.earliest) - date.fromisoformat(other.earliest)).days)
    return 10 <= gap <= 13 and one.earliest < "1924"

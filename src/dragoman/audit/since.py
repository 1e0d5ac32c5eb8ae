"""Date conflict: a count of years from an act that the text dates elsewhere, and a length that a known war did not have.

"It fell at Sedan in September 1870. ... Two years after the battle of Sedan, in May 1875, ..."       -> warning
"In May 1965 it broke off relations. ... In 1980, six years after breaking off relations, ..."       -> warning
"The Crimean War, which lasted six years, ..."                                                       -> warning
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.audit.facts import load_wars
from dragoman.audit.later import COUNT, DAYS, GUARD, count_days, fits, fits_days
from dragoman.audit.scene import Scene, span_of
from dragoman.audit.words import load_words
from dragoman.types import Finding, Span, TimeMention

_NAME = r"[A-Z][\w\u2019'-]+(?:[ -][A-Z][\w\u2019'-]+){0,2}"
_ACTS = r"(?:battle|siege|fall|capture|sack|massacre|peace|treaty|congress|armistice|truce|convention|storming|surrender|loss)"
_AFTER_NAMED = re.compile(
    rf"\b{GUARD}{COUNT} (?P<side>after|before) (?:the |its |their )?{_ACTS} (?:of|at) (?P<name>{_NAME})(?=,|\s)", re.I
)
_AFTER_DOING = re.compile(rf"\b{GUARD}{COUNT} (?P<side>after|before) (?P<verb>[a-z]{{2,}}ing)\b(?P<rest>[^,;:.()]{{3,60}})", re.I)
_AT = re.compile(r",? (?:in|on|of) (?:the \w+ of )?")
_LASTED = re.compile(rf"[^.;:]{{0,40}}?\blasted (?:for )?{GUARD}{COUNT}\b", re.I)
# What must stand in a text for such a count or length; soon looked up.
_SIDE = re.compile(r"(?:year|month|week|day)s? (?:after|before) ", re.I)
_LASTS = re.compile("lasted", re.I)
_WORD = re.compile(r"[a-z]{4,}")
# Dates farther from the count than this are of something else.
REACH = 30


def find_false_counts_since(scene: Scene) -> Iterator[Finding]:
    if scene.stated and _SIDE.search(scene.text):
        yield from _find_false_counts(scene)
    if _LASTS.search(scene.text):
        yield from _find_false_wars(scene)


def _find_false_counts(scene: Scene) -> Iterator[Finding]:
    for found in _AFTER_NAMED.finditer(scene.text):
        name = found.group("name")
        if not name[0].isupper():
            continue
        bases = [time for time in _dates_of_name(scene, name) if not found.start() <= time.start <= found.end() + REACH]
        yield from _check(scene, found, bases)
    for found in _AFTER_DOING.finditer(scene.text):
        yield from _check(scene, found, _dates_of_deed(scene, found))


def _check(scene: Scene, found: re.Match[str], bases: list[TimeMention]) -> Iterator[Finding]:
    """The count against the date beside it and every date of what it counts from: none may fit."""
    index = scene.sentence_at(found.start())
    beside = [time for time in scene.stated.get(index, []) if _is_beside(scene, found, time)]
    unit = found.group("unit").lower().rstrip("s")
    if len(beside) != 1 or len(scene.stated.get(index, [])) != 1 or not bases or unit in ("day", "week"):
        return
    sign = -1 if found.group("side").lower() == "before" else 1
    if any(fits(base, beside[0], sign * count_days(found), DAYS[unit]) for base in bases):
        return
    counted = f"{found.group('number')} {found.group('unit')} {found.group('side')}"
    why = f"'{counted}' does not fit: the text dates that to {bases[0].text}, and this to {beside[0].text}."
    spans = [span_of(bases[0]), Span(found.start(), found.end()), span_of(beside[0])]
    yield scene.make_finding("date_conflict", "warning", why, spans)


def _is_beside(scene: Scene, found: re.Match[str], time: TimeMention) -> bool:
    """ "N years after X, in 1875" or "in 1875, N years after X"."""
    if time.start >= found.end():
        return _AT.fullmatch(scene.text[found.end() : time.start]) is not None
    return re.fullmatch(r", (?:some |exactly |just |only )?", scene.text[time.end : found.start()]) is not None


def _dates_of_name(scene: Scene, name: str) -> list[TimeMention]:
    """The dates that stand right behind the name: "at Sedan in September 1870"."""
    dates = []
    for index, times in scene.understood.items():
        for time in times:
            before = scene.text[max(scene.starts[index], time.start - len(name) - REACH) : time.start]
            at = before.rfind(name)
            if at >= 0 and _AT.fullmatch(before[at + len(name) :]):
                dates.append(time)
    return dates


def _dates_of_deed(scene: Scene, found: re.Match[str]) -> list[TimeMention]:
    """The dates of sentences that tell the same verb in the past with the same thing: "broke off diplomatic relations"."""
    verb, past = found.group("verb").lower().removesuffix("ing"), load_words().past
    forms = {form for base in (verb, verb + "e", verb[:-1]) if (form := past.get(base))} or {verb + "ed", verb + verb[-1] + "ed"}
    words = _WORD.findall(found.group("rest"))
    if not words:
        return []
    told = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(forms)))})\b[^.;:]{{0,40}}?\b{re.escape(words[-1])}\b")
    dates = []
    for index, times in scene.stated.items():
        span = scene.sentence_span(index)
        if len(times) == 1 and not span.start <= found.start() < span.end and told.search(scene.text, span.start, span.end):
            dates.append(times[0])
    return dates


def _find_false_wars(scene: Scene) -> Iterator[Finding]:
    for name, (since, until) in load_wars().items():
        at = scene.text.find(name)
        while at >= 0:
            found = _LASTED.match(scene.text, at + len(name))
            unit = DAYS[found.group("unit").lower().rstrip("s")] if found is not None else 1.0
            if found is not None and not fits_days(since, until, count_days(found), unit):
                why = f"The {name} lasted from {since} to {until}, not {found.group('number')} {found.group('unit')}."
                span = Span(at, found.end())
                yield scene.make_finding("date_conflict", "warning", why, [span])
            at = scene.text.find(name, at + len(name))

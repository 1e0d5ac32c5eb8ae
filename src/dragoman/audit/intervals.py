"""Date conflict: an interval that ends before it begins, or whose stated length is another than its dates give.

"from 1918 to 1911"; "the ten-year war (1864-1870)"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from dragoman.audit.scene import Scene, span_of
from dragoman.types import Finding, Span, TimeMention

_JOINS = re.compile(r"\s*(?:to|until|till|through|and|[-\u2013\u2014])\s*", re.IGNORECASE)
_OPENS = re.compile(r"(?:\b(?P<word>from|between)\s+|(?P<bracket>\())$", re.IGNORECASE)
_TWO_YEARS = re.compile(r"(?<![\d/.-])(?P<first>1[5-9]\d\d|20\d\d)\s?[-\u2013\u2014]\s?(?P<last>1[5-9]\d\d|20\d\d)(?![\d/-])")
_FROM_TO = re.compile(
    r"\b(?P<word>[Ff]rom|[Bb]etween) (?P<first>1[5-9]\d\d|20\d\d) (?P<join>to|until|and) (?P<last>1[5-9]\d\d|20\d\d)(?!\d|[,.]\d)"
)
_COUNTED = re.compile(r"(?<!\d)\d{1,3}(?:,\d{3})+|\b(?:tons?|tonnes|men|troops|people|metres|feet)\b")


def find_false_intervals(scene: Scene) -> Iterator[Finding]:
    seen: set[tuple[int, int]] = set()
    for found in (*_FROM_TO.finditer(scene.text), *_TWO_YEARS.finditer(scene.text)):
        first, last = int(found.group("first")), int(found.group("last"))
        if last >= first or _counts_things(scene, found) or _before_christ(scene, found.end()):
            continue
        if "word" in found.groupdict() and (found.group("word").lower() == "between") != (found.group("join") == "and"):
            continue
        seen.add((found.start("first"), found.end("last")))
        why = f"'{found.group()}' ends before it begins."
        yield scene.make_finding("date_conflict", "error", why, [Span(found.start(), found.end())])
    for times in scene.stated.values():
        for first_time, last_time in pairwise(times):
            if _is_reversed(scene, first_time, last_time) and (first_time.start, last_time.end) not in seen:
                why = f"The interval from {first_time.text} to {last_time.text} ends before it begins."
                yield scene.make_finding("date_conflict", "error", why, [span_of(first_time), span_of(last_time)])


def _is_reversed(scene: Scene, first: TimeMention, last: TimeMention) -> bool:
    """Two full dates joined by "from .. to" or "between .. and", the second before the first."""
    if first.earliest is None or last.latest is None or last.latest >= first.earliest or first.earliest[5:] == "01-01":
        return False
    if not _JOINS.fullmatch(scene.text[first.end : last.start]):
        return False
    opens = _OPENS.search(scene.text[max(0, first.start - 10) : first.start])
    return opens is not None and opens.group("bracket") is None


def _counts_things(scene: Scene, found: re.Match[str]) -> bool:
    """ "fell from 2000 to 1800 tonnes": numbers, not years."""
    after = scene.text[found.end() : found.end() + 14]
    return bool(_COUNTED.search(after)) or after[:1] == "%"


def _before_christ(scene: Scene, end: int) -> bool:
    return bool(re.match(r"\s?(?:BC|B\.C|BCE)", scene.text[end : end + 6]))

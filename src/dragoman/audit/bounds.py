"""Date conflict: something that ends before it begins, told with verbs.

"The siege began in July 1877 and ended in May 1877" -> error
"It began in July 1877 and a first truce ended in May 1878", "the talks ended in May and began anew in July" -> silent
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.audit.scene import Scene, say_when, span_of
from dragoman.audit.words import load_alternatives
from dragoman.types import Finding, Span, TimeMention

_BEGINS = re.compile(rf"\b(?:{load_alternatives('bounds', 'begins')})\b")
_ENDS = re.compile(rf"\b(?:{load_alternatives('bounds', 'ends')})\b")
# Between the two verbs: then another thing is the subject, or another round of the same.
_OTHER = re.compile(r"\b(?:again|anew|first|second|next|later|other|another|new|previous|which|whose|while|whereas|after)\b|[;:]")
_DEFINITE = re.compile(
    rf"\b(?:[Tt]he|[Tt]his|[Tt]hat) (?P<thing>(?:[A-Z]?[\w\u2019'-]+ )?(?:{load_alternatives('bounds', 'things')})"
    r"(?: of (?:the )?[A-Z][\w\u2019'-]+)?) (?:\w+ )?(?P<verb>(?:beg[au]n|opened|started|broke out|ended|closed|concluded|"
    r"came to an end|was lifted|expired|was completed))\b"
)
REACH = 60


def find_false_bounds(scene: Scene) -> Iterator[Finding]:
    for index, times in scene.told.items():
        if len(times) == 2:
            yield from _find_in_sentence(scene, index, times[0], times[1])
    yield from _find_across(scene)


def _find_in_sentence(scene: Scene, index: int, first: TimeMention, last: TimeMention) -> Iterator[Finding]:
    if not (last.latest and first.earliest and last.latest < first.earliest) or "stated" not in (first.basis, last.basis):
        return
    span = scene.sentence_span(index)
    begins = [found for found in _BEGINS.finditer(scene.text, span.start, first.start) if first.start - found.end() < REACH]
    ends = [found for found in _ENDS.finditer(scene.text, first.end, last.start) if last.start - found.end() < REACH]
    if not begins or not ends or _OTHER.search(scene.text[begins[-1].end() : ends[-1].start()]):
        return
    why = f"What {begins[-1].group()} {say_when(first)} cannot have {_to_participle(ends[-1].group())} {say_when(last)}."
    yield scene.make_finding("date_conflict", "error", why, [span_of(first), Span(ends[-1].start(), last.end)])


def _find_across(scene: Scene) -> Iterator[Finding]:
    """ "The siege began on 4 May 1870. ... The siege ended on 2 March 1870." """
    begun: dict[str, tuple[Span, TimeMention]] = {}
    ended: dict[str, tuple[Span, TimeMention]] = {}
    twice: set[str] = set()
    for index, times in scene.stated.items():
        if len(times) != 1 or times[0].start < scene.sentence_span(index).start:
            continue
        span = scene.sentence_span(index)
        for found in _DEFINITE.finditer(scene.text, span.start, span.end):
            if (found.end() > times[0].start and times[0].end > found.start() - REACH) or times[0].start - found.end() > REACH:
                continue
            thing = found.group("thing").lower()
            kind = begun if _BEGINS.fullmatch(found.group("verb")) else ended
            if thing in kind:
                twice.add(thing)
            kind[thing] = (Span(found.start(), found.end()), times[0])
    for thing in sorted(set(begun) & set(ended) - twice):
        (place, start), (other, end) = begun[thing], ended[thing]
        if end.latest and start.earliest and end.latest < start.earliest:
            why = f"The {thing} is said to have begun {say_when(start)} and to have ended {say_when(end)}."
            yield scene.make_finding("date_conflict", "error", why, [place, span_of(start), other, span_of(end)])


def _to_participle(verb: str) -> str:
    return {"fell": "fallen", "came to an end": "come to an end", "rose": "risen", "broke up": "broken up"}.get(
        verb, verb.replace("was ", "been ")
    )

"""Self-contradiction, from the words: the same said to have been done, and not done.

"Chile signed the protocol of May. ... Chile did not sign the protocol" -> warning
"Chile did not sign the protocol until June", "at first did not"        -> silent
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.audit.denials import CHANGED
from dragoman.audit.scene import Scene
from dragoman.audit.words import load_words
from dragoman.types import Finding, Span

_NOT = re.compile(
    r"(?<![\w-])(?P<who>(?:[A-Z][\w\u2019'-]{0,24} ){0,2}[A-Z][\w\u2019'-]{0,24}) "
    r"(?:did not|never|had not|has not|had never|has never) "
    r"(?P<verb>[a-z]{3,}) (?P<rest>[^.;:!?\n]{4,120})"
)
_DULL = frozenset(
    "the and for with from that this which who their its his her into upon over under any all such one had has have".split()
)
_NUMBERS = frozenset("two three four five six seven eight nine ten dozen hundred thousand".split())
_REPORTED = re.compile(r"\b(?:said|says|added|adds|told|wrote|writes|written)\b")
_MOOD = re.compile(r"\b(?:if|would|will|may|might|could|should|whether|unless|denied|denies|claims?|claimed|accus\w+|wanted|"
    r"hoped|"
                   r"asked|refused|only|alone|just|merely|rather|but|because|want|intend|expect|believe|think|know|need|"
                   r"seem)\b")  # fmt: skip


def find_undone_deeds(scene: Scene) -> Iterator[Finding]:
    for found in _NOT.finditer(scene.text):
        index = scene.sentence_at(found.start())
        clause = scene.text[max(scene.starts[index], found.start() - 60) : found.end("verb")] + found.group("rest").split(",")[0]
        if CHANGED.search(clause) or _MOOD.search(clause):
            continue
        rest = _weigh(found.group("rest").split(",")[0])
        if len(rest) < 2:
            continue
        verb = found.group("verb")
        stem = (
            rf"(?:{load_words().past[verb]})" if verb in load_words().past else re.escape(verb[: max(4, len(verb) - 2)]) + r"\w*"
        )
        who = re.escape(found.group("who").split()[-1])
        did = re.compile(rf"\b{who} (?:\w+ly )?(?P<verb>{stem}(?<!ing))\b (?P<rest>[^.;:!?\n]{{4,120}})")
        for told in did.finditer(scene.text):
            other = scene.sentence_at(told.start())
            here = scene.text[max(scene.starts[other], told.start() - 60) : told.end("verb")] + told.group("rest").split(",")[0]
            if other == index or CHANGED.search(here) or _MOOD.search(here):
                continue
            words = _weigh(told.group("rest").split(",")[0])
            if len(rest & words) < 2 or len(rest & words) * 2 < len(rest) or _dates_clash(scene, index, other):
                continue
            if _object(found.group("rest")) != _object(told.group("rest")):
                continue
            if _REPORTED.search(clause) or _REPORTED.search(here):
                why = f"One says '{told.group()[:90].strip()}', another '{found.group()[:90].strip()}'."
                spans = [Span(told.start(), told.end("verb")), Span(found.start(), found.end("verb"))]
                yield scene.make_finding("denial", "note", why, spans)
                break
            why = f"The text says both '{told.group()[:90].strip()}' and '{found.group()[:90].strip()}'."
            spans = [Span(told.start(), told.end("verb")), Span(found.start(), found.end("verb"))]
            yield scene.make_finding("self_contradiction", "warning", why, spans)
            break


def _object(rest: str) -> str:
    """The first word of weight: what was not done must be what was done."""
    words = (word.lower() for word in re.findall(r"[\w\u2019'-]+", rest))
    return next(
        (word[:7] for word in words if len(word) > 2 and word not in _DULL and word not in _NUMBERS and not word.isdigit()), ""
    )


def _dates_clash(scene: Scene, one: int, other: int) -> bool:
    first, second = scene.told.get(one, []), scene.told.get(other, [])
    return bool(first and second) and not any(
        str(a.earliest) <= str(b.latest) and str(b.earliest) <= str(a.latest) for a in first for b in second
    )


def _weigh(text: str) -> set[str]:
    return {word.lower()[:7] for word in re.findall(r"[\w\u2019'-]+", text) if len(word) > 3 and word.lower() not in _DULL}

"""Denial that stands beside what it denies, or answers it by naming it: the words alone tell the two apart.

"Chad says that Sudan arms the rebels, which Khartoum denies."                          -> denial, a note
"He said that Russia had promised help. The Russian envoy said no such promise had been given."  -> denial, a note
"Libya armed the rebels. Each government denied that it helped the other's enemies."   -> denial, a note
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.audit.rebuttals import BACK, REAL, TELLS, make_note
from dragoman.audit.scene import Scene
from dragoman.audit.words import load_words
from dragoman.types import Event, Finding, Span

# What a denial beside its claim may lie behind: from the last stop or turn of the sentence on, which must tell what somebody
# says: "asked for passage, which Peru denied" is a refusal.
_CLAUSE = re.compile(r"(?:[;:]|, (?:but|while|whereas|and)\b)\s*")
# So many letters in common at the beginning are one word: "promise", "promised".
STEM = 5
_HELP = re.compile(r"\b(?:help|support|arm|back|aid|assist|financ|fund|shelter|harbour|harbor|sponsor|suppl|train|equip)\w*\b")


def find_denials_beside(scene: Scene) -> Iterator[Finding]:
    words = load_words()
    for index in range(len(scene.starts)):
        span = scene.sentence_span(index)
        text = span.slice(scene.text)
        for found in words.denied_beside.finditer(text):
            before = text[: found.start()]
            start = max((cut.end() for cut in _CLAUSE.finditer(before)), default=0)
            is_claim = TELLS.search(before, start) or words.claims.search(found.group())
            if is_claim and len(before[start:].split()) >= 3:
                claim = Span(span.start + start, span.start + found.start())
                yield _note(scene, claim, Span(span.start + found.start(), span.start + found.end()))
        for found in words.no_such.finditer(text):
            told = _find_named(scene, index, span.start + found.start(), found.group("noun"))
            if told is not None:
                yield make_note(scene, told, Span(span.start + found.start(), span.end), "is denied")
        for found in words.each_denies.finditer(text):
            told = _find_help(scene, index) if _HELP.search(text, found.end()) else None
            if told is not None:
                yield make_note(scene, told, Span(span.start + found.start(), span.end), "is denied")


def _note(scene: Scene, claim: Span, denial: Span) -> Finding:
    said, words = (span.slice(scene.text).strip(" ,;\n") for span in (claim, denial))
    spans = [Span(scene.text.index(each, span.start), 0) for each, span in ((said, claim), (words, denial))]
    ends = [Span(span.start, span.start + len(each)) for span, each in zip(spans, (said, words), strict=True)]
    return scene.make_finding("denial", "note", f"What is told, '{said}', is denied: '{words}'.", ends)


def _find_named(scene: Scene, index: int, end: int, noun: str) -> Event | None:
    """The last act told in this sentence or those before it that the noun names."""
    size = min(STEM, len(noun))
    for event in reversed(_list_before(scene, index, end)):
        if size >= 4 and event.trigger.slice(scene.text).lower()[:size] == noun.lower()[:size]:
            return event
    return None


def _find_help(scene: Scene, index: int) -> Event | None:
    return next((each for each in reversed(_list_before(scene, index, scene.starts[index])) if each.type == "AID"), None)


def _list_before(scene: Scene, index: int, end: int) -> list[Event]:
    start = scene.starts[max(0, index - BACK)]
    return [event for event in scene.events if start <= event.trigger.start < end and event.status in REAL]

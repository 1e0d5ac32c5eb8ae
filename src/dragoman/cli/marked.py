"""A stretch of a document with its words marked, for a terminal or for plain text.

>>> mark_words("Iran met Peru.", Evidence(0, 14, "Iran met Peru."), [Mark(0, 4, "who"), Mark(5, 8, "act")])
Marked(before='', words='[who: Iran] [act: met] Peru.', after='')
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dragoman.cli.show import clean_text
from dragoman.types import Evidence

AROUND = 300  # characters of the paragraph that are shown before and after


class Mark(NamedTuple):
    start: int
    end: int
    label: str


class Marked(NamedTuple):
    before: str
    words: str
    after: str


def mark_words(text: str, words: Evidence, marks: Iterable[Mark]) -> Marked:
    """The words with their marks, widened to all marks near them, and the rest of the paragraph before and after."""
    spans = drop_overlaps([mark for mark in marks if 0 <= mark.start < mark.end <= len(text)])
    left = text.rfind("\n", 0, words.start) + 1
    right = text.find("\n", words.end)
    right = len(text) if right < 0 else right
    left, right = _cut(text, max(left, words.start - AROUND), -1, left), _cut(text, min(right, words.end + AROUND), 1, right)
    near = [mark for mark in spans if left <= mark.start and mark.end <= right]
    start = min([words.start, *(mark.start for mark in near)])
    end = max([words.end, *(mark.end for mark in near)])
    before = ("…" if left and text[left - 1] != "\n" else "") + clean_text(text[left:start])
    after = clean_text(text[end:right]) + ("…" if right < len(text) and text[right] != "\n" else "")
    return Marked(before, _write_marks(text, start, end, near), after)


def drop_overlaps(marks: Sequence[Mark]) -> list[Mark]:
    """In order of the text; of two marks that overlap the one that begins first stays, of equals the longer one."""
    kept: list[Mark] = []
    for mark in sorted(set(marks), key=lambda mark: (mark.start, -mark.end, mark.label)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _write_marks(text: str, start: int, end: int, marks: Sequence[Mark]) -> str:
    parts: list[str] = []
    here = start
    for mark in marks:
        parts += [text[here : mark.start], f"[{mark.label}: {clean_text(text[mark.start : mark.end])}]"]
        here = mark.end
    return clean_text("".join([*parts, text[here:end]]))


def _cut(text: str, at: int, step: int, limit: int) -> int:
    """Moves `at` to the nearest blank in the direction of `step`, not beyond `limit` and not by more than a long word."""
    for _ in range(30):
        if at == limit or text[at - 1 : at].isspace() or text[at : at + 1].isspace():
            return at
        at += step
    return at

"""A stretch of a document with its words marked, for a terminal or for plain text.

>>> mark_words("Iran met Peru.", Evidence(0, 14, "Iran met Peru."), [Mark(0, 4, "who"), Mark(5, 8, "act")])
Marked(before='', words='[who: Iran] [act: met] Peru.', after='')
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dragoman.language import split_sentences
from dragoman.plain import clean_text
from dragoman.types import Evidence

AROUND = 300  # characters of the paragraph that are shown before and after
REACH = 3_000  # characters of it, either way, in which the sentence is looked for


class Mark(NamedTuple):
    start: int
    end: int
    label: str


class Marked(NamedTuple):
    before: str
    words: str
    after: str


def mark_words(text: str, words: Evidence, marks: Iterable[Mark]) -> Marked:
    """The sentence of the words with their marks (and of marks near it), and the rest of the paragraph before and after."""
    left = max(text.rfind("\n", 0, words.start) + 1, words.start - REACH)
    right = text.find("\n", words.end)
    right = min(len(text) if right < 0 else right, words.end + REACH)
    near = [mark for mark in join_marks(marks) if left <= mark.start < mark.end <= right]
    start = min([words.start, *(mark.start for mark in near)])
    end = max([words.end, *(mark.end for mark in near)])
    for sentence in split_sentences(text[left:right]):
        if sentence.end + left > start and sentence.start + left < end:
            start, end = min(start, sentence.start + left), max(end, sentence.end + left)
    first, last = _cut(text, max(left, start - AROUND), -1, left), _cut(text, min(right, end + AROUND), 1, right)
    before = ("…" if first and text[first - 1] != "\n" else "") + clean_text(text[first:start])
    after = clean_text(text[end:last]) + ("…" if last < len(text) and text[last] != "\n" else "")
    return Marked(before, _write_marks(text, start, end, near), after)


def join_marks(marks: Iterable[Mark]) -> list[Mark]:
    """In order of the text; labels of the same words are joined, of marks that overlap else the first stays, or the longer."""
    labels: dict[tuple[int, int], list[str]] = {}
    for mark in marks:
        labels.setdefault((mark.start, mark.end), []).append(mark.label)
    kept: list[Mark] = []
    for (start, end), names in sorted(labels.items(), key=lambda item: (item[0][0], -item[0][1])):
        if not kept or start >= kept[-1].end:
            kept.append(Mark(start, end, ", ".join(dict.fromkeys(names))))
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

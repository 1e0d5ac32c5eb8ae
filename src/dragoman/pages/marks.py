"""A text and what was read in it -> paragraphs of stretches, each with the marks that lie on it.

Marks may overlap (a date within the words of an act, an actor of two events); a stretch ends wherever one begins or ends.

    >>> cut_text("Iran met Peru.", [Mark(0, 4, "who"), Mark(5, 8, "act", "e1")])[0][0]
    Stretch(start=0, text='Iran', kinds=('who',), ids=(), anchors=())
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from itertools import pairwise
from typing import Literal

import msgspec

MarkKind = Literal["act", "who", "to", "when", "says", "finding", "here"]


class Mark(msgspec.Struct, frozen=True):
    """Half-open range of a text, what it is, and the id of what it belongs to."""

    start: int
    end: int
    kind: MarkKind
    id: str | None = None


class Stretch(msgspec.Struct, frozen=True):
    """Words under the same marks. `ids`: of the events whose act this is; `anchors`: of events and findings that begin here."""

    start: int
    text: str
    kinds: tuple[MarkKind, ...]
    ids: tuple[str, ...]
    anchors: tuple[str, ...]


def cut_text(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> list[list[Stretch]]:
    """Paragraphs (lines that are not blank) of `text[start:end]` as stretches."""
    end = len(text) if end is None else end
    inside = (mark for mark in marks if mark.start < mark.end and mark.start < end and mark.end > start)
    ordered = sorted(inside, key=lambda mark: (mark.start, mark.end, mark.kind, mark.id or ""))
    edges = sorted({edge for mark in ordered for edge in (mark.start, mark.end)})
    paragraphs: list[list[Stretch]] = []
    here = start
    waiting = 0
    active: list[Mark] = []
    while here < end:
        line_end = text.find("\n", here, end)
        line_end = end if line_end < 0 else line_end
        if text[here:line_end].strip():
            stretches: list[Stretch] = []
            cuts = [here, *edges[bisect.bisect_right(edges, here) : bisect.bisect_left(edges, line_end)], line_end]
            for left, right in pairwise(cuts):
                first = waiting
                while waiting < len(ordered) and ordered[waiting].start <= left:
                    active.append(ordered[waiting])
                    waiting += 1
                anchors = tuple(dict.fromkeys(mark.id for mark in ordered[first:waiting] if mark.id))
                active = [mark for mark in active if mark.end > left]
                kinds = tuple(dict.fromkeys(mark.kind for mark in active))
                ids = tuple(dict.fromkeys(mark.id for mark in active if mark.id and mark.kind == "act"))
                stretches.append(Stretch(left, text[left:right], kinds, ids, anchors))
            paragraphs.append(stretches)
        here = line_end + 1
    return paragraphs


def find_paragraph(text: str, start: int, end: int, reach: int = 4_000) -> tuple[int, int]:
    """The line that holds the words, cut at `reach` characters either way."""
    left = max(text.rfind("\n", 0, start) + 1, start - reach)
    right = text.find("\n", end)
    return left, min(len(text) if right < 0 else right, end + reach)

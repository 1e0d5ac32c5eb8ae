"""Texts with planted faults, each with a clean twin made by taking the other words of every slot.

A file begins with lines `published: DATE` and `N: kind: reason`, then a blank line and the text, in which `{N:words}` marks
words of fault N that both twins have and `{N:words|other words}` a slot that the clean twin fills differently. A line
`true: kind: words` names a finding that is right in both: somebody who denies a charge.

    >>> read_planted("1: anachronism: no euro yet\\n\\nIn 1985 it paid {1:nine euros|nine francs}.").clean.text
    'In 1985 it paid nine francs.'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from dragoman.types import Document, Finding, Span

FOLDER = Path(__file__).parent / "texts"
_SLOT = re.compile(r"\{(\d+):([^|{}]*)(?:\|([^{}]*))?\}")
_FAULT = re.compile(r"(\d+): (\w+): (.+)")
# A fault may be told as one or the other where words clash; nobody is helped by a quarrel over the name.
KIN = {
    "self_contradiction": {"self_contradiction", "denial", "anachronism"},
    "denial": {"self_contradiction", "denial"},
    "anachronism": {"anachronism", "date_conflict"},
    "date_conflict": {"date_conflict", "anachronism"},
    "count_conflict": {"count_conflict", "self_contradiction"},
}


class Fault(NamedTuple):
    number: int
    kind: str
    reason: str
    spans: tuple[Span, ...]


class Planted(NamedTuple):
    """`true`: kinds and words of findings that both twins deserve."""

    name: str
    faulty: Document
    clean: Document
    faults: tuple[Fault, ...]
    true: tuple[tuple[str, str], ...] = ()


class Score(NamedTuple):
    """`found`: faults met; `missed`: the others; `false`: findings that meet no fault."""

    found: list[Fault]
    missed: list[Fault]
    false: list[Finding]


def read_planted(source: str, name: str = "text") -> Planted:
    head, _, body = source.partition("\n\n")
    published, kinds, true = None, {}, []
    for line in head.splitlines():
        if line.startswith("published: "):
            published = line.removeprefix("published: ").strip()
        elif line.startswith("true: "):
            _, kind, words = line.split(": ", 2)
            assert words in body, f"{name}: {words!r} is not in the text"
            true.append((kind, words))
        else:
            found = _FAULT.fullmatch(line)
            assert found, f"{name}: {line!r} is neither a fault nor a date of publication"
            kinds[int(found[1])] = (found[2], found[3])
    faulty, spans = _fill(body.strip() + "\n", 2)
    clean, _ = _fill(body.strip() + "\n", 3)
    assert set(spans) == set(kinds), f"{name}: marked {sorted(spans)}, named {sorted(kinds)}"
    faults = tuple(Fault(number, *kinds[number], tuple(spans[number])) for number in sorted(kinds))
    twin = Document(f"{name}-clean", clean, published=published)
    return Planted(name, Document(name, faulty, published=published), twin, faults, tuple(true))


def load_planted(folder: str) -> list[Planted]:
    files = sorted((FOLDER / folder).glob("*.txt"))
    assert files, f"no texts in {folder}"
    return [read_planted(file.read_text(encoding="utf-8"), file.stem) for file in files]


def score_findings(faults: Sequence[Fault], findings: Sequence[Finding], true: Sequence[tuple[str, str]] = ()) -> Score:
    """A finding meets a fault of its kind or kin if its words overlap the words of the fault; one of `true` is neither."""
    met: set[int] = set()
    false: list[Finding] = []
    for finding in findings:
        here = [fault.number for fault in faults if _meets(finding, fault)]
        met.update(here)
        if not here and not any(kind == finding.finding and words in finding.evidence[-1].text for kind, words in true):
            false.append(finding)
    return Score([f for f in faults if f.number in met], [f for f in faults if f.number not in met], false)


def _meets(finding: Finding, fault: Fault) -> bool:
    words = [(piece.start, piece.end) for piece in finding.evidence]
    touches = any(start < span.end and span.start < end for start, end in words for span in fault.spans)
    return touches and finding.finding in KIN[fault.kind]


def _fill(body: str, group: int) -> tuple[str, dict[int, list[Span]]]:
    """The text with each slot filled, and where the words of each fault stand."""
    parts: list[str] = []
    spans: dict[int, list[Span]] = {}
    at = size = 0
    for slot in _SLOT.finditer(body):
        words = slot[group] if slot[group] is not None else slot[2]
        parts += [body[at : slot.start()], words]
        size += slot.start() - at
        spans.setdefault(int(slot[1]), []).append(Span(size, size + len(words)))
        size += len(words)
        at = slot.end()
    parts.append(body[at:])
    return "".join(parts), spans

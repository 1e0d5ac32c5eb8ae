"""Phases of the relation as the brief has them: in which of them an episode lies, and how they are called.

>>> name_phase(draft, phase)
'1921 to 1940'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.brief.material import Told
from dragoman.brief.tell import Draft
from dragoman.brief.text import capitalise
from dragoman.brief.when import name_date, say_date
from dragoman.plain import clean_text

if TYPE_CHECKING:
    from dragoman.relations import Phase

# Share of what is told of a phase that is of the other side, from which the phase is "mostly" of its own.
MOSTLY = 0.25
CHARACTERS = {
    "cooperative": "cooperation",
    "conflictual": "conflict",
    "mixed": "both cooperation and conflict",
    "quiet": "little dealing",
}


def find_phase(draft: Draft, told: Told) -> int:
    """The number of the phase that the middle of the date lies in, or the one before it; -1 where it is wider than all."""
    phases = draft.relation.phases
    if not phases:
        return 0
    first = int(str(told.first or told.printed)[:4])
    last = int(str(told.last or told.first or told.printed)[:4])
    bounds = [(year_of(phase.start, 0), year_of(phase.end, 1)) for phase in phases]
    if last - first > 20 and sum(1 for start, end in bounds if start <= last and first <= end) != 1:
        return -1 if first < bounds[0][0] or len(bounds) > 1 else 0
    middle = (first + last) / 2
    here = [i for i, (start, _) in enumerate(bounds) if start <= middle]
    return here[-1] if here else (-1 if last < bounds[0][0] - 1 else 0)


def bound_phase(draft: Draft, phase: Phase) -> tuple[str, str]:
    """First and last year of a phase; it does not reach beyond the last date that is believed."""
    last = max((str(told.last)[:4] for told in draft.material.told if told.last and told.happened), default=phase.end[:4])
    end = min(phase.end[:4], max(last, phase.start[:4]))
    return name_date(phase.start[:4]) or phase.start, name_date(end) or end


def name_centuries(phase: Phase) -> str | None:
    """'the 18th and 19th centuries', where a phase is as wide as the dates that tell of it; None where it has years."""
    start, end = phase.start[:4], phase.end[:4]
    if not (start.isdigit() and end.isdigit() and start.endswith("00") and end.endswith("99")) or phase.firm:
        return None
    said = say_date(f"{start[:2]}XX/{end[:2]}XX")
    return said.removeprefix("in ") if said else None


def label_phase(draft: Draft, phase: Phase, told: Sequence[Told]) -> str:
    """Its character in the words of the relation, unless it calls words what was force; "mostly" where much of what is told of it
    was of the other side."""
    force = any(each.episode.type == "ASSAULT" and each.between for each in told)
    label = CHARACTERS[phase.character] if force and "words" in phase.label else clean_text(phase.label)
    side = {"cooperative": 1, "conflictual": -1}.get(phase.character, 0)
    scores = [each.episode.score * side for each in told if each.between]
    other = sum(score < 0 for score in scores)
    return f"mostly {label}" if other >= max(2, MOSTLY * len(scores)) else label


def name_phase(draft: Draft, phase: Phase) -> str:
    if wide := name_centuries(phase):
        return capitalise(wide)
    start, end = bound_phase(draft, phase)
    return start if start == end else f"{start} to {end}"


def say_phase(draft: Draft, phase: Phase) -> str:
    if wide := name_centuries(phase):
        return f"in {wide}"
    start, end = bound_phase(draft, phase)
    return f"in {start}" if start == end else f"from {start} to {end}"


def year_of(edtf: str, end: int) -> int:
    """The first year that a date may mean, or with `end` the last."""
    parts = [part for part in edtf.split("/") if part not in ("", "..")] or ["9999"]
    digits = parts[-1 if end else 0].lstrip("Y")[:4]
    return int(digits.replace("X", "9" if end else "0")) if re.fullmatch(r"[\dX]{4}", digits) else (9999 if end else 0)

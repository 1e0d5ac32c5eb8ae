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
from dragoman.brief.text import clean_text
from dragoman.brief.when import name_date

if TYPE_CHECKING:
    from dragoman.relations import Phase

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


def label_phase(draft: Draft, phase: Phase, told: Sequence[Told]) -> str:
    """Its character in the words of the relation, unless it calls words what was force."""
    force = any(each.episode.type == "ASSAULT" and each.between for each in told)
    return CHARACTERS[phase.character] if force and "words" in phase.label else clean_text(phase.label)


def name_phase(draft: Draft, phase: Phase) -> str:
    start, end = bound_phase(draft, phase)
    return start if start == end else f"{start} to {end}"


def say_phase(draft: Draft, phase: Phase) -> str:
    start, end = bound_phase(draft, phase)
    return f"in {start}" if start == end else f"from {start} to {end}"


def year_of(edtf: str, end: int) -> int:
    """The first year that a date may mean, or with `end` the last."""
    parts = [part for part in edtf.split("/") if part not in ("", "..")] or ["9999"]
    digits = parts[-1 if end else 0].lstrip("Y")[:4]
    return int(digits.replace("X", "9" if end else "0")) if re.fullmatch(r"[\dX]{4}", digits) else (9999 if end else 0)

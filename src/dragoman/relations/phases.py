"""The series of a pair -> phases: times in which the two dealt with each other in one way.

>>> find_phases(series)[0].character
'cooperative'
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from dragoman.relations.types import Character, Phase, SeriesPoint

FIRM = 5  # episodes that a phase must have to be called firm


def find_phases(series: Sequence[SeriesPoint]) -> tuple[Phase, ...]:
    """Runs of periods with scores on one side of nought. A first form: change points take its place."""
    scored = [point for point in series if point.score is not None]
    phases = []
    for character, run in groupby(scored, key=_character):
        points = list(run)
        n = sum(point.episodes for point in points)
        why = f"{n} episode{'s' * (n != 1)}" + ("" if n >= FIRM else ", too few to be sure of its bounds")
        phases.append(
            Phase(
                start=points[0].period,
                end=points[-1].period,
                character=character,
                firm=n >= FIRM,
                marks=points[0].strongest,
                label={"cooperative": "cooperation", "conflictual": "conflict", "mixed": "cooperation and conflict"}[character],
                why=why,
                episodes=n,
                score=round(sum((point.score or 0) * point.episodes for point in points) / n, 4),
            )
        )
    return tuple(phases)


def _character(point: SeriesPoint) -> Character:
    return "cooperative" if (point.score or 0) > 1 else "conflictual" if (point.score or 0) < -1 else "mixed"

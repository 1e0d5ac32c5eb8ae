"""Histories with planted phases: python tests/relations/planted_phases.py prints hits, misses, false alarms by noise and length.

A planted history has two to five phases of twelve years or more between 1800 and 2025, in turn cooperative and conflictual. Each
episode is a category of its phase's side, or, with the chance `noise`, of the other; its date is a day, month, year or decade.

>>> plant(seed=1, n=60, noise=0.1).changes
[1846, 1921]
"""

from __future__ import annotations

import random
import sys
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from dragoman.relations.phases import find_phases
from dragoman.relations.spread import Course

SIDES = {
    "cooperative": [
        ("SUPPORT", 5.0), ("CONSULT", 2.5), ("CONSULT", 4.0), ("AGREE", 2.5), ("COOPERATE", 9.5), ("AID", 10.0), ("CONCEDE", 4.5),
    ],
    "conflictual": [
        ("ACCUSE", -2.0), ("THREATEN", -3.5), ("REJECT", -2.0), ("MOBILIZE", -6.5), ("SANCTION", -6.0), ("COERCE", -7.0),
        ("ASSAULT", -9.0), ("ASSAULT", -9.5),
    ],
}  # fmt: skip
WIDTHS = [(0, 0.5), (30, 0.2), (364, 0.25), (3650, 0.05)]  # days that a date leaves open, and how often


class Planted(NamedTuple):
    course: Course
    changes: list[int]
    characters: list[str]


def plant(*, seed: int, n: int, noise: float, start: int = 1800, end: int = 2025) -> Planted:
    """A history of `n` episodes; the same seed gives the same one."""
    dice = random.Random(f"{seed} {n} {noise}")
    n_phases = dice.randint(2, max(2, min(5, n // 8)))
    changes = sorted(dice.sample(range(start + 10, end - 10), n_phases - 1))
    while any(b - a < 12 for a, b in zip([start, *changes], [*changes, end], strict=True)):
        changes = sorted(dice.sample(range(start + 10, end - 10), n_phases - 1))
    first_side = dice.randrange(2)
    names = list(SIDES)
    characters = [names[(first_side + i) % 2] for i in range(n_phases)]
    rows = []
    bounds = list(zip([start, *changes], [*changes, end + 1], strict=True))
    for i in range(n):
        k = i % n_phases if i < 3 * n_phases else dice.choices(range(n_phases), [b - a for a, b in bounds])[0]
        side = characters[k] if dice.random() >= noise else names[1 - names.index(characters[k])]
        kind, score = dice.choice(SIDES[side])
        day = (dice.uniform(*bounds[k]) - 1970) * 365.2425
        width = dice.choices([w for w, _ in WIDTHS], [p for _, p in WIDTHS])[0]
        first = int(day - dice.uniform(0, width))
        rows.append((f"e{i:04d}", kind, score, dice.choice((0.4, 0.65, 0.65)), first, first + width, 1))
    rows.sort(key=lambda row: (row[4], row[5], row[0]))
    columns = [np.array(column) for column in zip(*rows, strict=True)]
    weights = columns[3] / columns[3].mean()
    return Planted(Course(columns[0], columns[1], columns[2], weights, columns[4], columns[5], columns[6]), changes, characters)


class Found(NamedTuple):
    hits: int
    misses: int
    false: int
    false_firm: int
    firm_wrong: int


def judge(planted: Planted, tolerance: int = 4) -> Found:
    """Planted changes found within `tolerance` years or the gap around them; found ones that are none (and how many of these
    stand between firm phases); firm phases of the wrong side."""
    phases = [phase for phase in find_phases(planted.course) if phase.character != "quiet"]
    found = {
        int(after.start): before.firm and after.firm for before, after in pairwise(phases) if before.character != after.character
    }
    years = sorted(1970 + (planted.course.first + planted.course.last) / 2 / 365.2425)
    hits, free = 0, set(found)
    for change in planted.changes:
        low = max([year for year in years if year < change], default=change) - tolerance
        high = min([year for year in years if year >= change], default=change) + tolerance
        near = [year for year in free if low <= year <= high]
        if near:
            hits += 1
            free.discard(min(near, key=lambda year: abs(year - change)))
    bounds = [1800, *planted.changes, 2026]
    wrong = 0
    for phase in phases:
        middle = (int(phase.start) + int(phase.end)) / 2
        i = next(i for i in range(len(planted.characters)) if middle < bounds[i + 1] or i == len(planted.characters) - 1)
        wrong += phase.firm and phase.character not in (planted.characters[i], "mixed")
    return Found(hits, len(planted.changes) - hits, len(free), sum(found[year] for year in free), wrong)


def measure(n: int, noise: float, seeds: int = 60) -> tuple[Found, int]:
    found = [judge(plant(seed=seed, n=n, noise=noise)) for seed in range(seeds)]
    return Found(*(sum(column) for column in zip(*found, strict=True))), seeds


def main() -> None:
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    print("episodes  noise  planted  hit  false  false between firm phases  firm phases of the wrong side (of all histories)")
    for n in (20, 50, 100, 200):
        for noise in (0.0, 0.1, 0.2, 0.3):
            told, count = measure(n, noise, seeds)
            planted = told.hits + told.misses
            numbers = (f"{n:>8}", f"{noise:>5}", f"{planted:>7}", f"{told.hits:>3}", f"{told.false:>5}", f"{told.false_firm:>5}")
            print(*numbers, f"{told.firm_wrong:>5} ({count})", sep="  ")


if __name__ == "__main__":
    main()

"""A state's code and a day -> its numbers in other systems: ISO 3166-1 numeric, Correlates of War, Gleditsch and Ward; and back.

Numbers of states whose unit changed hang on the day: Germany is 255 in the Correlates of War but 260 from 1949 to 1990. A
number is None where the state has none, or where the day does not tell which of two it is.

    >>> number_state("DEU", "1970-05-01"), number_state("DEU", None)
    (Numbers(iso=276, cow=260, gw=260), Numbers(iso=276, cow=None, gw=None))
    >>> find_cow(345, "1999"), find_gw(678, "2015")
    ('YUG', 'YEM')
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple

System = Literal["cow", "gw"]


class Numbers(NamedTuple):
    """A state in three systems of numbers; None where it has no number there or the day leaves it open."""

    iso: int | None
    cow: int | None
    gw: int | None


class Line(NamedTuple):
    """A stretch of time in which a state has these numbers: [since, until), ISO days, empty where it is open."""

    code: str
    since: str
    until: str
    iso: int | None
    cow: int | None
    gw: int | None
    fips: str

    def covers(self, day: str) -> bool:
        """`day`: an ISO date of any precision; a year is taken by its last day, as a state counts in the year it is made."""
        last = f"{day}-12-31"[:10] if len(day) == 4 else f"{day}-28"[:10]
        return (not self.since or self.since <= last) and (not self.until or last < self.until)


def number_state(code: str | None, day: str | None = None) -> Numbers:
    """`day`: when (ISO, any precision), or None where it is not known: then only what is true at all times is told."""
    lines = load_lines().get(code or "", [])
    fit = [line for line in lines if line.covers(day)] if day else lines
    return Numbers(_agree([one.iso for one in fit]), _agree([one.cow for one in fit]), _agree([one.gw for one in fit]))


def fips_of(code: str | None) -> str:
    """The code of FIPS 10-4 that GDELT has for places; empty where there is none."""
    lines = load_lines().get(code or "", [])
    return lines[0].fips if lines else ""


def find_cow(number: int, day: str | None = None) -> str | None:
    """The state that has this number in the Correlates of War at that time; None where there is no such state."""
    return _find("cow", number, day)


def find_gw(number: int, day: str | None = None) -> str | None:
    """The same for a number of Gleditsch and Ward."""
    return _find("gw", number, day)


def _find(system: System, number: int, day: str | None) -> str | None:
    """A state that is gone comes before the one that carries on its number, where it stood at that time."""
    lines = _load_numbers()[system].get(number, [])
    fit = [line for line in lines if day and line.covers(day)] or lines
    lasting = {code for code, own in load_lines().items() if not own[-1].until}
    return min(fit, key=lambda line: (line.code in lasting, line.code)).code if fit else None


def _agree(values: list[int | None]) -> int | None:
    """The one number that all have."""
    return values[0] if len(set(values)) == 1 else None


@cache
def load_lines() -> dict[str, list[Line]]:
    """code -> its lines, in order of time."""
    text = resources.files("dragoman.data").joinpath("formats/numbers.csv").read_text(encoding="utf-8")
    lines: dict[str, list[Line]] = defaultdict(list)
    for row in csv.DictReader(io.StringIO(text)):
        iso, cow, gw = (int(row[name]) if row[name] else None for name in ("iso_n", "cow", "gw"))
        lines[row["code"]].append(Line(row["code"], row["from"], row["to"], iso, cow, gw, row["fips"]))
    return dict(lines)


@cache
def _load_numbers() -> dict[System, dict[int, list[Line]]]:
    found: dict[System, dict[int, list[Line]]] = {"cow": defaultdict(list), "gw": defaultdict(list)}
    for lines in load_lines().values():
        for line in lines:
            if line.cow is not None:
                found["cow"][line.cow].append(line)
            if line.gw is not None:
                found["gw"][line.gw].append(line)
    return found

"""Reads `cases/reports.toml` and scores the rules of merging on it: python tests/relations/report_cases.py prints the figures.

>>> load_cases()[0].same
True
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

from dragoman.record.edtf import read_edtf
from dragoman.relations.agree import ENOUGH, compare
from dragoman.relations.told import Told, make_told

CASES = Path(__file__).parent / "cases" / "reports.toml"


class Case(NamedTuple):
    same: bool
    why: str
    one: Told
    two: Told
    held: bool


def load_cases() -> list[Case]:
    pairs = tomllib.loads(CASES.read_text(encoding="utf-8"))["pair"]
    return [
        Case(
            pair["same"],
            pair["why"],
            *(read_report(pair[side], i, pair.get("text")) for i, side in enumerate(("one", "two"))),
            n % 2 == 1,
        )
        for n, pair in enumerate(pairs)
    ]


def read_report(line: str, i: int, text: str | None) -> Told:
    what, parties, when, place, words, *rest = (part.strip() for part in line.split("|"))
    numbers, status = ([*rest, "", ""])[:2]
    kind, _, mode = what.partition(".")
    mutual = parties.endswith("=")
    actors, _, recipients = parties.removesuffix("=").partition(">")
    doers, done_to = split_parties(actors), split_parties(recipients)
    date, _, basis = when.partition(" ")
    days = read_edtf(date) if date else None
    row = {
        "key": i,
        "id": f"{i}",
        "document": 0 if text == "one" else i,
        "original": 0 if text else i,
        "type": kind,
        "mode": mode or None,
        "status": status or "occurred",
        "actors": [who[0] for who in doers],
        "recipients": [who[0] for who in (doers if mutual else done_to)],
        "names": [who[2] for who in (*doers, *done_to) if who[2]],
        "sectors": [who[1] for who in doers],
        "entity_texts": [who[2] for who in (*doers, *done_to) if who[2]],
        "first_day": count_days(days.earliest) if days else None,
        "last_day": count_days(days.latest) if days else None,
        "date": date or None,
        "date_basis": basis or None,
        "place_text": place or None,
        "place_code": None,
        "evidence_text": words,
        "quantities": [read_number(number) for number in numbers.split(";") if number.strip()],
        "evidence_start": i * 1000,
        "evidence_end": i * 1000 + len(words),
    }
    return make_told(row)


def split_parties(told: str) -> list[tuple[str, str, str]]:
    """(code, sector, person) of each party."""
    found = []
    for party in filter(None, (part.strip() for part in told.split(","))):
        who, _, name = party.partition(":")
        code, _, sector = who.partition(".")
        found.append((code, sector or "GOV", name))
    return found


def read_number(told: str) -> dict[str, object]:
    value, unit = told.split()
    kind = "money" if unit.isupper() else "people"
    return {"kind": kind, "value": float(value), "unit": unit}


def count_days(day: str | None) -> int | None:
    from datetime import date

    return (date.fromisoformat(day) - date(1970, 1, 1)).days if day else None


class Score(NamedTuple):
    n: int
    right: int
    joined_rightly: int
    joined_wrongly: int
    missed: int

    @property
    def precision(self) -> float:
        return self.joined_rightly / max(1, self.joined_rightly + self.joined_wrongly)

    @property
    def recall(self) -> float:
        return self.joined_rightly / max(1, self.joined_rightly + self.missed)


def judge(case: Case) -> tuple[bool, str]:
    agreement = compare(case.one, case.two)
    if agreement is None:
        return False, "ruled out"
    return agreement.points >= ENOUGH, f"{agreement.points} ({agreement.why})"


def score(cases: list[Case]) -> Score:
    found = [(case.same, judge(case)[0]) for case in cases]
    count = found.count
    return Score(len(found), sum(a == b for a, b in found), count((True, True)), count((False, True)), count((True, False)))


def main() -> None:
    cases = load_cases()
    for name, held in (("open", False), ("held", True)):
        part = [case for case in cases if case.held == held]
        told = score(part)
        print(
            f"{name}: {told.n} pairs, {sum(case.same for case in part)} same; right {told.right / told.n:.3f}, "
            f"precision {told.precision:.3f}, recall {told.recall:.3f}; "
            f"joined wrongly {told.joined_wrongly}, missed {told.missed}"
        )
        if "-v" in sys.argv and (not held or "--held" in sys.argv):
            for case in part:
                joined, why = judge(case)
                if joined != case.same:
                    print("  ", "WRONG" if joined else "MISSED", case.why, "|", why)


if __name__ == "__main__":
    main()

"""The coder against the cases of tests/events/cases and the texts of tests/gold: is each share above its floor?

    make gate                                       the table; exit status 1 where a floor is missed or the cases changed
    make gate ARGS=--update                         takes cases and gold as they are now, and raises what rose
    make gate ARGS='--update --allow-regression'    lowers floors as well: say why in the commit

A floor stands a few points below the figure of the day it was set, so that a change in one rule does not break the build
and a slow decline does. `open` are the cases and texts that whoever writes rules may read; `held` those that nobody tunes on.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLOORS = Path(__file__).with_name("floors.json")
sys.path[:0] = [str(ROOT / "tests" / "events"), str(ROOT / "tests" / "gold"), str(ROOT / "eval")]

from gold_scoring import Tally as GoldTally  # noqa: E402
from gold_scoring import score_texts  # noqa: E402
from gold_texts import hash_gold, read_gold  # noqa: E402
from scoring import Score, Tally, find_missed, hash_cases, list_figures, read_cases, score_cases  # noqa: E402

from dragoman import Document, code_document  # noqa: E402
from gold import list_gold_figures, print_score  # noqa: E402

# How far below the figure a floor is set. Single categories have thirty to a hundred events, so that one event is a point
# or three; the held cases are a quarter of the open ones.
MARGINS = {"open": 3.0, "held": 4.0}
MARGIN_OF_A_CATEGORY = 10.0
MARGIN_OF_ATTRIBUTION = 12.0  # only some twenty of the events that are found name a source
# A text has twenty must-events; of stances and findings there are so few that a floor only catches a collapse.
MARGINS_OF_GOLD = {"open": 4.0, "held": 6.0}
MARGIN_OF_FEW = 12.0
FEW = ("status, not occurred", "source", "alleged", "stances", "stance precision", "findings", "quiet texts")
COLUMNS = ("found", "precision", "parties", "status", "mode", "attribution", "dates", "negatives")


def main(words: list[str] | None = None) -> int:
    """Scores, prints, and checks or rewrites the floors; 0 where all is well."""
    parser = argparse.ArgumentParser(description="Quality of the coder against its floors.")
    parser.add_argument("--update", action="store_true", help="accept the cases as they are and raise the floors")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: lower floors too")
    options = parser.parse_args(words)
    if options.allow_regression and not options.update:
        parser.error("--allow-regression says what --update may do; give both")
    cases = read_cases()
    score = score_cases((case, code_document(Document(f"case-{i}", case.text)).events) for i, case in enumerate(cases))
    kept = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {"cases": {}, "floors": {}}
    print_table(score, kept["floors"])
    gold = score_texts((text, code_document(text.document)) for text in read_gold())
    gold_floors = kept.get("gold", {}).get("floors", {})
    print()
    print_score(gold, gold_floors)
    if options.update:
        write_floors(score, kept["floors"], options.allow_regression)
        write_gold_floors(gold, gold_floors, options.allow_regression)
        return 0
    faults = find_missed(score, kept["floors"]) + find_missed_gold(gold, gold_floors)
    if kept.get("gold", {}).get("digest") != hash_gold():
        faults.append("the gold has changed: look at the table, then confirm with make gate ARGS=--update")
    if kept["cases"].get("digest") != hash_cases():
        faults.append("the files of cases have changed: look at the table, then confirm with make gate ARGS=--update")
    for fault in faults:
        print(f"gate: {fault}", file=sys.stderr)
    return 1 if faults else 0


def print_table(score: Score, floors: dict[str, float]) -> None:
    """One line for each set of cases, with its floors below it, and one for each category."""
    print(f"{'per cent':24}{'n':>5}" + "".join(f"{column:>12}" for column in COLUMNS))
    for name, tally in (("open", score.open), ("held", score.held), *sorted(score.types.items())):
        print_row(name, tally.n_expected, tally.shares())
        mine = {column: floors.get(f"{name} {column}") for column in COLUMNS}
        if any(mine.values()):
            print_row("  floor", None, mine)


def print_row(name: str, n: int | None, values: dict[str, float | None]) -> None:
    cells = ("" if values[column] is None else f"{values[column]:.1f}" for column in COLUMNS)
    print(f"{name:24}{'' if n is None else n:>5}" + "".join(f"{cell:>12}" for cell in cells))


def write_floors(score: Score, old: dict[str, float], lower: bool) -> None:
    """Writes the floors for this score; none falls unless `lower`."""
    floors = {}
    for name, figure in list_figures(score).items():
        margin = MARGINS.get(name.split()[0], MARGIN_OF_A_CATEGORY)
        if name.endswith("attribution"):
            margin = MARGIN_OF_ATTRIBUTION
        floor = max(0.0, float(int((figure or 0.0) - margin)))
        floors[name] = floor if lower else max(floor, old.get(name, 0.0))
    write_part({"cases": {"digest": hash_cases(), **count_cases(score.open, score.held)}, "floors": floors})
    print(f"floors written to {FLOORS.name}")


def write_gold_floors(score: dict[str, GoldTally], old: dict[str, float], lower: bool) -> None:
    """Writes the floors for the gold texts; none falls unless `lower`."""
    floors = {}
    for name, figure in list_gold_figures(score).items():
        which, _, what = name.partition(" ")
        margin = MARGIN_OF_FEW if what in FEW else MARGINS_OF_GOLD[which]
        floor = max(0.0, float(int((figure or 0.0) - margin)))
        floors[name] = floor if lower else max(floor, old.get(name, 0.0))
    counts = {name: tally.n_texts for name, tally in score.items()}
    write_part({"gold": {"digest": hash_gold(), **counts, "floors": floors}})


def find_missed_gold(score: dict[str, GoldTally], floors: dict[str, float]) -> list[str]:
    """A line for each figure of the gold texts that is below its floor, or gone."""
    figures = list_gold_figures(score)
    return [
        f"gold, {name}: {figures.get(name)} is below its floor of {floor}"
        for name, floor in floors.items()
        if (figures.get(name) or 0.0) < floor
    ]


def write_part(part: dict) -> None:
    """Replaces these keys of the file of floors and keeps the others."""
    kept = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    FLOORS.write_text(json.dumps({**kept, **part}, indent=2) + "\n", encoding="utf-8")


def count_cases(opened: Tally, held: Tally) -> dict[str, int]:
    return {"open": opened.n_cases, "held": held.n_cases}


if __name__ == "__main__":
    sys.exit(main())

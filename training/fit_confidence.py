"""Fits the confidence of an event on texts whose events are known, and writes data/models/pair/confidence.json.

    python training/fit_confidence.py        fits, prints a reliability table for cases and texts that were held back, writes

An event is right if its category, its actors and its recipients are: for a case of tests/events/cases, both lists as expected;
for a gold text, it answers for an event of the first reading and has its parties. Fitted on open cases and open gold texts.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests/events"), str(ROOT / "tests/gold")]

import gold_scoring  # noqa: E402
from gold_texts import read_gold  # noqa: E402
from scoring import read_cases  # noqa: E402

from dragoman import Document, code_document  # noqa: E402
from dragoman.events import code, confidence, partners  # noqa: E402

OUT = ROOT / "src/dragoman/data/models/pair/confidence.json"
RIDGE = 1.0  # so that a feature with few examples does not get a weight of its own
BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 1.01)
Row = tuple[dict[str, float], float]  # features of an event, 1.0 where it is right


def collect_rows(*, held: bool) -> list[Row]:
    """Features of every event that the coder gives in the texts of one side, and whether it is right."""
    features: dict[float, dict[str, float]] = {}

    def remember(draft, origin):
        # a number above every cut, and no other event's, by which the event finds its features again
        number = 0.9 + (len(features) + 1) * 1e-7
        features[number] = confidence.describe_draft(draft, origin)
        return number

    kept = code.estimate_confidence, partners.LEFT
    code.estimate_confidence, partners.LEFT = remember, 1.0
    partners.round = lambda number, _: number
    try:
        rows = []
        for events, is_right in (*judge_cases(held), *judge_gold(held)):
            for event, right in zip(events, is_right, strict=True):
                row = dict(features[event.confidence])
                if any("deals with most" in why.note for why in event.why):
                    row |= {"recipient from text": 1.0, "recipient from before": 0.0, "recipient stated": 0.0}
                rows.append((row, right))
    finally:
        code.estimate_confidence, partners.LEFT = kept
        del partners.round
    return rows


def judge_cases(held: bool) -> Iterator[tuple[list, list[float]]]:
    for i, case in enumerate(read_cases()):
        if case.held != held:
            continue
        events = code_document(Document(f"case-{i}", case.text)).events
        wanted = [(e.type, e.actors, e.recipients) for e in case.events]
        yield list(events), [float(any(is_same(event, *each) for each in wanted)) for event in events]


def is_same(event, kind: str, actors: frozenset[str], recipients: frozenset[str]) -> bool:
    found = [frozenset(e.code for e in part if e.code) for part in (event.actors, event.recipients)]
    together = kind in gold_scoring.TOGETHER and found[0] | found[1] == actors | recipients
    return event.type == kind and (found == [actors, recipients] or together)


def judge_gold(held: bool) -> Iterator[tuple[list, list[float]]]:
    for gold in read_gold():
        if gold.held != held:
            continue
        reading = code_document(gold.document)
        matched = gold_scoring.match_text(gold, reading)
        expected = gold.first.events
        right = {
            matched.events[p].id for e, p in matched.of_events.items() if gold_scoring.has_parties(matched.events[p], expected[e])
        }
        yield list(reading.events), [float(event.id in right) for event in reading.events]


def fit_weights(rows: list[Row]) -> dict[str, float]:
    """Logistic regression with a ridge, by Newton's method."""
    names = list(rows[0][0])
    x = np.array([[features[name] for name in names] for features, _ in rows])
    y = np.array([right for _, right in rows])
    weights = np.zeros(len(names))
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (p - y) + RIDGE * weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(names))
        weights -= np.linalg.solve(hessian, gradient)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def show_reliability(name: str, rows: list[Row], weights: dict[str, float]) -> None:
    """How many events of each band of confidence are right."""
    given = np.array([confidence.weigh_features(features, weights) for features, _ in rows])
    right = np.array([value for _, value in rows])
    print(f"{name}: {len(rows)} events, {right.mean():.2f} right, Brier score {np.mean((given - right) ** 2):.3f}")
    for low, high in itertools.pairwise(BINS):
        inside = (given >= low) & (given < high)
        if inside.any():
            band = f"  given {low:.1f} to {min(high, 1):.1f}: {inside.sum():4d} events"
            print(f"{band}, mean {given[inside].mean():.2f}, right {right[inside].mean():.2f}")


def main() -> None:
    open_rows = collect_rows(held=False)
    weights = fit_weights(open_rows)
    show_reliability("open (fitted on)", open_rows, weights)
    show_reliability("held", collect_rows(held=True), weights)
    OUT.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
    print("written", weights)


if __name__ == "__main__":
    main()

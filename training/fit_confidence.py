"""Fits the confidence of an event on texts whose events are known, and writes data/models/pair/confidence.json.

    python training/fit_confidence.py ARTICLES.jsonl     fits, prints reliability tables, draws their plot, writes

An event is right if its category, its actors and its recipients are: for a case of tests/events/cases, both lists as expected;
for a gold text, it answers for an event of the first reading and has its parties; for a newspaper article, if a reader who saw
its words found it so. Fitted on open cases, open gold texts and the articles.

ARTICLES: the 248 articles (2017 to 2019) that the NGEC project ships as a sample, one JSON row each with `id`, `text` and
`published`. They are a publisher's and not in this project; `judged_news.csv` says which of their events were judged, by place
and parties, and `judged_news_held.csv` which were judged and are not fitted on.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import json
import math
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests/events"), str(ROOT / "tests/gold")]

import gold_scoring  # noqa: E402
from gold_texts import read_gold  # noqa: E402
from scoring import read_cases  # noqa: E402

from dragoman import Document, code_document  # noqa: E402
from dragoman.events import code, confidence, partners, retelling  # noqa: E402

PLOT = ROOT / "docs/images/reliability.svg"
OUT = ROOT / "src/dragoman/data/models/pair/confidence.json"
RIDGE = 1.0  # so that a feature with few examples does not get a weight of its own
BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 1.01)
Row = tuple[dict[str, float], float]  # features of an event, 1.0 where it is right
Judged = tuple[list, list[float | None]]  # the events of a text, and for each whether it is right
JUDGED, HELD = (Path(__file__).with_name(name) for name in ("judged_news.csv", "judged_news_held.csv"))


def collect_rows(judge: Callable[[], Iterator[Judged]]) -> list[Row]:
    """Features of every event that the coder gives in some texts, and whether it is right; None leaves one out."""
    features: dict[float, dict[str, float]] = {}

    def remember(draft, origin, *, news, finite):
        # a number above every cut, and no other event's, by which the event finds its features again
        number = 0.9 + (len(features) + 1) * 1e-7
        features[number] = confidence.describe_draft(draft, origin, news=news, finite=finite)
        return number

    kept = code.estimate_confidence, partners.LEFT, retelling.raise_odds
    code.estimate_confidence, partners.LEFT, retelling.raise_odds = remember, 1.0, lambda number: number
    partners.round = lambda number, _: number
    try:
        rows = []
        for events, is_right in judge():
            for event, right in zip(events, is_right, strict=True):
                if right is None or any("tells again" in why.note for why in event.why):
                    continue  # not judged, or weighed by `retelling`
                row = dict(features[event.confidence])
                if any("deals with most" in why.note for why in event.why):
                    row |= {"recipient from text": 1.0, "recipient from before": 0.0, "recipient stated": 0.0}
                rows.append((row, right))
    finally:
        code.estimate_confidence, partners.LEFT, retelling.raise_odds = kept
        del partners.round
    return rows


def judge_own(held: bool) -> Iterator[Judged]:
    """The project's own cases and gold texts, of one side."""
    yield from judge_cases(held)
    yield from judge_gold(held)


def judge_news(articles: Path, judgements: Path) -> Iterator[Judged]:
    """The articles in which events were judged. An event that was not judged, or was with other parties, is left out."""
    judged: dict[str, dict[tuple[str, ...], float]] = {}
    with judgements.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            place = row["start"], row["type"], row["actors"], row["recipients"]
            judged.setdefault(row["document"], {})[place] = float(row["right"])
    for line in articles.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        known = judged.get(row["id"])
        if known:
            events = code_document(Document(row["id"], row["text"], published=row["published"])).events
            yield list(events), [known.get(find_place(event)) for event in events]


def find_place(event) -> tuple[str, str, str, str]:
    """What names an event in judged_news.csv."""
    codes = [" ".join(sorted({entity.code or "-" for entity in part})) for part in (event.actors, event.recipients)]
    return str(event.trigger.start), event.type, *codes


def judge_cases(held: bool) -> Iterator[Judged]:
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


def judge_gold(held: bool) -> Iterator[Judged]:
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


Band = tuple[int, float, float]  # events, mean confidence, share that is right


def show_reliability(name: str, rows: list[Row], weights: dict[str, float]) -> list[Band]:
    """How many events of each band of confidence are right."""
    given = np.array([confidence.weigh_features(features, weights) for features, _ in rows])
    right = np.array([value for _, value in rows])
    print(f"{name}: {len(rows)} events, {right.mean():.2f} right, Brier score {np.mean((given - right) ** 2):.3f}")
    bands: list[Band] = []
    for low, high in itertools.pairwise(BINS):
        inside = (given >= low) & (given < high)
        if inside.any():
            bands.append((int(inside.sum()), float(given[inside].mean()), float(right[inside].mean())))
            band = f"  given {low:.1f} to {min(high, 1):.1f}: {bands[-1][0]:4d} events"
            print(f"{band}, mean {bands[-1][1]:.2f}, right {bands[-1][2]:.2f}")
    return bands


def draw_reliability(bands: list[Band]) -> str:
    """An SVG: confidence to the right, share of right events upwards, a line where both are equal; the larger a dot, the more
    events it stands for, and a bar is the Wilson interval of 95 per cent."""
    size, edge = 300, 46
    parts = [f'<path d="M{edge} {edge + size}L{edge + size} {edge}" stroke="#999" stroke-dasharray="4 4"/>']
    for tick in (0, 0.25, 0.5, 0.75, 1):
        at = edge + tick * size
        parts.append(f'<text x="{at:.0f}" y="{edge + size + 18}" text-anchor="middle">{tick:g}</text>')
        parts.append(f'<text x="{edge - 8}" y="{edge + size - tick * size + 4:.0f}" text-anchor="end">{tick:g}</text>')
    for n, given, right in bands:
        middle = (right + 1.92 / n) / (1 + 3.84 / n)
        half = 1.96 / (1 + 3.84 / n) * math.sqrt(right * (1 - right) / n + 0.96 / n**2)
        x, y, low, high = (edge + given * size, *(edge + size - each * size for each in (right, middle - half, middle + half)))
        parts.append(f'<path d="M{x:.1f} {low:.1f}V{high:.1f}" stroke="#1f5a86"/>')
        parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{2 + math.sqrt(n) / 2:.1f}" fill="#1f5a86"><title>{n} events</title></circle>'
        )
    whole = size + 2 * edge
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" width="{whole}" height="{whole}" '
        'font-family="sans-serif" font-size="12" fill="#222" stroke-width="1.5">\n'
        f'<rect width="{whole}" height="{whole}" fill="#fff"/>\n'
        f'<rect x="{edge}" y="{edge}" width="{size}" height="{size}" fill="none" stroke="#222"/>\n'
        f'<text x="{whole / 2:.0f}" y="{whole - 6}" text-anchor="middle">confidence given (mean of the band)</text>\n'
        f'<text x="{edge}" y="{edge - 12}">share of events that are right, held cases and texts</text>\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path, nargs="?", help="the newspaper articles, one JSON row each; left out, none count")
    articles = parser.parse_args().articles
    open_rows = collect_rows(partial(judge_own, False))
    news_rows = collect_rows(partial(judge_news, articles, JUDGED)) if articles else []
    weights = fit_weights([*open_rows, *news_rows])
    show_reliability("open (fitted on)", open_rows, weights)
    if news_rows:
        show_reliability("newspaper articles (fitted on)", news_rows, weights)
        show_reliability("newspaper articles (held)", collect_rows(partial(judge_news, articles, HELD)), weights)
    held = show_reliability("held", collect_rows(partial(judge_own, True)), weights)
    PLOT.write_text(draw_reliability(held), encoding="utf-8")
    OUT.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
    print("written", weights)


if __name__ == "__main__":
    main()

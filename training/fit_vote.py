"""Fits how lexicon and classifier are joined, on the sentences held back from training, and writes data/models/pair/vote.json.

    python training/fit_vote.py [--plv FILE]          prints each alone and both together, chooses, writes

The weights of the three voices (the classifier by the codebook, by PLV's conventions, the lexicon) are chosen over a small grid,
once for answers by PLV's conventions, on PLV, and once for answers by the codebook, on our own sentences: by the mean
log-likelihood of the right category (CONCEDE and RETREAT together in PLV). Root macro-F1, which is reported, moves by a point
with one sentence of a rare category and cannot choose between near neighbours.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
from collections import Counter
from pathlib import Path

import msgspec
from examples import NONE, Example, load_plv, load_sentences

from dragoman.events import pair as pairs
from dragoman.events import vote
from dragoman.events.classifier import PairReading, load_classifier
from dragoman.events.vote import Weights
from dragoman.language import parse_sentences, split_sentences
from dragoman.types import Span

# PLV's quads: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
QUADS = {
    "AGREE": "1", "CONSULT": "1", "SUPPORT": "1", "COOPERATE": "2", "AID": "2", "YIELD": "2", "REQUEST": "3", "ACCUSE": "3",
    "REJECT": "3", "THREATEN": "3", "PROTEST": "4", "SANCTION": "4", "MOBILIZE": "4", "COERCE": "4", "ASSAULT": "4",
}  # fmt: skip
OUT = Path(__file__).parent.parent / "src/dragoman/data/models/pair/vote.json"


def read_both(example: Example) -> tuple[PairReading, dict[str, float] | None]:
    """The classifier's reading and the lexicon's shares, or None where it is silent."""
    spans = Span(*example.actor), Span(*example.recipient) if example.recipient else None
    held = [each for each in split_sentences(example.text) if any(s and each.start < s.end and s.start < each.end for s in spans)]
    parsed = parse_sentences(held)
    weights, best = pairs.weigh_lexicon(parsed, pairs.mark_pair(parsed, example.text, *spans))
    return load_classifier().read(example.text, example.actor, example.recipient), pairs.spread(weights) if best else None


def fold(kind: str) -> str:
    return "YIELD" if kind in ("CONCEDE", "RETREAT") else kind


def measure(rows, choose) -> dict[str, float]:
    """Root and quad macro-F1, accuracy and mean log-likelihood of `choose(reading, lexicon)` -> shares, over acts only."""
    pairs_found, likelihood = [], 0.0
    for example, reading, lexicon in rows:
        if NONE in example.types:
            continue
        shares = choose(reading, lexicon)
        plv = example.plv if example.origin == "plv" else None
        allowed = {kind for kind in shares if fold(kind) == plv} if plv else example.types
        likelihood += math.log(max(sum(shares[kind] for kind in allowed) / sum(s for k, s in shares.items() if k != NONE), 1e-6))
        best = max((kind for kind in shares if kind != NONE), key=lambda kind: shares[kind])
        pairs_found.append((plv or fold(min(example.types)), fold(best)))
    n = len(pairs_found)
    return {
        "n": n,
        "root_f1": round(macro_f1(pairs_found), 4),
        "quad_f1": round(macro_f1([(QUADS[gold], QUADS[found]) for gold, found in pairs_found]), 4),
        "accuracy": round(sum(gold == found for gold, found in pairs_found) / n, 4),
        "likelihood": round(likelihood / n, 4),
    }


def macro_f1(told: list[tuple[str, str]]) -> float:
    """Mean over the gold's categories of pairs (gold, found)."""
    gold, found, both = Counter(g for g, _ in told), Counter(f for _, f in told), Counter(g for g, f in told if g == f)
    return sum(2 * both[kind] / (gold[kind] + found[kind]) for kind in gold) / len(gold)


# Each voice's part, and how sharp their product is: weights that add up to less than 1 make shares that are less sure.
MODEL, LEXICON, SHARP = (0.0, 0.15, 0.3, 0.5, 0.7, 0.85, 1.0), (0.0, 0.1, 0.2, 0.3), (0.6, 0.8, 1.0)


def fit(rows) -> Weights:
    """The weights under which the right category of these rows is likeliest."""
    grid = (Weights(s * m, s * (1 - m), s * each) for m, each, s in itertools.product(MODEL, LEXICON, SHARP))
    return max(grid, key=lambda weights: measure(rows, by(weights))["likelihood"])


def by(weights: Weights):
    return lambda reading, lexicon: pairs.join_pair(reading, lexicon, weights)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plv", type=Path, default=Path("../shared/data/plv/train.jsonl"))
    options = parser.parse_args()
    parts = {"plv": [e for e in load_plv(options.plv) if e.held], "codebook": [e for e in load_sentences() if e.held]}
    rows = {name: [(each, *read_both(each)) for each in part] for name, part in parts.items()}
    uniform = dict.fromkeys(load_classifier().categories, 1 / 17)
    kept = json.loads(OUT.read_text(encoding="utf-8"))
    for name, part in rows.items():
        if part:
            kept[name] = {voice: round(weight, 3) for voice, weight in msgspec.structs.asdict(fit(part)).items()}
    for name, part in rows.items():
        if not part:
            continue
        print(name, "rows, by the codebook ", measure(part, lambda reading, _: reading.categories))
        print(name, "rows, by PLV's words  ", measure(part, lambda reading, _: vote.spread_plv(reading.categories, reading.plv)))
        print(name, "rows, lexicon alone   ", measure(part, lambda _, lexicon: {**(lexicon or uniform), NONE: 0.0}))
        for conventions in rows:
            print(name, f"rows, all together, --conventions {conventions}", measure(part, by(Weights(**kept[conventions]))))
    OUT.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print("written", kept)


if __name__ == "__main__":
    main()

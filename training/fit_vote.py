"""Fits how lexicon and classifier are joined, on the sentences held back from training, and writes data/models/pair/vote.json.

    python training/fit_vote.py [--plv FILE]          prints each alone and both together, chooses, writes

The weights of the two voices are chosen by the likelihood of the right category over a small grid, so that no single sentence
decides; the table shows root macro-F1 (CONCEDE and RETREAT together, as PLV has them) beside it.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
from collections import Counter
from pathlib import Path

from examples import NONE, Example, load_plv, load_sentences

from dragoman.events import pair as pairs
from dragoman.events import vote
from dragoman.events.classifier import load_classifier
from dragoman.language import parse_sentences, split_sentences
from dragoman.types import Span

OUT = Path(__file__).parent.parent / "src/dragoman/data/models/pair/vote.json"


def read_both(example: Example) -> tuple[dict[str, float], dict[str, float] | None]:
    """The classifier's shares and the lexicon's, or None where it is silent."""
    spans = Span(*example.actor), Span(*example.recipient) if example.recipient else None
    held = [each for each in split_sentences(example.text) if any(s and each.start < s.end and s.start < each.end for s in spans)]
    parsed = parse_sentences(held)
    weights, best = pairs.weigh_lexicon(parsed, pairs.mark_pair(parsed, example.text, *spans))
    model = load_classifier().read(example.text, example.actor, example.recipient).categories
    return model, pairs.spread(weights) if best else None


def fold(kind: str) -> str:
    return "YIELD" if kind in ("CONCEDE", "RETREAT") else kind


def measure(rows, choose) -> dict[str, float]:
    """Root macro-F1, accuracy and mean log-likelihood of `choose(model, lexicon)` -> shares, over acts only."""
    gold, found, both, likelihood, n = Counter(), Counter(), Counter(), 0.0, 0
    for example, model, lexicon in rows:
        if NONE in example.types:
            continue
        shares = choose(model, lexicon)
        total = sum(share for kind, share in shares.items() if kind != NONE)
        right = sum(shares[kind] for kind in example.types) / total
        likelihood += math.log(max(right, 1e-6))
        best = fold(max((kind for kind in shares if kind != NONE), key=lambda kind: shares[kind]))
        target = fold(sorted(example.types)[0])
        gold[target] += 1
        found[best] += 1
        both[target] += best == target
        n += 1
    f1 = [2 * both[k] / (gold[k] + found[k]) for k in gold]
    return {
        "n": n,
        "root_f1": round(sum(f1) / len(f1), 4),
        "accuracy": round(sum(both.values()) / n, 4),
        "likelihood": round(likelihood / n, 4),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plv", type=Path, default=Path("../shared/data/plv/train.jsonl"))
    options = parser.parse_args()
    parts = {"plv": [e for e in load_plv(options.plv) if e.held], "own": [e for e in load_sentences() if e.held]}
    rows = {name: [(each, *read_both(each)) for each in part] for name, part in parts.items()}
    uniform = dict.fromkeys(load_classifier().categories, 1 / 17)
    kept = json.loads(OUT.read_text(encoding="utf-8"))
    best = (-math.inf, 1.0, 0.5)
    for model, lexicon in itertools.product((0.6, 0.8, 1.0, 1.2), (0.0, 0.2, 0.35, 0.5, 0.7, 0.9, 1.2)):
        set_weights({**kept, "model": model, "lexicon": lexicon})
        figures = {name: measure(part, pairs.join_pair) for name, part in rows.items() if part}
        total = sum(each["likelihood"] for each in figures.values())
        if total > best[0]:
            best = (total, model, lexicon)
    kept |= {"model": best[1], "lexicon": best[2]}
    set_weights(kept)
    for name, part in rows.items():
        if not part:
            continue
        print(name, "classifier alone", measure(part, lambda model, lexicon: model))
        print(name, "lexicon alone   ", measure(part, lambda model, lexicon: {**(lexicon or uniform), NONE: 0.0}))
        print(name, "both            ", measure(part, pairs.join_pair))
    OUT.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print("written", kept)


def set_weights(values: dict[str, float]) -> None:
    weights = vote.Weights(**values)
    vote.load_weights = lambda: weights


if __name__ == "__main__":
    main()

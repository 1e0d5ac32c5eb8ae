"""Gathers marked pairs from texts without labels, just those that the product would show its classifier.

    python training/gather_pairs.py --out pairs.jsonl [--stories ../shared/data/synthetic/stories.jsonl]

Each line: `text` (a sentence), `actor`, `recipient` (offsets; null where there is none), `shares` (the present classifier's). A
third of the stories, by their place in the file, is left out for looking at.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path
from typing import ClassVar

from dragoman.events import judge
from dragoman.events.classifier import PairReading
from dragoman.pipeline import code_document
from dragoman.types import Document

SEED = 1
LONGEST = 1500  # code points of a story: its start is the likeliest to be about its headline


class Gatherer(judge.Reader):
    """The product's reader of pairs, which writes down what it is asked."""

    found: ClassVar[list[dict[str, object]]] = []

    def read(self, actor: judge.Span, recipient: judge.Span | None) -> PairReading:
        asked = (actor, recipient) in self.readings
        reading = super().read(actor, recipient)
        if not asked:
            row = {"text": self.sentence.text, "actor": actor, "recipient": recipient, "shares": reading.categories}
            self.found.append(row)
        return reading


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=Path, default=Path("../shared/data/synthetic/stories.jsonl"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--most", type=int, default=9000, help="pairs that are kept, drawn with a seed")
    options = parser.parse_args()
    judge.Reader = Gatherer  # type: ignore[misc]
    for number, line in enumerate(options.stories.read_text(encoding="utf-8").splitlines()):
        if number % 3 != 2:
            story = json.loads(line)
            code_document(Document(story["id"], story["text"][:LONGEST], published="2021-06-01"))
    rows = Gatherer.found
    kept = random.Random(SEED).sample(rows, min(options.most, len(rows)))
    options.out.write_text("".join(json.dumps(row) + "\n" for row in kept), encoding="utf-8")
    print(f"{len(kept)} of {len(rows)} pairs", file=sys.stderr)


if __name__ == "__main__":
    main()

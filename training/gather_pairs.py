"""Gathers marked pairs from texts without labels, for a larger network to say what it thinks of them (`training/distil.py`).

    python training/gather_pairs.py --out pairs.jsonl [--stories ../shared/data/synthetic/stories.jsonl]

Two kinds: those that the product would show its classifier, and phrases as PLV marks them, whoever they name ("the police",
"a call by the council"): the subject of a verb and another noun of its sentence, some of them exchanged. Each line: `text` (a
sentence), `actor`, `recipient` (offsets; null where there is none), `kind`. Every tenth story is left out for looking at.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path
from typing import ClassVar

from dragoman.events import judge
from dragoman.events.classifier import NONE, PairReading, load_classifier
from dragoman.language import parse_sentences, split_sentences
from dragoman.pipeline import code_document
from dragoman.types import Document, Sentence

SEED = 1
SUBJECTS = {"nsubj", "nsubjpass"}
OTHERS = {"dobj", "pobj", "dative", "nsubjpass", "conj", "poss", "appos"}
OF = {"of", "in", "from"}
# Of a sentence so many pairs; of them so many with their roles exchanged, and phrases that take in what hangs on them.
MOST, TURNED, LONG = 2, 0.15, 0.4


class Gatherer(judge.Reader):
    """The product's reader of pairs, which writes down what it is asked and answers that there is no act."""

    found: ClassVar[list[dict[str, object]]] = []

    def read(self, actor: judge.Span, recipient: judge.Span | None) -> PairReading:
        if (actor, recipient) not in self.readings:
            model = load_classifier()
            none = {kind: float(kind == NONE) for kind in model.categories}
            self.readings[actor, recipient] = PairReading(
                none, dict.fromkeys(model.plv, 0.0), dict.fromkeys(model.modes, 0.0), dict.fromkeys(model.statuses, 0.2)
            )  # fmt: skip
            self.found.append({"text": self.sentence.text, "actor": actor, "recipient": recipient, "kind": "product"})
        return self.readings[actor, recipient]


def find_phrase(sentence: Sentence, head: int, long: bool) -> tuple[int, int]:
    """Offsets, in the sentence, of the phrase of a noun: what stands before it, and if `long` an of-phrase behind it."""
    first, last = head, head
    for child in sentence.children[head]:
        if child < head and sentence.tokens[child].dep not in ("relcl", "acl", "punct", "cc", "preconj"):
            first = min(first, sentence.subtree(child)[0])
        if long and child > head and sentence.tokens[child].lemma in OF:
            last = max(last, sentence.subtree(child)[-1])
    return sentence.tokens[first].start - sentence.start, sentence.tokens[last].end - sentence.start


def draw_phrases(sentence: Sentence, rng: random.Random) -> list[dict[str, object]]:
    """Pairs of a verb's subject and another noun of the sentence, at most MOST."""
    tokens = sentence.tokens
    doers = [t.i for t in tokens if t.pos in ("NOUN", "PROPN") and (t.dep in SUBJECTS or tokens[t.head].dep == "agent")]
    others = [t.i for t in tokens if t.pos in ("NOUN", "PROPN") and t.dep in OTHERS]
    pairs = [(a, b) for a in doers for b in others if a != b]
    # within the clause of the verb first: there most acts are
    close = [(a, b) for a, b in pairs if b in sentence.subtree(tokens[a].head)]
    rng.shuffle(close)
    rng.shuffle(pairs)
    found: list[dict[str, object]] = []
    for a, b in (close if rng.random() < 0.85 else pairs)[: rng.randint(1, MOST)]:
        spans = [find_phrase(sentence, each, rng.random() < LONG) for each in (a, b)]
        if spans[0][0] < spans[1][1] and spans[1][0] < spans[0][1]:
            continue
        if rng.random() < TURNED:
            spans.reverse()
        found.append({"text": sentence.text, "actor": spans[0], "recipient": spans[1], "kind": "phrase"})
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=Path, default=Path("../shared/data/synthetic/stories.jsonl"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--most", type=int, default=100_000, help="pairs that are kept, drawn with a seed")
    options = parser.parse_args()
    judge.Reader = Gatherer  # type: ignore[misc]
    rng = random.Random(SEED)
    phrases: list[dict[str, object]] = []
    lines = options.stories.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        if number % 10 == 9:
            continue
        story = json.loads(line)
        code_document(Document(story["id"], story["text"], published="2021-06-01"))
        for sentence in parse_sentences(split_sentences(story["text"])):
            if 8 <= len(sentence.tokens) <= 90:
                phrases += draw_phrases(sentence, rng)
        if number % 200 == 0:
            print(f"{number}/{len(lines)} stories, {len(Gatherer.found)} + {len(phrases)} pairs", file=sys.stderr, flush=True)
    unique = {json.dumps(row, ensure_ascii=False): None for row in (*Gatherer.found, *phrases)}
    rows = list(unique)
    kept = rng.sample(rows, min(options.most, len(rows)))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text("".join(row + "\n" for row in kept), encoding="utf-8")
    print(f"{len(kept)} of {len(rows)} pairs", file=sys.stderr)


if __name__ == "__main__":
    main()

"""The contexts of acts against the project's own cases (tests/events/contexts.toml), open and held.

python eval/contexts.py            precision, recall and F1 over all contexts: of the sentence alone, and with its paragraph
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

from dragoman.events import find_around, find_contexts
from dragoman.language import split_sentences
from dragoman.types import Sentence

CASES = Path(__file__).resolve().parent.parent / "tests/events/contexts.toml"
Find = Callable[[Sequence[Sentence], int], tuple[str, ...]]
WAYS: dict[str, Find] = {
    "sentence": lambda sentences, index: find_contexts(sentences[index].text),
    "with its paragraph": find_around,
}


def measure(find: Find, *, held: bool) -> tuple[float, float, float]:
    """Precision, recall and F1 over the contexts of all cases of that half; what is in `maybe` counts neither way."""
    right = wrong = missed = 0
    for case in tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]:
        if case["held"] != held:
            continue
        at = case["text"].index(case["event"])
        sentences = split_sentences(case["text"])
        index = next(each.index for each in sentences if each.start <= at < each.end)
        found, told = set(find(sentences, index)), set(case["contexts"])
        right += len(found & told)
        wrong += len(found - told - set(case["maybe"]))
        missed += len(told - found)
    return right / (right + wrong), right / (right + missed), 2 * right / (2 * right + wrong + missed)


def main() -> int:
    for name, find in WAYS.items():
        for held in (False, True):
            precision, recall, f1 = measure(find, held=held)
            print(f"{name:20} {'held' if held else 'open'}  precision {precision:.2f}  recall {recall:.2f}  F1 {f1:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

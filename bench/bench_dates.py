"""How much faster `find_dates` is than `dateparser.search` on the same texts, in one process; both warm, in processor time.

    python bench/bench_dates.py [--documents 3]

Texts: the WikiWars histories of `../shared/data/dates/dev.jsonl`, where that folder is at hand, else the samples of the package.
`dateparser` (BSD licence) is needed only here; without it the time of `find_dates` alone is printed.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

from dragoman.dates import find_dates

ROUNDS = 3
SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "dates" / "dev.jsonl"


def load_texts(n: int) -> tuple[str, list[str]]:
    """The name of the texts and the first n of them."""
    if SHARED.is_file():
        rows = [json.loads(line) for line in SHARED.read_text(encoding="utf-8").splitlines() if line.strip()]
        return "WikiWars", [row["text"] for row in rows if row["id"].startswith("wikiwars/")][:n]
    samples = sorted(
        (path for path in (files("dragoman") / "data" / "samples").iterdir() if path.is_file()), key=lambda path: path.name
    )
    return "samples", [path.read_text(encoding="utf-8") for path in samples if path.name.endswith((".txt", ".md"))][:n]


def measure(find: Callable[[str], object], texts: Sequence[str]) -> float:
    """Seconds of processor time for all texts, after one that warms up."""
    find(texts[0][:2000])
    start = time.process_time()
    for text in texts:
        find(text)
    return time.process_time() - start


def row(name: str, seconds: float, n: int, words: int) -> str:
    return (
        f"{name:<12}{seconds:8.3f} s  {n / seconds:8.1f} documents per second  {1e6 * seconds / words:6.1f} microseconds per word"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--documents", type=int, default=3, help="how many texts (dateparser takes seconds for each)")
    n = parser.parse_args(arguments).documents
    name, texts = load_texts(n)
    if not texts:
        print("no texts to measure on: skipped", file=sys.stderr)
        return 0
    words = sum(len(text.split()) for text in texts)
    ours = min(measure(find_dates, texts) for _ in range(10))
    print(f"{name}: {len(texts)} documents, {words} words")
    try:
        from dateparser.search import search_dates
    except ImportError:
        print(row("dragoman", ours, len(texts), words))
        print("dateparser is not installed: no ratio (pip install dateparser)", file=sys.stderr)
        return 0
    told = ours = 1e9
    for _ in range(ROUNDS):  # in turns, the best of each: other work on the machine slows now the one, now the other
        told = min(told, measure(lambda text: search_dates(text, languages=["en"]), texts))
        ours = min(ours, *(measure(find_dates, texts) for _ in range(10)))
    print(row("dragoman", ours, len(texts), words))
    print(row("dateparser", told, len(texts), words))
    print(f"ratio       {told / ours:8.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

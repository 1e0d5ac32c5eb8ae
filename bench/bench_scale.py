"""One process, two processes, Ray on one and on two nodes: the same texts, seconds, processor, memory, bytes; and equal records.

    $ make scale                                              # 600 texts, memory up to 10,000
    $ python bench/bench_scale.py --documents 5000 --memory 100000
    $ python bench/bench_scale.py --memory 0 --no-ray         # one and two processes only

Seconds of the clock say little where the machine has other work (the load is printed); seconds of processor say what a text
costs. The memory of a long stream is measured with a coder that does nothing (tests/stand_in.py), for what may grow is what is
around the coder; the memory of a worker with the real coder is printed beside it.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "cluster"))

from ray_nodes import RayNodes

from killing import list_children
from made_texts import write_rows
from same_rows import find_differences

ROOT = Path(__file__).resolve().parent.parent
DRAGOMAN = str(Path(sys.executable).with_name("dragoman"))
TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--documents", type=int, default=600)
    parser.add_argument("--sentences", type=int, default=20, help="of a text, about")
    parser.add_argument("--memory", type=int, default=10_000, help="texts of the longest stream; 0 leaves this out")
    parser.add_argument("--no-ray", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        if given.documents:
            compare(folder, given.documents, given.sentences, not given.no_ray)
        if given.memory:
            stretch(folder, given.memory)


def compare(folder: Path, n: int, sentences: int, with_ray: bool) -> None:
    """The same texts in all four ways, and what differs between the records."""
    rows = folder / "texts" / "rows.jsonl"
    rows.parent.mkdir()
    n_words = write_rows(rows, n, sentences=sentences)
    print(f"{n:,} texts, {n_words:,} words, {rows.stat().st_size:,} bytes; load {os.getloadavg()[0]:.1f}", flush=True)
    one = time_reading("one process", n_words, folder, "one.duckdb", "--workers", "1")
    two = time_reading("two processes", n_words, folder, "two.duckdb", "--workers", "2")
    print(f"  two against one: {one[0] / two[0]:.2f} (wanted: 1.8); processor {two[1] / one[1]:.2f} times")
    print(f"  rows that differ: {find_differences(folder / 'one.duckdb', folder / 'two.duckdb') or 'none'}")
    print(f"  the record: {(folder / 'one.duckdb').stat().st_size:,} bytes", flush=True)
    for n_nodes in (1, 2) if with_ray else ():
        parts = f"parts-{n_nodes}"
        with RayNodes(n_nodes) as nodes:
            words = ("--on", "ray", "--address", nodes.address, "--part-size", str(max(1, n // 12)))
            ray = time_reading(f"Ray, {n_nodes} nodes of one core", n_words, folder, parts, *words, run=nodes.run)
        print(f"  against one process: {one[0] / ray[0]:.2f}")
        files = list((folder / parts).glob("part-*/*.parquet"))
        print(f"  parts: {len(files):,} files, {sum(file.stat().st_size for file in files):,} bytes", flush=True)
        began, before = time.monotonic(), _children_seconds()
        record = folder / f"ray-{n_nodes}.duckdb"
        subprocess.run([DRAGOMAN, "import", parts, "--record", record], cwd=folder, check=True, stderr=subprocess.PIPE)
        print(f"  import: {time.monotonic() - began:.1f} s, {_children_seconds() - before:.1f} s of processor")
        print(
            f"  rows that differ: {find_differences(folder / 'one.duckdb', record) or 'none'}",
            flush=True,
        )


def time_reading(
    what: str, n_words: int, folder: Path, record: str, *words: str, run: Callable[..., subprocess.Popen[bytes]] | None = None
) -> tuple[float, float]:
    """Prints and returns seconds of the clock and of the processor (of the coding processes too) of one reading."""
    before, began = _children_seconds(), time.monotonic()
    command = [DRAGOMAN, "read", "texts", "--record", record, *words]
    options = {"cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    process = run(command, **options) if run else subprocess.Popen(command, **options)  # type: ignore[call-overload]
    peak, worker_peak = 0.0, 0.0
    while process.poll() is None:
        peak = max(peak, read_megabytes(process.pid))
        worker_peak = max([worker_peak, *map(read_megabytes, list_children(process.pid))])
        time.sleep(0.2)
    said = process.stderr.read().decode() if process.stderr else ""
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}:\n{said[-2000:]}")
    seconds, worked = time.monotonic() - began, _children_seconds() - before
    if found := re.search(r"([\d.,]+) s of processor in the workers", said):  # of Ray's, which are not our children
        worked += float(found[1].replace(",", ""))
    rates = f"{n_words / seconds:7,.0f} words/s; processor {worked:7.1f} s, {n_words / worked:6,.0f} words/s"
    print(f"{what:28} {seconds:8.1f} s, {rates}; memory {peak:,.0f} MB, of a worker {worker_peak:,.0f} MB", flush=True)
    return seconds, worked


def stretch(folder: Path, most: int) -> None:
    """The most memory of the reading process over streams of growing length, with a coder that costs nothing."""
    print("memory of the process that reads, with two workers that do nothing:")
    n = 1000
    while n <= most:
        rows = folder / "stream.jsonl"
        write_rows(rows, n, sentences=4)
        for record in (":memory:", f"stream-{n}.duckdb"):
            words = [sys.executable, str(ROOT / "tests" / "stand_in.py"), "read", str(rows), "--record", record, "--workers", "2"]
            process = subprocess.Popen(words, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            peak = 0.0
            while process.poll() is None:
                peak = max(peak, read_megabytes(process.pid))
                time.sleep(0.05)
            assert process.returncode == 0
            print(f"  {n:>9,} texts, record {record if record == ':memory:' else 'in a file':10} {peak:7,.0f} MB", flush=True)
        n *= 10


def read_megabytes(pid: int) -> float:
    """Resident memory of a process."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="utf-8").split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _children_seconds() -> float:
    """Seconds of processor of all processes that we started and that have ended, with theirs."""
    told = os.times()
    return told.children_user + told.children_system


if __name__ == "__main__":
    main()

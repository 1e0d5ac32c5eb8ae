"""Two hundred kills with the real coder: workers and drivers of `dragoman read` die at random moments, and start again.

    $ python bench/bench_kills.py                       # some ten minutes
    $ python bench/bench_kills.py --kills 40 --documents 400

Prints how many of each were killed, and what differs between the record in the end and that of a run that nobody disturbed:
nothing may. Exit status 1 where something does. The texts are sentences of the samples, drawn by a seed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from dragoman.record import open_record
from killing import kill_over_run
from made_texts import write_rows
from same_rows import find_differences

DRAGOMAN = str(Path(sys.executable).with_name("dragoman"))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--documents", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--pause", type=float, nargs=2, default=(0.5, 5.0), metavar="SECONDS", help="least and most between kills"
    )
    parser.add_argument("--drivers", type=float, default=0.1, help="share of kills that hit the driver")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_rows(folder / "rows.jsonl", given.documents, seed=given.seed)

        def start(record: str = "killed.duckdb") -> subprocess.Popen[bytes]:
            words = [DRAGOMAN, "read", "rows.jsonl", "--record", record, "--workers", "2"]
            return subprocess.Popen(words, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

        began = time.monotonic()
        if start("whole.duckdb").wait() != 0:
            sys.exit("the undisturbed run did not end well")
        print(f"undisturbed: {given.documents:,} texts in {time.monotonic() - began:,.0f} s", flush=True)
        began = time.monotonic()
        pause = (given.pause[0], given.pause[1])
        killed = kill_over_run(start, given.kills, given.seed, pause=pause, share_drivers=given.drivers)
        print(f"killed: {killed['workers']} workers, {killed['drivers']} drivers, in {time.monotonic() - began:,.0f} s")
        if sum(killed.values()) < given.kills:
            print(f"the run was over before all {given.kills} kills: give it more --documents")
        with open_record(folder / "killed.duckdb", read_only=True) as record:
            rejected = record.rejected()
            print(f"documents {record.counts().documents:,}, events {record.counts().events:,}, rejected {len(rejected)}")
        differences = find_differences(folder / "whole.duckdb", folder / "killed.duckdb")
        print(f"rows that differ from the undisturbed record: {differences or 'none'}")
        sys.exit(1 if differences or rejected else 0)


if __name__ == "__main__":
    main()

"""`dragoman read` is killed again and again at random moments, workers and driver: nothing is lost, nothing is there twice.

With a coder that needs no model. The same with the real one, two hundred kills: bench/bench_kills.py.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dragoman.record import open_record
from killing import kill_over_run
from same_rows import find_differences

SCRIPT = Path(__file__).with_name("stand_in.py")
N_KILLS = int(os.environ.get("DRAGOMAN_KILLS", "24"))
N_DOCUMENTS = 120 * N_KILLS


def start(place, record, workers=2, seconds=0.0):
    words = [sys.executable, str(SCRIPT), "read", "rows.jsonl", "--record", record, "--workers", str(workers)]
    environment = {**os.environ, "STAND_IN_SECONDS": str(seconds)}
    return subprocess.Popen(words, cwd=place, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kills")
    rng = random.Random(8)
    words = "treaty border envoy river customs harbour railway grain loan bridge".split()
    rows = [{"id": str(i), "text": f"{i} " + " ".join(rng.choices(words, k=6))} for i in range(N_DOCUMENTS)]
    rows[100]["text"] = rows[7]["text"]
    (folder / "rows.jsonl").write_text("\n".join([*map(json.dumps, rows), "{broken"]), encoding="utf-8")
    assert start(folder, "one.duckdb", 1).wait() == 1
    return folder


@pytest.mark.slow
def test_two_workers_keep_what_one_keeps(place):
    assert start(place, "two.duckdb").wait() == 1
    assert find_differences(place / "one.duckdb", place / "two.duckdb") == {}


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are found by /proc")
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_killed_workers_and_drivers_lose_nothing_and_double_nothing(place):
    def start_reading():
        return start(place, "killed.duckdb", seconds=0.01)

    began = time.monotonic()
    subprocess.run([sys.executable, "-c", "import dragoman.workers"], check=True)
    up = time.monotonic() - began  # what a worker takes to start on a machine that may be busy
    killed = kill_over_run(start_reading, N_KILLS, 1, pause=(0.1 * up, 4 * up), share_drivers=0.15, ends_with=1)
    assert sum(killed.values()) == N_KILLS, f"the run was over before all kills: {killed}"
    assert min(killed.values()) >= 1
    differences = find_differences(place / "one.duckdb", place / "killed.duckdb")
    differences.pop("rejected", None)  # the broken row is told by each run that met it
    assert differences == {}
    with open_record(place / "killed.duckdb", read_only=True) as record:
        assert [one.reason for one in record.rejected()] == ["broken JSON"]

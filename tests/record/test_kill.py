"""A process that reads is killed outright: what it said it had kept is there, whole, and a second go completes it."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dragoman.record import open_record

SCRIPT = Path(__file__).parent / "reader_to_kill.py"
N_DOCUMENTS = 300
BATCH = 10


def start_reader(path):
    return subprocess.Popen([sys.executable, SCRIPT, str(path), str(N_DOCUMENTS)], stdout=subprocess.PIPE, text=True)


def kill_after(path, n_lines, delay):
    """Kills a reader `delay` seconds after it said that it kept its n-th batch; returns how many documents it told of."""
    reader = start_reader(path)
    told = 0
    for _ in range(n_lines + 1):
        word, number = reader.stdout.readline().split()
        told = int(number) if word == "kept" else 0
    time.sleep(delay)
    reader.send_signal(signal.SIGKILL)
    rest, _ = reader.communicate()
    assert reader.returncode == -signal.SIGKILL
    for line in rest.splitlines():
        if line.startswith("kept ") and line.endswith("0"):
            told = int(line.split()[1])
    return told


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
@pytest.mark.parametrize("seed", range(2))
def test_a_killed_reading_loses_nothing_and_doubles_nothing(tmp_path, seed):
    rng = random.Random(seed)
    path = tmp_path / "a.duckdb"
    kept = 0
    for _ in range(2):  # killed twice, the second time over what the first one left
        told = kill_after(path, rng.randrange(1, 8), rng.random() * 0.03)
        with open_record(path, read_only=True) as record:
            ids = [event.id for event in record.events()]
            runs = record.runs()
        assert len(ids) == len(set(ids)), "an event is there twice"
        assert len(ids) % (3 * BATCH) == 0, "a batch is there in part"
        assert len(ids) // 3 >= kept + told, "what was committed is lost"
        assert runs[-1].finished is None
        kept = len(ids) // 3
    again = start_reader(path)
    out, _ = again.communicate()
    assert again.returncode == 0
    assert out.startswith(f"known {kept}\n")
    with open_record(path, read_only=True) as record:
        ids = [event.id for event in record.events()]
        assert sorted(ids) == [f"{i:06d}-{k}" for i in range(N_DOCUMENTS) for k in range(3)]
        assert record.runs()[-1].finished is not None
    assert start_reader(path).communicate()[0] == f"known {N_DOCUMENTS}\n", "a third go adds nothing"

"""Kills processes at random moments, as a machine without mercy does: for tests and for bench/bench_kills.py."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path


def is_alive(pid: int) -> bool:
    """Whether the process runs; one that is dead and not yet buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def list_children(pid: int) -> list[int]:
    """Processes that `pid` started and that are alive, the eldest first."""
    try:
        told = [path.read_text(encoding="utf-8") for path in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return []
    return sorted(child for line in told for child in map(int, line.split()) if is_alive(child))


def list_workers(pid: int) -> list[int]:
    """Children that are worker processes of Dragoman (multiprocessing has a process of its own to track resources)."""
    return [child for child in list_children(pid) if "spawn_main" in _read_words(child)]


def _read_words(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8").replace("\0", " ")
    except OSError:
        return ""


def kill_over_run(
    start: Callable[[], subprocess.Popen[bytes]],
    n_kills: int,
    seed: int,
    *,
    pause: tuple[float, float],
    share_drivers: float,
    ends_with: int = 0,
) -> dict[str, int]:
    """Starts the driver again and again until it ends by itself, and kills it or a worker of it `n_kills` times on the way.

    `pause`: the least and most seconds between two kills; `share_drivers`: of kills that hit the driver itself. Returns how many
    of each were killed. `ends_with`: the exit status of a driver that comes to its end.
    """
    rng = random.Random(seed)
    killed = {"workers": 0, "drivers": 0}
    driver = start()
    try:
        while driver.poll() != ends_with:
            if driver.poll() == -signal.SIGKILL:
                driver = start()
            elif driver.poll() is not None:
                raise RuntimeError(f"the driver ended with {driver.returncode}")
            elif sum(killed.values()) == n_kills:
                driver.wait()
            else:
                time.sleep(rng.uniform(*pause))
                kind = "drivers" if rng.random() < share_drivers else "workers"
                victims = [driver.pid] if kind == "drivers" else list_workers(driver.pid)
                if victims and driver.poll() is None:
                    os.kill(rng.choice(victims), signal.SIGKILL)
                    killed[kind] += 1
                    if kind == "drivers":
                        driver.wait()
    finally:
        driver.kill()
    return killed

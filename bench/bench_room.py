"""Load test of the reading room: many requests from several readers at once, against a room in a process of its own.

    python bench/bench_room.py --record demo.duckdb --requests 10000 --readers 8

The addresses are those that the pages themselves link: it begins at the front page, follows links, and asks for all it has
found again and again, in an order that a seed decides. Loopback only, and it ends by itself. Prints requests per second,
latency in milliseconds (median, 95th and 99th percentile, worst, by kind of page) and the memory of the server; the exit
status is 1 where an answer was an error.
"""

from __future__ import annotations

import argparse
import html
import http.client
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path

LINK = re.compile(rb'href="(/[^"#]*)')
MOST_REQUESTS = 1_000_000


def start_room(record: str) -> tuple[subprocess.Popen[str], int]:
    """The process and the port of a room over the record."""
    code = "import sys; from dragoman.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", code, "serve", "--record", record, "--port", "0"]
    log = Path(tempfile.mkdtemp(prefix="bench-room-")) / "log"  # a file: a pipe that nobody empties would stop the server
    with log.open("w") as out:
        process = subprocess.Popen(command, stderr=out, text=True)
    for _ in range(600):
        if found := re.search(r"127\.0\.0\.1:(\d+)", log.read_text()):
            return process, int(found[1])
        time.sleep(0.1)
    process.kill()
    sys.exit(f"the room did not open: {log.read_text()}")


def ask_page(connection: http.client.HTTPConnection, path: str) -> tuple[int, bytes]:
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.read()


def find_addresses(port: int, most: int) -> list[str]:
    """What the pages link, breadth first."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    seen: dict[str, None] = {"/": None}
    waiting = ["/"]
    while waiting and len(seen) < most:
        status, body = ask_page(connection, waiting.pop(0))
        if status == 200 and body.startswith(b"<!doctype"):
            for link in LINK.findall(body):
                path = html.unescape(link.decode())
                if path not in seen and len(seen) < most:
                    seen[path] = None
                    waiting.append(path)
    return list(seen)


def kind_of(path: str) -> str:
    found = re.match(r"/(\w*)(?:[^?]*(\.json|\.csv))?", path)
    return f"{found[1] or 'front'}{found[2] or ''}" if found else path


def read_memory(pid: int) -> float:
    """Resident megabytes of the server, at most so far; 0 where the system does not tell."""
    try:
        with open(f"/proc/{pid}/status", encoding="ascii") as status:  # noqa: PTH123 - no file of ours
            return next(int(line.split()[1]) / 1000 for line in status if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        return 0.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--record", default="demo.duckdb")
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--addresses", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    n = min(options.requests, MOST_REQUESTS)
    process, port = start_room(options.record)
    try:
        addresses = find_addresses(port, options.addresses)
        chooser = random.Random(options.seed)
        paths = [chooser.choice(addresses) for _ in range(n)]
        times: dict[str, list[float]] = defaultdict(list)
        errors: list[str] = []
        lock = threading.Lock()
        work = iter(paths)

        def read() -> None:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            while True:
                with lock:
                    path = next(work, None)
                if path is None:
                    return
                began = time.perf_counter()
                try:
                    status, _ = ask_page(connection, path)
                    fault = "" if status == 200 else f"{status} {path}"
                except (OSError, http.client.HTTPException) as error:
                    fault = f"{type(error).__name__} {path}"
                    connection.close()
                took = (time.perf_counter() - began) * 1000
                with lock:
                    times[kind_of(path)].append(took)
                    if fault:
                        errors.append(fault)

        began = time.perf_counter()
        readers = [threading.Thread(target=read) for _ in range(options.readers)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
        seconds = time.perf_counter() - began
        memory = read_memory(process.pid)
    finally:
        process.terminate()
        process.wait(timeout=30)
    print(f"{n:,} requests, {options.readers} readers at once, {len(addresses)} addresses: {n / seconds:,.0f} a second")
    print(f"{'':<16}{'n':>7}{'median':>9}{'p95':>9}{'p99':>9}{'worst':>9}   milliseconds")
    for name, took in [("all", [one for group in times.values() for one in group]), *sorted(times.items())]:
        ranked = sorted(took)
        cuts = [ranked[min(len(ranked) - 1, int(len(ranked) * share))] for share in (0.5, 0.95, 0.99, 1)]
        print(f"{name:<16}{len(ranked):>7}" + "".join(f"{cut:>9.1f}" for cut in cuts))
    print(f"memory of the server: {memory:,.0f} MB at most; errors: {len(errors)}")
    for error in errors[:10]:
        print(" ", error)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())

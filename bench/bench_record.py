"""How a large record answers: seconds of each question in a process of its own, of each page of the reading room when it is asked
for the first time and again, and the most memory that one takes.

$ python bench/make_record.py big.duckdb --events 5000000
$ python bench/bench_record.py big.duckdb
"""

from __future__ import annotations

import argparse
import html
import http.client
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench_room import ask_page, read_memory, start_room

QUESTIONS = {
    "the pair with most episodes, by year": ["relation", "{0}", "{1}", "--format", "json"],
    "the same by month": ["relation", "{0}", "{1}", "--by", "month", "--format", "json"],
    "a middling pair, table": ["relation", "{2}", "{3}"],
    "a rare pair": ["relation", "{4}", "{5}", "--format", "json"],
    "events between a middling pair": ["events", "--between", "{2}", "{3}", "--limit", "200", "--format", "jsonl"],
    "network of one state since 2010": ["network", "--actor", "{0}", "--since", "2010"],
}
# Pages, each of another pair where it is of one, so that none stands on what another has made.
PAGES = {
    "front": "/",
    "relation, the pair with most episodes": "/relation/{0}-{1}",
    "the same, by month": "/relation/{0}-{1}?by=month",
    "the same, page 2 of one category": "/relation/{0}-{1}?type=CONSULT&page=2",
    "relation since 2010, the second pair": "/relation/{2}-{3}?since=2010",
    "its JSON, the third pair": "/relation/{4}-{5}.json",
    "its CSV, the fourth pair": "/relation/{6}-{7}.csv",
    "relation, a middling pair": "/relation/{8}-{9}",
    "relation, a rare pair": "/relation/{10}-{11}",
    "brief, a middling pair": "/relation/{8}-{9}/brief",
    "brief, the fifth pair": "/relation/{12}-{13}/brief",
    "search, a word that many events have": "/search?q=drones",
    "search, a word that none has": "/search?q=zzzz",
    "search, a state": "/search?q=Albania",
    "network of all": "/network",
    "network of one state since 2010": "/network?actor={0}&since=2010",
    "its CSV": "/network.csv?actor={2}",
    "events (episodes)": "/episodes",
    "reports": "/events",
    "reports of the largest pair": "/events?between={0}-{1}",
    "documents": "/documents",
    "relations": "/relations",
    "a state": "/state/{3}",
    "an event": "event",
    "an episode": "episode",
    "a document": "document",
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
        middling, rare = links[len(links) // 10], links[-1]
        chosen = [links[0], middling, rare]
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
    ask_pages(path, [code for link in (*links[:4], middling, rare, links[4]) for code in (link.one, link.other)])


def ask_pages(path: str, states: list[str]) -> None:
    """Each page when it is asked for the first time, and again: seconds, and of processor time of the server."""
    process, port = start_room(path)
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while b"being counted" in ask_page(connection, "/")[1]:  # once for a record, in a thread aside
            time.sleep(0.5)
        found: dict[str, str] = {}
        for what, address in PAGES.items():
            page = found.get(address, address).format(*states)
            walls, works = [], []
            for _ in range(2):
                before, began = read_work(process.pid), time.perf_counter()
                status, body = ask_page(connection, page)
                walls.append(time.perf_counter() - began)
                works.append(read_work(process.pid) - before)
                assert status == 200 or (status == 404 and page.endswith("/brief")), f"{status} {page}"
            if status == 404:  # the made record has no texts to cite
                print(f"no brief: {what}")
                continue
            for link in re.findall(r'href="(/(?:event|episode|document)/[^"#?]+)', body.decode("utf-8", "replace")):
                found.setdefault(link.split("/")[1], html.unescape(link))
            print(f"{walls[0]:>6.2f} s, {works[0]:>5.2f} s of processor; again {walls[1]:>5.3f} s    {what}")
        print(f"most memory of the room: {read_memory(process.pid):,.0f} MB")
    finally:
        process.terminate()
        process.wait(timeout=30)


def read_work(pid: int) -> float:
    """Seconds of processor time that a process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def ask(what: str, command: list[str]) -> None:
    """Runs a command three times, with its modules compiled as an installation has them; prints the quickest, with the seconds of
    processor time, as other work disturbs."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env["PYTHONPYCACHEPREFIX"] = str(Path(tempfile.gettempdir()) / "dragoman-bench-modules")
    walls, works = [], []
    for _ in range(3):
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=env)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        walls.append(time.perf_counter() - began)
        works.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    print(f"{min(walls):>6.2f} s, {min(works):>5.2f} s of processor    {what}")


if __name__ == "__main__":
    main()

"""A Ray cluster of several nodes on this machine, each with processes of its own, to be killed; also one in each of two network
namespaces, which see each other as two hosts do. Used by the tests and by bench/bench_scale.py.

>>> with RayNodes(2) as nodes:
...     nodes.address
'127.0.0.1:6411'
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from killing import is_alive, list_children

BIN = Path(sys.executable).parent
STORE = 100_000_000  # bytes of a node's object store
QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_worker_niceness": "0", "RAY_DISABLE_IMPORT_WARNING": "1"}
# These nodes listen here alone and ask for no token, whatever an earlier run has left at home.
QUIET["RAY_AUTH_MODE"] = "disabled"


class RayNodes:
    """`n` nodes of one processor each; `hosts` puts each of them into a network namespace of its own (needs root)."""

    def __init__(self, n: int, *, hosts: bool = False, cpus: int = 1) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="ray-", dir="/tmp"))
        self.hosts = hosts
        self.cpus = cpus
        self.spaces: list[str] = []
        self.processes: list[subprocess.Popen[bytes]] = []
        self.port = _find_port()
        self.address = f"10.77.0.1:{self.port}" if hosts else f"127.0.0.1:{self.port}"
        try:
            if hosts:
                self._join_hosts(n)
            for _ in range(n):
                self.start()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def start(self) -> None:
        """One node more, the first of all being the head; returns when it is up."""
        i = len(self.processes)
        words = ["start", "--block", f"--num-cpus={self.cpus}", f"--object-store-memory={STORE}"]
        if i == 0:
            words += ["--head", f"--port={self.port}", "--include-dashboard=false", f"--temp-dir={self.folder}"]
        else:
            words += [f"--address={self.address}"]
        if self.hosts:
            words += [f"--node-ip-address=10.77.0.{i + 1}"]
        with (self.folder / f"node-{i}.log").open("wb") as log:
            self.processes.append(self.run([str(BIN / "ray"), *words], i, stdout=log, stderr=log))
        self._wait_for_nodes(i + 1)

    def run(self, words: list[str], node: int = 0, **options: object) -> subprocess.Popen[bytes]:
        """A process on the host of that node."""
        inside = ["ip", "netns", "exec", self.spaces[node]] if self.hosts else []
        environment = {**os.environ, **QUIET, "RAY_NODE_IP": ""}
        return subprocess.Popen([*inside, *words], env=environment, start_new_session=True, **options)  # type: ignore[call-overload,no-any-return]

    def kill(self, node: int) -> None:
        """Kills all processes of a node at once, as when its plug is pulled."""
        for pid in _list_descendants(self.processes[node].pid):
            _kill(pid)
        self.processes[node].wait()

    def close(self) -> None:
        for i in reversed(range(len(self.processes))):
            self.kill(i)
        for space in self.spaces:
            subprocess.run(["ip", "netns", "del", space], check=False)
        if self.spaces:
            subprocess.run(["ip", "link", "del", "dragoman-br"], check=False, stderr=subprocess.DEVNULL)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _wait_for_nodes(self, n: int) -> None:
        """Until the head tells of so many live nodes."""
        code = (
            "import ray, logging\n"
            f"ray.init(address={self.address!r}, log_to_driver=False, logging_level=logging.ERROR)\n"
            "print(sum(node['Alive'] for node in ray.nodes()))"
        )
        last = None
        for _ in range(60):
            asked = self.run([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            out, last = asked.communicate()
            if out.strip() == str(n).encode():
                return
            if any(process.poll() is not None for process in self.processes):
                break
            time.sleep(0.5)
        log = (self.folder / f"node-{n - 1}.log").read_text(encoding="utf-8", errors="replace")
        raise RuntimeError(f"node {n} did not come up:\n{log[-2000:]}\n{last!r}")

    def _join_hosts(self, n: int) -> None:
        """Network namespaces on one bridge: 10.77.0.1, 10.77.0.2 and so on."""
        _ip("link", "add", "dragoman-br", "type", "bridge")
        _ip("link", "set", "dragoman-br", "up")
        for i in range(n):
            space = f"dragoman-{i}"
            _ip("netns", "add", space)
            self.spaces.append(space)
            _ip("link", "add", f"dragoman-v{i}", "type", "veth", "peer", "name", "eth0", "netns", space)
            _ip("link", "set", f"dragoman-v{i}", "master", "dragoman-br", "up")
            _ip("-n", space, "addr", "add", f"10.77.0.{i + 1}/24", "dev", "eth0")
            _ip("-n", space, "link", "set", "eth0", "up")
            _ip("-n", space, "link", "set", "lo", "up")


def may_make_hosts() -> str | None:
    """None where network namespaces can be made and joined, else why not."""
    if not shutil.which("ip"):
        return "there is no `ip` command"
    if os.geteuid() != 0:
        return "network namespaces need root"
    tried = [
        ("netns", "add", "dragoman-try"),
        ("link", "add", "dragoman-t", "type", "veth", "peer", "name", "eth0", "netns", "dragoman-try"),
        ("link", "add", "dragoman-tb", "type", "bridge"),
    ]
    failed = None
    for words in tried:
        done = subprocess.run(["ip", *words], check=False, capture_output=True, text=True)
        failed = failed or (f"ip {' '.join(words[:2])}: {done.stderr.strip()}" if done.returncode else None)
    for words in (("netns", "del", "dragoman-try"), ("link", "del", "dragoman-tb")):
        subprocess.run(["ip", *words], check=False, capture_output=True)
    return failed


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


def _find_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _list_descendants(pid: int) -> list[int]:
    return [pid, *(below for child in list_children(pid) for below in _list_descendants(child))]


def _kill(pid: int) -> None:
    if is_alive(pid):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            return

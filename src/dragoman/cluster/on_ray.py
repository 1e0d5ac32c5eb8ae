"""The work on a Ray cluster, by Ray Data: files are marked by tasks, parts are coded by a pool of actors, each with its model.

Ray starts what a dead worker or node had in hand anew on another; what the driver had in hand when it died is found in the
folder. All machines see the texts and the folder under the same paths.

>>> Ray("10.0.0.1:6379", workers=8).mark([Source("a.jsonl", True)], Settings())
[Marks(...)]
"""

from __future__ import annotations

import logging
import os
import re
import socket
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from dragoman.cluster.here import make_crew, run_here
from dragoman.cluster.parts import Coder, PartDone, code_part
from dragoman.cluster.plan import Marks, Part, Settings, Source
from dragoman.cluster.slices import mark_file
from dragoman.errors import DragomanError, UsageError

FILES_PER_TASK = 64
OUR_ERROR = re.compile(r"dragoman\.errors\.\w+: (.+)")  # in the traceback that Ray makes of an error of a worker
MARKED_HERE = 20_000_000  # bytes


def show_token() -> None:
    """Has Ray show a cluster the token of this user, if there is one.

    A run of this machine alone leaves one at home, every cluster that is started afterwards asks for it, and Ray by itself does
    not show it; a cluster without tokens does not mind.
    """
    home = Path(os.environ.get("RAY_AUTH_TOKEN_PATH") or Path.home() / ".ray" / "auth_token")
    if "RAY_AUTH_MODE" not in os.environ and ("RAY_AUTH_TOKEN" in os.environ or home.is_file()):
        os.environ["RAY_AUTH_MODE"] = "token"


class Ray:
    """A cluster: the one at `address` (host:port, or `auto` for that of this machine), or else this machine alone while we run.

    `workers`: at most so many actors, by default one for each processor of the cluster.
    """

    def __init__(self, address: str | None = None, workers: int | None = None) -> None:
        if address is not None:
            show_token()
        ray = _load_ray()
        _check_address(address)
        for name in ("ray", "ray.data"):
            logging.getLogger(name).setLevel(logging.ERROR)
        try:
            ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR)
        except (ConnectionError, RuntimeError, ValueError, TimeoutError) as error:
            raise UsageError(f"there is no Ray cluster at --address {address} ({_first_line(error)})") from error
        ray.data.DataContext.get_current().enable_progress_bars = False
        self.workers = workers or max(1, int(ray.cluster_resources().get("CPU", 1)))

    def close(self) -> None:
        _load_ray().shutdown()

    def mark(self, sources: Sequence[Source], settings: Settings) -> list[Marks]:
        """The marks of each file, in order."""
        if sum(map(_measure, sources)) < MARKED_HERE:  # done sooner than a task starts
            return run_here.mark(sources, settings)
        rows = [{"place": i, "source": msgspec.json.encode(source)} for i, source in enumerate(sources)]
        n_blocks = max(1, min(len(rows), max(self.workers, len(rows) // FILES_PER_TASK)))
        data = _load_ray().data.from_items(rows, override_num_blocks=n_blocks)
        marked = data.map_batches(_mark_batch, batch_size=FILES_PER_TASK, fn_kwargs={"settings": msgspec.json.encode(settings)})
        found = {row["place"]: msgspec.msgpack.decode(row["marks"], type=Marks) for row in _list_rows(marked)}
        return [found[i] for i in range(len(sources))]

    def code(self, parts: Sequence[Part], settings: Settings, folder: Path, coder: Coder) -> Iterator[PartDone]:
        """The manifests of the parts, as they get done."""
        if not parts:
            return
        rows = [{"part": msgspec.json.encode(part)} for part in parts]
        ray_data = _load_ray().data
        data = ray_data.from_items(rows, override_num_blocks=len(rows))
        words = {"settings": msgspec.json.encode(settings), "folder": str(folder.absolute()), "coder": msgspec.json.encode(coder)}
        pool = ray_data.ActorPoolStrategy(min_size=1, max_size=min(self.workers, len(parts)), max_tasks_in_flight_per_actor=1)
        done = data.map_batches(PartCoder, fn_constructor_kwargs=words, batch_size=1, num_cpus=1, compute=pool)
        for row in _list_rows(done):
            yield msgspec.json.decode(row["done"], type=PartDone)


class PartCoder:
    """The actor: it reads and writes parts; a process of its own holds the model, which a bad text may crash."""

    def __init__(self, settings: bytes, folder: str, coder: bytes) -> None:
        self.settings = msgspec.json.decode(settings, type=Settings)
        self.folder = Path(folder)
        self.coder = msgspec.json.decode(coder, type=Coder)
        self.coder.check()
        _enter(self.settings)
        vars(sys.modules["__main__"]).pop("__file__", None)  # else the process that codes would load Ray again
        self.crew = make_crew(self.settings)

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        parts = [msgspec.json.decode(part, type=Part) for part in batch["part"]]
        done = [code_part(part, self.settings, self.folder, self.coder, self.crew) for part in parts]
        return {"done": [msgspec.json.encode(one) for one in done]}


def _mark_batch(batch: dict[str, Any], settings: bytes) -> dict[str, Any]:
    chosen = msgspec.json.decode(settings, type=Settings)
    _enter(chosen)
    marks = [mark_file(msgspec.json.decode(source, type=Source), chosen) for source in batch["source"]]
    return {"place": batch["place"], "marks": [msgspec.msgpack.encode(one) for one in marks]}


def _enter(settings: Settings) -> None:
    """Goes to the folder where relative paths begin; this process is Ray's and does nothing else."""
    try:
        os.chdir(settings.folder)
    except OSError as error:
        raise DragomanError(f"{settings.folder} is not there on every machine; texts and parts lie on a shared path") from error


def _list_rows(data: Any) -> Iterator[dict[str, Any]]:
    """The rows of a dataset as they come; an error meant for a person as itself."""
    ray = _load_ray()
    try:
        yield from data.iter_rows()
    except ray.exceptions.RayError as error:
        if told := OUR_ERROR.search(str(error)):
            raise DragomanError(told[1]) from error
        raise


def _load_ray() -> Any:
    try:
        import ray
        import ray.data
        import ray.exceptions
    except ImportError as error:
        raise UsageError("--on ray needs Ray: pip install 'dragoman[ray]'") from error
    return ray


def _check_address(address: str | None) -> None:
    """UsageError where nobody listens: Ray itself would end the whole program."""
    host, _, port = (address or "").rpartition(":")
    if not host or not port.isdigit():
        return
    try:
        socket.create_connection((host, int(port)), timeout=10).close()
    except OSError as error:
        raise UsageError(f"there is no Ray cluster at --address {address} ({error.strerror or error})") from error


def _measure(source: Source) -> int:
    try:
        return Path(source.path).stat().st_size
    except (OSError, ValueError):
        return 0  # will be rejected where it is read


def _first_line(error: BaseException) -> str:
    return str(error).strip().split("\n")[0][:200]

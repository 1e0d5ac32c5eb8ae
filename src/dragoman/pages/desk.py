"""Texts that a reader gives to the room -> the record, read by a process beside the server, one job after the other.

The process loads the coder once, and ends itself when there was nothing to do for ten minutes. It holds the record only
while it writes, for a moment every few texts; so pages stay readable and another `dragoman read` waits or is waited for.

    >>> job = desk.submit(parcel, published="1995-02-20"); desk.find(job).state
    'waiting'
"""

from __future__ import annotations

import contextlib
import multiprocessing
import secrets
import shutil
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Literal

import msgspec

from dragoman.errors import DragomanError, RecordError, UsageError
from dragoman.pages.settings import RoomSettings
from dragoman.pages.uploads import Parcel

State = Literal["waiting", "starting", "reading", "done", "failed", "stopped"]
IDLE_SECONDS = 600.0
BATCH_TEXTS = 20
BATCH_SECONDS = 5.0


class Task(msgspec.Struct, frozen=True):
    """What the process is told: files to read, and the record to put them into."""

    folder: str
    names: dict[str, str]
    published: str | None
    record: str
    lock_seconds: float


class ReadText(msgspec.Struct, frozen=True):
    """A text that is in the record now."""

    id: str
    title: str | None
    n_events: int
    n_stances: int
    n_findings: int
    known: bool


class Left(msgspec.Struct, frozen=True):
    """An input that was not read, and why."""

    where: str
    reason: str


class Progress(msgspec.Struct, frozen=True):
    """How far a job is. `n_texts` is 0 until all files are opened; `message`: what a person should know."""

    state: State
    n_texts: int = 0
    n_done: int = 0
    n_words: int = 0
    texts: tuple[ReadText, ...] = ()
    left: tuple[Left, ...] = ()
    message: str | None = None


class Job:
    """One upload; `progress` is replaced as it goes on."""

    def __init__(self, parcel: Parcel, published: str | None) -> None:
        self.id = secrets.token_urlsafe(12).replace("-", "a").replace("_", "b")
        self.parcel = parcel
        self.published = published
        self.refused = tuple(Left(one.name, one.reason) for one in parcel.refused)
        self.progress = Progress("waiting", left=self.refused)
        self.asked_to_stop = False

    @property
    def is_over(self) -> bool:
        return self.progress.state in ("done", "failed", "stopped")


class Desk:
    """Takes jobs and sees that they are read, one at a time. `on_write` is called when a job has written the record."""

    def __init__(self, record_path: str, settings: RoomSettings, on_write: Callable[[], None] = lambda: None) -> None:
        self.record_path = str(Path(record_path).absolute())
        self.settings = settings
        self.on_write = on_write
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._wake = threading.Condition()
        self._closed = False
        self._changing = threading.Lock()  # guards the two below
        self._process: Any = None
        self._connection: Connection | None = None
        self._thread = threading.Thread(target=self._serve, daemon=True, name="desk")
        self._thread.start()

    def submit(self, parcel: Parcel, published: str | None) -> Job:
        """Puts a job at the end of the row; UsageError where the row is full."""
        with self._wake:
            if sum(not job.is_over for job in self._jobs.values()) > self.settings.jobs_waiting:
                raise UsageError("too many readings are waiting; try again when one is done")
            job = Job(parcel, published)
            self._jobs[job.id] = job
            for old in [old for old in self._jobs.values() if old.is_over][: max(0, len(self._jobs) - self.settings.jobs_kept)]:
                del self._jobs[old.id]
            self._wake.notify_all()
            return job

    def find(self, id: str) -> Job | None:  # noqa: A002 - the name of the field
        with self._wake:
            return self._jobs.get(id)

    def list(self) -> list[Job]:
        """Jobs, the newest first."""
        with self._wake:
            return list(reversed(self._jobs.values()))

    def stop(self, job: Job) -> None:
        """Ends a job; what it has read so far is kept."""
        job.asked_to_stop = True
        with self._wake:
            if job.progress.state == "waiting":
                job.progress = msgspec.structs.replace(job.progress, state="stopped")
                shutil.rmtree(job.parcel.folder, ignore_errors=True)

    def close(self) -> None:
        """Ends the process; what it has not committed is lost."""
        with self._wake:
            self._closed = True
            self._wake.notify_all()
        self._end_process()
        self._thread.join(timeout=10)
        for job in self._jobs.values():
            shutil.rmtree(job.parcel.folder, ignore_errors=True)

    # ------------------------------------------------------------------------- the thread

    def _serve(self) -> None:
        while True:
            with self._wake:
                job = next((job for job in self._jobs.values() if job.progress.state == "waiting"), None)
                if self._closed:
                    return
                if job is None:
                    self._wake.wait()
                    continue
                job.progress = msgspec.structs.replace(job.progress, state="starting")
            try:
                self._run(job)
            except Exception as error:  # noqa: BLE001 - shown to the reader; the desk must live on for the next job
                job.progress = msgspec.structs.replace(job.progress, state="failed", message=f"{type(error).__name__}: {error}")
            shutil.rmtree(job.parcel.folder, ignore_errors=True)

    def _run(self, job: Job) -> None:
        parcel = job.parcel
        task = Task(str(parcel.folder), parcel.names, job.published, self.record_path, self.settings.lock_seconds)
        connection = self._send(task)
        try:
            while not job.is_over:
                if job.asked_to_stop:
                    self._end_process()
                    job.progress = msgspec.structs.replace(
                        job.progress, state="stopped", message="Stopped; what was read is kept."
                    )
                    break
                if connection.poll(0.2):
                    told: Progress = connection.recv()
                    job.progress = msgspec.structs.replace(told, left=(*job.refused, *told.left))
        except (EOFError, OSError):
            self._end_process()
            if not job.is_over:
                message = "The process that read it died (out of memory?). What it had read before is in the record."
                job.progress = msgspec.structs.replace(job.progress, state="failed", message=message)
        if job.progress.texts:
            self.on_write()

    def _send(self, task: Task) -> Connection:
        """Hands the task to the process, a new one where the old one has ended."""
        if self._connection is not None:
            with contextlib.suppress(OSError):
                self._connection.send(task)
                return self._connection
        self._end_process()
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        with self._changing:
            if self._closed:
                raise EOFError
            process = context.Process(target=_work, args=(theirs,), daemon=True, name="dragoman desk")
            process.start()
            self._process, self._connection = process, ours
        theirs.close()
        ours.send(task)
        return ours

    def _end_process(self) -> None:
        with self._changing:
            process, self._process = self._process, None
            connection, self._connection = self._connection, None
        if process is not None:
            process.terminate()
            process.join(timeout=10)
            if process.is_alive():
                process.kill()
        if connection is not None:
            connection.close()


# ------------------------------------------------------------------------------- the process


def _work(connection: Connection) -> None:
    """Body of the process: tasks in, progress out, until nothing comes for a long time or the server is gone."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's to handle
    coder: Any = None
    with contextlib.suppress(EOFError, OSError):
        while connection.poll(IDLE_SECONDS):
            task = connection.recv()
            if coder is None:
                from dragoman.workers import load_coder

                coder = load_coder()
            for progress in read_task(task, coder):
                connection.send(progress)


def read_task(task: Task, coder: Any) -> Iterator[Progress]:
    """Reads the files of a task into the record, and says how far it is."""
    from dragoman.intake import read_documents
    from dragoman.types import Reading, Rejected
    from dragoman.workers import code_one

    folder = Path(task.folder)
    paths = [str(folder / name) for name in sorted(task.names)]
    items = list(read_documents(paths, published=task.published))
    left = tuple(Left(_name_input(task, one.where), f"{one.reason}: {one.detail}") for one in items if isinstance(one, Rejected))
    docs = [one for one in items if not isinstance(one, Rejected)]
    progress = Progress("reading", n_texts=len(docs), left=left)
    yield progress
    texts: list[ReadText] = []
    batch: list[Reading] = []
    n_words, last = 0, time.monotonic()
    for i, doc in enumerate(docs, start=1):
        answer = code_one(coder, doc)
        if isinstance(answer, Rejected):
            progress = msgspec.structs.replace(progress, left=(*progress.left, Left(doc.title or doc.id, answer.detail)))
        else:
            batch.append(answer)
            n_words += answer.n_words
        progress = msgspec.structs.replace(progress, n_done=i, n_words=n_words)
        if i == len(docs) or len(batch) >= BATCH_TEXTS or time.monotonic() - last >= BATCH_SECONDS:
            try:
                texts += keep_readings(task, batch)
            except DragomanError as error:
                yield msgspec.structs.replace(progress, state="failed", message=f"{str(error)[:1].upper()}{str(error)[1:]}.")
                return
            batch, last = [], time.monotonic()
            progress = msgspec.structs.replace(progress, texts=tuple(texts))
        yield progress
    yield msgspec.structs.replace(progress, state="done")


def keep_readings(task: Task, batch: list[Any]) -> list[ReadText]:
    """Adds readings to the record, which it holds for that moment only; waits where another process writes."""
    from dragoman import __version__
    from dragoman.pipeline import hash_data
    from dragoman.record import open_record
    from dragoman.relations import merge_reports

    if not batch:
        return []
    until = time.monotonic() + task.lock_seconds
    while True:
        try:
            record = open_record(task.record)
            break
        except RecordError as error:
            if "in use by" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.5)
    with record:
        run = record.begin_run({"read in": "the reading room", "published": task.published}, __version__, hash_data())
        known = record.known([reading.document for reading in batch], record.coder(run))
        record.add(batch, [], run)
        record.end_run(run)
        merge_reports(record)
    return [
        ReadText(
            one.document.id, one.document.title, len(one.events), len(one.stances), len(one.findings), one.document.id in known
        )
        for one in batch
    ]  # fmt: skip


def _name_input(task: Task, where: str) -> str:
    """The name that an input came under, in place of ours; 'path:12' keeps its line."""
    path, colon, line = where.rpartition(":")
    file, rest = (path, f", line {line}") if colon and line.isdigit() else (where, "")
    name = file.replace("\\", "/").rpartition("/")[2]
    return task.names.get(name, "a text") + rest

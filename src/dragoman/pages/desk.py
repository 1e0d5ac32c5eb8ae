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
from collections import OrderedDict
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from dragoman.errors import UsageError
from dragoman.pages.read_in import Left, Progress, Task, work
from dragoman.pages.settings import RoomSettings
from dragoman.pages.uploads import Parcel

if TYPE_CHECKING:
    from dragoman.second import LanguageModel


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

    def __init__(
        self,
        record_path: str,
        settings: RoomSettings,
        on_write: Callable[[], None] = lambda: None,
        reader: LanguageModel | None = None,
    ) -> None:
        self.reader = reader
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
        task = Task(
            str(parcel.folder), parcel.names, job.published, self.record_path, self.settings.lock_seconds,
            most_bytes=self.settings.unpacked_bytes, most_files=self.settings.upload_files, reader=self.reader,
        )  # fmt: skip
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
            process = context.Process(target=work, args=(theirs,), daemon=True, name="dragoman desk")
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

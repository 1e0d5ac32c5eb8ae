"""Worker processes, each served by a thread of the parent that hands it documents and takes back one answer per document.

So a dead worker names its victim: the document after the last answer. It is tried again in a fresh worker, and set aside after
TRIES deaths, for a worker may be killed for reasons that are not the document's. One that takes too long is set aside at once.

    >>> code_one(len, Document("d1", "")).reason
    'coder failed'
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import connection
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from dragoman.errors import DragomanError
from dragoman.types import Document, Reading, Rejected

Coder = Callable[[Document], Reading]

FAILED = "coder failed"
CRASHED = "crashed the coder"
TOO_LONG = "took too long"

WARM_UP = Document("warm-up", "Peru signed a treaty with Chile on 3 June 1929.")
TRIES = 3  # workers that a document may cost
START_TRIES = 5  # workers that may die in a row while they load their model
START_KILLS = 20  # the same, where they are killed from outside
LIMIT_CHARS = 50_000  # characters that the time limit is for; a longer text, as a book, has more time in proportion
BACKSTOP = 3  # times the limit after which the system ends a worker, for a worker whose parent is gone

# Parallelism is over documents; threads of linear algebra would only fight over the same cores.
SINGLE_THREADED = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def code_one(coder: Coder, doc: Document) -> Reading | Rejected:
    """The coder's Reading, or a Rejected that names the exception and its place."""
    try:
        return coder(doc)
    except DragomanError:
        raise
    except Exception as error:  # noqa: BLE001  a defect costs one text and is shouted in the summary
        frames = traceback.extract_tb(error.__traceback__)
        ours = [frame for frame in frames if "dragoman" in Path(frame.filename).parts and frame.name != "code_one"]
        frame = (ours or frames)[-1]
        place = f"{'/'.join(Path(frame.filename).parts[-2:])}:{frame.lineno}"
        detail = f"{type(error).__name__} at {place}: {str(error)[:200]}; please report this with the text"
        return Rejected(f"document {doc.id}", FAILED, detail)


def allow_seconds(limit: float | None, doc: Document) -> float | None:
    """How long the document may take, by a limit for LIMIT_CHARS characters.

    >>> allow_seconds(60, Document("d1", "a" * 100_000))
    120.0
    """
    return limit * max(1.0, len(doc.text) / LIMIT_CHARS) if limit else None


def reject_slow(doc: Document, limit: float | None) -> Rejected:
    """What is said of a document that took more than it may by this limit."""
    limit = allow_seconds(limit, doc) or 0
    detail = f"it took more than {limit:g} s; raise --time-limit, or cut the text; if it is short, please report it"
    return Rejected(f"document {doc.id}", TOO_LONG, detail)


class Chunk:
    """Documents that one worker codes in a row, with other items among them that keep their places."""

    def __init__(self, items: Sequence[Document | Rejected]) -> None:
        self.items = items
        self.documents = [item for item in items if isinstance(item, Document)]
        self.size = sum(len(doc.text) for doc in self.documents)
        self.answers: list[Reading | Rejected] = []
        self.error: BaseException | None = None
        self.done = False

    def take_answers(self) -> Iterator[Reading | Rejected]:
        """An answer for each item, in order; raises what kept the worker from answering."""
        answers = iter(self.answers)
        for item in self.items:
            answer = item if isinstance(item, Rejected) else next(answers, None)
            if answer is None:
                break
            yield answer
        if self.error is not None:
            raise self.error


class Worker:
    """One process with its pipe."""

    def __init__(self, process: Any, pipe: Connection) -> None:
        self.process = process
        self.pipe = pipe

    def kill(self) -> None:
        self.process.kill()
        self.process.join(timeout=10)
        self.pipe.close()


class Crew:
    """`workers` processes that code what is handed over; `time_limit` in seconds for a document (`allow_seconds`), or None."""

    def __init__(self, workers: int, make_coder: Callable[[], Coder], time_limit: float | None = None) -> None:
        self.workers = workers
        self.make_coder = make_coder
        self.time_limit = time_limit
        self.n_open = 0  # chunks handed over and not done
        self._todo: SimpleQueue[Chunk | None] = SimpleQueue()
        self._changed = threading.Condition()  # guards `n_open`, `_processes` and `_stopped`
        self._stopped = False
        self._processes: list[Any] = []
        self._threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(workers)]
        for thread in self._threads:
            thread.start()

    def hand_over(self, chunk: Chunk) -> None:
        with self._changed:
            self.n_open += 1
        self._todo.put(chunk)

    def wait(self, until: Callable[[], bool]) -> None:
        """Returns when `until()` holds; it is asked whenever a chunk is done."""
        with self._changed:
            self._changed.wait_for(until)

    def pids(self) -> list[int]:
        """The processes that are alive."""
        with self._changed:
            return [process.pid for process in self._processes if process.is_alive()]

    def stop(self) -> None:
        """Ends all workers at once; what they have not answered is lost."""
        with self._changed:
            self._stopped = True
            for process in self._processes:
                process.kill()
        for _ in self._threads:
            self._todo.put(None)
        for thread in self._threads:
            thread.join(timeout=10)
        for process in self._processes:
            process.join(timeout=10)

    def _serve(self) -> None:
        worker: Worker | None = None
        while (chunk := self._todo.get()) is not None and not self._stopped:
            try:
                worker = self._code_chunk(chunk, worker)
            except BaseException as error:  # noqa: BLE001  who waits for the chunk raises it
                chunk.error, worker = error, None
            with self._changed:
                chunk.done = True
                self.n_open -= 1
                self._changed.notify_all()
        if worker is not None:
            worker.pipe.close()  # it ends when its pipe does

    def _code_chunk(self, chunk: Chunk, worker: Worker | None) -> Worker | None:
        """Gets an answer for every document of the chunk; returns the worker that is alive then."""
        left = deque(chunk.documents)
        n_deaths = 0  # on the first document of `left`
        while left and not self._stopped:
            worker = worker or self._start_worker()
            try:
                worker.pipe.send(list(left))
                while left:
                    if not worker.pipe.poll(allow_seconds(self.time_limit, left[0])):
                        worker.kill()
                        worker, n_deaths = None, 0
                        chunk.answers.append(reject_slow(left.popleft(), self.time_limit))
                        break
                    answer = worker.pipe.recv()
                    if isinstance(answer, BaseException):
                        raise answer
                    chunk.answers.append(answer)
                    left.popleft()
                    n_deaths = 0
            except (EOFError, OSError):
                worker = None
                n_deaths += 1
                if n_deaths == TRIES and not self._stopped:
                    doc = left.popleft()
                    detail = f"the process that coded it died {TRIES} times (out of memory?); please report this with the text"
                    chunk.answers.append(Rejected(f"document {doc.id}", CRASHED, detail))
                    n_deaths = 0
        return worker

    def _start_worker(self) -> Worker:
        n_died = n_killed = 0
        while n_died < START_TRIES and n_killed < START_KILLS:
            worker = self._start_process()
            try:
                ready = worker.pipe.recv()
            except (EOFError, OSError):
                worker.process.join(timeout=10)
                killed = worker.process.exitcode == -getattr(signal, "SIGKILL", 9)
                n_killed, n_died = n_killed + killed, n_died + (not killed)
                continue
            if isinstance(ready, BaseException):
                raise ready
            return worker
        raise DragomanError(
            f"{n_died + n_killed} worker processes in a row died while they started (out of memory?); "
            "try again with fewer --workers"
        )

    def _start_process(self) -> Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        words = (theirs, self.make_coder, self.time_limit)
        process = context.Process(target=_work, args=words, daemon=True, name="dragoman worker")
        with self._changed:
            if self._stopped:
                raise DragomanError("stopped")  # nobody waits for this chunk any more
            with _quiet_start():
                process.start()
            self._processes = [other for other in self._processes if other.is_alive()] + [process]
        theirs.close()  # else the end of the worker would not end the pipe
        return Worker(process, ours)


# ------------------------------------------------------------------ in the worker


def _work(pipe: Connection, make_coder: Callable[[], Coder], time_limit: float | None) -> None:
    """Body of a worker process: chunks of documents in, one answer each out, until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        coder = make_coder()
        code_one(coder, WARM_UP)  # loads what is loaded late, before the first document is timed
    except BaseException as error:  # noqa: BLE001  raised in the parent, where a person sees it
        pipe.send(_make_portable(error))
        return
    try:
        pipe.send(None)
        while True:
            for doc in pipe.recv():
                _set_alarm(allow_seconds(time_limit, doc))
                try:
                    answer: Any = code_one(coder, doc)
                except DragomanError as error:
                    answer = _make_portable(error)
                _set_alarm(None)
                pipe.send(answer)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the parent is done, or gone


def _end_with_parent() -> None:
    """A parent that was killed closes no pipe that a worker in the middle of a text would look at."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _set_alarm(time_limit: float | None) -> None:
    """The system ends this process long after the parent should have; no thread runs where C code hangs."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, BACKSTOP * (time_limit or 0))


def _make_portable(error: BaseException) -> BaseException:
    """An error meant for a person as it is; any other with its traceback, which would not survive the way to the parent."""
    if isinstance(error, DragomanError):
        return error
    return RuntimeError(f"a worker process could not start:\n{''.join(traceback.format_exception(error))}")


@contextmanager
def _quiet_start() -> Iterator[None]:
    """While a process starts: it inherits a blocked Ctrl-C, so that none hits it half awake, and single-threaded BLAS."""
    before = {name: os.environ.get(name) for name in SINGLE_THREADED}
    os.environ.update(dict.fromkeys(SINGLE_THREADED, "1"))
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if hasattr(signal, "pthread_sigmask") else None
    try:
        yield
    finally:
        if mask is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value

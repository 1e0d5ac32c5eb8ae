"""Documents in, Readings out, in the same order, over several processes; what one document breaks costs that document.

Each worker process is served by a thread of the parent, which hands it a chunk of documents and takes back one answer
per document. So a dead worker names its victim: the document after the last answer. It gets a second try in a fresh
worker; the second death is a Rejected. Chunks hold about the same amount of text, and only so many are under way that
memory stays flat whatever the length of the input.

    >>> list(code_documents([], workers=1))
    []
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from dragoman.errors import DragomanError
from dragoman.types import Document, Reading, Rejected

Coder = Callable[[Document], Reading]

CHUNK_CHARS = 30_000  # about half a second of coding: small enough to balance, large enough to hide the hand-over
CHUNK_DOCUMENTS = 100
CHUNKS_PER_WORKER = 4  # under way at a time: the others go on while one worker has a long document
FAILED = "coder failed"
CRASHED = "crashed the coder"

# Parallelism is over documents; threads of linear algebra would only fight over the same cores.
SINGLE_THREADED = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def code_documents(
    documents: Iterable[Document | Rejected], *, workers: int = 1, make_coder: Callable[[], Coder] | None = None
) -> Generator[Reading | Rejected, None, None]:
    """A Reading per Document, lazily, in order; a Rejected passes through unchanged, in its place.

    `workers`: number of processes; 1 codes in this process. `make_coder` (picklable) is called once per worker and gives
    the coder; by default `dragoman.pipeline.code_document`. An exception of the coder becomes a Rejected with the reason
    FAILED, a death of its process one with the reason CRASHED. Raises what `make_coder` raises.
    """
    make_coder = make_coder or load_coder
    if workers <= 1:
        yield from _code_here(documents, make_coder)
        return
    chunks = _make_chunks(documents)
    head = list(itertools.islice(chunks, 2))
    if len(head) < 2:  # so little text is coded sooner than a process starts
        yield from _code_here((item for chunk in head for item in chunk.items), make_coder)
        return
    crew = _Crew(workers, make_coder)
    under_way: deque[_Chunk] = deque()
    try:
        for chunk in itertools.chain(head, chunks):
            crew.todo.put(chunk)
            under_way.append(chunk)
            if len(under_way) >= workers * CHUNKS_PER_WORKER:
                yield from under_way.popleft().take_answers()
        while under_way:
            yield from under_way.popleft().take_answers()
    finally:
        crew.stop()


def _code_here(documents: Iterable[Document | Rejected], make_coder: Callable[[], Coder]) -> Iterator[Reading | Rejected]:
    coder: Coder | None = None
    for item in documents:
        if isinstance(item, Rejected):
            yield item
        else:
            coder = coder or make_coder()
            yield code_one(coder, item)


def load_coder(gazetteers: Sequence[str] = ()) -> Coder:
    """The coder of the pipeline, with gazetteers of the user's; heavy, so imported where it is needed."""
    from dragoman.pipeline import make_coder

    return make_coder(gazetteers)


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


class _Chunk:
    """Documents that one worker codes in a row, and the answers that have come so far."""

    def __init__(self, items: list[Document | Rejected]) -> None:
        self.items = items
        self.documents = [item for item in items if isinstance(item, Document)]
        self.answers: SimpleQueue[Reading | Rejected | BaseException] = SimpleQueue()

    def take_answers(self) -> Iterator[Reading | Rejected]:
        for item in self.items:
            answer = item if isinstance(item, Rejected) else self.answers.get()
            if isinstance(answer, BaseException):
                raise answer
            yield answer


def _make_chunks(documents: Iterable[Document | Rejected]) -> Iterator[_Chunk]:
    items: list[Document | Rejected] = []
    size = 0
    for item in documents:
        items.append(item)
        size += len(item.text) if isinstance(item, Document) else 0
        if size >= CHUNK_CHARS or len(items) >= CHUNK_DOCUMENTS:
            yield _Chunk(items)
            items, size = [], 0
    if items:
        yield _Chunk(items)


class _Crew:
    """Worker processes, each with the thread that serves it from the common queue `todo`."""

    def __init__(self, workers: int, make_coder: Callable[[], Coder]) -> None:
        self.todo: SimpleQueue[_Chunk | None] = SimpleQueue()
        self.make_coder = make_coder
        self.stopped = False
        self.lock = threading.Lock()  # guards `processes` and `stopped`
        self.processes: list[Any] = []
        self.threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(workers)]
        for thread in self.threads:
            thread.start()

    def stop(self) -> None:
        """Ends all workers at once; what they have not answered is lost."""
        with self.lock:
            self.stopped = True
            for process in self.processes:
                process.kill()
        for _ in self.threads:
            self.todo.put(None)
        for thread in self.threads:
            thread.join(timeout=10)
        for process in self.processes:
            process.join(timeout=10)

    def _serve(self) -> None:
        connection: Connection | None = None
        while (chunk := self.todo.get()) is not None and not self.stopped:
            try:
                connection = self._code_chunk(chunk, connection)
            except BaseException as error:  # noqa: BLE001  the parent waits on this queue and raises it
                chunk.answers.put(error)
                return
        if connection is not None:
            connection.close()  # the worker ends when its pipe does

    def _code_chunk(self, chunk: _Chunk, connection: Connection | None) -> Connection | None:
        """Gets an answer for every document of the chunk; returns the connection to the worker that is alive then."""
        left = deque(chunk.documents)
        n_deaths = 0  # on the first document of `left`
        while left and not self.stopped:
            connection = connection or self._start_worker()
            try:
                connection.send(list(left))
                while left:
                    answer = connection.recv()
                    if isinstance(answer, BaseException):
                        raise answer
                    chunk.answers.put(answer)
                    left.popleft()
                    n_deaths = 0
            except (EOFError, OSError):
                connection = None
                n_deaths += 1
                if n_deaths == 2 and not self.stopped:
                    doc = left.popleft()
                    detail = "the process that coded it died twice (out of memory?); please report this with the text"
                    chunk.answers.put(Rejected(f"document {doc.id}", CRASHED, detail))
                    n_deaths = 0
        return connection

    def _start_worker(self) -> Connection:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, self.make_coder), daemon=True, name="dragoman worker")
        with self.lock:
            if self.stopped:
                raise EOFError  # nobody waits for this chunk any more
            with _quiet_start():
                process.start()
            self.processes = [other for other in self.processes if other.is_alive()] + [process]
        theirs.close()  # else the end of the worker would not end the pipe
        try:
            ready = ours.recv()
        except (EOFError, OSError) as error:
            raise DragomanError(
                "a worker process died while it started (out of memory?); try again with fewer --workers"
            ) from error
        if isinstance(ready, BaseException):
            raise ready
        return ours


def _work(connection: Connection, make_coder: Callable[[], Coder]) -> None:
    """Body of a worker process: chunks of documents in, one answer each out, until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    try:
        coder = make_coder()
    except BaseException as error:  # noqa: BLE001  raised in the parent, where a person sees it
        connection.send(_make_portable(error))
        return
    try:
        connection.send(None)
        while True:
            for doc in connection.recv():
                try:
                    answer: Any = code_one(coder, doc)
                except DragomanError as error:
                    answer = _make_portable(error)
                connection.send(answer)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the parent is done, or gone


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

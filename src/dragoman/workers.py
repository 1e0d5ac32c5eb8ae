"""Documents in, Readings out, in the same order, over several processes; what one document breaks costs that document.

Workers take chunks of documents of about the same amount of text. Answers that come early wait for those before them, so that
the record is the same whatever the number of workers; how many may wait is bounded, so that memory stays flat whatever the
length of the input, and large enough that no worker is idle while another has the slowest text that it may have.

    >>> list(code_documents([], workers=1))
    []
"""

from __future__ import annotations

import itertools
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager

from dragoman.crew import CRASHED, FAILED, TOO_LONG, Chunk, Coder, Crew, allow_seconds, code_one, reject_slow
from dragoman.types import Document, Reading, Rejected

__all__ = ["CRASHED", "FAILED", "TOO_LONG", "Coder", "Crew", "code_documents", "code_one", "load_coder"]

CHUNK_CHARS = 8_000  # half a second to a second of coding: what the others may wait for the last; a hand-over costs far less
CHUNK_DOCUMENTS = 30
CHUNKS_PER_WORKER = 4  # handed over at a time
WAITING_PER_WORKER = 480  # chunks that may wait for one before them: more than a worker codes in a minute
# Less text than this in all is coded sooner than a process starts; so many chunks are not waited for, however small.
WORTH_A_PROCESS, MANY_CHUNKS = 30_000, 20


class _OutOfTimeError(BaseException):
    """Not an Exception: the coder must not take it for one of its own."""


def code_documents(
    documents: Iterable[Document | Rejected],
    *,
    workers: int = 1,
    make_coder: Callable[[], Coder] | None = None,
    time_limit: float | None = None,
    crew: Crew | None = None,
) -> Generator[Reading | Rejected, None, None]:
    """A Reading per Document, lazily, in order; a Rejected passes through unchanged, in its place.

    `workers`: number of processes; 1 codes in this process. A `crew` that is given codes instead, and lives on. `make_coder`
    (picklable) is called once per worker and gives the coder; by default `dragoman.pipeline.code_document`. An exception of the
    coder becomes a Rejected with the reason FAILED, a document that took longer than `time_limit` allows (`allow_seconds`) one
    with TOO_LONG, one whose processes died again and again one with CRASHED. Raises what `make_coder` raises.
    """
    make_coder = make_coder or load_coder
    if crew is not None:
        yield from _code_by(crew, _make_chunks(documents))
        return
    if workers <= 1:
        yield from _code_here(documents, make_coder, time_limit)
        return
    chunks = _make_chunks(documents)
    head: list[Chunk] = []
    while not _is_worth_processes(head) and (chunk := next(chunks, None)) is not None:
        head.append(chunk)
    if not _is_worth_processes(head):
        yield from _code_here((item for chunk in head for item in chunk.items), make_coder, time_limit)
        return
    crew = Crew(workers, make_coder, time_limit)
    try:
        yield from _code_by(crew, itertools.chain(head, chunks))
    finally:
        crew.stop()


def _is_worth_processes(head: Sequence[Chunk]) -> bool:
    return len(head) > 1 and (sum(chunk.size for chunk in head) >= WORTH_A_PROCESS or len(head) >= MANY_CHUNKS)


def _code_by(crew: Crew, chunks: Iterable[Chunk]) -> Iterator[Reading | Rejected]:
    under_way: deque[Chunk] = deque()

    def is_full() -> bool:
        return crew.n_open >= crew.workers * CHUNKS_PER_WORKER or len(under_way) >= crew.workers * WAITING_PER_WORKER

    for chunk in chunks:
        crew.hand_over(chunk)
        under_way.append(chunk)
        while under_way and (under_way[0].done or is_full()):
            crew.wait(lambda: under_way[0].done or not is_full())
            if under_way[0].done:
                yield from under_way.popleft().take_answers()
    while under_way:
        crew.wait(lambda: under_way[0].done)
        yield from under_way.popleft().take_answers()


def load_coder(gazetteers: Sequence[str] = ()) -> Coder:
    """The coder of the pipeline, with gazetteers of the user's; heavy, so imported where it is needed."""
    from dragoman.pipeline import make_coder

    return make_coder(gazetteers)


def _make_chunks(documents: Iterable[Document | Rejected]) -> Iterator[Chunk]:
    items: list[Document | Rejected] = []
    size = 0
    for item in documents:
        items.append(item)
        size += len(item.text) if isinstance(item, Document) else 0
        if size >= CHUNK_CHARS or len(items) >= CHUNK_DOCUMENTS:
            yield Chunk(items)
            items, size = [], 0
    if items:
        yield Chunk(items)


def _code_here(
    documents: Iterable[Document | Rejected], make_coder: Callable[[], Coder], time_limit: float | None
) -> Iterator[Reading | Rejected]:
    coder: Coder | None = None
    for item in documents:
        if isinstance(item, Rejected):
            yield item
            continue
        coder = coder or make_coder()
        answer: Reading | Rejected | None = None
        try:
            with _limit_time(allow_seconds(time_limit, item)):
                answer = code_one(coder, item)
        except _OutOfTimeError:
            answer = answer or reject_slow(item, time_limit)
        yield answer


@contextmanager
def _limit_time(seconds: float | None) -> Iterator[None]:
    """Raises _OutOfTimeError in the block when the time is over; in the main thread only, as no other has an alarm."""
    if seconds is None or threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def give_up(number: int, frame: object) -> None:
        raise _OutOfTimeError

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)

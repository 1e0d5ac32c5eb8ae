"""What a run of `dragoman read` keeps: batches of readings in one transaction each, under the name of the coder that made them.

>>> Keeper(None, {}, ()).add(Rejected("a.txt", "missing", "no such file"))
"""

from __future__ import annotations

import hashlib
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dragoman
from dragoman.types import Document, Reading, Rejected

if TYPE_CHECKING:
    from dragoman.record import CopyRow, Record

BATCH_DOCUMENTS = 50  # in one transaction: the most that a power cut can cost
BATCH_SECONDS = 5.0
LOOK_UP_DOCUMENTS = 50  # asked of the record at once, whether they were read before
LOOK_UP_CHARS = 1_000_000
NAMED_COPIES = 20  # in the closing words


class Keeper:
    """Gathers readings and puts them into the record batch by batch; without a record it lets them go."""

    def __init__(
        self, record: Record | None, settings: dict[str, Any], gazetteers: Sequence[str], parts: Mapping[str, str] | None = None
    ) -> None:
        """`parts`: what decides a reading besides the built-in coder and the gazetteers (a language model and its prompt)."""
        self.record = record
        self.settings = settings
        self.gazetteers = gazetteers
        self.unfinished: list[Reading] = []  # what the model should have read and has not: the built-in coder's for now
        self.unfinished_run: int | None = None
        self.readings: list[Reading] = []
        self.rejected: list[Rejected] = []
        self.last_commit = time.monotonic()
        if record is not None:
            self.run = record.begin_run(settings, dragoman.__version__, {**hash_parts(gazetteers), **(parts or {})})
            self.coder = record.coder(self.run)

    def leave_out_known(
        self, items: Iterable[Document | Rejected], on_known: Callable[[int], None]
    ) -> Iterator[Document | Rejected]:
        """The items without the documents that this coder has read before; `on_known` is told how many those were."""
        held: list[Document | Rejected] = []
        size = 0
        for item in items:
            held.append(item)
            size += len(item.text) if isinstance(item, Document) else 0
            if len(held) >= LOOK_UP_DOCUMENTS or size >= LOOK_UP_CHARS:
                yield from self._pick_new(held, on_known)
                held, size = [], 0
        yield from self._pick_new(held, on_known)

    def _pick_new(self, held: list[Document | Rejected], on_known: Callable[[int], None]) -> list[Document | Rejected]:
        if self.record is None:
            return held
        known = self.record.known([item for item in held if isinstance(item, Document)], self.coder)
        fresh = [item for item in held if isinstance(item, Rejected) or item.id not in known]
        on_known(len(held) - len(fresh))
        return fresh

    def add(self, item: Reading | Rejected) -> None:
        """Keeps one more, and commits where the batch is full or old."""
        if self.record is None:
            return
        if isinstance(item, Rejected):
            self.rejected.append(item)
        elif getattr(item, "finished", True):
            self.readings.append(item)
        else:
            self.unfinished.append(item)
        full = len(self.readings) + len(self.rejected) + len(self.unfinished) >= BATCH_DOCUMENTS
        if full or time.monotonic() - self.last_commit >= BATCH_SECONDS:
            self.commit()

    def commit(self) -> None:
        """Puts what was gathered into the record, in one transaction that Ctrl-C does not cut in two."""
        if self.record is not None and (self.readings or self.rejected):
            with hold_interrupt():
                self.record.add(self.readings, self.rejected, self.run)
                self.readings, self.rejected = [], []
        if self.record is not None and self.unfinished:
            if self.unfinished_run is None:  # under the built-in coder's name, so that a later run asks the model again
                self.unfinished_run = self.record.begin_run(self.settings, dragoman.__version__, hash_parts(self.gazetteers))
            with hold_interrupt():
                self.record.add(self.unfinished, [], self.unfinished_run)
                self.unfinished = []
        self.last_commit = time.monotonic()

    def end(self) -> tuple[int, list[CopyRow]]:
        """Commits the rest, merges reports of one event into episodes, and notes that the run came to its end.

        Returns how many texts of the run are copies of others, and the first of them.
        """
        self.commit()
        if self.record is None:
            return 0, []
        from dragoman.relations import merge_reports  # not before it is needed: MinHash takes a second to load

        merge_reports(self.record)
        self.record.end_run(self.run)
        if self.unfinished_run is not None:
            self.record.end_run(self.unfinished_run)
        return self.record.count_copies(self.run), self.record.copies(self.run, limit=NAMED_COPIES)


def hash_parts(gazetteers: Sequence[str]) -> dict[str, str]:
    """What else than the text decides a reading: the parts of the pipeline, and the gazetteers of the user's."""
    from dragoman.pipeline import hash_data

    parts = dict(hash_data())
    for i, path in enumerate(gazetteers, start=1):  # in order: later ones count first
        parts[f"gazetteer {i}"] = hashlib.sha256(Path(path).read_bytes()).hexdigest()[:16]
    return parts


@contextmanager
def hold_interrupt() -> Iterator[None]:
    """Ctrl-C within the block takes effect at its end. Only the main thread may set signals; elsewhere nothing is held."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: held.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if held:
        raise KeyboardInterrupt

"""A record that others may write at any time -> a copy that stands still, for reading.

DuckDB lets one process write a file or many read it, so a room that held the record open would shut out `dragoman read`,
and the other way round. The room therefore never opens the record: it copies the file (and its write-ahead log) at a moment
when nothing is written, opens the copy, and makes a new one when the record has changed. A copy shows whole transactions
only: it is what a reader would find had the writer stopped dead at that moment.

    >>> with Copies("demo.duckdb") as copies, copies.borrow() as copy: list(copy.record.events())
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from dragoman.errors import RecordError
from dragoman.pages.answers import Answers
from dragoman.record import Record, open_record
from dragoman.relations import open_merged

MEMORY = ":memory:"
QUIET_SECONDS = 0.05  # a file changed within this time may change again without its time of change showing it
TRIES = 8
SMALL = 100_000_000  # bytes; a copy of so much is there before a reader would notice
PATIENCE = 3.0  # seconds that a page waits for the copy of a small record

Sign = tuple[int, ...]  # changes whenever the record does


class Shared:
    """One copy: opened once, used by many threads, deleted when it is out of date and nobody uses it."""

    def __init__(self, record: Record, sign: Sign, file: Path | None, made: datetime | None, most_bytes: int) -> None:
        self.record = record
        self.sign = sign
        self.file = file
        self.made = made  # None where there is no record yet
        self.answers = Answers(most_bytes)  # what was made from this copy
        self.n_users = 0
        self.out_of_date = False
        self.summary: Any = None  # what takes long on a large record, once it is counted
        self.counting: threading.Thread | None = None

    def delete(self) -> None:
        self.record.close()
        if self.file is not None:
            _unlink(self.file)


class Borrowed:
    """What a request gets: a record of its own on the shared copy."""

    def __init__(self, record: Record, shared: Shared, is_current: bool) -> None:
        self.record = record
        self.made = shared.made
        self.is_current = is_current  # False while a newer copy is being made
        self.shared = shared


class Copies:
    """Gives out the newest copy of a record; a context manager that deletes them all at its end."""

    def __init__(self, path: str, *, pause: float = 2.0, kept_bytes: int = 0) -> None:
        self.path = path
        self._pause = pause
        self._kept_bytes = kept_bytes
        self._lock = threading.Lock()
        self._now: Shared | None = None
        self._maker: threading.Thread | None = None
        self._not_before = 0.0  # of the monotonic clock: when the next copy may be made
        self._error: RecordError | None = None
        self._folder: Path | None = None

    def __enter__(self) -> Self:
        if self._now is not None:  # opened before, to know at the start that it can be
            return self
        if Path(self.path).exists():
            self._folder = _choose_folder(Path(self.path))
            _delete_left_over(self._folder, Path(self.path).name)
        self._make()
        if self._error is not None:
            raise self._error
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        maker = self._maker
        if maker is not None:
            maker.join(timeout=60)
        with self._lock:
            if self._now is not None:
                self._retire(self._now)
                if self._now.file is not None:
                    _unlink(self._now.file)  # also while a thread still reads it: the process ends
                self._now = None

    @contextlib.contextmanager
    def borrow(self, *, fresh: bool = False) -> Iterator[Borrowed]:
        """The newest copy, for one request. `fresh`: the record was just written and the caller waits for the result."""
        self._refresh(fresh)
        with self._lock:
            shared = self._now
            if shared is None:
                raise self._error or RecordError(f"{self.path} is not open")
            shared.n_users += 1
            is_current = shared.sign == _sign(self.path)
        record = shared.record.share()
        try:
            yield Borrowed(record, shared, is_current)
        finally:
            record.close()
            with self._lock:
                shared.n_users -= 1
                if shared.out_of_date and not shared.n_users:
                    shared.delete()

    def summarise(self, shared: Shared, make: Callable[[Record], Any], patience: float) -> Any:
        """What `make` finds in the copy, made once by a thread of its own; None where that takes longer than `patience`."""
        with self._lock:
            if shared.counting is None:
                shared.n_users += 1
                shared.counting = threading.Thread(target=self._summarise, args=(shared, make), daemon=True, name="counting")
                shared.counting.start()
        shared.counting.join(patience)
        return shared.summary

    def _summarise(self, shared: Shared, make: Callable[[Record], Any]) -> None:
        record = shared.record.share()
        try:
            shared.summary = make(record)
        finally:
            record.close()
            with self._lock:
                shared.n_users -= 1
                if shared.out_of_date and not shared.n_users:
                    shared.delete()

    # ------------------------------------------------------------------------- making

    def _refresh(self, fresh: bool) -> None:
        """Begins a new copy where the record has changed; waits a moment for a small one, so that most readers see it."""
        sign = _sign(self.path)
        with self._lock:
            current = self._now
            if current is not None and current.sign == sign:
                return
            maker = self._maker
            if maker is None or not maker.is_alive():
                if not fresh and current is not None and time.monotonic() < self._not_before:
                    return
                maker = self._maker = threading.Thread(target=self._make, daemon=True, name="copy of the record")
                maker.start()
        if current is None or fresh:
            maker.join(timeout=120)
        elif sum(sign[1::2]) < SMALL:
            maker.join(timeout=PATIENCE)

    def _make(self) -> None:
        began = time.monotonic()
        try:
            shared = self._copy()
        except RecordError as error:
            self._error = error
            shared = None
        with self._lock:
            is_small = sum(_sign(self.path)[1::2]) < SMALL
            pause = self._pause if is_small else max(self._pause, 10 * (time.monotonic() - began))
            self._not_before = time.monotonic() + pause
            if shared is None:
                return
            self._error = None
            old, self._now = self._now, shared
            if old is not None:
                self._retire(old)

    def _retire(self, shared: Shared) -> None:
        shared.out_of_date = True
        if not shared.n_users:
            shared.delete()

    def _copy(self) -> Shared:
        source = Path(self.path)
        if not source.exists():
            return Shared(open_record(MEMORY), _sign(self.path), None, None, self._kept_bytes)
        self._folder = self._folder or _choose_folder(source)
        target = self._folder / f".{source.name}.room-{os.getpid()}-{secrets.token_hex(4)}.duckdb"
        try:
            sign = copy_quietly(source, target)
            made = datetime.now(UTC)
            open_record(target).close()  # takes in the write-ahead log, and brings an older record up to date: the copy only
            return Shared(open_merged(target), sign, target, made, self._kept_bytes)
        except RecordError as error:
            _unlink(target)
            raise RecordError(str(error).replace(str(target), self.path)) from error
        except OSError as error:
            _unlink(target)
            raise RecordError(
                f"{self.path} cannot be copied for reading ({error.strerror or error}); see that there is room"
            ) from error


def copy_quietly(source: Path, target: Path) -> Sign:
    """Copies a database and its write-ahead log while neither changes; RecordError where they never stand still."""
    for i in range(TRIES):
        before = _sign(str(source))
        newest = max(before[0::2]) / 1e9
        if time.time() - newest < QUIET_SECONDS:
            time.sleep(QUIET_SECONDS)
        _unlink(target)
        _copy_file(source, target)
        with contextlib.suppress(FileNotFoundError):
            _copy_file(_log_of(source), _log_of(target))
        if before == _sign(str(source)):
            return before
        time.sleep(0.05 * 2**i)
    _unlink(target)
    raise RecordError(f"{source} is being written without a pause, so that no copy can be made; try again in a moment")


def _copy_file(source: Path, target: Path) -> None:
    """A new file that only its owner may read: the texts of a record may be private."""
    with source.open("rb") as read:
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as write:
            shutil.copyfileobj(read, write, 4_000_000)


def _sign(path: str) -> Sign:
    """Times of change and sizes of the record and its log; a file that is not there counts as zeros."""
    parts: list[int] = []
    for file in (Path(path), _log_of(Path(path))):
        try:
            status = file.stat()
            parts += [status.st_mtime_ns, status.st_size]
        except OSError:
            parts += [0, 0]
    return tuple(parts)


def _log_of(path: Path) -> Path:
    return path.with_name(path.name + ".wal")


def _choose_folder(source: Path) -> Path:
    """Beside the record, where there is surely room for such files; else the folder for temporary files."""
    folder = source.absolute().parent
    return folder if os.access(folder, os.W_OK) else Path(tempfile.gettempdir())


def _delete_left_over(folder: Path, name: str) -> None:
    """Copies of rooms that were killed."""
    start = f".{name}.room-"
    for file in folder.iterdir():
        pid = file.name.removeprefix(start).split("-")[0] if file.name.startswith(start) else ""
        if pid.isdigit() and int(pid) != os.getpid() and not _is_alive(int(pid)):
            file.unlink(missing_ok=True)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _unlink(file: Path) -> None:
    for each in (file, _log_of(file)):
        each.unlink(missing_ok=True)

"""A path -> a connection to the record in that file, or one sentence on why there is none.

DuckDB lets one process write or many read. What goes wrong with a file is told apart here, so that nothing above needs to
know the words of DuckDB's errors.

    >>> connect(":memory:", read_only=False).execute("select 1 + 1").fetchone()
    (2,)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import RecordError, SlowError
from dragoman.record.parts import locate_parts, open_folder
from dragoman.record.schema import check_version, load_query, migrate, newest_version, read_version

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = ":memory:"
TOO_SLOW = "the question took longer than it may; ask for less: a shorter time, one pair, one document"
HEADER_SIZE = 3 * 4096  # a DuckDB file: one main header and two headers of the database, then blocks

# No network and nothing loaded that is not part of DuckDB; what does not fit into memory goes to a folder beside the record.
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "memory_limit": "1GB",
    # Rows are found by lists of keys: so long a list is handed to the scan, which then reads no other rows' text.
    "dynamic_or_filter_threshold": 10_000,
}


def connect(path: str, *, read_only: bool, between: tuple[str, str] | None = None) -> DuckDBPyConnection:
    """An open record of the newest schema version: made where it is not there (not for reading), migrated where it is older.

    `between`: of a folder of parts, see `parts.open_folder`; of a record of one file it changes nothing.
    """
    if path == MEMORY:
        con = _open(path, read_only=False)
        migrate(con, 0)
        return con
    if folder := locate_parts(path):
        if not read_only:
            raise RecordError(f"{path} is a folder of parts; bring it into a record with: dragoman import {path} --record FILE")
        con = _open(MEMORY, read_only=False)
        with explain_errors(path):
            open_folder(folder, con, between)
        return con
    _check_file(path, read_only)
    con = _open(path, read_only=read_only)
    try:
        version = read_version(con, path)
        check_version(version, path)
        _check_size(con, path)
        if read_only and version == 0:
            raise RecordError(f"{path} is an empty database, not yet a record; fill it with: dragoman read PATH --record {path}")
        if version == newest_version():
            return con
        if read_only:
            con.close()
            con = _open(path, read_only=False)
        migrate(con, version)
        if read_only:
            con.close()
            con = _open(path, read_only=True)
    except BaseException:
        con.close()
        raise
    return con


def require_record(path: str) -> None:
    """RecordError where there is no such record, before a command that writes would make an empty one."""
    if path != ":memory:" and not Path(path).exists():
        raise RecordError(say_missing(path))


def say_missing(path: str) -> str:
    return f"there is no record {path}; make one with: dragoman read PATH --record {path}"


def _check_file(path: str, read_only: bool) -> None:
    file = Path(path)
    try:
        if "\0" in path:  # DuckDB would make a file of what stands before it
            raise ValueError("a path has no NUL character")
        exists, is_folder = file.exists(), file.is_dir()
        size = file.stat().st_size if exists and not is_folder else 0
        folder_is_there = file.absolute().parent.is_dir()
    except (OSError, ValueError) as error:
        raise RecordError(f"{path!r} cannot be used as a record ({error}); name another file with --record") from error
    if is_folder:
        raise RecordError(f"{path} is a folder, not a record; name a file, such as --record {file / 'dragoman.duckdb'}")
    if not exists and read_only:
        raise RecordError(say_missing(path))
    if not exists and not folder_is_there:
        raise RecordError(f"the folder {file.parent} of the record {path} does not exist; make it, or name another file")
    if exists and size == 0:
        raise RecordError(f"{path} is an empty file, not a record; delete it, or name another file with --record")


def _check_size(con: DuckDBPyConnection, path: str) -> None:
    """RecordError where the file is shorter than the blocks in use: DuckDB itself would find out in the middle of a query."""
    block_size, n_blocks = con.execute(load_query("size")).fetchone() or (0, 0)
    if Path(path).stat().st_size < HEADER_SIZE + block_size * n_blocks:
        raise RecordError(explain_failure(path, "Corrupt: the end of the file is missing"))


def _open(path: str, *, read_only: bool) -> DuckDBPyConnection:
    import duckdb  # a fifth of a second: only when a record is opened

    try:
        return duckdb.connect(path, read_only=read_only, config=CONFIG)
    except duckdb.Error as error:
        raise RecordError(explain_failure(path, str(error))) from error


@contextmanager
def explain_errors(path: str) -> Iterator[None]:
    """Turns what goes wrong with the file (a bad block, a full disk, too little memory) into a RecordError."""
    import duckdb

    try:
        yield
    except duckdb.InterruptException as error:
        raise SlowError(TOO_SLOW) from error
    except duckdb.Error as error:
        if type(error) in (duckdb.Error, duckdb.IOException, duckdb.FatalException, duckdb.OutOfMemoryException):
            raise RecordError(explain_failure(path, str(error))) from error
        raise  # a mistake in a query or a value: ours


def explain_failure(path: str, words: str) -> str:
    """One sentence for a person from the words of DuckDB's error."""
    if "lock on file" in words or "being used by another process" in words:
        holder = re.search(r"PID (\d+)", words)
        who = f"another process (PID {holder[1]})" if holder else "another process"
        return f"{path} is in use by {who}; wait until it is done, or stop it"
    if "not a valid DuckDB database" in words:
        return f"{path} is no record of Dragoman (not a DuckDB database); name another file with --record"
    if "newer version of DuckDB" in words or "version number" in words:
        return f"{path} was written by another version of DuckDB than the one installed; update Dragoman"
    if "not read enough bytes" in words or "checksum" in words or "Corrupt" in words or "WAL" in words:
        return f"{path} is damaged or cut short ({_first_line(words)}); restore a copy, or read the texts into a new record"
    if "No space left" in words:
        return f"the disk of {path} is full; make room: what was committed is kept, and the same command reads the rest"
    if "Out of Memory" in words:
        return f"too little memory for {path} ({_first_line(words)}); ask for less, or free memory"
    if "Permission denied" in words or "Read-only file system" in words:
        return f"{path} cannot be opened: no permission; change the permissions, or name another file with --record"
    return f"{path} cannot be opened ({_first_line(words)}); name another file with --record"


def _first_line(words: str) -> str:
    return words.strip().split("\n")[0][:200]

"""A path -> a connection to the record in that file, or one sentence on why there is none.

DuckDB lets one process write or many read. What goes wrong with a file is told apart here, so that nothing above needs to
know the words of DuckDB's errors.

    >>> connect(":memory:", read_only=False).execute("select 1 + 1").fetchone()
    (2,)
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import RecordError
from dragoman.record.schema import check_version, migrate, newest_version, read_version

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = ":memory:"

# No network and nothing loaded that is not part of DuckDB; what does not fit into memory goes to a folder beside the record.
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "memory_limit": "1GB",
}


def connect(path: str, *, read_only: bool) -> DuckDBPyConnection:
    """An open record of the newest schema version: made where it is not there (not for reading), migrated where it is older."""
    if path == MEMORY:
        con = _open(path, read_only=False)
        migrate(con, 0)
        return con
    _check_file(path, read_only)
    con = _open(path, read_only=read_only)
    try:
        version = read_version(con, path)
        check_version(version, path)
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


def _check_file(path: str, read_only: bool) -> None:
    file = Path(path)
    try:
        exists, is_folder = file.exists(), file.is_dir()
        size = file.stat().st_size if exists and not is_folder else 0
        folder_is_there = file.absolute().parent.is_dir()
    except (OSError, ValueError) as error:
        raise RecordError(f"{path!r} cannot be used as a record ({error}); name another file with --record") from error
    if is_folder:
        raise RecordError(f"{path} is a folder, not a record; name a file, such as --record {file / 'dragoman.duckdb'}")
    if not exists and read_only:
        raise RecordError(f"there is no record {path}; make one with: dragoman read PATH --record {path}")
    if not exists and not folder_is_there:
        raise RecordError(f"the folder {file.parent} of the record {path} does not exist; make it, or name another file")
    if exists and size == 0:
        raise RecordError(f"{path} is an empty file, not a record; delete it, or name another file with --record")


def _open(path: str, *, read_only: bool) -> DuckDBPyConnection:
    import duckdb  # a fifth of a second: only when a record is opened

    try:
        return duckdb.connect(path, read_only=read_only, config=CONFIG)
    except duckdb.Error as error:
        raise RecordError(explain_failure(path, str(error))) from error


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
    if "Permission denied" in words or "Read-only file system" in words:
        return f"{path} cannot be opened: no permission; change the permissions, or name another file with --record"
    return f"{path} cannot be opened ({_first_line(words)}); name another file with --record"


def _first_line(words: str) -> str:
    return words.strip().split("\n")[0][:200]

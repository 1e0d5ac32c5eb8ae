"""Brings the tables of a record to the version that this Dragoman knows, by numbered SQL files, each in one transaction.

    0  an empty database        1  migrations/0001_tables.sql        2  the next file, and so on; then views.sql

A record never goes back: one from a newer Dragoman is left alone.

    >>> migrations()[0].name
    '0001_tables.sql'
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from dragoman import __version__
from dragoman.errors import RecordError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Migration(NamedTuple):
    version: int
    name: str
    sql: str


@cache
def migrations() -> tuple[Migration, ...]:
    """All migrations in order; their versions are 1, 2, 3 ... without a gap."""
    folder = resources.files("dragoman.record") / "migrations"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    return tuple(Migration(int(file.name[:4]), file.name, file.read_text(encoding="utf-8")) for file in files)


@cache
def load_query(name: str) -> str:
    """The text of `queries/<name>.sql`."""
    return (resources.files("dragoman.record") / "queries" / f"{name}.sql").read_text(encoding="utf-8")


def newest_version() -> int:
    """The version of the tables that this program makes."""
    return migrations()[-1].version


def read_version(con: DuckDBPyConnection, path: str) -> int:
    """Version of the record, 0 for a database with no tables at all; RecordError where it is another database."""
    tables = {row[0] for row in con.execute(load_query("tables")).fetchall()}
    if "kept.schema_version" in tables:
        (version,) = con.execute(load_query("schema_version")).fetchone() or (None,)
        if isinstance(version, int):
            return version
    if tables:
        raise RecordError(
            f"{path} is a DuckDB database but no record of Dragoman (it has the table {min(tables)}); "
            "name another file with --record"
        )
    return 0


def check_version(version: int, path: str) -> None:
    """RecordError where the record was made by a newer Dragoman."""
    if version > newest_version():
        raise RecordError(
            f"{path} is a record of version {version}, newer than this Dragoman {__version__} knows "
            f"({newest_version()}); update Dragoman, or name another file with --record"
        )


def migrate(con: DuckDBPyConnection, version: int) -> None:
    """Applies what is missing after `version`: all of it or, if the process dies, nothing."""
    con.execute("begin")
    try:
        for migration in migrations():
            if migration.version > version:
                con.execute(migration.sql)
                con.execute(load_query("add_version"), {"version": migration.version, "dragoman": __version__})
        con.execute((resources.files("dragoman.record") / "views.sql").read_text(encoding="utf-8"))
    except BaseException:
        con.execute("rollback")
        raise
    con.execute("commit")

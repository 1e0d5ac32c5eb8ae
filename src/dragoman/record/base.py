"""What every part of the record stands on: a connection, and named queries whose rows come back as typed objects.

>>> Connected(connect(":memory:", read_only=False), ":memory:")._ask("next_keys")
[(1, 1, 1, 1, 1)]
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from dragoman.errors import SlowError
from dragoman.record.connect import TOO_SLOW, explain_errors
from dragoman.record.schema import load_query

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

T = TypeVar("T")
# Columns that hold a day as text; DuckDB writes one before Christ as '0044-03-15 (BC)'.
DAYS, BEFORE_CHRIST = frozenset({"earliest", "latest", "since", "until"}), " (BC)"


class Connected:
    """An open record file and ways to ask it; `read_only` where nothing may be written."""

    def __init__(self, con: DuckDBPyConnection, path: str, *, read_only: bool = False) -> None:
        self._con = con
        self.path = path
        self.read_only = read_only
        self._cursors: set[DuckDBPyConnection] = set()  # of questions that are being answered
        self._out_of_time = False

    @contextmanager
    def limit_time(self, seconds: float) -> Iterator[None]:
        """Within the block a question not answered when `seconds` are over ends with a SlowError, as does any after it.

        Seconds in which this process got no processor do not count, up to five times as many: a machine that is busy with other
        things makes no question too large.
        """
        done = threading.Event()
        began, worked = time.monotonic(), time.process_time()

        def is_over() -> bool:
            waited = time.monotonic() - began
            return waited >= 6 * seconds or (waited >= seconds and time.process_time() - worked >= seconds / 2)

        def watch() -> None:
            pause = seconds
            while not done.wait(pause):  # again and again: an interrupt just before a query begins is lost
                pause = 0.05
                if self._out_of_time or is_over():
                    self._out_of_time = True
                    for con in (self._con, *tuple(self._cursors)):
                        con.interrupt()

        watcher = threading.Thread(target=watch, daemon=True, name="time limit of the record")
        watcher.start()
        try:
            yield
        finally:
            done.set()
            watcher.join()
            self._out_of_time = False

    def _read(self, query: str, values: dict[str, Any], kind: type[T], literals: dict[str, str] | None = None) -> Iterator[T]:
        """Rows of a query as typed objects, a thousand at a time; its columns are named like the fields of `kind`.

        `literals` take the places of their names in the query, quoted.
        """
        sql, values = leave_out(load_query(query), values)
        for name, text in (literals or {}).items():
            sql = sql.replace(f"${name}", "'" + text.replace("'", "''") + "'")
        with self._con.cursor() as cursor:
            self._cursors.add(cursor)
            try:
                with explain_errors(self.path):
                    answer = cursor.execute(sql, values)
                    names = [column[0] for column in answer.description or ()]
                days = DAYS.intersection(names)
                while True:
                    self._check_time()
                    with explain_errors(self.path):
                        rows = answer.fetchmany(1000)
                    if not rows:
                        return
                    for row in rows:
                        told = dict(zip(names, row, strict=True))
                        for name in days:
                            if told[name] is not None and told[name].endswith(BEFORE_CHRIST):
                                told[name] = write_day(told[name])
                        yield msgspec.convert(told, kind, strict=False)
            finally:
                self._cursors.discard(cursor)

    def _check_time(self) -> None:
        if self._out_of_time:
            raise SlowError(TOO_SLOW)

    def _ask(self, query: str, values: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
        self._check_time()
        sql, values = leave_out(load_query(query), values or {})
        with explain_errors(self.path):
            return self._con.execute(sql, values).fetchall()


def write_day(day: str) -> str:
    """The day as ISO 8601 has it, in astronomical years.

    >>> write_day("0044-03-15 (BC)")
    '-0043-03-15'
    """
    year, rest = day.removesuffix(BEFORE_CHRIST).split("-", 1)
    return f"{'-' if int(year) > 1 else ''}{int(year) - 1:04d}-{rest}"


_LINES = (
    re.compile(r"^ +and \(\$(\w+)(?:::\w+(?:\[\])?)? is null\s+or .*\)\n", re.M),
    re.compile(r"^ +and \(\(\$(\w+)(?:::\w+(?:\[\])?)? is null and \$(\w+)(?:::\w+(?:\[\])?)? is null\)\s+or .*\)\n", re.M),
    re.compile(r"^ +case when \$(\w+) = .*,\n", re.M),
)


def leave_out(sql: str, values: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The query without lines that a null value makes void, and the values that are left in it: DuckDB would read the columns of
    such a filter all the same.

    >>> leave_out("select 1 from t where true\\n and ($a is null or list_contains($a, x))\\n", {"a": None})
    ('select 1 from t where true\\n', {})
    """

    def drop(found: re.Match[str]) -> str:
        whole = found[0].count("(") == found[0].count(")")
        return "" if whole and all(values.get(name) is None for name in found.groups()) else found[0]

    for line in _LINES:
        sql = line.sub(drop, sql)
    return sql, {name: value for name, value in values.items() if re.search(rf"\${name}\b", sql)}

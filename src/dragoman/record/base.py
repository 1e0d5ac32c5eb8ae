"""What every part of the record stands on: a connection, and named queries whose rows come back as typed objects.

>>> Connected(connect(":memory:", read_only=False), ":memory:")._ask("next_keys")
[(1, 1, 1, 1, 1)]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from dragoman.record.connect import explain_errors
from dragoman.record.schema import load_query

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

T = TypeVar("T")


class Connected:
    """An open record file and ways to ask it; `read_only` where nothing may be written."""

    def __init__(self, con: DuckDBPyConnection, path: str, *, read_only: bool = False) -> None:
        self._con = con
        self.path = path
        self.read_only = read_only

    def _read(self, query: str, values: dict[str, Any], kind: type[T], literals: dict[str, str] | None = None) -> Iterator[T]:
        """Rows of a query as typed objects, a thousand at a time; its columns are named like the fields of `kind`.

        `literals` take the places of their names in the query, quoted.
        """
        sql = load_query(query)
        for name, text in (literals or {}).items():
            sql = sql.replace(f"${name}", "'" + text.replace("'", "''") + "'")
        with self._con.cursor() as cursor:
            with explain_errors(self.path):
                answer = cursor.execute(sql, values)
                names = [column[0] for column in answer.description or ()]
            while True:
                with explain_errors(self.path):
                    rows = answer.fetchmany(1000)
                if not rows:
                    return
                for row in rows:
                    yield msgspec.convert(dict(zip(names, row, strict=True)), kind, strict=False)

    def _ask(self, query: str, values: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
        with explain_errors(self.path):
            return self._con.execute(load_query(query), values).fetchall()

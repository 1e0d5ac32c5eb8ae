"""What all pages have: a title, the same facts as JSON, and rows where the page is a table.

>>> Page("A title").title
'A title'
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from dragoman.plain import guard_cell


class Page(msgspec.Struct, frozen=True):
    """Base of every page. A page that is a table has a method `table`."""

    title: str

    @property
    def is_whole(self) -> bool:
        """Whether all is there; False while something is still being counted."""
        return True


class Table(NamedTuple):
    columns: Sequence[str]
    rows: Iterable[Sequence[object]]


def write_csv(table: Table) -> str:
    """Rows as CSV; a text that a spreadsheet would take for a formula gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([guard_cell(cell) for cell in row] for row in table.rows)
    return out.getvalue()

"""`.csv` -> one Draft per row; the first row names the columns, in any case. Streamed, so of any size.

The delimiter is the one that makes most known names of the first row: the `Sniffer` of the standard library guesses from
the prose in the cells and is often wrong there.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator

from dragoman.intake.draft import Draft, Notice, Source, UnreadableError
from dragoman.intake.lines import Line, read_lines
from dragoman.intake.rows import Row, make_draft
from dragoman.types import Rejected

DELIMITERS = (",", ";", "\t", "|")
FIELDS = ("text", "id", "title", "source", "url", "language", "published")


class LineFeed:
    """Hands the usable lines of a file to `csv.reader` and keeps what is to be said of the others.

    `number` is the line of the file that was handed out last: it, not the count of the csv reader, names a row.
    """

    def __init__(self, lines: Iterator[Line], where: str) -> None:
        self.lines, self.where = lines, where
        self.number = 0
        self.remarks: list[Rejected | Notice] = []

    def __iter__(self) -> Iterator[str]:
        for line in self.lines:
            self.number = line.number
            where = f"{self.where}:{line.number}"
            if line.text is None:
                self.remarks.append(Rejected(where, line.reason or "unreadable", line.detail or ""))
                continue
            if line.warning:
                self.remarks.append(Notice("warning", where, "characters lost", line.warning))
            yield line.text + "\n"

    def take_remarks(self) -> Iterator[Rejected | Notice]:
        taken, self.remarks = self.remarks, []
        yield from taken


def read_table(source: Source) -> Iterator[Draft | Rejected | Notice]:
    """A Draft for each row with a text, a Rejected with file:line for each without; UnreadableError without a column `text`."""
    csv.field_size_limit(source.limits.line)
    feed = LineFeed(read_lines(source), source.where)
    lines = iter(feed)
    header = next((line for line in lines if line.strip()), None)
    yield from feed.take_remarks()
    if header is None:
        raise UnreadableError("empty", "there is no row in it")
    delimiter, columns, n_columns = _read_header(header)
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        start = feed.number + 1
        try:
            cells = next(rows, None)
        except csv.Error as error:
            yield from feed.take_remarks()
            yield Rejected(f"{source.where}:{start}", "broken CSV", f"{error}; check the quotation marks of this row")
            continue
        yield from feed.take_remarks()
        if cells is None:
            return
        if any(cells):
            yield _read_row(f"{source.where}:{start}", cells, columns, n_columns)


def _read_header(header: str) -> tuple[str, dict[str, int], int]:
    """The delimiter, where each field stands, and the number of columns."""
    best: tuple[str, dict[str, int], int] = (",", {}, 0)
    for delimiter in DELIMITERS:
        names = [name.strip().lower() for name in next(csv.reader([header], delimiter=delimiter), [])]
        columns = {field: names.index(field) for field in FIELDS if field in names}
        if "text" in columns and len(columns) > len(best[1]):
            best = delimiter, columns, len(names)
    if not best[1]:
        raise UnreadableError("no text", 'the first row names no column "text"; name the columns there')
    return best


def _read_row(where: str, cells: list[str], columns: dict[str, int], n_columns: int) -> Draft | Rejected:
    if len(cells) > n_columns:
        detail = f"{len(cells)} cells in {n_columns} columns; put a text that has the delimiter in it between quotation marks"
        return Rejected(where, "broken CSV", detail)
    given = {field: cells[i] for field, i in columns.items() if i < len(cells)}
    if "text" not in given:
        return Rejected(where, "no text", f"the row ends after {len(cells)} cells, before the column of the text")
    return make_draft(where, Row(**given))

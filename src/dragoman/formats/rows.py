"""A file of somebody's data -> its rows, one at a time: each with its line, its cells by name, and its words as they stand.

Files may be compressed (.gz .xz .bz2, a .zip with one table), begin with a byte order mark, end their lines in any way, be
separated by tabs, commas or semicolons, and be longer than memory. A row that has too few or too many cells is told.

    >>> next(read_rows(open_table("MIDB 5.0.csv"))).cells["ccode"]
    '2'
"""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple, cast

from dragoman.errors import InputError
from dragoman.types import Rejected

LONGEST_LINE = 1_000_000
TABLES = (".csv", ".tab", ".tsv", ".txt")
csv.field_size_limit(LONGEST_LINE)


class Row(NamedTuple):
    """`line`: where it begins, from 1; `cells`: by name of column in small letters; `words`: the row as it stands in the file."""

    line: int
    cells: dict[str, str]
    words: str


class Table:
    """An open table: its columns (names in small letters), and its rows."""

    def __init__(self, path: str, lines: Iterator[str]) -> None:
        self.path = path
        self.name = Path(path).name
        self._lines = _Lines(lines)
        first = self._lines.peek()
        if not first.strip():
            raise InputError(f"{path} is empty")
        self.delimiter = max("\t,;", key=first.count)
        # Tab-separated files of these makers have quotation marks in cells that close nothing; commas need real CSV.
        self._quoted = self.delimiter != "\t" or first.startswith('"')
        self.columns = tuple(name.strip().lower() for name in self._split_first(first))

    def _split_first(self, line: str) -> list[str]:
        return next(csv.reader([line.strip("\r\n")], delimiter=self.delimiter))

    def rows(self, columns: Sequence[str] = ()) -> Iterator[Row | Rejected]:
        """The rows below the line of names; with `columns` given, that is a row too, and these are the names."""
        names = tuple(name.lower() for name in columns) or self.columns
        if self._quoted:
            reader = csv.reader(self._lines, delimiter=self.delimiter)
        else:
            reader = csv.reader(self._lines, delimiter=self.delimiter, quoting=csv.QUOTE_NONE)
        first = not columns
        while True:
            self._lines.begin()
            try:
                cells = next(reader, None)
            except csv.Error as error:
                yield Rejected(f"{self.path}:{self._lines.line}", "row cannot be split", str(error))
                continue
            if cells is None:
                return
            if first:
                first = False
                continue
            if not any(cells):
                continue
            if len(cells) < len(names) or any(cell.strip() for cell in cells[len(names) :]):
                detail = f"it has {len(cells)} cells, the table has {len(names)} columns"
                yield Rejected(f"{self.path}:{self._lines.line}", "number of cells", detail)
                continue
            if not self._quoted:
                cells = [_unquote(cell) for cell in cells]
            yield Row(self._lines.line, dict(zip(names, cells, strict=False)), self._lines.words())


class _Lines:
    """Lines with a memory: which line a row began with, and its words."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._ahead: str | None = None
        self._taken: list[str] = []
        self._at = 0
        self.line = 1

    def peek(self) -> str:
        self._ahead = next(self._lines, "")
        return self._ahead

    def begin(self) -> None:
        self._taken, self.line = [], self._at + 1

    def words(self) -> str:
        return "".join(self._taken).strip("\r\n")

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._ahead is not None:
            line, self._ahead = self._ahead, None
            if not line:
                raise StopIteration
        else:
            line = next(self._lines)
        self._at += 1
        self._taken.append(line)
        return line


@contextmanager
def open_table(path: str) -> Iterator[Table]:
    """The table in a file, open as long as the block lasts; InputError where it cannot be opened."""
    try:
        with _open_bytes(path) as file:
            yield Table(path, _decode(file, path))
    except (OSError, EOFError, zipfile.BadZipFile, lzma.LZMAError, zlib.error) as error:
        raise InputError(f"{path} cannot be read to its end: {error}") from error


@contextmanager
def _open_bytes(path: str) -> Iterator[IO[bytes]]:
    ending = Path(path).suffix.lower()
    if Path(path).is_dir():
        raise InputError(f"{path} is a folder; name one of its files")
    if ending == ".zip":
        with zipfile.ZipFile(path) as archive:
            names = [one for one in archive.namelist() if one.lower().endswith(TABLES) and not one.startswith("__MACOSX")]
            if len(names) != 1:
                told = ", ".join(names[:6]) or "none"
                raise InputError(f"{path} should hold one table; it holds {len(names)} ({told}): take the one you mean out of it")
            with archive.open(names[0]) as file:
                yield file
        return
    openers = {".gz": gzip.open, ".xz": lzma.open, ".bz2": bz2.open}
    with openers.get(ending, open)(path, "rb") as opened:  # type: ignore[operator]
        yield opened


def _decode(file: IO[bytes], path: str) -> Iterator[str]:
    """Lines of any ending. What is no UTF-8 is Windows-1252, line by line, as these files are often both."""
    buffered = io.BufferedReader(cast("io.RawIOBase", file))
    mark = buffered.peek(2)[:2]
    encoding = "utf-16" if mark in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = io.TextIOWrapper(buffered, encoding=encoding, errors="surrogateescape", newline="")
    n = 0
    while line := text.readline(LONGEST_LINE):
        n += 1
        if len(line) == LONGEST_LINE:
            raise InputError(f"{path}:{n} is a line of more than {LONGEST_LINE:,} characters; this is no table")
        if not line.isascii() and any("\ud800" <= letter <= "\udfff" for letter in line):
            line = line.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
        yield line.replace("\0", "")


def _unquote(cell: str) -> str:
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell

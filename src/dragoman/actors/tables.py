"""The gazetteer's files -> entries: each CSV is read, checked whole, and every bad line named in one DataError.

A row gives several surface forms ("Iran", "Persia", "Iranian", "Tehran"); each form points to an Entry.

    >>> parse_period("1949-1999")
    ('1949-01-01', '2000-01-01')
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

import msgspec

from dragoman.errors import DataError

EntryKind = Literal["state", "adjective", "people", "capital", "seat", "organisation", "person", "collective", "region", "city"]
SECTORS = frozenset(
    [
        "AGR",
        "BUS",
        "COP",
        "CRM",
        "CVL",
        "EDU",
        "ELI",
        "GOV",
        "IGO",
        "JRN",
        "JUD",
        "LAB",
        "LEG",
        "MED",
        "MIL",
        "NGO",
        "OPP",
        "PRE",
        "PRM",
        "PTY",
        "REB",
        "REF",
        "REL",
        "SOC",
        "SPY",
        "UAF",
        "UNK",
    ]
)
# The name of an entry that only keeps a longer name from being read as a state ("Gulf of Oman").
NO_ACTOR = "no actor"
NO_STATE = frozenset(["IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"])


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One sense of a name. `since`, `until`: ISO days, half-open, "" for open; `loose_end`: `until` is only when it was last
    known true. `weak`: stands for it only when the text has introduced it or puts a title before it."""

    kind: EntryKind
    code: str | None
    sector: str | None
    other_sectors: tuple[str, ...]
    name: str
    since: str = ""
    until: str = ""
    role: str = ""
    title: str = ""
    weight: int = 1
    weak: bool = False
    partial: bool = False
    loose_end: bool = False
    members: tuple[str, ...] = ()
    camp: tuple[str, ...] = ()  # of these the ones that the text has named are meant

    def holds(self, days: tuple[str, str]) -> bool:
        """Whether the period of the entry meets the days (earliest, latest)."""
        return (not self.since or self.since <= days[1]) and (not self.until or days[0] < self.until)


class Row(msgspec.Struct, frozen=True):
    """A line of a CSV file and where it stands."""

    file: str | Path
    line: int
    cells: dict[str, str]

    @property
    def where(self) -> str:
        return f"{self.file}:{self.line}"


def read_rows(name: str, source: Path | None = None) -> Iterator[Row]:
    """Lines of a file of the product (`name`) or of the user (`source`)."""
    if source is None:
        text = files("dragoman.data").joinpath("gazetteer").joinpath(name).read_text(encoding="utf-8")
    else:
        text = _read_user_file(source)
    reader = csv.reader(io.StringIO(text, newline=""))
    header = [column.strip() for column in next(reader, [])]
    where, width = source or name, len(header)
    for cells in reader:
        if source is not None:  # the product's own files have no blanks around their cells
            cells = [cell.strip() for cell in cells]
        if any(cells):
            if len(cells) < width:
                cells += [""] * (width - len(cells))
            yield Row(where, reader.line_num, dict(zip(header, cells, strict=False)))


def _read_user_file(source: Path) -> str:
    try:
        return source.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DataError(f"{source}: cannot be read ({error.strerror}); give a CSV file, see docs/gazetteer.md") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{source}: is not UTF-8 text; save it as UTF-8 CSV, see docs/gazetteer.md") from error


def split_list(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()] if cell else []


_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@cache
def parse_day(cell: str) -> str:
    """An ISO day from YYYY, YYYY-MM or YYYY-MM-DD ("" stays ""); ValueError where it is none of these."""
    if not cell:
        return ""
    found = _DAY.fullmatch(cell)
    if not found or not 1 <= int(found[2] or 1) <= 12 or not 1 <= int(found[3] or 1) <= 31:
        raise ValueError(f"{cell!r} is no date (YYYY, YYYY-MM or YYYY-MM-DD)")
    return f"{found[1]}-{found[2] or '01'}-{found[3] or '01'}"


@cache
def parse_end(cell: str) -> str:
    """The first ISO day after an end: a year or month is included whole, a day is the day that it ended.

    >>> parse_end("1951"), parse_end("1951-12"), parse_end("1951-07-20")
    ('1952-01-01', '1952-01-01', '1951-07-20')
    """
    day = parse_day(cell)
    if len(cell) == 4:
        return f"{int(cell) + 1}-01-01"
    if len(cell) == 7:
        year, month = int(cell[:4]), int(cell[5:])
        return f"{year + 1}-01-01" if month == 12 else f"{year}-{month + 1:02}-01"
    return day


def add_day(day: str) -> str:
    """The ISO day after one; a day that its month does not have is taken as the month's last.

    >>> add_day("1990-12-20"), add_day("2003-02-31")
    ('1990-12-21', '2003-03-01')
    """
    try:
        return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    except ValueError:
        return parse_end(day[:7])


def parse_period(cell: str) -> tuple[str, str]:
    """Half-open days of a span of years "1949-1999", "1870-", "-1960"; both years are included."""
    found = re.fullmatch(r"(\d{4})?-(\d{4})?", cell)
    if not found:
        raise ValueError(f"{cell!r} is no span of years (1949-1999, 1870-, -1960)")
    return (f"{found[1]}-01-01" if found[1] else "", f"{int(found[2]) + 1}-01-01" if found[2] else "")


def check_code(cell: str) -> str | None:
    if cell and not re.fullmatch(r"[A-Z]{3}", cell):
        raise ValueError(f"code {cell!r} is not three capital letters")
    return cell or None


def check_sector(cell: str) -> str | None:
    if cell and cell not in SECTORS:
        raise ValueError(f"sector {cell!r} is not one of {' '.join(sorted(SECTORS))}")
    return cell or None


def check_sectors(cell: str) -> tuple[str, ...]:
    return tuple(sector for part in split_list(cell) if (sector := check_sector(part)))


def check_dates(row: dict[str, str]) -> tuple[str, str, bool]:
    until = row.get("to", "")
    if not until and not row.get("from"):
        return "", "", False
    since, end = parse_day(row.get("from", "")), parse_end(until.lstrip("~"))
    if since and end and end < since:
        raise ValueError(f"ends ({end}) before it begins ({since})")
    return since, end, until.startswith("~")

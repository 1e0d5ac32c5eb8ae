"""A user's gazetteer file (`--gazetteer FILE`): read, checked whole, every bad, repeated or contradictory line named.

name,aliases,kind,code,sector,from,to
Blue Crescent Front,BCF,organisation,TCD,REB,2019,2023
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from dragoman.actors.fold import fold_text
from dragoman.actors.tables import Entry, Row, check_code, check_dates, check_sector, check_sectors, read_rows, split_list

COLUMNS = ("name", "aliases", "kind", "code", "sector", "other_sectors", "from", "to", "title", "note")
KINDS: dict[str, Any] = {"state": "state", "organisation": "organisation", "person": "person", "place": "city"}
# A user's line is meant: it goes before every line of the product.
OWN_WEIGHT = 9


class OwnLine(msgspec.Struct, frozen=True):
    row: Row
    forms: tuple[str, ...]
    entry: Entry


def read_own_names(source: Path, bad: list[str]) -> list[tuple[str, Entry]]:
    """(form, entry) of each line; what is wrong with the file goes to `bad`, one text a line."""
    lines: list[OwnLine] = []
    for row in read_rows(source.name, source):
        missing = [column for column in ("name", "code") if column not in row.cells]
        unknown = [column for column in row.cells if column not in COLUMNS]
        if missing or unknown:
            what = [f"no column {column!r}" for column in missing] + [f"unknown column {column!r}" for column in unknown]
            bad.append(f"{source}:1: {', '.join(what)}; columns are {','.join(COLUMNS)}")
            return []
        try:
            lines.append(_read_line(row))
        except ValueError as error:
            bad.append(f"{row.where}: {error}")
    if not lines and not bad:
        bad.append(f"{source}: has no names; its first line must be {','.join(COLUMNS)} and each other line a name")
    bad.extend(_find_clashes(lines))
    return [(form, line.entry) for line in lines for form in line.forms]


def _read_line(row: Row) -> OwnLine:
    cells = row.cells
    since, until, loose = check_dates(cells)
    kind = cells.get("kind") or "organisation"
    if kind not in KINDS:
        raise ValueError(f"kind {kind!r} is not one of {', '.join(KINDS)}")
    if not cells["name"]:
        raise ValueError("has no name")
    sector = check_sector(cells.get("sector", ""))
    if sector is None and kind in ("state", "person"):
        sector = "GOV"
    entry = Entry(
        KINDS[kind], check_code(cells["code"]), sector, check_sectors(cells.get("other_sectors", "")), cells["name"],
        since=since, until=until, title=cells.get("title", ""), weight=OWN_WEIGHT, loose_end=loose,
    )  # fmt: skip
    return OwnLine(row, tuple(dict.fromkeys((cells["name"], *split_list(cells.get("aliases", ""))))), entry)


def _find_clashes(lines: list[OwnLine]) -> Iterator[str]:
    """Lines that say the same twice, or two things of one name at one time."""
    seen: dict[str, list[OwnLine]] = {}
    for line in lines:
        told: set[int] = set()
        for form in line.forms:
            for other in seen.get(fold_text(form), ()):
                if other.row.line in told or other.row.line == line.row.line or not _overlap(line.entry, other.entry):
                    continue
                told.add(other.row.line)
                ours, theirs = _meaning(line.entry), _meaning(other.entry)
                if ours == theirs:
                    yield f"{line.row.where}: {form!r} repeats line {other.row.line}"
                else:
                    yield f"{line.row.where}: {form!r} is {ours} here and {theirs} in line {other.row.line}, at the same time"
            seen.setdefault(fold_text(form), []).append(line)


def _meaning(entry: Entry) -> str:
    return f"{entry.code or 'no state'} {entry.sector or 'no sector'}"


def _overlap(one: Entry, other: Entry) -> bool:
    return (not one.until or not other.since or other.since < one.until) and (
        not other.until or not one.since or one.since < other.until
    )

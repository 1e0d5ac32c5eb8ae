"""Histories of disputes and alliances -> what two states have in common: Correlates of War, GML, ATOP. Wars are in `wars.py`.

Each reader takes the rows of one layout, which its columns tell, and gives Found: a pair with its time and its rows. A row that
cannot be is told and left out; the others of its dispute or alliance stay.

    >>> [found.label for found in read_participants(rows, "2.2.1")]
    ['militarized dispute 315']
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

from dragoman.formats.codes import read_cow
from dragoman.formats.draft import RowError, Skipped, read_number
from dragoman.formats.rows import Row
from dragoman.formats.spans import Part, Time, Years, pair_parts, read_time
from dragoman.types import ContextKind, Rejected

MID_START, MID_END = ("styear", "stmon", "stday"), ("endyear", "endmon", "endday")
MEMBER_START, MEMBER_END = ("mem_st_year", "mem_st_month", "mem_st_day"), ("mem_end_year", "mem_end_month", "mem_end_day")
DYAD_START, DYAD_END = ("dyad_st_year", "dyad_st_month", "dyad_st_day"), ("dyad_end_year", "dyad_end_month", "dyad_end_day")
ATOP_START, ATOP_END = ("yrent", "moent", "dayent"), ("yrexit", "moexit", "dayexit")
OBLIGATIONS = ("defense", "offense", "neutrality", "neutral", "nonaggression", "nonagg", "entente", "consul")


class Found(NamedTuple):
    """What two states have in common, and the rows (line, words) that say so."""

    sort: ContextKind
    one: str
    other: str
    time: Time
    label: str
    detail: str
    rows: tuple[tuple[int, str], ...]


Item = Row | Rejected
Answer = Found | Rejected | Skipped
Reader = Callable[[Iterator[Item], str], Iterator[Answer]]


def each(rows: Iterable[Item], path: str, read: Callable[[Row], Answer | None]) -> Iterator[Answer]:
    """What `read` makes of each row; a row that it cannot take is told by its line."""
    for row in rows:
        if isinstance(row, Rejected):
            yield row
            continue
        try:
            found = read(row)
        except RowError as error:
            yield Rejected(f"{path}:{row.line}", error.reason, error.detail)
        except Skipped as left:
            yield left
        else:
            if found is not None:
                yield found


def read_participants(rows: Iterator[Item], path: str) -> Iterator[Answer]:
    """MIDB and gml-midb: one row for each state in a dispute, `sidea` tells its side."""
    disputes: dict[str, list[Part]] = defaultdict(list)

    def keep(row: Row) -> None:
        number = row.cells.get("dispnum") or row.cells.get("dispnum3", "")
        disputes[number].append(read_part(row, row.cells["sidea"], read_time(row.cells, MID_START, MID_END)))

    yield from each(rows, path, keep)
    for number, parts in disputes.items():
        for pair in pair_parts(parts, opposed=True):
            cells = (pair.one.cells, pair.other.cells)
            detail = join(
                _say("hostility", _most(cells, "hostlev")), _say("act", _most(cells, "hiact"), "highest act: "),
                _say("fatality", _most(cells, "fatality")),
            )  # fmt: skip
            yield make_found("dispute", pair.one, pair.other, pair.time, f"militarized dispute {number}", detail)


def read_dispute_pairs(rows: Iterator[Item], path: str) -> Iterator[Answer]:
    """Dyadic disputes, one row for each pair and year: gml-ndy and gml-ddy (ccode1, ccode2), Maoz's (statea, stateb)."""
    years, yield_later = Years(), []

    def keep(row: Row) -> None:
        cells = row.cells
        year = read_number(cells["year"], "year")
        if year is None:
            raise RowError("date", "no year")
        one, other = _read_pair(cells, str(year))
        years.add((cells.get("dispnum") or cells.get("disno", ""), one, other), year, row.line, row.words, cells)

    yield from each(rows, path, keep)
    for (number, one, other), time, line, words, found in years.stretches():
        detail = join(
            _say("hostility", _most(found, "hostlev", "hostlev1", "hostlev2", "hihost")),
            _say("act", _most(found, "hiact", "hiact1", "hiact2", "highact"), "highest act: "),
            _say("fatality", _most(found, "fatality", "fatality1", "fatality2", "fatlev")),
        )
        yield_later.append(Found("dispute", one, other, time, f"militarized dispute {number}", detail, ((line, words),)))
    yield from yield_later


def read_alliance_members(rows: Iterator[Item], path: str) -> Iterator[Answer]:
    """Alliances by member: of COW (version4id, mem_st_year) and of ATOP (atopid, yrent)."""
    alliances: dict[str, list[Part]] = defaultdict(list)

    def keep(row: Row) -> None:
        atop = "atopid" in row.cells
        time = read_time(row.cells, *((ATOP_START, ATOP_END) if atop else (MEMBER_START, MEMBER_END)))
        cells = row.cells
        number = read_number(cells["member" if atop else "ccode"], "state number")
        if atop and number is not None and number > 990:
            raise Skipped("members of an alliance that are no states of the system")
        alliances[cells["atopid"] if atop else cells["version4id"]].append(read_part(row, "", time, number))

    yield from each(rows, path, keep)
    for number, parts in alliances.items():
        seen: set[tuple[str, str, Time]] = set()
        for pair in pair_parts(parts, opposed=False):
            key = (pair.one.code, pair.other.code, pair.time)
            if key not in seen:  # phases of one alliance
                seen.add(key)
                detail = _say_obligations((pair.one.cells, pair.other.cells))
                yield make_found("alliance", pair.one, pair.other, pair.time, f"alliance {number}", detail)


def read_alliance_pairs(rows: Iterator[Item], path: str) -> Iterator[Answer]:
    """COW's alliances by pair; a pair stands there twice where the file is directed, and is taken once."""
    seen: set[tuple[str, ...]] = set()

    def read(row: Row) -> Found | None:
        time = read_time(row.cells, DYAD_START, DYAD_END)
        one, other = _read_pair(row.cells, time[0])
        key = (row.cells["version4id"], one, other, time[0] or "", time[1] or "")
        if key in seen:
            return None
        seen.add(key)
        label = f"alliance {row.cells['version4id']}"
        return Found("alliance", one, other, time, label, _say_obligations([row.cells]), ((row.line, row.words),))

    yield from each(rows, path, read)


def read_alliance_years(rows: Iterator[Item], path: str) -> Iterator[Answer]:
    """One row for each pair and year: of COW (ccode1, ccode2) and ATOP (statea, stateb; mem1, mem2)."""
    years = Years()

    def keep(row: Row) -> None:
        cells = row.cells
        year = read_number(cells["year"], "year")
        if year is None:
            raise RowError("date", "no year")
        told = [name for name in OBLIGATIONS if cells.get(name, "").strip() == "1"]
        if not told and cells.get("atopally", "1").strip() == "0":
            raise Skipped("years of a pair without an alliance")
        one, other = _read_pair(cells, str(year))
        years.add((cells.get("version4id", ""), one, other, " ".join(told)), year, row.line, row.words, cells)

    yield from each(rows, path, keep)
    for (number, one, other, _), time, line, words, found in years.stretches():
        yield Found("alliance", one, other, time, f"alliance {number}".strip(), _say_obligations(found), ((line, words),))


# ------------------------------------------------------------------------------- parts


def read_part(row: Row, side: str, time: Time, number: int | None = None) -> Part:
    number = read_number(row.cells["ccode"], "state number") if number is None else number
    if number is None:
        raise RowError("state number", "no number of a state")
    return Part(read_cow(number, time[0]), side.strip(), time, row.line, row.words, row.cells)


def _read_pair(cells: Mapping[str, str], day: str | None) -> tuple[str, str]:
    """Codes of the two, in order of the alphabet."""
    for names in (("ccode1", "ccode2"), ("statea", "stateb"), ("mem1", "mem2")):
        if names[0] in cells:
            numbers = [read_number(cells[name], "state number") for name in names]
            if None in numbers:
                raise RowError("state number", "no number of a state")
            one, other = (read_cow(number, day) for number in numbers if number is not None)
            if one == other:
                raise Skipped(f"pairs that are one state in this record ({one})")
            return min(one, other), max(one, other)
    raise RowError("state number", "no number of a state")


def make_found(sort: ContextKind, one: Part, other: Part, time: Time, label: str, detail: str) -> Found:
    first, second = sorted((one, other), key=lambda part: part.code)
    rows = tuple(sorted({(one.line, one.words), (other.line, other.words)}))
    return Found(sort, first.code, second.code, time, label, detail, rows)


def _most(rows: Iterable[Mapping[str, str]], *names: str) -> int | None:
    """The highest of these numbers."""
    numbers = [read_number(cells.get(name, ""), name) for cells in rows for name in names]
    return max((one for one in numbers if one is not None), default=None)


def _say(kind: str, number: int | None, before: str = "") -> str:
    told = load_words()[kind].get(str(number), "")
    return before + told if told else ""


def _say_obligations(rows: Iterable[Mapping[str, str]]) -> str:
    told = [load_words()["obligation"][name] for cells in rows for name in OBLIGATIONS if cells.get(name, "").strip() == "1"]
    return ", ".join(dict.fromkeys(told))


def join(*parts: str) -> str:
    return "; ".join(filter(None, parts))


@cache
def load_words() -> dict[str, dict[str, str]]:
    return tomllib.loads(resources.files("dragoman.data").joinpath("formats/histories.toml").read_text(encoding="utf-8"))

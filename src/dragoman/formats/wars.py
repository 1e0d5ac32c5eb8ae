"""Wars of the Correlates of War Project -> wars between two states: Inter-State, Extra-State and Intra-State War Data.

The last two have a row for each two that fought, with the number of a state on one side or on both. A war of a state with a
people, or of a government with rebels, is one between two states only where another state fought on the other side.

    >>> [found.label for found in read_sides(rows, "Intra-StateWarData_v4.1.csv")]
    ['Gaullist Rising (intra-state war 980)']
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from dragoman.formats.draft import RowError, Skipped, read_number
from dragoman.formats.histories import Answer, Item, each, make_found, read_part
from dragoman.formats.rows import Row
from dragoman.formats.spans import Part, Time, pair_parts, read_time

# Columns of year, month and day: as versions 4.0 and 4.1 have them, and as version 5 has them.
DAYS = (("year", "month", "day"), ("yr", "mo", "dy"))
# Columns of the states of both sides, and which sort of war has them.
SIDES = {"extra-state war": ("ccode1", "ccode2"), "intra-state war": ("ccodea", "ccodeb")}
# Numbers that stand for no state, and for a time that goes on or is not known.
NO_STATE = ("", "-7", "-8", "-9")


def read_wars(rows: Iterator[Item], path: str) -> Iterator[Answer]:
    """Inter-State War Data: one row for each state in a war, with up to two times."""
    wars: dict[tuple[str, str], list[Part]] = defaultdict(list)

    def keep(row: Row) -> None:
        key = (row.cells["warnum"], row.cells["warname"].strip())
        for time in list_times(row.cells):
            wars[key].append(read_part(row, row.cells["side"], time))

    yield from each(rows, path, keep)
    for (number, name), parts in wars.items():
        for pair in pair_parts(parts, opposed=True):
            deaths = [read_number(part.cells.get("batdeath", ""), "deaths") for part in (pair.one, pair.other)]
            known = sum(one for one in deaths if one and one > 0)
            detail = f"{known:,} battle deaths of the two" if known and all(one and one > 0 for one in deaths) else ""
            yield make_found("war", pair.one, pair.other, pair.time, f"{name or 'war'} (war {number})", detail)


def list_times(cells: Mapping[str, str]) -> Iterator[Time]:
    """The times of a row: a war may have stopped and begun again."""
    for i in (1, 2, 3, 4):
        for year, month, day in DAYS:
            start, end = ((f"{edge}{year}{i}", f"{edge}{month}{i}", f"{edge}{day}{i}") for edge in ("start", "end"))
            if start[0] in cells and (i == 1 or (read_number(cells[start[0]], "date") or 0) > 0):
                yield read_time(cells, start, end)


def read_sides(rows: Iterator[Item], path: str) -> Iterator[Answer]:
    """Extra-State and Intra-State War Data: who fought on side A and who on side B, in each row one of each or neither."""
    wars: dict[tuple[str, str, str], list[Part]] = defaultdict(list)

    def keep(row: Row) -> None:
        sort = next(sort for sort, names in SIDES.items() if names[0] in row.cells)
        parts = wars[sort, row.cells["warnum"], row.cells["warname"].strip()]
        for name, side in zip(SIDES[sort], "AB", strict=True):
            if row.cells[name].strip() in NO_STATE:
                continue
            number = read_number(row.cells[name], "state number")
            if number is None:
                raise RowError("state number", "no number of a state")
            parts.extend(read_part(row, side, time, number) for time in list_times(row.cells))

    yield from each(rows, path, keep)
    for (sort, number, name), parts in wars.items():
        found = {(pair.one.code, pair.other.code, pair.time): pair for pair in pair_parts(parts, opposed=True)}
        for pair in found.values():
            label = f"{name or 'war'} ({sort} {number})"
            yield make_found("war", pair.one, pair.other, pair.time, label, f"one front of an {sort}")
        if not found:
            yield Skipped(f"{sort}s in which no two states fought each other")

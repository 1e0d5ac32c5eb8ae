"""UCDP's data -> events (GED) and conflicts of states (the dyadic and the conflict data set, by year).

Columns as in GED 24.1 and UCDP Dyadic 24.1 (Uppsala Conflict Data Program). States have numbers of Gleditsch and Ward there. An
event between a state and a group names the group, and has the state in which it happened as the group's.

    >>> read_event({"id": "1", "type_of_violence": "1", "gwnoa": "365", "gwnob": "369", ...}).recipient.code
    'UKR'
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dragoman.formats.codes import read_gw, read_name
from dragoman.formats.draft import Draft, Party, RowError, Skipped, make_draft, read_date, read_number
from dragoman.formats.histories import Answer, Found, Item, each, join, load_words
from dragoman.formats.rows import Row
from dragoman.formats.spans import Years

NEEDED = ("id", "type_of_violence", "side_a", "side_b", "date_start", "date_end", "best")
NEEDED_YEARS = ("year", "side_a", "side_b", "gwno_a", "gwno_b")


def read_event(row: Mapping[str, str]) -> Draft:
    """An event of GED: people killed by organised violence."""
    start, end = read_date(row["date_start"]), read_date(row["date_end"])
    if start and end and end < start:
        raise RowError("date", f"it ends on {end}, before it begins on {start}")
    where = read_number(row.get("country_id", ""), "state number")
    country = read_gw(where, start) if where else None
    kind = row["type_of_violence"].strip()
    if kind not in ("1", "2", "3"):
        raise RowError("type of violence", f"{kind[:20]!r} is none of 1, 2, 3")
    killed = read_number(row["best"], "deaths")
    actor = _read_side(row, "a", country, start)
    if kind == "3":
        recipient = Party(country, "CVL", (), None, row["side_b"].strip() or "Civilians")
    else:
        recipient = _read_side(row, "b", country, start)
    return make_draft(
        key=row["id"],
        type_="ASSAULT",
        contexts=("military",) if kind == "1" else ("human_security",) if kind == "3" else (),
        actor=actor,
        recipient=recipient,
        date=start if start == end or not end else f"{start}/{end}" if start else end,
        place=row.get("where_coordinates", "") or row.get("country", ""),
        place_code=country,
        killed=killed if killed and killed > 0 else None,
        publisher=row.get("source_office", "").partition(";")[0],
        told=f"type of violence {kind}",
    )


def _read_side(row: Mapping[str, str], side: str, country: str | None, day: str | None) -> Party:
    """A government by its number; any other side by its name, with the state in which it fought."""
    name = row[f"side_{side}"].strip()
    number = read_number(row.get(f"gwno{side}", ""), "state number")
    if number is not None:
        return Party(read_gw(number, day), "MIL", ("GOV",), None, name)
    if name.startswith("Government of ") and (code := _read_government(name)):
        return Party(code, "MIL", ("GOV",), None, name)
    return Party(country, "REB" if row["type_of_violence"].strip() == "1" else "UAF", (), name or None, name or "unknown")


def _read_government(name: str) -> str | None:
    try:
        return read_name(name.removeprefix("Government of ").partition("(")[0])
    except RowError:
        return None


def read_conflicts(rows: Iterator[Item], path: str) -> Iterator[Answer]:
    """Conflicts of two states, a row a year; those of a state with a group have no pair."""
    years = Years()

    def keep(row: Row) -> None:
        cells = row.cells
        year = read_number(cells["year"], "year")
        if year is None:
            raise RowError("date", "no year")
        sides = [[int(one) for one in cells[name].split(",") if one.strip().isdigit()] for name in ("gwno_a", "gwno_b")]
        if not all(sides):
            raise Skipped("conflicts of a state with a group, which are no pair of states")
        key = cells.get("dyad_id") or cells.get("conflict_id", "")
        for first in sides[0]:
            for second in sides[1]:
                one, other = sorted((read_gw(first, str(year)), read_gw(second, str(year))))
                if one != other:
                    years.add((key, one, other), year, row.line, row.words, cells)

    yield from each(rows, path, keep)
    for (key, one, other), time, line, words, found in years.stretches():
        level = max((read_number(cells.get("intensity_level", ""), "intensity") or 0 for cells in found), default=0)
        over = load_words()["incompatibility"].get(found[0].get("incompatibility", "").strip(), "")
        land = found[0].get("territory_name", "").strip()
        detail = join(f"{over} ({land})" if over and land else over, "1,000 deaths or more in a year" if level == 2 else "")
        yield Found("war" if level == 2 else "dispute", one, other, time, f"conflict {key}", detail, ((line, words),))

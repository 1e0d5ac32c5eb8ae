"""Event <-> rows in the columns of ICEWS (Boschee and others, Harvard Dataverse, doi:10.7910/DVN/28075).

ICEWS codes in CAMEO, names states in words and sectors in words. What PLOVER says and CAMEO does not is lost on the way: see
`cameo.py`. The last six columns are ours: numbers of states that ICEWS has no column for.

    >>> COLUMNS[2:5]
    ('Source Name', 'Source Sectors', 'Source Country')
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from dragoman.formats.cameo import from_cameo, to_cameo
from dragoman.formats.codes import BODIES, read_name, read_sectors, write_name, write_sectors
from dragoman.formats.draft import Draft, Party, RowError, Skipped, make_draft, read_date
from dragoman.formats.pairs import Pair, name_rows, number_entity, read_day, write_number
from dragoman.states import NOT_STATES
from dragoman.types import Entity, Event

if TYPE_CHECKING:
    from dragoman.record import DocumentHeader

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity",
    "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District",
    "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
NUMBERS = ("Source ISO Number", "Source COW", "Source GW", "Target ISO Number", "Target COW", "Target GW")
NEEDED = ("Event ID", "Event Date", "Source Name", "CAMEO Code", "Target Name")
# Actors of no country: sectors of ICEWS that tell them.
CLASSES = (
    ("international government organization", "IGO"), ("multinational", "MNC"), ("ngo", "NGO"),
    ("nongovernmental organization", "NGO"),
)  # fmt: skip


def write_rows(event: Event, doc: DocumentHeader | None) -> list[list[str]]:
    """One row for each pair of an actor and a recipient, cells in the order of COLUMNS and NUMBERS."""
    return [_write_row(event, doc, pair, key) for key, pair in name_rows(event)]


def _write_row(event: Event, doc: DocumentHeader | None, pair: Pair, key: str) -> list[str]:
    code = to_cameo(event.type, event.mode, event.contexts)
    cells = {
        "Event ID": key,
        "Event Date": read_day(event.date),
        **_write_entity(pair[0], event, "Source"),
        "Event Text": code.label,
        "CAMEO Code": code.cameo,
        "Intensity": f"{code.goldstein:g}",
        **_write_entity(pair[1], event, "Target"),
        "Story ID": event.document,
        "Publisher": (doc and doc.source) or "",
        "City": "",
        "Country": write_name(event.place.code) if event.place else "",
    }
    return [cells.get(column, "") for column in (*COLUMNS, *NUMBERS)]


def _write_entity(entity: Entity | None, event: Event, side: str) -> dict[str, str]:
    if entity is None:
        return {}
    numbers = number_entity(entity, event)
    sectors = write_sectors([sector for sector in (entity.sector, *entity.other_sectors) if sector], "icews")
    country = write_name(entity.code)
    name = {"UNO": "United Nations", "EUR": "European Union"}.get(entity.code or "", "")
    body = "International Government Organization"
    kinds = {"IGO": body, "UNO": body, "EUR": body, "NGO": "Nongovernmental Organization", "MNC": "Multinational"}
    sector = kinds.get(entity.code or "")
    return {
        f"{side} Name": entity.name or name or (country if entity.sector == "GOV" and country else entity.text),
        f"{side} Sectors": ",".join([*([sector] if sector else []), *sectors]),
        f"{side} Country": country,
        f"{side} ISO Number": write_number(numbers.iso),
        f"{side} COW": write_number(numbers.cow),
        f"{side} GW": write_number(numbers.gw),
    }


# ------------------------------------------------------------------------------- reading


def read_row(row: Mapping[str, str]) -> Draft:
    """An event as ICEWS has it, in PLOVER; Skipped where CAMEO's code has no category there (statements)."""
    cameo = row["CAMEO Code"].strip()
    if not cameo.isdigit() or len(cameo) > 4:
        raise RowError("CAMEO code", f"{cameo[:20]!r} is no code of CAMEO")
    code = from_cameo(cameo)
    if code is None:
        if cameo.startswith("01") or (cameo[:1] == "1" and len(cameo) < 3):
            raise Skipped("statements (CAMEO 01), which PLOVER does not code")
        raise RowError("CAMEO code", f"{cameo!r} is no code of CAMEO that the table has")
    place = ", ".join(filter(None, (row.get(part, "").strip() for part in ("City", "Province", "Country"))))
    return make_draft(
        key=row["Event ID"],
        type_=code.type,
        mode=code.mode,
        contexts=code.contexts,
        actor=_read_party(row, "Source"),
        recipient=_read_party(row, "Target"),
        date=read_date(row["Event Date"]),
        place=place,
        place_code=_read_place(row.get("Country", "")),
        publisher=row.get("Publisher", ""),
        told=f"CAMEO {code.cameo}, {code.label}",
    )


def _read_party(row: Mapping[str, str], side: str) -> Party | None:
    name, country = row.get(f"{side} Name", "").strip(), row.get(f"{side} Country", "").strip()
    words = [word.strip() for word in row.get(f"{side} Sectors", "").split(",") if word.strip()]
    if not (name or country):
        return None
    code = read_name(country) or BODIES.get(name.casefold())
    if code is None:
        told = " ".join(words).casefold()
        code = next((kind for mark, kind in CLASSES if mark in told), None)
    sectors = read_sectors(words)
    # In ICEWS a state that acts as a whole has its own name and no sector.
    if not sectors and code and code not in NOT_STATES and name.casefold() == country.casefold():
        sectors = ("GOV",)
    return Party(code, sectors[0] if sectors else None, sectors[1:], name or None, name or country)


def _read_place(country: str) -> str | None:
    """A place whose state is not known is kept in words; it is no reason to lose the event."""
    try:
        return read_name(country)
    except RowError:
        return None

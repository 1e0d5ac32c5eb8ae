"""Event <-> rows in the columns of POLECAT's files (Halterman and others, Harvard Dataverse, doi:10.7910/DVN/AJGVIT).

Columns that Dragoman cannot fill are empty: Wikipedia ids, the parts of a place, the people and places of the story. `Event
Date` and `Publication Date` are days; a date that is less precise stays empty rather than be made up. The last four columns
are ours: numbers of states that POLECAT has no column for.

    >>> COLUMNS[:4]
    ('Event ID', 'Event Date', 'Event Type', 'Event Mode')
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from dragoman import __version__
from dragoman.formats.codes import read_code
from dragoman.formats.draft import Draft, Party, RowError, make_draft, read_date, split_list
from dragoman.formats.numbers import find_cow
from dragoman.formats.pairs import (
    Pair,
    load_category,
    load_codebook,
    name_rows,
    number_entity,
    read_day,
    score_of,
    write_number,
)
from dragoman.types import Entity, Event, EventType

if TYPE_CHECKING:
    from dragoman.record import DocumentHeader

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Event Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City", "District",
    "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source",
    "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
NUMBERS = ("Actor ISO Number", "Actor GW", "Recipient ISO Number", "Recipient GW")
QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}
LANGUAGES = {"en": "English"}
NEEDED = ("Event ID", "Event Date", "Event Type", "Actor Country", "Recipient Country")


def write_rows(event: Event, doc: DocumentHeader | None) -> list[list[str]]:
    """One row for each pair of an actor and a recipient, cells in the order of COLUMNS and NUMBERS."""
    return [_write_row(event, doc, pair, key) for key, pair in name_rows(event)]


def _write_row(event: Event, doc: DocumentHeader | None, pair: Pair, key: str) -> list[str]:
    published = doc.published if doc and doc.published else ""
    language = doc.language if doc and doc.language else ""
    cells = {
        "Event ID": key,
        "Event Date": read_day(event.date),
        "Event Type": event.type,
        "Event Mode": event.mode or "",
        "Event Intensity": f"{event.score:g}",
        "Quad Code": QUADS[load_category(event.type)["quad"]],
        "Contexts": ";".join(event.contexts),
        **_write_entity(pair[0], event, "Actor"),
        **_write_entity(pair[1], event, "Recipient"),
        "Country": write_country(event.place.code) if event.place else "",
        "Raw Placename": event.place.text if event.place else "",
        "Source": (doc and doc.source) or "",
        "Publication Date": published,
        "Language": LANGUAGES.get(language, language),
        "Version": f"Dragoman {__version__}",
    }
    return [cells.get(column, "") for column in (*COLUMNS, *NUMBERS)]


def _write_entity(entity: Entity | None, event: Event, side: str) -> dict[str, str]:
    if entity is None:
        return {}
    sectors = [sector for sector in (entity.sector, *entity.other_sectors) if sector]
    numbers = number_entity(entity, event)
    return {
        f"{side} Name": entity.name or "",
        f"{side} Country": write_country(entity.code),
        f"{side} COW": write_number(numbers.cow),
        f"Primary {side} Sector": entity.sector or "",
        f"{side} Sectors": ";".join(sectors),
        f"{side} Name Raw": entity.text,
        f"{side} ISO Number": write_number(numbers.iso),
        f"{side} GW": write_number(numbers.gw),
    }


def write_country(code: str | None) -> str:
    """PLOVER's code: KOS for Kosovo, else ours."""
    return {"XKX": "KOS"}.get(code or "", code or "")


# ------------------------------------------------------------------------------- reading


def read_row(row: Mapping[str, str]) -> Draft:
    """An event as POLECAT has it; RowError where the row is none."""
    word = row["Event Type"].strip().upper()
    if word not in load_codebook():
        raise RowError("category", f"{word[:40]!r} is no category of PLOVER")
    type_ = cast("EventType", word)
    mode = row.get("Event Mode", "").strip().lower().removesuffix(" (mode)") or None
    if mode is not None and mode not in load_category(type_).get("modes", {}):
        mode = None  # POLECAT's older files have modes that PLOVER 0.9 has given up
    day = read_date(row["Event Date"])
    intensity = row.get("Event Intensity") or row.get("Intensity") or ""
    return make_draft(
        key=row["Event ID"],
        type_=type_,
        mode=mode,
        contexts=split_list(row.get("Contexts", "")),
        actor=_read_party(row, "Actor", day),
        recipient=_read_party(row, "Recipient", day),
        date=day,
        score=_read_score(intensity, type_, mode),
        place=row.get("Raw Placename") or row.get("Placename") or "",
        place_code=read_code(row.get("Country", "")) if row.get("Country") else None,
        publisher=row.get("Source", ""),
        published=read_date(row.get("Publication Date", "")),
        told=f"{row['Event Type']} {row.get('Event Mode', '')}".strip(),
    )


def _read_party(row: Mapping[str, str], side: str, day: str | None) -> Party | None:
    country, cow = row.get(f"{side} Country", "").strip(), row.get(f"{side} COW", "").strip()
    code = read_code(country) if country else None
    if code is None and cow.isdigit():
        code = find_cow(int(cow), day)
    sectors = split_list(row.get(f"{side} Sectors", ""))
    primary = row.get(f"Primary {side} Sector", "").strip() or (sectors[0] if sectors else None)
    name, raw = row.get(f"{side} Name", "").strip(), row.get(f"{side} Name Raw", "").strip()
    if not (code or name or raw or primary):
        return None
    return Party(code, primary, tuple(one for one in sectors if one != primary), name or None, raw or name or country)


def _read_score(cell: str, type_: EventType, mode: str | None) -> float:
    try:
        score = float(cell) if cell.strip() else score_of(type_, mode)
    except ValueError:
        raise RowError("intensity", f"{cell!r} is no number") from None
    if not -10 <= score <= 10:
        raise RowError("intensity", f"{cell} is not between -10 and 10")
    return score

"""Event <-> rows in the columns of GDELT's event tables (version 2.0: 61 columns; 1.0: 57 or 58, without the names).

GDELT codes in CAMEO: what PLOVER says and CAMEO does not is lost on the way, see `cameo.py`. Its counts are of reports, so an
event of one text has ones. Published files have no line of names; ours have one, and both are read. The last six columns are
ours: numbers of states.

    >>> COLUMNS[0], COLUMNS[26], len(COLUMNS)
    ('GLOBALEVENTID', 'EventCode', 61)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from dragoman.formats.cameo import from_cameo, to_cameo
from dragoman.formats.codes import read_code, read_name, read_sectors, write_sectors
from dragoman.formats.draft import Draft, Party, RowError, Skipped, make_day, make_draft, read_date
from dragoman.formats.numbers import fips_of
from dragoman.formats.pairs import Pair, begin_date, name_rows, number_entity, write_number
from dragoman.states import NOT_STATES, name_state
from dragoman.types import Entity, Event

if TYPE_CHECKING:
    from dragoman.record import DocumentHeader

_ACTOR = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code".split()
_GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID".split()
COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor{i}{part}" for i in (1, 2) for part in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions", "NumSources",
    "NumArticles", "AvgTone", *(f"{where}Geo_{part}" for where in ("Actor1", "Actor2", "Action") for part in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
# Version 1.0 has no second administrative code, and before April 2013 no address.
COLUMNS_1 = tuple(name for name in COLUMNS if "ADM2" not in name)
NUMBERS = tuple(f"Actor{i}{part}" for i in (1, 2) for part in ("ISONumber", "COW", "GW"))
NEEDED = ("GLOBALEVENTID", "SQLDATE", "Actor1CountryCode", "Actor2CountryCode", "EventCode")
# Codes of groups and types that stand for actors of no country.
GROUPS = {"UNO": "UNO", "EEC": "EUR"}
TYPES = {"IGO": "IGO", "NGO": "NGO", "NGM": "ISM", "MNC": "MNC", "IMG": "IMG", "INT": "IGO"}
# Regions that CAMEO writes where a country would stand.
REGIONS = frozenset("AFR ASA BLK CAS CAU CRB EAF EUR LAM MEA MDT NAF NMR PGS SAF SAM SAS SCN SEA WAF WST".split())


def write_rows(event: Event, doc: DocumentHeader | None) -> list[list[str]]:
    """One row for each pair of an actor and a recipient, cells in the order of COLUMNS and NUMBERS."""
    return [_write_row(event, doc, pair, key) for key, pair in name_rows(event)]


def _write_row(event: Event, doc: DocumentHeader | None, pair: Pair, key: str) -> list[str]:
    code = to_cameo(event.type, event.mode, event.contexts)
    published = (doc.published if doc else None) or ""
    cells = {
        "GLOBALEVENTID": key,
        **_write_date(event.date),
        **_write_entity(pair[0], event, "Actor1"),
        **_write_entity(pair[1], event, "Actor2"),
        "EventCode": code.cameo,
        "EventBaseCode": code.base,
        "EventRootCode": code.root,
        "QuadClass": str(code.quad),
        "GoldsteinScale": f"{code.goldstein:g}",
        **dict.fromkeys(("NumMentions", "NumSources", "NumArticles"), "1"),
        "ActionGeo_FullName": event.place.text if event.place else "",
        "ActionGeo_CountryCode": fips_of(event.place.code) if event.place else "",
        "DATEADDED": published.replace("-", ""),
        "SOURCEURL": (doc and doc.url) or "",
    }
    return [cells.get(column, "") for column in (*COLUMNS, *NUMBERS)]


def _write_date(date: str | None) -> dict[str, str]:
    """The columns of the date, as far as it is known: a year has only `Year`."""
    begin = begin_date(date) if date and "/" not in date else None
    if begin is None:
        return {}
    cells = {"Year": begin[:4]}
    if len(begin) >= 7:
        cells["MonthYear"] = begin[:4] + begin[5:7]
    if len(begin) == 10:
        cells["SQLDATE"] = begin.replace("-", "")
        cells["FractionDate"] = f"{int(begin[:4]) + (int(begin[5:7]) * 30 + int(begin[8:])) / 365:.4f}"
    return cells


def _write_entity(entity: Entity | None, event: Event, side: str) -> dict[str, str]:
    if entity is None:
        return {}
    code = entity.code or ""
    group = {"UNO": "UNO", "EUR": "EEC"}.get(code, "")
    kind = {"IGO": "IGO", "NGO": "NGO", "ISM": "NGM", "MNC": "MNC", "IMG": "IMG"}.get(code, "")
    country = "" if code in NOT_STATES else code
    sectors = write_sectors([sector for sector in (entity.sector, *entity.other_sectors) if sector], "cameo")
    types = [*([kind] if kind else []), *sectors][:3]
    numbers = number_entity(entity, event)
    name = entity.name or (name_state(code) if country and entity.sector == "GOV" else entity.text)
    return {
        f"{side}Code": country + group + "".join(types),
        f"{side}Name": name.upper(),
        f"{side}CountryCode": country,
        f"{side}KnownGroupCode": group,
        **{f"{side}Type{i}Code": one for i, one in enumerate(types, 1)},
        f"{side}ISONumber": write_number(numbers.iso),
        f"{side}COW": write_number(numbers.cow),
        f"{side}GW": write_number(numbers.gw),
    }


# ------------------------------------------------------------------------------- reading


def name_columns(n_cells: int) -> tuple[str, ...] | None:
    """The names of the columns of a file that has none, by their number."""
    return {61: COLUMNS, 58: COLUMNS_1, 57: COLUMNS_1[:57]}.get(n_cells)


def read_row(row: Mapping[str, str]) -> Draft:
    """An event as GDELT has it, in PLOVER; Skipped where CAMEO's code has no category there, or neither actor has a country."""
    cameo = row["EventCode"].strip()
    if not cameo.isdigit() or len(cameo) > 4:
        raise RowError("CAMEO code", f"{cameo[:20]!r} is no code of CAMEO")
    code = from_cameo(cameo)
    if code is None:
        if cameo.startswith("01"):
            raise Skipped("statements (CAMEO 01), which PLOVER does not code")
        raise RowError("CAMEO code", f"{cameo!r} is no code of CAMEO that the table has")
    actor, recipient = (_read_party(row, f"Actor{i}") for i in (1, 2))
    if actor is None and recipient is None:
        raise Skipped("neither actor has a code of a state or an organisation")
    place = row.get("ActionGeo_FullName", "")
    return make_draft(
        key=row["GLOBALEVENTID"],
        type_=code.type,
        mode=code.mode,
        contexts=code.contexts,
        actor=actor,
        recipient=recipient,
        date=_read_date(row),
        place=place,
        place_code=_read_place(place),
        publisher=row.get("SOURCEURL", ""),
        published=read_date(row.get("DATEADDED", "")),
        told=f"CAMEO {code.cameo}, {code.label}",
    )


def _read_date(row: Mapping[str, str]) -> str | None:
    if day := read_date(row["SQLDATE"]):
        return day
    month, year = row.get("MonthYear", "").strip(), row.get("Year", "").strip()
    if len(month) == 6 and month.isdigit():
        return make_day(int(month[:4]), int(month[4:]), None)
    return make_day(int(year), None, None) if year.isdigit() else None


def _read_party(row: Mapping[str, str], side: str) -> Party | None:
    """An actor with a country, or one of the organisations that PLOVER has codes for; else None."""
    country = row.get(f"{side}CountryCode", "").strip().upper()
    group = row.get(f"{side}KnownGroupCode", "").strip().upper()
    types = [one for i in (1, 2, 3) if (one := row.get(f"{side}Type{i}Code", "").strip().upper())]
    code = None if country in REGIONS else read_code(country)
    code = code or GROUPS.get(group) or next((TYPES[one] for one in types if one in TYPES), None)
    if code is None:
        return None
    sectors = read_sectors([one for one in types if one not in TYPES], "cameo")
    if not sectors and code not in NOT_STATES and not types:
        sectors = ("GOV",)  # GDELT writes the country alone where the state as a whole acts
    name = row.get(f"{side}Name", "").strip()
    return Party(code, sectors[0] if sectors else None, sectors[1:], name or None, name or country or group)


def _read_place(place: str) -> str | None:
    """The state that a place lies in: the last part of its full name ("Geneva, Genève, Switzerland")."""
    try:
        return read_name(place.rpartition(",")[2])
    except RowError:
        return None

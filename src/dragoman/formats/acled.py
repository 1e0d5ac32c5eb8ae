"""ACLED's events -> events in PLOVER, by the table in `data/formats/acled.csv`.

Columns as ACLED has exported them since 2023 (www.acleddata.com). An actor's state is the one that its name tells ("Military
Forces of Ukraine (2019-)", "Protesters (India)"), else the one where it happened; its sector follows `inter1`, by number or in
words.

    >>> read_event({"event_type": "Protests", "sub_event_type": "Peaceful protest", "actor1": "Protesters (India)", ...}).mode
    'demo'
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources

from dragoman.formats.codes import read_name
from dragoman.formats.draft import Draft, Party, RowError, Skipped, make_draft, read_date, read_number, split_list

NEEDED = ("event_id_cnty", "event_date", "event_type", "sub_event_type", "actor1", "country")
# inter1, inter2: numbers up to 2024, words since.
SECTORS = {
    "1": "MIL", "state forces": "MIL", "2": "REB", "rebel group": "REB", "rebel groups": "REB", "3": "UAF",
    "political militia": "UAF", "political militias": "UAF", "4": "UAF", "identity militia": "UAF", "identity militias": "UAF",
    "5": "CVL", "rioters": "CVL", "6": "CVL", "protesters": "CVL", "7": "CVL", "civilians": "CVL", "8": "UAF",
    "external/other forces": "UAF",
}  # fmt: skip
_OF_STATE = re.compile(r"(?:Military|Police|Prison|Security|Mutiny of Military) (?:Forces|Guards) of (?:the )?([^(]+)")
_GOVERNMENT = re.compile(r"Government of (?:the )?([^(]+)")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)\s*$")


def read_event(row: Mapping[str, str]) -> Draft:
    """An event of ACLED; Skipped where it is of a sort that PLOVER has no category for."""
    sort, sub = row["event_type"].strip(), row["sub_event_type"].strip()
    coded = _load_sorts().get((sort, sub)) or _load_sorts().get((sort, ""))
    if coded is None:
        if sort == "Strategic developments":
            raise Skipped(f"strategic developments of the sort {sub!r}, which PLOVER does not code")
        raise RowError("event type", f"{sort[:40]!r} is no sort of event of ACLED")
    type_, mode, contexts = coded
    country = read_name(row["country"])
    killed = read_number(row.get("fatalities", ""), "fatalities")
    return make_draft(
        key=row["event_id_cnty"],
        type_=type_,
        mode=mode or None,
        contexts=split_list(contexts),
        actor=_read_party(row, 1, country),
        recipient=_read_party(row, 2, country),
        date=_read_date(row),
        place=row.get("location", ""),
        place_code=country,
        killed=killed if killed and killed > 0 else None,
        publisher=row.get("source", "").partition(";")[0],
        told=f"{sort}: {sub}" if sub else sort,
    )


def _read_date(row: Mapping[str, str]) -> str | None:
    """Where ACLED knows the day only to a week or a month, the date says so."""
    day = read_date(row["event_date"])
    if day and row.get("time_precision", "").strip() == "3":
        return day[:7]
    return f"{day}~" if day and row.get("time_precision", "").strip() == "2" else day


def _read_party(row: Mapping[str, str], i: int, country: str | None) -> Party | None:
    name = row.get(f"actor{i}", "").strip()
    if not name:
        return None
    sector = SECTORS.get(row.get(f"inter{i}", "").strip().lower())
    if found := _OF_STATE.match(name):
        sector = "COP" if name.startswith("Police") else "MIL"
    elif found := _GOVERNMENT.match(name):
        sector = "GOV"
    else:
        found = _IN_BRACKETS.search(name)
    return Party(_find_state(found[1].strip() if found else "") or country, sector, (), name, name)


@lru_cache(maxsize=4096)
def _find_state(words: str) -> str | None:
    """The state of that name; None where it is none ("2019-", "Islamist")."""
    try:
        return read_name(words)
    except RowError:
        return None


@cache
def _load_sorts() -> dict[tuple[str, str], tuple[str, str, str]]:
    text = resources.files("dragoman.data").joinpath("formats/acled.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(io.StringIO(text))
    return {(row["event_type"], row["sub_event_type"]): (row["type"], row["mode"], row["contexts"]) for row in rows}

"""Codes and names of states and sectors as data sets write them -> those of the record, and back.

>>> read_code("KOS"), read_code("GRL"), read_name("Occupied Palestinian Territory")
('XKX', 'DNK', 'PSE')
>>> read_sectors(["Government", "Military"]), write_sectors(("JRN",), "cameo")
(('GOV', 'MIL'), ('MED',))
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources

from dragoman.errors import UsageError
from dragoman.formats.draft import RowError
from dragoman.formats.numbers import find_cow, find_gw, load_lines
from dragoman.states import NOT_STATES, name_state, resolve_state

EMPTY = frozenset({"", "NONE", "NULL", "---", "NA", "NAN"})
# Bodies that ICEWS has as names without a country.
BODIES = {"united nations": "UNO", "european union": "EUR"}


@lru_cache(maxsize=4096)
def read_code(cell: str) -> str | None:
    """Our code for three letters; None where the cell is empty; RowError where nobody is called so."""
    code = cell.strip().upper()
    if code in EMPTY:
        return None
    code = _load_codes().get(code, code)
    if code in NOT_STATES or code in load_lines():
        return code
    try:
        if resolve_state(code) == code:  # a state that has no numbers, such as Manchukuo
            return code
    except UsageError:
        pass
    raise RowError("country", f"{cell[:40]!r} is no code of a state that Dragoman knows")


@lru_cache(maxsize=4096)
def read_name(cell: str) -> str | None:
    """Our code for a name of a state; None where the cell is empty; RowError where nobody is called so."""
    name = cell.strip()
    if name.upper() in EMPTY:
        return None
    if code := _load_names()[1].get(name.casefold()):
        return code
    if code := _load_territories().get(name.casefold()):
        return code
    try:
        return resolve_state(name)
    except UsageError:
        raise RowError("country", f"{name[:60]!r} is no name of a state that Dragoman knows") from None


def write_name(code: str | None) -> str:
    """The name that ICEWS has for a state; empty for what is none."""
    if code is None or code in NOT_STATES:
        return ""
    return _load_names()[0].get(code) or name_state(code)


def read_cow(number: int, day: str | None) -> str:
    """The state of a number of the Correlates of War; RowError where there is none."""
    if (code := find_cow(number, day)) is None:
        raise RowError("state number", f"{number} is no state of the Correlates of War that Dragoman knows")
    return code


def read_gw(number: int, day: str | None) -> str:
    """The state of a number of Gleditsch and Ward; RowError where there is none."""
    if (code := find_gw(number, day)) is None:
        raise RowError("state number", f"{number} is no state of Gleditsch and Ward that Dragoman knows")
    return code


# ------------------------------------------------------------------------------- sectors


def write_sectors(sectors: Iterable[str], form: str) -> tuple[str, ...]:
    """PLOVER's sectors in CAMEO's codes or the words of ICEWS (`form`: 'cameo' or 'icews'); those that have none are left out."""
    table = _load_sectors()
    told = (table[sector][form] for sector in sectors if sector in table)
    return tuple(dict.fromkeys(words[0] for words in told if words[0]))


@lru_cache(maxsize=4096)
def _read_sector(word: str, form: str) -> str | None:
    asked = word.casefold()
    for sector, forms in _load_sectors().items():
        if asked in (one.casefold() for one in forms[form] if one):
            return sector
    if form == "icews":  # "Foreign Ministry", "Major Party"
        for sector, forms in _load_sectors().items():
            if any(asked.endswith(one.casefold()) for one in forms[form] if one):
                return sector
    return None


def read_sectors(words: Iterable[str], form: str = "icews") -> tuple[str, ...]:
    """The sectors of PLOVER that these words or codes mean, in order, each once; words that mean none are left out."""
    found = (_read_sector(word.strip(), form) for word in words if word.strip())
    return tuple(dict.fromkeys(sector for sector in found if sector))


# ------------------------------------------------------------------------------- tables


def _load(name: str) -> list[dict[str, str]]:
    text = resources.files("dragoman.data").joinpath(f"formats/{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


@cache
def _load_codes() -> dict[str, str]:
    return {row["code"]: row["ours"] for row in _load("codes")}


@cache
def _load_territories() -> dict[str, str]:
    return {row["name"].strip().casefold(): row["ours"] for row in _load("codes")}


@cache
def _load_names() -> tuple[dict[str, str], dict[str, str]]:
    rows = _load("names")
    return {row["code"]: row["icews"] for row in rows}, {row["icews"].casefold(): row["code"] for row in rows}


@cache
def _load_sectors() -> dict[str, dict[str, list[str]]]:
    return {row["plover"]: {form: row[form].split("|") for form in ("cameo", "icews")} for row in _load("sectors")}

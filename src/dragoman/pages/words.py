"""What a page says in words: parties, dates, categories, and any text so that nothing in it can fool a reader.

>>> show_controls("a\\u202eb\\x00"), spell_date("1995-02-17"), spell_date("190X")
('a[U+202E]b␀', '17 February 1995', '1900s')
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Literal

import msgspec

from dragoman.states import NOT_STATES, name_state
from dragoman.types import Entity, Event

Sense = Literal["cooperative", "conflictual"]

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
PARTS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter", "33": "first quarter of", "34": "second quarter of",
         "35": "third quarter of", "36": "fourth quarter of", "37": "early", "38": "mid", "39": "late", "40": "first half of",
         "41": "second half of"}  # fmt: skip
BASES = {
    "stated": "the words say it",
    "resolved": "counted from another date that the text gives",
    "inherited": "carried on from the narrative around it",
    "published": "the day of publication, for want of a better one",
}
STATUSES = {
    "occurred": "it happened",
    "ongoing": "it goes on",
    "planned": "it is to come",
    "hypothetical": "it is supposed, threatened or possible",
    "negated": "it is said not to have happened",
}
SECTORS = {
    "COP": "police", "GOV": "government", "JUD": "courts", "LEG": "legislature", "MIL": "military", "PRM": "paramilitary",
    "PTY": "party", "REB": "rebels", "SPY": "intelligence", "UAF": "armed men", "UNK": "unknown", "AGR": "farmers",
    "BUS": "business", "CRM": "criminals", "CVL": "civilians", "EDU": "education", "ELI": "former officials", "JRN": "press",
    "LAB": "labour", "MED": "health workers", "REF": "refugees", "OPP": "opposition", "PRE": "partially recognised",
    "REL": "religious", "SOC": "civil society",
}  # fmt: skip


# ------------------------------------------------------------------------------- text


def _map_controls() -> dict[int, str]:
    """Characters without a face of their own -> something that can be seen. Joiners of Persian and Indic words stay."""
    shown = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"}
    shown[0x7F] = "\u2421"
    invisible = (*range(0x80, 0xA0), 0x61C, 0x200B, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0xFEFF,
                 *range(0xFFF9, 0xFFFC))  # fmt: skip
    return shown | {code: f"[U+{code:04X}]" for code in invisible}


_CONTROLS = _map_controls()
_ODD = re.compile("[\U000e0000-\U000e007f\ud800-\udfff]")


def show_controls(text: str) -> str:
    """The text with marks of direction, control characters and halves of characters made visible."""
    return _ODD.sub(lambda found: f"[U+{ord(found[0]):04X}]", text.translate(_CONTROLS))


def make_line(text: str) -> str:
    """The text on one line."""
    return re.sub(r"\s+", " ", text).strip()


def say_error(error: BaseException) -> str:
    """The message of an error as a sentence of a page.

    >>> say_error(ValueError("did you mean Italy?")), say_error(ValueError("no date"))
    ('Did you mean Italy?', 'No date.')
    """
    told = str(error)
    return told[:1].upper() + told[1:] + ("" if told.endswith(("?", ".")) else ".")


def shorten(text: str, width: int = 300) -> str:
    """On one line, cut after `width` characters at a blank."""
    line = make_line(text[: 4 * width])
    return line if len(line) <= width else line[:width].rsplit(" ", 1)[0] + "\u2026"


# ------------------------------------------------------------------------------- dates


@cache
def spell_date(edtf: str | None) -> str:
    """An EDTF date as a person writes it, no more and no less precise; as it stands where there is no short way to say it."""
    if edtf is None:
        return "undated"
    first, slash, last = edtf.partition("/")
    if slash:
        if last in ("..", ""):
            return f"since {_spell_point(first)}"
        if first in ("..", ""):
            return f"until {_spell_point(last)}"
        return f"{_spell_point(first)} to {_spell_point(last)}"
    return _spell_point(edtf)


def _spell_point(edtf: str) -> str:
    doubt = "about " if edtf.endswith(("~", "%")) else "perhaps " if edtf.endswith("?") else ""
    found = re.fullmatch(r"(-?)(\d{2}[\dX]{2})(?:-(\d{2}))?(?:-(\d{2}))?", edtf.rstrip("~?%"))
    if not found:
        return edtf
    minus, year, month, day = found.groups()
    if "X" in year:
        if month or minus:
            return edtf
        return doubt + (f"{_ordinal(int(year[:2]) + 1)} century" if year.endswith("XX") else f"{year[:3]}0s")
    era = f"{int(year) + 1} BC" if minus else str(int(year))
    if month in PARTS and day is None:
        return f"{doubt}{PARTS[month]} {era}"
    if month and not 1 <= int(month) <= 12:
        return edtf
    return doubt + " ".join(filter(None, (str(int(day)) if day else "", MONTHS[int(month) - 1] if month else "", era)))


def _ordinal(n: int) -> str:
    ending = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def year_of(day: str | None) -> str:
    """The year of an ISO day, as a person writes it."""
    return spell_date(day.rsplit("-", 2)[0]) if day else "?"


# ------------------------------------------------------------------------------- who


class Party(msgspec.Struct, frozen=True):
    """Who takes part: `label` for a person, and what stands behind it."""

    label: str
    code: str | None
    sector: str | None
    name: str | None


def make_party(entity: Entity) -> Party:
    """'Argentina', 'Argentina, military', 'Abiy Ahmed (Ethiopia)', 'United Nations'."""
    name = None if entity.name is None or entity.name == name_state(entity.code or "") else entity.name
    if entity.code is None or entity.code in NOT_STATES:
        label = name or entity.name or shorten(entity.text, 60)
    elif name:
        label = f"{name} ({name_state(entity.code)})"
    else:
        sector = SECTORS.get(entity.sector or "", entity.sector)
        label = name_state(entity.code) + (f", {sector}" if sector and entity.sector != "GOV" else "")
    return Party(label, entity.code, entity.sector, name)


def list_parties(entities: tuple[Entity, ...]) -> tuple[Party, ...]:
    return tuple(dict.fromkeys(map(make_party, entities)))


def act_together(event: Event) -> bool:
    """Whether all parties act on each other: a treaty, a war."""
    actors, recipients = list_parties(event.actors), list_parties(event.recipients)
    return len(actors) > 1 and (not recipients or set(actors) == set(recipients))


# ------------------------------------------------------------------------------- what


class Category(msgspec.Struct, frozen=True):
    """A PLOVER category: what it covers, its quad and score, and its modes with theirs."""

    code: str
    covers: str
    quad: int
    score: float
    modes: dict[str, float]

    @property
    def sense(self) -> Sense:
        return "cooperative" if self.quad in (1, 2) else "conflictual"


@cache
def load_categories() -> dict[str, Category]:
    """PLOVER's sixteen, from the ontology that the coder uses."""
    text = resources.files("dragoman.data").joinpath("ontology/plover.toml").read_text(encoding="utf-8")
    return {
        code: Category(code, entry["covers"], entry["quad"], entry["score"], dict(entry.get("modes", {})))
        for code, entry in tomllib.loads(text).items()
    }

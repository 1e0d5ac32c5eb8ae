"""A row of somebody's data -> a draft of an event, before it has an id and a place in the record.

>>> make_draft(key="1", type_="AID", actor=Party("USA", "GOV", (), None, "USA"), date="2020-05-01", told="071").score
10.0
"""

from __future__ import annotations

import re
from typing import NamedTuple, cast

from dragoman.formats.pairs import load_category, score_of
from dragoman.types import EventType

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})\d*")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_WORDS = re.compile(r"(\d{1,2})[ -]([A-Za-z]+)[ -](\d{4})")
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


class RowError(Exception):
    """The row says something that cannot be: `reason` in few words, countable; `detail` for a person."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason, self.detail = reason, detail


class Skipped(Exception):  # noqa: N818 - no error: a row that is right and tells of nothing that the record has room for
    """The row is in order but has no place in the record (a statement in CAMEO, a riot without a state)."""


class Party(NamedTuple):
    """Who, as the data have it; `text`: the words of the row that name it."""

    code: str | None
    sector: str | None
    other_sectors: tuple[str, ...]
    name: str | None
    text: str


class Draft(NamedTuple):
    """An event as a row tells it. `key`: its id in the data; `told`: the code or words from which the category is."""

    key: str
    type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    actor: Party | None
    recipient: Party | None
    date: str | None
    score: float
    place: str | None
    place_code: str | None
    killed: int | None
    publisher: str | None
    published: str | None
    told: str


def make_draft(
    *,
    key: str,
    type_: str,
    told: str,
    mode: str | None = None,
    contexts: tuple[str, ...] = (),
    actor: Party | None = None,
    recipient: Party | None = None,
    date: str | None = None,
    score: float | None = None,
    place: str = "",
    place_code: str | None = None,
    killed: int | None = None,
    publisher: str = "",
    published: str | None = None,
) -> Draft:
    """A draft with what follows from the codebook; RowError where nobody acts and nobody is acted upon."""
    if actor is None and recipient is None:
        raise RowError("no actor", "the row names neither an actor nor a recipient")
    kind = cast("EventType", type_)
    if mode not in load_category(kind).get("modes", {}):
        mode = None
    value = score_of(kind, mode) if score is None else score
    return Draft(
        key.strip(), kind, mode, contexts, actor, recipient, date, value, place.strip() or None, place_code, killed,
        publisher.strip() or None, published, told,
    )  # fmt: skip


def read_date(cell: str) -> str | None:
    """A day as data write it (2020-05-01, 20200501, 5/1/2020, 01 May 2020) as ISO; None where the cell is empty."""
    words = cell.strip()
    if not words:
        return None
    if found := _ISO.fullmatch(words) or _COMPACT.fullmatch(words):
        year, month, day = map(int, found.groups())
    elif found := _SLASHED.fullmatch(words):
        month, day, year = map(int, found.groups())
    elif (found := _WORDS.fullmatch(words)) and found[2][:3].lower() in MONTHS:
        day, month, year = int(found[1]), MONTHS.index(found[2][:3].lower()) + 1, int(found[3])
    else:
        raise RowError("date", f"{words[:40]!r} is no date")
    return make_day(year, month, day)


def make_day(year: int, month: int | None, day: int | None) -> str:
    """A date of as many parts as are known; RowError where no calendar has it."""
    import datetime

    if not 1000 <= year <= 2100:
        raise RowError("date", f"{year} is no year of these data")
    if month is None:
        return f"{year:04d}"
    try:
        datetime.date(year, month, day or 1)
    except ValueError:
        raise RowError("date", f"{year}-{month}-{day} is in no calendar") from None
    return f"{year:04d}-{month:02d}" if day is None else f"{year:04d}-{month:02d}-{day:02d}"


def split_list(cell: str) -> tuple[str, ...]:
    """The parts of a cell that has several, in order, each once: 'legal; military' -> ('legal', 'military')."""
    parts = (part.strip() for part in re.split(r"[;|]", cell))
    return tuple(dict.fromkeys(part for part in parts if part and part.lower() not in ("none", "nan", "null")))


def read_number(cell: str, what: str) -> int | None:
    """A whole number; None where the cell is empty or has one of the marks for missing (-9, -8, NA)."""
    words = cell.strip()
    if words in ("", "-9", "-8", "-7", "-99", "NA", "NULL", "."):
        return None
    try:
        return int(float(words))
    except (ValueError, OverflowError):
        raise RowError(what, f"{words[:40]!r} is no number") from None

"""The dates that the checks go by: terms of office, and how long states, organisations and names lasted.

    >>> [(term.since, term.until) for term in load_terms().terms_of("Otto von Bismarck")][-1]
    ('1871-03-21', '1890-03-20')

`OfficeTerms` is all that the checks ask for, so that other sources of dates can be handed in.
"""

from __future__ import annotations

import csv
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Protocol

import msgspec

from dragoman.errors import DataError

# The gazetteer marks the last day on which a source saw somebody in office with a tilde: no end of the term.
LOOSE = "~"


class Term(msgspec.Struct, frozen=True):
    """A person's term: ISO days, empty where open or unknown. `office` as in the gazetteer (head_of_state, other ...)."""

    name: str
    code: str
    office: str
    title: str
    since: str
    until: str


class Lifetime(msgspec.Struct, frozen=True):
    """How long something bore a name: ISO days, empty where open."""

    name: str
    kind: str
    since: str
    until: str
    note: str


class Life(msgspec.Struct, frozen=True):
    """When a person was born and died, ISO days."""

    name: str
    born: str
    died: str


class OfficeTerms(Protocol):
    """Who held what office when."""

    def terms_of(self, name: str) -> Sequence[Term]:
        """All terms of the person of that name or alias; empty where nobody is known by it."""
        ...


class TermTable(msgspec.Struct, frozen=True):
    """OfficeTerms from a table: name or alias -> terms, in order of their beginning."""

    by_name: Mapping[str, tuple[Term, ...]]

    def terms_of(self, name: str) -> Sequence[Term]:
        return self.by_name.get(name, ())


class OwnTerms:
    """The product's own tables, read when the first name is looked up."""

    def terms_of(self, name: str) -> Sequence[Term]:
        return load_terms().terms_of(name)


@cache
def load_terms() -> TermTable:
    """The terms of the gazetteer and of `data/audit/terms.csv`. Errors: DataError with every bad line of the latter."""
    found: dict[str, dict[Term, None]] = {}  # in order of the files: which of two names is told must not hang on chance
    bad: list[str] = []
    for folder, name in (("gazetteer", "leaders.csv"), ("gazetteer", "leaders_wikidata.csv"), ("audit", "terms.csv")):
        file = files("dragoman").joinpath("data", folder, name)
        rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines()) if file.is_file() else ()
        for row in rows:
            until = row.get("to") or ""
            since, until = first_day(row.get("from") or ""), last_day("" if until.startswith(LOOSE) else until)
            if since is None or until is None:  # the gazetteer's own room checks its lines
                if folder == "audit":
                    bad.append(f"{row.get('name')}: {row.get('from')!r} to {row.get('to')!r}")
                continue
            if since:
                term = Term(row["name"], row["code"], row["role"], row["title"], since, until)
                for alias in {row["name"], *filter(None, row["aliases"].split("|"))}:
                    found.setdefault(alias, {})[term] = None
    if bad:
        raise DataError(f"data/audit/terms.csv has {len(bad)} bad lines: " + "; ".join(bad) + ". Correct them and try again.")
    return TermTable(
        {name: tuple(sorted(terms, key=lambda t: (t.since, t.until, t.office, t.title))) for name, terms in sorted(found.items())}
    )


@cache
def load_lifetimes() -> Mapping[str, Lifetime]:
    """Name -> Lifetime, from `data/audit/names.csv`. Errors: DataError with every bad line."""
    text = files("dragoman").joinpath("data", "audit", "names.csv").read_text(encoding="utf-8")
    found: dict[str, Lifetime] = {}
    bad: list[str] = []
    for line, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        if row["kind"] not in ("state", "organisation", "city", "currency", "name") or not (
            _is_day(row["from"]) and _is_day(row["to"])
        ):
            bad.append(f"names.csv:{line}: kind {row['kind']!r}, {row['from']!r} to {row['to']!r}")
            continue
        for name in row["names"].split("|"):
            if name in found:
                bad.append(f"names.csv:{line}: {name} is there twice")
            found[name] = Lifetime(name, row["kind"], row["from"], row["to"], row["note"])
    if bad:
        raise DataError(f"data/audit has {len(bad)} bad lines: " + "; ".join(bad) + ". Correct them and try again.")
    return found


@cache
def load_lives() -> Mapping[str, Life]:
    """Name or alias -> Life, from `data/audit/lives.csv`. Errors: DataError with every bad line."""
    text = files("dragoman").joinpath("data", "audit", "lives.csv").read_text(encoding="utf-8")
    found: dict[str, Life] = {}
    bad: list[str] = []
    for line, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        names = row["names"].split("|")
        is_good = (
            bool(row["born"] and row["died"]) and _is_day(row["born"]) and _is_day(row["died"]) and row["born"] < row["died"]
        )
        if not is_good or any(name in found for name in names):
            bad.append(f"lives.csv:{line}: {names[0]} {row['born']!r} to {row['died']!r}, or a name that is there twice")
            continue
        found.update((name, Life(names[0], row["born"], row["died"])) for name in names)
    if bad:
        raise DataError(f"data/audit has {len(bad)} bad lines: " + "; ".join(bad) + ". Correct them and try again.")
    return found


@cache
def load_wars() -> Mapping[str, tuple[str, str]]:
    """Wars and the like that lasted -> their first and last day, ISO, from `data/dates/events.csv`; only those dated to the day.
    The room of dates checks its lines."""
    text = files("dragoman").joinpath("data", "dates", "events.csv").read_text(encoding="utf-8")
    rows = [(row["name"], row["starts"], row["ends"]) for row in csv.DictReader(text.splitlines())]
    days = {name: (first_day(since), last_day(until)) for name, since, until in rows if since != until}
    return {name: (since, until) for name, (since, until) in days.items() if since and until}


def shift_day(day: str, days: int) -> str:
    """The ISO day so many days later; unchanged where the calendar ends."""
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return day


def first_day(text: str) -> str | None:
    """The first day of an ISO day, month or year; "" for "", None for what is no date."""
    return _read_day(text + "-01-01" if len(text) == 4 else text + "-01" if len(text) == 7 else text)


def last_day(text: str) -> str | None:
    """The last day of an ISO day, month or year; "" for "", None for what is no date."""
    if len(text) == 4:
        return _read_day(text + "-12-31")
    if len(text) == 7 and text[5:].isdigit() and text[:4].isdigit() and 1 <= int(text[5:]) <= 12:
        return _read_day(f"{text}-{monthrange(int(text[:4]), int(text[5:]))[1]:02}")
    return _read_day(text)


def _read_day(text: str) -> str | None:
    return text if _is_day(text) else None


def _is_day(text: str) -> bool:
    if not text:
        return True
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def count_day(day: str) -> int:
    """A day by its number, to reckon with."""
    return date.fromisoformat(day).toordinal()


def write_day(day: str) -> str:
    """ "2024-10-11" -> "11 October 2024", the same in every locale."""
    year, month, number = day.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

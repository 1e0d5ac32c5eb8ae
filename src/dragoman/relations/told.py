"""Rows of the record -> Told: what a report says, in the form in which two reports are compared.

>>> sorted(normalise(["the", "presidents", "held", "talks", "in", "geneva"], drop=frozenset()))
['geneva', 'leader', 'meet']
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import msgspec

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_TIME = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday thursday "
    "friday saturday sunday today yesterday tomorrow day days week weeks month months year years morning evening night afternoon "
    "century spring summer autumn winter".split()
)
_ENDINGS = ("ments", "ment", "ings", "ing", "ions", "ion", "ies", "ed", "es", "s", "y", "e")

# Sectors of the actors -> whose side of a state they are on: what rebels did is not what the state did.
GROUPS = {
    **dict.fromkeys(("GOV", "MIL", "SPY", "COP", "LEG", "JUD", "PRM", "PTY"), "state"),
    **dict.fromkeys(("REB", "UAF", "IMG", "CRM"), "armed"),
    **dict.fromkeys(("CVL", "OPP", "SOC", "LAB", "REF", "REL", "EDU", "BUS", "JRN", "AGR", "MED"), "people"),
}


class Number(NamedTuple):
    kind: str
    value: float
    unit: str


class Told(msgspec.Struct, frozen=True, gc=False):
    """A report: who, what, when (days counted from 1970, `last` included), where, and its words without names and times."""

    key: int
    id: str
    document: int
    original: int
    type: str
    mode: str | None
    status: str
    actors: frozenset[str]
    recipients: frozenset[str]
    names: frozenset[str]
    groups: frozenset[str]
    first: int | None
    last: int | None
    date: str | None
    basis: str | None
    place: str | None
    place_code: str | None
    words: frozenset[str]
    ordinals: frozenset[str]
    further: bool
    numbers: tuple[Number, ...]
    start: int
    end: int

    @property
    def width(self) -> int | None:
        """Days that the date leaves open: 0 for a day; None where there is no date or an end is open."""
        return None if self.first is None or self.last is None else self.last - self.first

    @property
    def happened(self) -> bool:
        return self.status in ("occurred", "ongoing")


class Words(NamedTuple):
    same: dict[str, str]
    empty: frozenset[str]
    further: frozenset[str]
    ordinals: dict[str, str]
    kin: dict[str, frozenset[str]]


@cache
def load_words() -> Words:
    """What `data/relations/episodes.toml` says."""
    told = tomllib.loads((resources.files("dragoman.data") / "relations" / "episodes.toml").read_text(encoding="utf-8"))
    same: dict[str, str] = {}
    for line in told["same"]["words"]:
        first, *others = line.split()
        for word in (first, *others):
            same.setdefault(word, first)
            same.setdefault(stem(word), first)
    kin: dict[str, set[str]] = {}
    for name, types in told["kin"].items():
        for kind in types:
            kin.setdefault(kind, set()).add(name)
    return Words(
        same=same,
        empty=frozenset(told["empty"]["words"].split()),
        further=frozenset(told["further"]["words"].split()),
        ordinals={word: name for name, words in told["ordinals"].items() for word in words},
        kin={kind: frozenset(names) for kind, names in kin.items()},
    )


@cache
def load_state_names() -> frozenset[str]:
    """Names of states as the gazetteer gives them; other names of those who act for a state are of persons and offices."""
    return frozenset(row["name"] for row in _read_states())


@cache
def load_states() -> dict[str, frozenset[str]]:
    """Code -> all words by which the state and its people are called."""
    found: dict[str, set[str]] = {}
    for row in _read_states():
        cells = (row["name"], row["aliases"], row["adjectives"], row["people"])
        found.setdefault(row["code"], set()).update(word.casefold() for cell in cells for word in _WORD.findall(cell))
    return {code: frozenset(words) for code, words in found.items()}


def _read_states() -> list[dict[str, str]]:
    text = (resources.files("dragoman.data") / "gazetteer" / "states.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def make_told(row: dict[str, Any]) -> Told:
    """A Told from a row of `queries/told.sql`."""
    evidence: str = row["evidence_text"]
    tokens = [word.casefold() for word in _WORD.findall(evidence)]
    drop = {word.casefold() for text in row["entity_texts"] for word in _WORD.findall(text)}
    drop.update(*(load_states().get(code, ()) for code in (*row["actors"], *row["recipients"])))
    words = load_words()
    return Told(
        key=row["key"],
        id=row["id"],
        document=row["document"],
        original=row["original"],
        type=row["type"],
        mode=row["mode"],
        status=row["status"],
        actors=frozenset(row["actors"]),
        recipients=frozenset(row["recipients"]),
        names=frozenset(row["names"]) - load_state_names(),
        groups=frozenset(GROUPS[sector] for sector in row["sectors"] if sector in GROUPS),
        first=row["first_day"],
        last=row["last_day"],
        date=row["date"],
        basis=row["date_basis"],
        place=row["place_text"].casefold() if row["place_text"] else None,
        place_code=row["place_code"],
        words=normalise(tokens, frozenset(drop)),
        ordinals=frozenset(words.ordinals[token] for token in tokens if token in words.ordinals),
        further=any(token in words.further for token in tokens),
        numbers=tuple(Number(one["kind"], one["value"], one["unit"]) for one in row["quantities"]),
        start=row["evidence_start"],
        end=row["evidence_end"],
    )


def normalise(tokens: list[str], drop: frozenset[str]) -> frozenset[str]:
    """Words that say which act it was: without names of the parties, times and empty words, one form for what means the same."""
    words = load_words()
    found = set()
    for token in tokens:
        token = token.removesuffix("'s").removesuffix("’s")
        if token in drop or token in _TIME or token in words.empty or len(token) < 2 or (token.isdigit() and len(token) == 4):
            continue
        short = stem(token)
        found.add(words.same.get(token) or words.same.get(short) or short)
    return frozenset(found)


def stem(word: str) -> str:
    """The word without a common ending, where four letters are left."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word

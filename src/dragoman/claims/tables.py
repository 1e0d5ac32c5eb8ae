"""The room's word lists: which words embed, report, hedge; read once from `dragoman/data/claims`, checked line by line.

>>> load_embedding()[("verb", "fail", "inf")].status
'contrary'
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal

import msgspec

from dragoman.errors import DataError
from dragoman.types import Status

Effect = Literal["same", "keep", "contrary", "achieved", "occurred", "ongoing", "planned", "hypothetical", "negated"]
Force = Literal["say", "claim", "accuse", "confirm", "deny", "warn", "promise", "ask", "think"]

STATUSES = frozenset(("occurred", "ongoing", "planned", "hypothetical", "negated"))
EFFECTS = STATUSES | {"same", "keep", "contrary", "achieved"}
FORCES = frozenset(("say", "claim", "accuse", "confirm", "deny", "warn", "promise", "ask", "think"))


class Embedding(msgspec.Struct, frozen=True):
    """What a governor does to the act in its complement (see embedding.toml); `indefinite`: not to a noun with "the"."""

    name: str
    status: Effect
    negated: Effect
    modal: Effect
    alleged: bool
    indefinite: bool


class Reporter(msgspec.Struct, frozen=True):
    """A word that reports speech, and with what force. `hearsay`: where nobody speaks, the text keeps its distance."""

    lemma: str
    force: Force
    alleged: bool
    hearsay: bool = False


class Hedge(msgspec.Struct, frozen=True):
    """An adverb or adjective that changes the status of what it modifies (or None) or holds it at a distance."""

    word: str
    status: Status | None
    alleged: bool


def read_text(name: str) -> str:
    return files("dragoman").joinpath("data", "claims", name).read_text(encoding="utf-8")


def raise_bad_lines(name: str, bad: list[str]) -> None:
    """Raises one DataError that names every bad line; nothing where there is none."""
    if bad:
        raise DataError(f"data/claims/{name} has {len(bad)} bad lines: " + "; ".join(bad) + ". Correct them and try again.")


@cache
def load_embedding() -> Mapping[tuple[str, str, str], Embedding]:
    """(part of speech, lemma, form of complement) -> its effect."""
    return read_embedding(read_text("embedding.toml"))


def read_embedding(text: str) -> Mapping[tuple[str, str, str], Embedding]:
    """Reads embedding.toml. Errors: DataError with every bad class."""
    table: dict[tuple[str, str, str], Embedding] = {}
    bad: list[str] = []
    for entry in tomllib.loads(text).get("class", []):
        name = str(entry.get("name", "(no name)"))
        rule = _make_embedding(name, entry, bad)
        for word in str(entry.get("words", "")).split():
            for form in str(entry.get("forms", "")).split():
                key = (str(entry.get("pos")), word, form)
                if key in table:
                    bad.append(f"{name}: {word} ({form}) is also in '{table[key].name}'")
                else:
                    table[key] = rule
    raise_bad_lines("embedding.toml", bad)
    return MappingProxyType(table)


def _make_embedding(name: str, entry: dict[str, Any], bad: list[str]) -> Embedding:
    status = entry.get("status")
    negated = entry.get("negated", "occurred" if status == "contrary" else None)
    by_default = {"same": "same", "keep": "keep", "planned": "same"}
    modal = entry.get("modal", by_default.get(str(status), "hypothetical"))
    for column, value in (("status", status), ("negated", negated), ("modal", modal)):
        if value not in EFFECTS:
            bad.append(f"{name}: {column} {value!r} is none of {', '.join(sorted(EFFECTS))}")
    if entry.get("pos") not in ("verb", "noun", "adj"):
        bad.append(f"{name}: pos {entry.get('pos')!r} is none of verb, noun, adj")
    for column in ("words", "forms"):
        if not str(entry.get(column, "")).split():
            bad.append(f"{name}: no {column}")
    return Embedding(name, status, negated, modal, bool(entry.get("alleged", False)), bool(entry.get("indefinite", False)))  # type: ignore[arg-type]


@cache
def load_reporters() -> Mapping[tuple[str, str], Reporter]:
    """(verb, noun or adj, lemma) -> Reporter."""
    table: dict[tuple[str, str], Reporter] = {}
    bad: list[str] = []
    for line, row in enumerate(csv.DictReader(read_text("reporting.csv").splitlines()), start=2):
        if row["force"] not in FORCES or row["pos"] not in ("verb", "noun", "adj") or row["alleged"] not in ("yes", "no"):
            bad.append(f"line {line}: {row}")
        else:
            hearsay = row["pos"] == "noun" and row["note"] == "hearsay"
            table[row["pos"], row["lemma"]] = Reporter(row["lemma"], row["force"], row["alleged"] == "yes", hearsay)  # type: ignore[arg-type]
    raise_bad_lines("reporting.csv", bad)
    return MappingProxyType(table)


@cache
def load_hedges() -> Mapping[tuple[str, str], Hedge]:
    """(adv or adj, word) -> Hedge."""
    table: dict[tuple[str, str], Hedge] = {}
    bad: list[str] = []
    for line, row in enumerate(csv.DictReader(read_text("hedges.csv").splitlines()), start=2):
        if row["pos"] not in ("adv", "adj") or row["status"] not in {"", *STATUSES} or row["alleged"] not in ("yes", "no"):
            bad.append(f"line {line}: {row}")
        else:
            table[(row["pos"], row["word"])] = Hedge(row["word"], row["status"] or None, row["alleged"] == "yes")  # type: ignore[arg-type]
    raise_bad_lines("hedges.csv", bad)
    return MappingProxyType(table)


@cache
def load_moods() -> Mapping[str, frozenset[str]]:
    """The closed lists of clauses.toml: name of the list -> its words."""
    lists = tomllib.loads(read_text("clauses.toml")).get("mood", {})
    bad = [name for name, words in lists.items() if not isinstance(words, str) or not words.split()]
    raise_bad_lines("clauses.toml", bad)
    return MappingProxyType({name: frozenset(words.split()) for name, words in lists.items()})

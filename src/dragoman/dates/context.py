"""The words around an expression, as patterns made from `data/dates/context.toml`.

>>> bool(before("on").search("They met on "))
True
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import NamedTuple

from dragoman.dates.words import read_data
from dragoman.errors import DataError

SECTIONS = ("before", "before_exact", "after", "after_exact", "clause_before")


@cache
def load_context() -> dict[str, dict[str, str]]:
    """Section and name to an alternation of the entries; every bad list is named in one DataError."""
    raw = tomllib.loads(read_data("context.toml"))
    problems = [f"context.toml: no section [{section}]" for section in SECTIONS if not isinstance(raw.get(section), dict)]
    found: dict[str, dict[str, str]] = {}
    for section in SECTIONS:
        found[section] = {}
        for name, entries in (raw.get(section) or {}).items():
            joined = "|".join(entries).replace(" ", r"\s+") if _are_words(entries) else ""
            try:
                re.compile(joined)
            except re.error as error:
                problems.append(f"context.toml: [{section}] {name}: {error}")
            if not joined:
                problems.append(f"context.toml: [{section}] {name} must be a list of words")
            found[section][name] = f"(?:{joined})"
    if problems:
        raise DataError("; ".join(problems))
    return found


def _are_words(entries: object) -> bool:
    return isinstance(entries, list) and all(isinstance(entry, str) and entry for entry in entries)


NEAR = 30  # characters: a word, or a few, and the blanks after it


class Tail(NamedTuple):
    """A pattern for the end of a text: to look at no more of it than its end is ten times as fast."""

    pattern: re.Pattern[str]

    def search(self, text: str) -> re.Match[str] | None:
        return self.pattern.search(text, max(0, len(text) - NEAR))


@cache
def before(name: str) -> Tail:
    """For `search` in the text before an expression: ends with one of the words and blanks."""
    return Tail(re.compile(rf"\b{load_context()['before'][name]}[\s,]+$", re.IGNORECASE))


@cache
def before_exact(name: str) -> Tail:
    return Tail(re.compile(rf"\b{load_context()['before_exact'][name]}\s+$"))


@cache
def after(name: str) -> re.Pattern[str]:
    """For `match` at the end of an expression: blanks and one of the words."""
    return re.compile(rf"[\s,]+{load_context()['after'][name]}\b", re.IGNORECASE)


@cache
def after_exact(name: str) -> re.Pattern[str]:
    return re.compile(rf"[\s\u2010-\u2015-]+{load_context()['after_exact'][name]}\b")


@cache
def anywhere(name: str) -> re.Pattern[str]:
    """For `search` or `finditer` in the clause before an expression."""
    return re.compile(rf"(?<!\w){load_context()['clause_before'][name]}(?!\w)", re.IGNORECASE)

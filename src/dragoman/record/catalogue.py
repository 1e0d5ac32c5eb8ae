"""An open record -> what a person looks for who does not know yet what is in it: people, words, sources, movers.

>>> Catalogue(record).words("border treaty", most=20)
[1207]
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from dragoman.record.store import Record


class Mover(msgspec.Struct, frozen=True):
    """A pair and the mean score of its last five dated episodes (`lately`, from `since` to `until`) and of those before."""

    one: str
    other: str
    lately: float
    before: float
    since: str
    until: str
    n_before: int


class PersonCount(msgspec.Struct, frozen=True):
    """A person, organisation or group, the code it most often has, and the events that it takes part in."""

    name: str
    code: str | None
    n_events: int


class SourceCount(msgspec.Struct, frozen=True):
    source: str
    n_documents: int


class KindCount(msgspec.Struct, frozen=True):
    finding: str
    n: int


class FoundEvent(msgspec.Struct, frozen=True):
    key: int


class Catalogue:
    """Questions to an open record."""

    def __init__(self, record: Record) -> None:
        self._read = record._read

    def movers(self, not_states: Iterable[str] = (), most: int = 8) -> list[Mover]:
        """Pairs whose last five episodes differ most in mean score from those before; codes of no state are left out."""
        return list(self._read("movers", {"not_states": list(not_states), "limit": most}, Mover))

    def people(self, words: str, not_names: Iterable[str] = (), most: int = 20) -> list[PersonCount]:
        """Those whose name holds the words, the names of states left out."""
        return list(self._read("people", {"words": words, "not_names": list(not_names), "limit": most}, PersonCount))

    def words(self, words: str, most: int = 20, offset: int = 0) -> list[int]:
        """Keys of events whose evidence holds all of up to three words, or the words in quotation marks together."""
        wanted = split_words(words)[:3]
        if not wanted:
            return []
        values: dict[str, Any] = {}
        for i in (1, 2, 3):
            word = wanted[i - 1] if i <= len(wanted) else None
            values |= {f"word{i}{way}": written for way, written in _list_ways(words, word).items()}
        return [one.key for one in self._read("words", {**values, "limit": most, "offset": offset}, FoundEvent)]

    def finding_counts(self) -> dict[str, int]:
        """How many findings of each kind there are."""
        return {one.finding: one.n for one in self._read("finding_counts", {}, KindCount)}

    def sources(self, most: int = 200) -> list[SourceCount]:
        """Who published the documents."""
        return list(self._read("sources", {"limit": most}, SourceCount))


def _list_ways(words: str, word: str | None) -> dict[str, str | None]:
    """How a word (in lower case) may be written: also with a capital, in capitals, and as it was asked for in `words`, where that
    is another way; `_tail`: what the first two have in common."""
    if word is None:
        return dict.fromkeys(("", "_capital", "_capitals", "_asked", "_tail"))
    at = words.lower().find(word)
    asked = words[at : at + len(word)] if at >= 0 else word
    ways = {"": word, "_capital": word[0].upper() + word[1:], "_capitals": word.upper(), "_tail": word[1:]}
    return {**ways, "_asked": asked if asked not in ways.values() else word.upper()}


def split_words(words: str) -> list[str]:
    """What is searched for, in lower case: 'a "b c" d' -> ['b c', 'a', 'd'], what stands in quotation marks first."""
    folded = words.lower().replace("\u201c", '"').replace("\u201d", '"')
    quoted = [part.strip() for part in re.findall(r'"([^"]+)"', folded)]
    rest = re.sub(r'"[^"]*"?', " ", folded).split()
    return [part for part in dict.fromkeys([*quoted, *sorted(rest, key=len, reverse=True)]) if part]

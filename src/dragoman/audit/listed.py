"""Where the names of a long list stand in a text: one look at each word, however long the list.

>>> [found.name for found in NameList(["Port Arthur", "Port"]).find("At Port Arthur, not Portland.")]
['Port Arthur']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

_FIRST = re.compile(r"(?<![\w-])\w+")
_REST = re.compile(r"[\w-]")


def split_words(text: str) -> list[tuple[str, int]]:
    """Each word with its place; of words that a hyphen joins, the first."""
    return [(found.group(), found.start()) for found in _FIRST.finditer(text)]


class Listed(NamedTuple):
    """A name of the list and where it stands."""

    name: str
    start: int
    end: int


class NameList:
    def __init__(self, names: Iterable[str]) -> None:
        self._by_word: dict[str, list[str]] = {}
        for name in sorted(names, key=lambda name: (-len(name), name)):
            first = _FIRST.match(name)
            if first is not None:
                self._by_word.setdefault(first.group(), []).append(name)

    def find(self, text: str, words: Sequence[tuple[str, int]] | None = None) -> Iterator[Listed]:
        """In order of the text; where names overlap, the longer one. `words`: those of the text, if they were split before."""
        reached = 0
        by_word = self._by_word
        for word, start in split_words(text) if words is None else words:
            if word not in by_word or start < reached:
                continue
            for name in by_word[word]:
                end = start + len(name)
                if text.startswith(name, start) and not _REST.match(text, end):
                    yield Listed(name, start, end)
                    reached = end
                    break

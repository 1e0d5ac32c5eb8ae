"""Where the names of a long list stand in a text: one look at each word, however long the list.

    >>> [found.name for found in NameList(["Port Arthur", "Port"]).find("At Port Arthur, not Portland.")]
    ['Port Arthur']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_FIRST = re.compile(r"(?<![\w-])\w+")
_REST = re.compile(r"[\w-]")


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

    def find(self, text: str) -> Iterator[Listed]:
        """In order of the text; where names overlap, the longer one."""
        reached = 0
        for word in _FIRST.finditer(text):
            start = word.start()
            if start < reached:
                continue
            for name in self._by_word.get(word.group(), ()):
                end = start + len(name)
                if text.startswith(name, start) and not _REST.match(text, end):
                    yield Listed(name, start, end)
                    reached = end
                    break

"""Contexts: why or about what an act was, by the words of its sentence (any number of PLOVER's contexts).

>>> find_contexts("Chile banned copper exports.")
('economic', 'natural_resource')
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files


@cache
def load_contexts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Name of each context with a pattern of its words, in the file's order."""
    table = tomllib.loads(files("dragoman.data").joinpath("lexicon/contexts.toml").read_text(encoding="utf-8"))
    return tuple(
        (name, re.compile(r"\b(?:" + "|".join(map(_as_pattern, words)) + ")", re.IGNORECASE)) for name, words in table.items()
    )


def _as_pattern(word: str) -> str:
    return re.escape(word[1:]) + r"\b" if word.startswith("=") else re.escape(word)


@lru_cache(maxsize=64)
def find_contexts(text: str) -> tuple[str, ...]:
    """Contexts whose words stand in `text`, in the order of the data file."""
    return tuple(name for name, pattern in load_contexts() if pattern.search(text))

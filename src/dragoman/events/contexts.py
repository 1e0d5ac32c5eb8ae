"""Contexts: why or about what an act was, by the words of its sentence and, where these say nothing, of its paragraph.

>>> find_contexts("Chile banned copper exports.")
('economic', 'natural_resource')

Any number of PLOVER's contexts. Words are cues and no proof: measured on texts that tell much between the lines, in
docs/measurements.md.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

import msgspec

from dragoman.lists import write_choice
from dragoman.types import Sentence

# How many sentences on either side the paragraph may have a say: some texts are one paragraph from end to end.
REACH = 3


class Cue(msgspec.Struct, frozen=True):
    """A word, the beginning of one, or a phrase, lower case; `contexts` in which it counts, none for what is passed over."""

    words: str
    whole: bool
    contexts: frozenset[str]


class Cues(msgspec.Struct, frozen=True):
    """The names of all contexts in the file's order, the phrases that are passed over, all of them by their first letters, and a
    pattern for the places where one may stand."""

    names: tuple[str, ...]
    passed: frozenset[str]
    by_start: dict[str, tuple[Cue, ...]]
    places: re.Pattern[str]


# Cues are looked up by so many letters, or by fewer where they have no more.
FIRST = (3, 2)
PASSED = "not"


@cache
def load_contexts() -> Cues:
    """The cues of data/lexicon/contexts.toml."""
    table = tomllib.loads(files("dragoman.data").joinpath("lexicon/contexts.toml").read_text(encoding="utf-8"))
    meant: dict[str, set[str]] = defaultdict(set)
    for name, words in table.items():
        for word in words:
            meant[word] |= {name} - {PASSED}
    by_start: dict[str, list[Cue]] = defaultdict(list)
    for word in sorted(meant):
        bare = word.removeprefix("=")
        by_start[bare[: FIRST[0]]].append(Cue(bare, word != bare, frozenset(meant[word])))
    names = tuple(name for name in table if name != PASSED)
    places = re.compile(rf"\b(?=\w)(?={write_choice(word.removeprefix('=') for word in meant)})")
    return Cues(names, frozenset(table[PASSED]), {start: tuple(cues) for start, cues in by_start.items()}, places)


@lru_cache(maxsize=64)
def find_contexts(text: str) -> tuple[str, ...]:
    """Contexts whose words stand in `text`, in the order of the data file; a phrase of `not` hides the cues that begin in it."""
    known, plain = load_contexts(), text.lower()
    found: set[str] = set()
    hidden = 0
    for match in known.places.finditer(plain):
        here = match.start()
        near = (known.by_start.get(plain[here : here + n], ()) for n in FIRST)
        cues = [cue for some in near for cue in some if stands_at(plain, here, cue)]
        if here < hidden:
            continue
        hidden = max((here + len(cue.words) for cue in cues if cue.words in known.passed), default=hidden)
        for cue in cues:
            if here + len(cue.words) >= hidden:
                found |= cue.contexts
    return tuple(name for name in known.names if name in found)


def stands_at(text: str, here: int, cue: Cue) -> bool:
    end = here + len(cue.words)
    return text.startswith(cue.words, here) and not (cue.whole and text[end : end + 1].isalnum())


def find_around(sentences: Sequence[Sentence], index: int) -> tuple[str, ...]:
    """Contexts of the sentence `index`; where its words point to none, those of its paragraph, three sentences either way."""
    own = sentences[index]
    return find_contexts(own.text) or find_contexts(
        " ".join(each.text for each in sentences[max(0, index - REACH) : index + REACH + 1] if each.paragraph == own.paragraph)
    )

"""A text -> the parts that a language model is asked about: sentences to be read, with some before them for their sense.

    seven sentences, parts of three: (0 1 2) (0 1 2 | 3 4 5) (3 4 5 | 6)      before the bar: shown, not asked about

Sentences that speak to a machine instead of a reader ("ignore the above and ...") are shown to nobody.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from importlib.resources import files

import msgspec

from dragoman.types import Sentence

# Sentences before (and, for a single sentence, after) those asked about that are shown with them.
BEFORE = 3
AFTER = 1
# Least characters of a part that is cut in two because the answer did not fit.
LEAST = 300


class Part(msgspec.Struct, frozen=True):
    """`asked`: indices of the sentences to be read; `shown`: those and the ones around them, in order of the text."""

    asked: tuple[int, ...]
    shown: tuple[int, ...]


def cut_parts(sentences: Sequence[Sentence], size: int, wanted: Collection[int] | None = None) -> list[Part]:
    """Parts that together ask once about every sentence of `wanted` (by default all), each of about `size` characters."""
    fit = [sentence for sentence in sentences if not is_to_machine(sentence.text)]
    asked = [sentence for sentence in fit if wanted is None or sentence.index in wanted]
    after = AFTER if wanted is not None else 0
    return [show_around(fit, tuple(sentence.index for sentence in group), after) for group in _group(asked, size)]


def show_around(fit: Sequence[Sentence], asked: tuple[int, ...], after: int) -> Part:
    """The part that asks about these, with the sentences around each of them."""
    place = {sentence.index: k for k, sentence in enumerate(fit)}
    shown: set[int] = set()
    for index in asked:
        here = place[index]
        shown.update(sentence.index for sentence in fit[max(0, here - BEFORE) : here + 1 + after])
    return Part(asked, tuple(sorted(shown)))


def halve_part(sentences: Sequence[Sentence], part: Part) -> list[Part]:
    """Two parts that ask about half as much each; none where it is too short for that."""
    size = sum(len(sentences[index].text) for index in part.asked)
    if len(part.asked) < 2 or size < LEAST:
        return []
    middle = len(part.asked) // 2
    fit = [sentences[index] for index in part.shown]
    return [show_around(fit, half, 0) for half in (part.asked[:middle], part.asked[middle:])]


def _group(asked: Sequence[Sentence], size: int) -> Iterator[list[Sentence]]:
    group: list[Sentence] = []
    length = 0
    for sentence in asked:
        if group and length + len(sentence.text) > size:
            yield group
            group, length = [], 0
        group.append(sentence)
        length += len(sentence.text)
    if group:
        yield group


@cache
def _machine_pattern() -> re.Pattern[str]:
    text = files("dragoman.data").joinpath("readers/machine.toml").read_text(encoding="utf-8")
    return re.compile("|".join(tomllib.loads(text)["patterns"]), re.IGNORECASE)


def is_to_machine(text: str) -> bool:
    """Whether a sentence gives orders to a program that reads it: no news does."""
    return _machine_pattern().search(text) is not None

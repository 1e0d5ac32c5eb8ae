"""Where quotes stand: stretches between quotation marks, over several sentences, each with its sentences and paragraph.

A quote that is not closed ends with its paragraph; the next paragraph may open it again. A word or two in quotes is no speech.

    >>> from dragoman.types import Sentence
    >>> [(q.start, q.end) for q in find_quotes([Sentence(0, 0, 0, 32, 'He said: "We shall never yield."')])]
    [(9, 32)]
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dragoman.types import Sentence

OPENING = "\u201c\u201e\u00ab"
CLOSING = "\u201d\u00bb"
STRAIGHT = '"'
# Shorter stretches are names, titles and words held with tongs, not speech.
LEAST_WORDS = 4


class Quote(msgspec.Struct, frozen=True):
    """`first` and `last`: indices of the sentences it touches; `whole`: nothing but the quote stands in them."""

    start: int
    end: int
    first: int
    last: int
    paragraph: int
    opens_sentence: bool
    whole: bool


def find_quotes(sentences: Sequence[Sentence]) -> list[Quote]:
    """Quotes in order of the text, not overlapping; linear in its length."""
    quotes: list[Quote] = []
    opened: tuple[int, Sentence] | None = None
    last: Sentence | None = None
    for sent in sentences:
        if opened is not None and last is not None and sent.paragraph != opened[1].paragraph:
            _add(quotes, opened, last.end, last)
            opened = None
        for place, mark in enumerate(sent.text):
            if mark not in OPENING and mark not in CLOSING and mark != STRAIGHT:
                continue
            if opened is None and mark not in CLOSING:
                opened = (sent.start + place, sent)
            elif opened is not None and mark not in OPENING:
                _add(quotes, opened, sent.start + place + 1, sent)
                opened = None
        last = sent
    if opened is not None and last is not None:
        _add(quotes, opened, last.end, last)
    return quotes


def _add(quotes: list[Quote], opened: tuple[int, Sentence], end: int, last: Sentence) -> None:
    start, first = opened
    inside = first.text[start - first.start : end - first.start]
    if first.index == last.index and len(inside.split()) < LEAST_WORDS:
        return
    opens = not first.text[: start - first.start].strip()
    closes = not last.text[end - last.start :].strip(" .,;")
    quotes.append(Quote(start, end, first.index, last.index, first.paragraph, opens, opens and closes))

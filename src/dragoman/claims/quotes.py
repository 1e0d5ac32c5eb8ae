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
MARKS = frozenset(OPENING + CLOSING + STRAIGHT)
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
    """Quotes in order of the text, not overlapping; linear in its length. Sentences may be missing: a quote that is open
    before a gap ends there."""
    quotes: list[Quote] = []
    opened: tuple[int, Sentence] | None = None
    last: Sentence | None = None
    for sent in sentences:
        if opened is not None and last is not None and (sent.paragraph != opened[1].paragraph or sent.index != last.index + 1):
            _add(quotes, opened, last.end, last)
            opened = None
        for place, mark in enumerate(sent.text):
            if mark not in MARKS:
                continue
            opens = _opens(sent.text, place)
            if opened is None and opens:
                opened = (sent.start + place, sent)
            elif opened is not None and not opens:
                _add(quotes, opened, sent.start + place + 1, sent)
                opened = None
        last = sent
    if opened is not None and last is not None:
        _add(quotes, opened, last.end, last)
    return quotes


def _opens(text: str, place: int) -> bool:
    """Whether the mark opens a quote: by its shape, or, if straight, by standing before a word and after none."""
    mark = text[place]
    if mark != STRAIGHT:
        return mark in OPENING
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return (not before or before.isspace() or before in "([\u2014-") and bool(after) and not after.isspace()


def _add(quotes: list[Quote], opened: tuple[int, Sentence], end: int, last: Sentence) -> None:
    start, first = opened
    inside = first.text[start - first.start : end - first.start]
    if first.index == last.index and len(inside.split()) < LEAST_WORDS:
        return
    opens = not first.text[: start - first.start].strip()
    closes = not last.text[end - last.start :].strip(" .,;")
    quotes.append(Quote(start, end, first.index, last.index, first.paragraph, opens, opens and closes))

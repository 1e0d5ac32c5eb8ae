"""The words that a model shows for an act -> where they stand in the text, or nowhere.

Exact first; then with runs of blanks and kinds of quotation marks taken as equal; nothing beyond that.

    >>> find_quote('He said "no".', "said \u201cno\u201d")
    Span(start=3, end=12)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.types import Sentence, Span

_SAME = (
    '"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033',  # double
    "'\u2018\u2019\u201a\u201b\u2032\u00b4`",  # single, apostrophes
)
_CLASS = {mark: f"[{re.escape(group)}]" for group in _SAME for mark in group}
_BLANK = re.compile(r"\s+")
MAX_QUOTE = 1200  # characters: longer than a sentence of news; what is longer shows nothing in particular


def find_quote(text: str, words: str, start: int = 0, end: int | None = None) -> Span | None:
    """The first place between `start` and `end` where these words stand; None where they do not."""
    return next(find_places(text, words, start, len(text) if end is None else end), None)


def find_places(text: str, words: str, start: int, end: int) -> Iterator[Span]:
    """Every place, exact ones before the others; each begins and ends where a word does."""
    words = words.strip()
    if not words or len(words) > MAX_QUOTE:
        return
    seen: set[int] = set()
    for pattern in (re.escape(words), write_pattern(words)):
        for found in re.compile(_whole(words, pattern)).finditer(text, start, end):
            if found.start() not in seen:
                seen.add(found.start())
                yield Span(found.start(), found.end())


def write_pattern(words: str) -> str:
    """A regular expression for these words with blanks and quotation marks taken as equal."""
    parts = ("".join(_CLASS.get(c) or re.escape(c) for c in word) for word in _BLANK.split(words))
    return r"\s+".join(parts)


def _whole(words: str, pattern: str) -> str:
    """Not from the middle of a word to the middle of another."""
    left = r"(?<!\w)" if words[0].isalnum() else ""
    right = r"(?!\w)" if words[-1].isalnum() else ""
    return f"{left}(?:{pattern}){right}"


def locate_quote(text: str, sentences: Sequence[Sentence], words: str, near: int | None) -> tuple[Sentence, Span] | None:
    """The sentence that holds the quote and the part of the quote in it. `near`: index of the sentence that the model names, for
    words that stand in the text more than once."""
    places = list(find_places(text, words, 0, len(text)))
    if not places:
        return None
    pairs = [_place_in(sentences, span) for span in places]
    held = [pair for pair in pairs if pair is not None]
    if not held:
        return None
    return next((pair for pair in held if pair[0].index == near), held[0])


def _place_in(sentences: Sequence[Sentence], span: Span) -> tuple[Sentence, Span] | None:
    """The sentence that holds most of a span, and what it holds of it."""
    best: tuple[Sentence, Span] | None = None
    for sentence in sentences:
        if sentence.start < span.end and span.start < sentence.end:
            inside = Span(max(span.start, sentence.start), min(span.end, sentence.end))
            if best is None or inside.end - inside.start > best[1].end - best[1].start:
                best = sentence, inside
    return best

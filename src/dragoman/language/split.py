"""Text -> Sentences, by punctuation, layout and a list of abbreviations; no model, offsets kept.

A line break ends a paragraph unless the text is wrapped at a fixed width. A stretch without a full stop is cut at a
blank after MAX_SENTENCE characters, so that a megabyte in one line costs no more than a megabyte of prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.language.words import WORDS
from dragoman.types import Sentence

# Longer than 99.99% of real sentences in news and histories; the parser's cost grows with length.
MAX_SENTENCE = 1500

ABBREVIATIONS = WORDS["abbreviations"]
MAY_END = WORDS["may_end"]

_BREAK = re.compile(r"\n[ \t\r]*\n\s*|\n|\r(?!\n)|\u2029")
# Each run of stops is looked at once: what it has taken it does not give back, and no match begins inside a run.
_STOP = re.compile(r"(?<![.!?\u2026])(?:[.!?\u2026]++[\"'\u201d\u2019)\]]*+(?=\s|$)|[.!?]++[\"\u201d](?=[A-Z]))")
_OPENERS = "\"'\u201c\u2018([\u2014-"


# Where a report was sent from, at its beginning: "MANILA, Philippines (AP) -- ". One with a date in it stays with its sentence,
# which it dates.
_DATELINE = re.compile(
    r"(?P<city>[A-Z]{3}[A-Z'\u2019]*(?:[ -][A-Z][A-Z'\u2019.]+){0,3})(?:, [A-Z][\w.'\u2019-]+(?: [A-Z][\w.'\u2019-]+){0,3}){0,2}"
    r"(?: \([A-Z][\w /.-]{1,30}\))? {0,3}(?:--|[-\u2013\u2014])(?= {1,3}[\"\u201c]?(?:[A-Z][a-z]|[A-Z]\.|A ))"
)
_DATED = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\b|\d")
# Bodies in capitals before a dash: "NATO - Russia relations".
_BODIES = frozenset("NATO OPEC ASEAN USSR BRICS ECOWAS SAARC MERCOSUR UNESCO UNICEF INTERPOL DPRK USA UAE SADC IAEA".split())


def find_dateline(text: str, start: int, end: int) -> int:
    """Where the dateline at `start` ends; `start` if there is none."""
    found = _DATELINE.match(text, start, min(end, start + 120))
    if found is None or found["city"] in _BODIES or _DATED.search(found.group()):
        return start
    return found.end()


def is_dateline(text: str) -> bool:
    """Whether a sentence is nothing but a dateline.

    >>> is_dateline("LAGOS, Nigeria (AP) \u2014")
    True
    """
    return text.endswith(("-", "\u2013", "\u2014")) and find_dateline(f"{text} A ", 0, len(text) + 3) == len(text)


def split_sentences(text: str) -> list[Sentence]:
    """Sentences of `text` in order, without surrounding blanks; `tokens` are empty."""
    sentences: list[Sentence] = []
    for paragraph, (start, end) in enumerate(_paragraphs(text)):
        for left, right in _sentences(text, start, end):
            sentences.append(Sentence(len(sentences), paragraph, left, right, text[left:right]))
    return sentences


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    wrapped = _is_wrapped(text)
    start = 0
    for found in _BREAK.finditer(text):
        if wrapped and found.group().count("\n") < 2:
            continue
        if text[start : found.start()].strip():
            yield start, found.start()
        start = found.end()
    if text[start:].strip():
        yield start, len(text)


def _is_wrapped(text: str) -> bool:
    """Whether line breaks are mere layout: most lines are full, end in mid-sentence, and none is long."""
    lines = [line.strip() for line in text[:20_000].split("\n") if line.strip()]
    if len(lines) < 4 or max(map(len, lines)) > 140:
        return False
    longest = max(map(len, lines))
    full = sum(len(line) >= 0.7 * longest for line in lines)
    open_ended = sum(line[-1].islower() or line[-1] in ",;-" for line in lines)
    return longest >= 50 and full >= 0.6 * len(lines) and open_ended >= 0.5 * len(lines)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    here = find_dateline(text, start, end)
    if here > start:
        yield start, here
    for stop in _STOP.finditer(text, start, end):
        if _ends_sentence(text, here, stop, end):
            yield from _pieces(text, here, stop.end())
            here = stop.end()
    yield from _pieces(text, here, end)


def _ends_sentence(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    after = text[stop.end() : min(end, stop.end() + 40)].lstrip()
    if not after:
        return True
    first = after.lstrip(_OPENERS)[:1]
    if first and (first.islower() or first in ",;:"):
        return False
    if stop.group()[0] != "." or len(stop.group().rstrip("\"'\u201d\u2019)]")) > 1:
        return True
    before = re.search(r"\S*$", text[max(start, stop.start() - 30) : stop.start()])
    word = (before.group() if before else "").lstrip("\"'\u201c\u2018([").lower()
    if word in MAY_END:
        return first.isupper() and not _continues_name(after)
    if word in ABBREVIATIONS:
        return False
    if word.isdigit() and len(word) <= 3 and text[start : stop.start()].strip() == word:
        return False  # the number of a paragraph: "1. The Government regrets"
    if len(word) == 1 and word.isalpha():
        return word == "i"  # an initial: "George W. Bush"
    if re.fullmatch(r"(?:[a-z]\.)+[a-z]", word):
        return first.isupper() and not _continues_name(after)
    return True


def _continues_name(after: str) -> bool:
    """After "U.S." and the like: a capitalised noun goes on ("U.S. President"), a sentence opener does not."""
    word = re.match(r"[\w']+", after.lstrip(_OPENERS))
    return not word or word.group().lower() not in SENTENCE_OPENERS


SENTENCE_OPENERS = WORDS["openers"]


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Trims blanks, and cuts what is too long to be a sentence."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > MAX_SENTENCE:
        cut = text.rfind(" ", start + MAX_SENTENCE // 2, start + MAX_SENTENCE)
        cut = cut if cut > 0 else start + MAX_SENTENCE
        yield start, cut
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if end > start:
        yield start, end

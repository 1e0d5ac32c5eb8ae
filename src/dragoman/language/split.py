"""Text -> Sentences, by punctuation, layout and a list of abbreviations; no model, offsets kept.

A dateline is a sentence of its own. A stretch without a full stop is cut at a blank after MAX_SENTENCE characters, so that a
megabyte in one line costs no more than a megabyte of prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.language.dateline import end_of_dateline
from dragoman.language.paragraphs import find_paragraphs
from dragoman.language.words import WORDS
from dragoman.types import Sentence

# Longer than 99.99% of real sentences in news and histories; the parser's cost grows with length.
MAX_SENTENCE = 1500

ABBREVIATIONS = WORDS["abbreviations"]
MAY_END = WORDS["may_end"]

# Each run of stops is looked at once: what it has taken it does not give back, and no match begins inside a run.
_STOP = re.compile(r"(?<![.!?\u2026])(?:[.!?\u2026]++[\"'\u201d\u2019)\]]*+(?=\s|$)|[.!?]++[\"\u201d](?=[A-Z]))")
_OPENERS = "\"'\u201c\u2018([\u2014-"


def split_sentences(text: str) -> list[Sentence]:
    """Sentences of `text` in order, without surrounding blanks; `tokens` are empty."""
    sentences: list[Sentence] = []
    for paragraph, (start, end) in enumerate(find_paragraphs(text)):
        dateline = end_of_dateline(text, start, end, early=paragraph < 3)
        if dateline is not None:
            sentences.append(Sentence(len(sentences), paragraph, start, dateline, text[start:dateline]))
            start = dateline
        for left, right in _sentences(text, start, end):
            sentences.append(Sentence(len(sentences), paragraph, left, right, text[left:right]))
    return sentences


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    here = start
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

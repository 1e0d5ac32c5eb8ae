"""Datelines: where, when and by whom a report was sent off, before its first sentence. They tell nothing and nobody in them acts.

>>> text = "BRASILIA, Oct 27 (Wire) - Peru and Ecuador signed."
>>> find_datelines(text)[0].slice(text)
'BRASILIA, Oct 27 (Wire) -'
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.language.paragraphs import find_paragraphs
from dragoman.language.words import WORDS
from dragoman.types import Span

LONGEST = 120  # characters
# A wire that is known by its capitals alone needs prose after them: words of the paragraph, else it may be a heading.
FEWEST_WORDS = 6

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?"
    r"|Dec(?:ember)?|JAN|FEB|MAR|APR|MAY|JUNE?|JULY?|AUG|SEPT?|OCT|NOV|DEC)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?"
_DATE = rf"(?:{_WEEKDAY}(?:{_MONTH}\s{_DAY}|{_DAY}\s(?:of\s)?{_MONTH})(?:,?\s(?:1[6-9]|20)\d\d)?)"
_CAPS = r"(?:[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de.'\u2019-]+)"
_NAME = r"(?:[A-Z\u00c0-\u00de][\w.'\u2019-]+)"
_SHOUTED = rf"{_CAPS}(?:\s(?:DE|DA|DO|LA|EL|AL|{_CAPS})){{0,3}}"
_NAMED = rf"{_NAME}(?:\s(?:de|da|do|la|el|al|es|{_NAME})){{0,3}}"


def _join(place: str) -> str:
    """Several places of a kind, each with its country or county: "GENEVA/VIENNA", "Kabul, Afghanistan"."""
    one = rf"{place}(?:,\s(?!{_MONTH}\s\d){_NAMED}){{0,2}}"
    return rf"{one}(?:\s?/\s?{one}|\s(?:and|AND|&)\s{one}){{0,3}}"


_SENDER = r"\((?!\d)[A-Z][\w .,&/'\u2019-]{1,40}\)"
_END = r"\s?(?:-{1,3}|[\u2013\u2014]|:)"
# A date or a sender beside the place makes it a dateline, however it is written.
_SURE = re.compile(
    rf"\(?(?P<place>{_join(_SHOUTED)}|{_join(_NAMED)})\)?"
    rf"(?:(?:[,.]|\s[-\u2013\u2014])?\s(?:{_DATE}(?:\s?[,-]?\s?{_SENDER})?|{_SENDER}(?:[,.]?\s{_DATE})?)[.,]?(?:{_END}(?=\s)|(?<=\d)\.?\s?[\u2014-]{{1,3}})"
    rf"|,\s{_DATE}\.(?=\s[A-Z\u201c\"]))"
)
# A place in capitals with a dash or colon, before what begins a sentence.
_LOUD = re.compile(
    rf"(?P<bracket>\()?(?P<place>{_join(_SHOUTED)})(?(bracket)\)){_END}"
    r"(?=\s[\"\u201c\u2018']?(?:[A-Z\u00c0-\u00de]|\d))"
)
# A place as it is written in prose, before a dash and a word that opens a sentence.
_QUIET = re.compile(
    rf"(?P<bracket>\()?(?P<place>{_NAMED}(?:,\s{_NAMED})?)(?(bracket)\))"
    r"\s?(?:--|\u2014|\s[\u2013-])(?=\s(?P<next>[A-Z]\w*))"
)
_DASH = re.compile(r"\s[\u2013\u2014-]{1,2}\s")


def find_datelines(text: str) -> list[Span]:
    """The datelines of a text, each at the beginning of a paragraph, its dash or colon included."""
    return [Span(start, end) for start, end in _list_datelines(text)]


def _list_datelines(text: str) -> Iterator[tuple[int, int]]:
    for n, (start, end) in enumerate(find_paragraphs(text)):
        found = end_of_dateline(text, start, end, early=n < 3)
        if found is not None:
            yield start, found


def end_of_dateline(text: str, start: int, end: int, *, early: bool = True) -> int | None:
    """Where the dateline of the paragraph from `start` to `end` ends, None where it has none. `early`: it is among the first,
    where also a place in small letters may be one."""
    head = text[start : min(end, start + LONGEST)]
    prose = len(text[start:end].split()) >= FEWEST_WORDS
    sure = _SURE.match(head)
    if sure and not _is_no_place(sure["place"]) and prose:
        return start + sure.end()
    loud = _LOUD.match(head)
    if loud and prose and not _is_no_place(loud["place"]) and _is_no_heading(text[start + loud.end() : end]):
        return start + loud.end()
    quiet = _QUIET.match(head) if early else None
    if quiet and prose and quiet["next"].lower() in WORDS["openers"] and not _is_no_place(quiet["place"]):
        # a second dash makes an insertion of what stands between
        after = text[start + quiet.end() : end]
        stop = after.find(". ")
        if not _DASH.search(after[1 : stop if stop > 0 else None]):
            return start + quiet.end()
    return None


def _is_no_place(place: str) -> bool:
    """Whether the words before the dash name a body, a rubric or a kind of text, as far as they can be told."""
    words = [word.strip(".,'\u2019") for word in re.split(r"[\s/]+", place.lower())]
    return words[0] in WORDS["no_place"] or words[-1] in WORDS["no_place"] or any(word in _MONTH_WORDS for word in words[:1])


_MONTH_WORDS = frozenset("january february march april may june july august september october november december".split())


def _is_no_heading(after: str) -> bool:
    """Whether it goes on as prose does: with a full sentence, and not in capitals throughout."""
    words = after.split()
    small = sum(word[0].islower() for word in words)
    return len(words) >= FEWEST_WORDS - 1 and small * 4 >= len(words) and after.rstrip()[-1:] in ".!?\"\u201d\u2019'"

"""Where in a text an expression of time may begin: the runs of known words that lead up to a telling one.

A telling word is one that every expression has (a month, "years", "yesterday", any number). Each word of the text is looked up
among them; only from them the run is followed back, so that ordinary words cost next to nothing.

    >>> [start for start, kinds, opening in find_starts("They fell back and met in early May.")]
    [23, 26, 32]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate

from dragoman.dates.holidays import holiday_names, load_eras
from dragoman.dates.rules import KINDS, Kind, load_rules
from dragoman.dates.words import load_words, month_numbers, unit_grains, weekday_numbers

WORD = re.compile(r"[^\W\d_]+")
APOSTROPHES = "'\u2019\u2018"
DIGITS = frozenset("0123456789")
NUMBER, YEAR = 1 << KINDS.index("number"), 1 << KINDS.index("year")
REACH = 10  # words: how far ahead of its first word the telling word of an expression may stand
GAP = 3  # characters that may stand between two words of an expression
# What divides words; one character for one blank, so that offsets stay.
_DIVIDER = re.compile(r"[^\w]")
_LATIN = bytes(code if _DIVIDER.fullmatch(chr(code)) is None else 32 for code in range(256))
MANY = 100  # different signs beyond Latin-1

Start = tuple[int, int, str | None]  # offset, kinds of the words ahead (bits), the word if it is a joining one


@cache
def telling_words() -> dict[str, int]:
    """The telling words but numbers, in lower case, with a bit for each of their KINDS."""
    words = load_words()
    parts = WORD.findall(" ".join(words["parts_of_day"]["words"]))
    lists: tuple[tuple[Kind, Iterable[str]], ...] = (
        ("word", WORD.findall(" ".join(words["triggers"]["words"]))),
        ("holiday", map(choose_key, holiday_names())),
        ("eraname", map(choose_key, load_eras())),
        ("month", month_numbers()),
        ("weekday", weekday_numbers()),
        ("unit", (unit for unit in unit_grains() if unit != "second")),
        ("season", words["seasons"]),
        ("daypart", (part for part in parts if part not in ("early", "late", "mid"))),
        ("decade", words["decades"]),
        ("half", ("half",)),
    )
    found: dict[str, int] = {}
    for kind, forms in lists:
        for form in forms:
            found[form] = found.get(form, 0) | 1 << KINDS.index(kind)
    return found


def choose_key(name: str) -> str:
    """The word by which a holiday or an era is searched for: the longest that is not common."""
    words: list[str] = WORD.findall(name.lower())
    common = load_words()["common"]["words"]
    return max((word for word in words if word not in common), key=len, default=max(words, key=len))


@cache
def telling_forms() -> dict[str, int]:
    """The telling words as they may be written: in small letters, capitals or both; months and weekdays only with a capital."""
    capital = {*month_numbers(), *weekday_numbers()}
    found = {}
    for word, kinds in telling_words().items():
        for form in (word.capitalize(), word.upper(), *(() if word in capital else (word,))):
            found[form] = kinds
    for form in load_words()["eras"]["words"]:
        found[form] = found.get(form, 0) | 1 << KINDS.index("era")
    return found


@cache
def known_words() -> frozenset[str]:
    """Every word that stands in some rule."""
    found = set(telling_words())
    for rule in load_rules():
        bare = re.sub(r"\(\?P<\w+>|\\[a-zA-Z]", " ", rule.source)
        found.update(word.lower() for word in WORD.findall(bare))
    return frozenset(found)


@cache
def joining_words() -> frozenset[str]:
    return frozenset(load_words()["joining"]["words"])


def find_starts(text: str) -> Iterator[Start]:
    """The places where a rule may match, in order."""
    telling, joining = telling_forms(), joining_words()
    words = split_words(text)
    ends = list(accumulate(map(len, words)))  # a word ends at its `ends` plus its index: one blank before each but the first
    forms = {word for word in set(words) if word and (word in telling or not word.isalpha())}
    run: list[Start] = []
    last = -1  # index of the run's last word
    for i in [i for i, word in enumerate(words) if word in forms]:
        word = words[i]
        place = ends[i] + i - len(word)
        kinds = telling.get(word)
        if kinds is None:
            if not (word[0] in DIGITS or word[-1] in DIGITS) or _is_part(text, place, place + len(word)):
                continue
            kinds = NUMBER | YEAR if word[:4].isdigit() and not word[4:5].isdigit() else NUMBER
        back, reached = _follow_back(words, i, place, last)
        if not reached:
            yield from _look_ahead(run)
            run = []
        run.extend(reversed(back))
        last = i
        if kinds & NUMBER and place and text[place - 1] in APOSTROPHES:
            run.append((place - 1, kinds, None))  # '82
        lowered = word.lower()
        run.append((place, kinds, lowered if lowered in joining else None))
    yield from _look_ahead(run)


def split_words(text: str) -> list[str]:
    """The words of a text, each divider a blank: an empty string stands between two dividers. Letters beyond Latin-1, which no
    word that we look for has, may be replaced by another letter."""
    plain = text
    if not text.isascii():
        foreign = [sign for sign in set(text) if sign > "\xff"]
        if len(foreign) > MANY:
            return _DIVIDER.sub(" ", text).split(" ")
        for sign in foreign:
            plain = plain.replace(sign, "\xaa" if sign.isalnum() or sign == "_" else " ")
    return plain.encode("latin-1").translate(_LATIN).decode("latin-1").split(" ")  # by a table of bytes: a tenth of the time


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether digits are part of a number such as 5,000."""
    after, before = text[end : end + 5], text[max(0, start - 2) : start]
    return (after[:1] == "," and after[1:4].isdigit() and not after[4:5].isdigit()) or (
        before[1:] == "," and before[0] in DIGITS and end - start == 3
    )


def _follow_back(words: list[str], i: int, place: int, last: int) -> tuple[list[Start], bool]:
    """The known words before a telling one, backwards, and whether they reach back to the word with index `last`."""
    known, joining = known_words(), joining_words()
    back: list[Start] = []
    gap = 1
    while len(back) < REACH:
        i -= 1
        if i < 0 or gap > GAP:
            return back, False
        word = words[i]
        place -= len(word) + 1
        if not word:
            gap += 1
            continue
        if i == last:
            return back, True
        lowered = word.lower()
        if lowered not in known:
            return back, False
        back.append((place, 0, lowered if lowered in joining else None))
        gap = 1
    return back, False


def _look_ahead(run: list[Start]) -> Iterator[Start]:
    """The starts of a run, each with the kinds of the words within its reach."""
    if len(run) <= REACH:
        ahead = 0
        starts: list[Start] = []
        for start, kinds, opening in reversed(run):
            ahead |= kinds
            if ahead:
                starts.append((start, ahead, opening))
        yield from reversed(starts)
        return
    for i, (start, _, opening) in enumerate(run):
        ahead = 0
        for _, kinds, _ in run[i : i + REACH]:
            ahead |= kinds
        if ahead:
            yield start, ahead, opening

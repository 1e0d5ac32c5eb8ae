"""Acts that other acts are dated by: those that a text dates itself, and wars, treaties and the like that everybody dates alike.

The words are in `data/dates/acts.toml`, the named ones, with their sources, in `data/dates/events.csv`.

    >>> find_named("Trade revived after the Crimean War.", 0, 36)
    Act(name='Crimean War', starts='1853-10-16', ends='1856-03-30', lasts=True, known=True)
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from dragoman.dates.holidays import read_edtf_date
from dragoman.dates.link import plain_end, plain_start
from dragoman.dates.words import read_data
from dragoman.errors import DataError
from dragoman.types import TimeMention

_WORD = re.compile(r"[^\W\d_]+")
_ENDING = r"(?:e|es|s|ed|d|ing|y|ies|ied|ying|ted|ting|ned|ning|led|ling)"
# An act after one of these only dates another: "two days after the invasion, on 6 August".
_ONLY_DATES = re.compile(
    r"\b(?:after|before|since|until|till|following|prior to|eve of|wake of|aftermath of|during|amid|ahead of|from)\s+"
    r"(?:[\w'\u2019-]+\s+){0,3}$",
    re.IGNORECASE,
)
_TO_COME = re.compile(r"\b(?:will|would|to|should|may|might|could|not|never|threatened to)\s+(?:be\s+)?$", re.IGNORECASE)
_BOUND_BEFORE = re.compile(r"\b(?:since|by|until|till|before|after|prior to|up to)\s+(?:about\s+|the\s+)?$", re.IGNORECASE)


class Act(NamedTuple):
    """`starts` and `ends` are EDTF dates without intervals, None where the text does not tell; `known`: not by the story, but
    by the data file or by the words that name it."""

    name: str
    starts: str | None
    ends: str | None
    lasts: bool
    known: bool


class Words(NamedTuple):
    """`families`: a noun in small letters to the act it names; `verbs` matches a whole verb form, `verb_family` says whose."""

    families: dict[str, str]
    verb_family: dict[str, str]
    stems: tuple[tuple[str, str], ...]
    lasting: frozenset[str]
    lists: dict[str, frozenset[str]]


@cache
def load_acts() -> Words:
    """The words of acts.toml; every bad entry is named in one DataError."""
    raw = tomllib.loads(read_data("acts.toml"))
    families: dict[str, str] = {}
    verb_family: dict[str, str] = {}
    stems: list[tuple[str, str]] = []
    problems = []
    for name, entry in raw.get("acts", {}).items():
        if not isinstance(entry.get("verbs"), list):
            problems.append(f"acts.toml: {name} needs a list `verbs`, which may be empty")
            continue
        for noun in (name, *entry.get("same", ())):
            if noun in families:
                problems.append(f"acts.toml: {noun} stands there twice")
            families[noun] = name
        for verb in entry["verbs"]:
            if verb.endswith("-"):
                stems.append((verb[:-1], name))
            else:
                verb_family[verb] = name
    if problems:
        raise DataError("; ".join(problems))
    lasting = frozenset(name for name, entry in raw["acts"].items() if entry.get("lasts"))
    lists: dict[str, Any] = {name: frozenset(words) for name, words in raw["words"].items()}
    return Words(families, verb_family, tuple(sorted(stems, reverse=True)), lasting, lists)


@cache
def family_of(word: str) -> str | None:
    """The act that a word tells, as noun (also in the plural) or verb; None for other words."""
    acts, word = load_acts(), word.lower()
    for form in (word, word.removesuffix("s"), re.sub("ies$", "y", word)):
        if form in acts.families:
            return acts.families[form]
    if word in acts.verb_family:
        return acts.verb_family[word]
    return next(
        (family for stem, family in acts.stems if word.startswith(stem) and re.fullmatch(_ENDING, word[len(stem) :])), None
    )


@cache
def load_named() -> dict[str, Act]:
    """Names in small letters to the acts of events.csv; every bad line is named in one DataError."""
    found: dict[str, Act] = {}
    problems = []
    for n, row in enumerate(csv.DictReader(io.StringIO(read_data("events.csv"))), 2):
        name = (row.get("name") or "").strip()
        first, last = read_edtf_date(row.get("starts") or ""), read_edtf_date(row.get("ends") or "")
        if not name or name.lower() in found or not first or not last or not (row.get("source") or "").strip() or first > last:
            problems.append(
                f"events.csv:{n}: {name or 'no name'}: needs a new name, starts and ends (YYYY[-MM[-DD]]) and a source"
            )
            continue
        found[name.lower()] = Act(name, first.edtf, last.edtf, first.edtf != last.edtf, True)
    if problems:
        raise DataError("; ".join(problems))
    return found


@cache
def _named_pattern() -> re.Pattern[str]:
    names = sorted(load_named(), key=lambda name: (-len(name), name))
    plain = "|".join(
        re.escape(name).replace(r"\ ", r"\s+").replace("'", "['\u2019]").replace(r"\-", "[-\u2010-\u2015]") for name in names
    )
    return re.compile(rf"\b(?:{plain})\b", re.IGNORECASE)


def find_named(text: str, start: int, end: int, at: int | None = None) -> Act | None:
    """The first known act that is named between two offsets; with `at`, in words that hold this offset."""
    found = _named_pattern().search(text, start, end)
    while found is not None and at is not None and not found.start() <= at < found.end():
        found = _named_pattern().search(text, found.end(), end)
    if found is None:
        return None
    key = re.sub(r"[\u2010-\u2015]", "-", re.sub(r"\s+", " ", found.group().lower().replace("\u2019", "'")))
    return load_named().get(key)


class Told(NamedTuple):
    """A place where the text dates an act: `edge` is "start" or "end" if it says that it began or ended then, else ""."""

    offset: int
    family: str
    edge: str
    time: TimeMention
    around: str  # the words around it: which of two conferences it is


class DatedActs:
    """The acts that a text dates: each with the time of its sentence that stands nearest.

    `stops` are the offsets at which sentences begin, but the first.
    """

    def __init__(self, text: str, times: Sequence[TimeMention], stops: Sequence[int]) -> None:
        self.told: list[Told] = []
        valued = [time for time in times if time.edtf and time.earliest and time.latest and time.kind in ("DATE", "TIME")]
        bounds = [0, *stops, len(text)]
        i = 0
        while i < len(valued):
            k = bisect_left(bounds, valued[i].start + 1)
            start, end = bounds[k - 1], bounds[min(k, len(bounds) - 1)]
            here = [time for time in valued[i:] if time.start < end]
            i += max(1, len(here))
            here = [time for time in here if not _BOUND_BEFORE.search(text, max(0, time.start - 24), time.start)]
            if here and end - start < 1000:
                self._read_sentence(text, start, end, here)

    def _read_sentence(self, text: str, start: int, end: int, times: Sequence[TimeMention]) -> None:
        words = list(_WORD.finditer(text, start, end))
        lists = load_acts().lists
        for n, word in enumerate(words):
            family = family_of(word.group())
            if family is None or any(time.start <= word.start() < time.end for time in times):
                continue
            left = text[max(start, word.start() - 60) : word.start()]
            if _ONLY_DATES.search(left) or _TO_COME.search(left):
                continue
            time = min(times, key=lambda time: (_gap(time, word.start(), word.end()), time.start))
            near = {_lemma(other.group()) for other in words[n + 1 : n + 5]} | {
                _lemma(other.group()) for other in words[max(0, n - 3) : n]
            }
            edge = (
                "start"
                if near & (lists["begins"] | lists["edge_start"])
                else "end"
                if near & (lists["ends"] | lists["edge_end"])
                else ""
            )
            self.told.append(
                Told(word.start(), family, edge, time, text[max(start, word.start() - 40) : min(end, word.end() + 40)])
            )
            if edge == "start":  # "opened on 25 April and closed on 26 June"
                for other in times:
                    gap = text[time.end : other.start] if other.start > time.end else ""
                    if {_lemma(each) for each in _WORD.findall(gap)} & lists["ends"]:
                        self.told.append(Told(word.start(), family, "end", other, self.told[-1].around))
                        break

    def find(self, family: str, offset: int, names: Sequence[str] = ()) -> Act | None:
        """What the text says of an act before an offset, or after it if it dates it only once; None if it does not date it. An
        act that is asked for by a name ("the Geneva Conference") must have been dated under it."""
        mine = [told for told in self.told if told.family == family and all(name in told.around for name in names)]
        before = [told for told in mine if told.offset < offset]
        if not before and len(mine) == 1:
            before = mine
        if not before:
            return None
        lasts = family in load_acts().lasting
        starts = next((told for told in reversed(before) if told.edge != "end"), None)
        ends = next((told for told in reversed(before) if told.edge == "end"), None)
        if ends is not None and starts is not None and starts.offset > ends.offset and starts.edge == "start":
            ends = None  # the end of an earlier one
        first = plain_start(starts.time) if starts else None
        last = plain_end(ends.time) if ends else None if lasts or starts is None else plain_end(starts.time)
        if starts is not None and "/" in (starts.time.edtf or "") and ends is None:
            last = plain_end(starts.time)
        return Act(family, first, last, lasts, False)


def _gap(time: TimeMention, start: int, end: int) -> int:
    return time.start - end if time.start >= end else start - time.end


_IRREGULAR = {"began": "begin", "begun": "begin", "broke": "break"}


def _lemma(word: str) -> str:
    word = word.lower()
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    lists = load_acts().lists
    known = lists["begins"] | lists["ends"]
    for form in (word, word.removesuffix("s"), word.removesuffix("ed"), word.removesuffix("d"), word.removesuffix("ing")):
        if form in known:
            return form
    return word

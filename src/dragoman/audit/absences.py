"""Anachronism: a state that does what only states do, in years in which there was none of that name; soldiers and envoys
of one that was gone.

"In 1880 Poland signed a treaty with France"              -> warning: there was no Polish state from 1796 to 1918
"In 1995 Soviet troops crossed the border"                -> warning
"In 1880 riots broke out in Poland", "Soviet-built tanks", "former Soviet officers" -> silent
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

import msgspec

from dragoman.audit.facts import first_day, shift_day, write_day
from dragoman.audit.listed import NameList
from dragoman.audit.scene import Scene, say_when, span_of
from dragoman.audit.words import load_alternatives, load_words
from dragoman.errors import DataError
from dragoman.types import Finding, Span, TimeMention

# Where the year of a date is understood and not stated, it must lie a year inside the absence.
UNSURE = 366
# What only a state does, in the past tense, right after its name.
_DEEDS = re.compile(rf"^ (?:formally |also |then |had |has |have )?(?:{load_alternatives('absences', 'deeds')})\b")
_MEN = re.compile(rf"^ (?:\w+ )?(?:{load_alternatives('absences', 'people')})\b(?: [A-Z][\w\u2019'-]+){{0,3}}")
_BEFORE = re.compile(
    r"\b(?:in|of|from|to|for|with|into|against|over|on|by|near|through|about|former|ex|then|late|future|now)[ -](?:the )?$|"
    r"[-/(\u2013]$"
)
_DONE = re.compile(r"^,? (?:had |have |has |also |then |\w+ly )?(?:\w{2,}ed|was|were)\b")


class Absence(msgspec.Struct, frozen=True):
    """ISO days; `until` empty where it lasts."""

    name: str
    word: str
    since: str
    until: str
    note: str


@cache
def load_absences() -> Mapping[str, tuple[Absence, ...]]:
    """Name -> when there was nothing of that name, from `data/audit/absences.csv`. Errors: DataError with every bad line."""
    text = files("dragoman").joinpath("data", "audit", "absences.csv").read_text(encoding="utf-8")
    found: dict[str, tuple[Absence, ...]] = {}
    bad: list[str] = []
    for line, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        since, until = first_day(row["from"]), first_day(row["to"])
        if row["word"] not in ("state", "adjective") or not since or until is None:
            bad.append(f"absences.csv:{line}: {row['names']} {row['word']!r} {row['from']!r} to {row['to']!r}")
            continue
        for name in row["names"].split("|"):
            found[name] = (*found.get(name, ()), Absence(name, row["word"], since, until, row["note"]))
    if bad:
        raise DataError(f"data/audit has {len(bad)} bad lines: " + "; ".join(bad) + ". Correct them and try again.")
    return found


@cache
def _names() -> NameList:
    return NameList(load_absences())


def find_absent_states(scene: Scene) -> Iterator[Finding]:
    words = load_words()
    told: set[tuple[str, int]] = set()
    for found in _names().find(scene.text, scene.words):
        index = scene.sentence_at(found.start)
        if index in scene.bracketed or (found.name, index) in told:
            continue
        dates = scene.dates_of_act(index, found.end)
        if not dates:
            continue
        absence = next((one for one in load_absences()[found.name] if _covers(scene, one, dates)), None)
        if absence is None:
            continue
        before, after = scene.text[max(0, found.start - 30) : found.start], scene.text[found.end : found.end + 80]
        if words.before.search(before) or words.after.search(after[:40]):
            continue
        beside = scene.words_around(found.start, found.end)
        if words.sentence.search(beside) or words.ahead.search(beside):
            continue
        end = found.end
        if absence.word == "state":
            if _BEFORE.search(before) or not _DEEDS.match(after):
                continue
        else:
            men = _MEN.match(after)
            if men is None or not _DONE.match(after[men.end() :]) or re.search(r"(?:former|ex|post)[ -]$", before):
                continue
            end = found.end + men.end()
        told.add((found.name, index))
        yield scene.make_finding(
            "anachronism", "warning", _explain(absence, dates[0]), [Span(found.start, end), span_of(dates[0])]
        )


def _covers(scene: Scene, absence: Absence, dates: list[TimeMention]) -> bool:
    slack = 0 if all(time in scene.stated.get(scene.sentence_at(time.start), ()) for time in dates) else UNSURE
    since, until = shift_day(absence.since, slack), shift_day(absence.until, -slack) if absence.until else ""
    return all(since <= str(time.earliest) and (not until or str(time.latest) < until) for time in dates)


def _explain(absence: Absence, time: TimeMention) -> str:
    spell = f"until {write_day(absence.until)}" if absence.until else f"from {write_day(absence.since)} on"
    what = f"There was no state called {absence.name}" if absence.word == "state" else f"Nobody acted as {absence.name}"
    note = f" ({absence.note})" if absence.note else ""
    return f"{what} {spell}{note}, but the text tells of an act {say_when(time)}."

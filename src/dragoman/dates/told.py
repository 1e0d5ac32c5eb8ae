"""A date that a reader tells, checked against the expressions of time in the text: taken, put right, or refused.

"in March" told as 1987-03, where the text has named 1987    -> 1987-03, resolved
"on 3 May 1811" told as 1812-05-03                           -> 1811-05-03: the words say it outright
no words, told as 1911, and no 1911 anywhere in the text     -> refused
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from dragoman.dates.event import join_ranges, times_in
from dragoman.dates.holidays import read_edtf_date
from dragoman.dates.timeline import Timeline
from dragoman.dates.when import When, of_century, of_decade, of_season, write_day
from dragoman.types import DateBasis, EventDate, Sentence, Span, TimeMention, Why

_SEASON = re.compile(r"(\d{4})-(2[1-4])")
_DECADE = re.compile(r"(\d{3})X")
_CENTURY = re.compile(r"(\d{2})XX")


class DateTold(NamedTuple):
    """`date` is None where nothing of what was told can be taken; `fault`: what was wrong with it, or None."""

    date: EventDate | None
    fault: str | None


class _Days(NamedTuple):
    edtf: str
    earliest: str | None
    latest: str | None


def check_date(
    edtf: str | None, phrase: Span | None, sentence: Sentence, times: Sequence[TimeMention], timeline: Timeline
) -> DateTold:
    """The date of an act of `sentence` that a reader told as `edtf`, showing the words `phrase`; either may be None."""
    read = _read_phrase(phrase, times, timeline) if phrase else None
    told = read_plain(edtf) if edtf else None
    fault = "date is no EDTF" if edtf and told is None else None
    if told is None:
        return DateTold(_take(read), fault)
    if read is not None:
        if told.edtf == read.edtf:
            return DateTold(_take(read), None)
        if read.basis == "stated" and not _overlap(told, read):
            return DateTold(_take(read), "date contradicts its words")
    if not _is_grounded(told, times, timeline):
        return DateTold(_take(read), "date not in the text")
    if phrase is not None:
        return DateTold(_make(told, "resolved", phrase, "told by the reader from these words"), None)
    for time in join_ranges([time for time in times_in(times, sentence.start, sentence.end) if time.edtf], timeline.text):
        if time.edtf == told.edtf:
            return DateTold(_take(time), None)
    basis: DateBasis = "published" if told.edtf == timeline.reference else "inherited"
    return DateTold(_make(told, basis, None, "told by the reader from the text around it"), None)


def read_plain(edtf: str) -> _Days | None:
    """Year, month, day, season, decade, century, or two of them in order, either end of which may be open; else None."""
    parts = edtf.strip().split("/")
    if len(parts) > 2 or all(part in ("", "..") for part in parts):
        return None
    whens = [None if part in ("", "..") else _read_point(part) for part in parts]
    if any(when is None and part not in ("", "..") for when, part in zip(whens, parts, strict=True)):
        return None
    known = [when for when in whens if when is not None]
    if any((one.first or 0) > (two.last or 0) for one, two in pairwise(known)):
        return None
    first, last = whens[0], whens[-1]
    text = "/".join(when.edtf if when else ".." for when in whens)
    return _Days(text, _write(first.first if first else None), _write(last.last if last else None))


def _read_point(text: str) -> When | None:
    if found := _SEASON.fullmatch(text):
        return of_season(int(found[1]), int(found[2]))
    if found := _DECADE.fullmatch(text):
        return of_decade(int(found[1]) * 10)
    if found := _CENTURY.fullmatch(text):
        return of_century(int(found[1]) + 1)
    return read_edtf_date(text)


def _write(day: int | None) -> str | None:
    return None if day is None else write_day(day)


def _read_phrase(phrase: Span, times: Sequence[TimeMention], timeline: Timeline) -> TimeMention | None:
    """The expression of time that these words hold; two ends of a range are one."""
    near = times_in(times, phrase.start - 60, phrase.end + 60)
    joined = join_ranges([time for time in near if time.edtf], timeline.text)
    return next((time for time in joined if time.start < phrase.end and phrase.start < time.end), None)


def _is_grounded(told: _Days, times: Sequence[TimeMention], timeline: Timeline) -> bool:
    """Whether the text, or its day of publication, speaks of the years in which this date begins and ends."""
    years = {day[:4] for day in (told.earliest, told.latest) if day}
    known = [(time.earliest[:4], time.latest[:4]) for time in times if time.earliest and time.latest]
    if timeline.reference:
        known.append((timeline.reference[:4], timeline.reference[:4]))
    return all(any(first <= year <= last for first, last in known) or year in timeline.text for year in years)


def _overlap(told: _Days, time: TimeMention) -> bool:
    before = told.latest is not None and time.earliest is not None and told.latest < time.earliest
    after = told.earliest is not None and time.latest is not None and time.latest < told.earliest
    return not before and not after


def _take(time: TimeMention | None) -> EventDate | None:
    if time is None:
        return None
    why = Why("date.reader.words", f"the reader shows {time.text!r}")
    return EventDate(time.edtf, time.basis, time.earliest, time.latest, Span(time.start, time.end), why)


def _make(told: _Days, basis: DateBasis, phrase: Span | None, note: str) -> EventDate:
    return EventDate(told.edtf, basis, told.earliest, told.latest, phrase, Why("date.reader.told", note))

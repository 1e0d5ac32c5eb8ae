"""The running time of a text: which days it is about at any place.

>>> text = "They met on 3 May 1811. The envoy left."
>>> read_timeline(text, find_dates(text), None).at(30)
('1811-05-03', '1811-05-03')
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from dragoman.dates.acts import DatedActs
from dragoman.dates.dateline import dateline_span
from dragoman.dates.find import find_dates, read_reference  # noqa: F401  find_dates: for the example above
from dragoman.dates.story import ASIDE
from dragoman.dates.when import write_day
from dragoman.types import TimeMention

_STOP = re.compile(r"[.!?][\"')\]\u201d\u2019]*\s+(?=[\"'(\[\u201c\u2018]?[A-Z0-9])|\n")
_PARAGRAPH = re.compile(r"\n")


class Mark(NamedTuple):
    """A time that the narrative moves to: the mention, and the number of its sentence and paragraph."""

    time: TimeMention
    sentence: int
    paragraph: int


class Timeline:
    """The times that a text tells of, in order, with the sentences and paragraphs that they stand in."""

    def __init__(self, text: str, times: Sequence[TimeMention], reference_date: str | None) -> None:
        reference = read_reference(reference_date)
        self.text = text
        self.reference = write_day(reference) if reference is not None else _read_dateline(text, times)
        self._sentences = [found.end() for found in _STOP.finditer(text)]
        self._paragraphs = [found.end() for found in _PARAGRAPH.finditer(text)]
        self.times = tuple(sorted(times, key=lambda time: time.start))
        self.marks = [
            Mark(time, bisect_right(self._sentences, time.start), bisect_right(self._paragraphs, time.start))
            for time in [time for time in self.times if carries(time)] or [time for time in self.times if time.edtf]
        ]
        self._starts = [mark.time.start for mark in self.marks]

    @cached_property
    def acts(self) -> DatedActs:
        """The acts that the text dates, for what it tells "after the invasion"."""
        return DatedActs(self.text, self.times, self._sentences)

    def sentence_of(self, offset: int) -> int:
        return bisect_right(self._sentences, offset)

    def paragraph_of(self, offset: int) -> int:
        return bisect_right(self._paragraphs, offset)

    def sentence_around(self, offset: int) -> str:
        """The words of the sentence in which an offset stands."""
        return self.find_sentence(offset)[1]

    def find_sentence(self, offset: int) -> tuple[int, str]:
        """Where the sentence of an offset begins, and its words."""
        i = bisect_right(self._sentences, offset)
        start = [0, *self._sentences[max(0, i - 1) : i]][-1]
        return start, self.text[start : self._sentences[i] if i < len(self._sentences) else len(self.text)]

    def before(self, offset: int) -> Mark | None:
        """The last time told before an offset."""
        i = bisect_left(self._starts, offset)
        return self.marks[i - 1] if i else None

    def at(self, offset: int) -> tuple[str, str] | None:
        """The days (ISO; earliest, latest) that the text is about at an offset: those of the sentence, else those last told
        of, else the day of publication; None where the text gives none."""
        sentence = bisect_right(self._sentences, offset)
        i = bisect_right(self._starts, offset)
        here = [mark for mark in self.marks[max(0, i - 1) : i + 1] if mark.sentence == sentence]
        told = here[0].time if here else self.marks[i - 1].time if i else None
        if told and (told.earliest or told.latest):
            return told.earliest or told.latest or "", told.latest or told.earliest or ""
        return (self.reference, self.reference) if self.reference else None


def _read_dateline(text: str, times: Sequence[TimeMention]) -> str | None:
    """The day of the dateline, as `find_dates` reads it."""
    span = dateline_span(text)
    day = next((time.edtf for time in times if span and span[0] <= time.start < span[1]), None)
    return day if day and re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None


def carries(time: TimeMention) -> bool:
    """Whether what follows may hang on this time: it has days, and is no aside."""
    return time.edtf is not None and not time.why.note.endswith(ASIDE)


def read_timeline(text: str, times: Sequence[TimeMention], reference_date: str | None) -> Timeline:
    """The timeline of a text, from the times found in it."""
    return Timeline(text, times, reference_date)

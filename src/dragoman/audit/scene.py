"""What the checks of one document share: where sentences stand, which dates the words state outright, what date holds where.

A date counts only where its own words give the year: a date that had to be guessed can convict no text.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from dragoman.audit.facts import shift_day
from dragoman.audit.listed import split_words
from dragoman.types import Document, Entity, Event, Finding, FindingType, Mention, Severity, SourcedEvidence, Span, TimeMention

# Where a sentence ends, well enough to say which words stand together; the road has its own, better cut.
_END = re.compile(r"(?<=[a-z0-9)\"'\u201d\u2019]{2})[.!?][\"'\u201d\u2019)]{0,2}\s+(?=[\"'\u201c\u2018(]?[A-Z])|\n+")
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
# Characters of the longest sentence that is taken whole.
LONGEST = 1500
# How many sentences a date is carried on within its paragraph.
CARRY = 2
# News speaks of days about a year from its printing, at most; what lies farther was resolved wrongly.
NEAR = 400
# Words farther from a name than this speak of other things.
BESIDE = 70
# A letter or despatch gives its place and date within so many characters.
HEAD = 240
_PLACE = re.compile(
    r"\s*(?:(?:[A-Z][\w.\u2019'-]*(?:,? |, )){1,6}|(?:[A-Z][\w.\u2019'-]*,? ){0,6}"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? |)(?:the )?"
)
# Words after which a date belongs to something else than the act before them.
_CLAUSE = re.compile(r"[;:]|\b(?:that|which|who|whose|where|when|of|since|until|for|to)\b")
# Words before a date that names a thing by its year ("the war of 1812").
_OF = re.compile(r"\b(?:of|since|from|than|like|until|till)(?: the)?\s$")
_DASH = re.compile(r" ?(?:\([A-Z][\w .]{1,30}\) ?)?(?:-{1,2}|[\u2013\u2014.:]) ?")


class Scene:
    """One document with its events, mentions and times, and indexes over them."""

    def __init__(self, doc: Document, events: Sequence[Event], mentions: Sequence[Mention], times: Sequence[TimeMention]) -> None:
        self.doc = doc
        self.text = doc.text
        self.events = tuple(sorted(events, key=lambda event: (event.trigger.start, event.id)))
        self.mentions = tuple(mentions)
        self.times = tuple(sorted(times, key=lambda time: (time.start, time.end)))

    @cached_property
    def starts(self) -> list[int]:
        """Where each sentence begins; a stretch without a full stop is cut, so that no check goes over it again and again."""
        starts = [0]
        for found in _END.finditer(self.text):
            starts.extend(range(starts[-1] + LONGEST, found.end(), LONGEST))
            starts.append(found.end())
        starts.extend(range(starts[-1] + LONGEST, len(self.text), LONGEST))
        return starts

    @cached_property
    def words(self) -> list[tuple[str, int]]:
        return split_words(self.text)

    @cached_property
    def paragraphs(self) -> list[int]:
        """Where each paragraph begins."""
        return [0, *(found.end() for found in re.finditer(r"\n+", self.text))]

    def sentence_at(self, offset: int) -> int:
        return bisect_right(self.starts, offset) - 1

    def sentence_span(self, index: int) -> Span:
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        return Span(self.starts[index], end)

    def sentence_text(self, index: int) -> str:
        return self.sentence_span(index).slice(self.text)

    def words_around(self, start: int, end: int) -> str:
        """What stands beside [start, end) in its sentence, near enough to say something of it."""
        span = self.sentence_span(self.sentence_at(start))
        return self.text[max(span.start, start - BESIDE) : min(span.end, end + BESIDE)]

    @cached_property
    def stated(self) -> dict[int, list[TimeMention]]:
        """Sentence -> the dates whose own words give the year, with both ends."""
        found: dict[int, list[TimeMention]] = {}
        for time in self.times:
            if time.kind == "DATE" and time.basis == "stated" and time.earliest and time.latest and _YEAR.search(time.text):
                found.setdefault(self.sentence_at(time.start), []).append(time)
        return found

    @cached_property
    def published(self) -> str | None:
        """The day of printing: the document's own or, in a letter or despatch, the one full date that heads or closes it."""
        day = self.doc.published
        if day is not None:
            return day if len(day) == 10 else None
        head = len(self.text) - len(self.text.lstrip()) + HEAD
        days = [time for times in self.stated.values() for time in times if time.earliest == time.latest]
        for time in days:
            line_start, line_end = self.text.rfind("\n", 0, time.start) + 1, self.text.find("\n", time.end)
            before, after = (
                self.text[line_start : time.start],
                self.text[time.end : line_end if line_end >= 0 else len(self.text)],
            )
            if time.start > head or not (_PLACE.fullmatch(before) and (not after.strip(" .)") or _DASH.match(after))):
                continue
            if all(str(other.latest) <= shift_day(str(time.latest), 2) for times in self.stated.values() for other in times):
                return time.latest
        return None

    @cached_property
    def told(self) -> dict[int, list[TimeMention]]:
        """Sentence -> the dates to go by: the stated ones or, where a sentence states none, those whose year is understood: near
        the day of printing, or a day or month of the year that a history is in."""
        found: dict[int, list[TimeMention]] = {}
        for time in self.times:
            if self._is_understood(time):
                found.setdefault(self.sentence_at(time.start), []).append(time)
        return {**found, **self.stated}

    def _is_understood(self, time: TimeMention) -> bool:
        if time.kind != "DATE" or time.basis != "resolved" or not time.earliest or not time.latest:
            return False
        if time.why.note.endswith("; an aside"):
            return False
        if self.published:
            return shift_day(self.published, -NEAR) <= time.earliest <= time.latest <= shift_day(self.published, NEAR)
        return time.why.rule.startswith("date.")

    @cached_property
    def understood(self) -> dict[int, list[TimeMention]]:
        """Sentence -> all its dates, the stated ones and those whose year is understood, in order."""
        found: dict[int, list[TimeMention]] = {}
        for time in self.times:
            if self._is_understood(time) or time in self.stated.get(self.sentence_at(time.start), ()):
                found.setdefault(self.sentence_at(time.start), []).append(time)
        return found

    def dates_of_act(self, index: int, end: int) -> list[TimeMention]:
        """The date that goes with what somebody named before `end` does: the next one in his clause or the one that opens the
        sentence; else all of the sentence."""
        dates = self.understood.get(index, [])
        for time in dates:
            if time.start >= end and time.start - end < 80:
                if not _CLAUSE.search(self.text[end : time.start]):
                    return [time]
                break
        if dates and dates[0].start - self.starts[index] < 6 and dates[0].end < end:
            return dates[:1]
        return [time for time in self.told.get(index, []) if not _OF.search(self.text[max(0, time.start - 12) : time.start])]

    @cached_property
    def timed(self) -> set[int]:
        """Sentences that hold any expression of time."""
        return {self.sentence_at(time.start) for time in self.times}

    def dates_near(self, offset: int, *, carry: bool = True) -> list[TimeMention]:
        """The stated dates of the sentence at `offset`; if it has no expression of time, those carried on from the sentences
        before it in the paragraph."""
        index = self.sentence_at(offset)
        if index in self.stated:
            return self.stated[index]
        if not carry or index in self.timed:
            return []
        paragraph = bisect_right(self.paragraphs, offset) - 1
        for before in range(index - 1, max(-1, index - 1 - CARRY), -1):
            if self.starts[before] < self.paragraphs[paragraph]:
                return []
            if before in self.stated:
                return self.stated[before]
            if before in self.timed:
                return []
        return []

    @cached_property
    def bracketed(self) -> set[int]:
        """Sentences with a stated date in brackets, which may speak of another thing."""
        found: set[int] = set()
        for index, dates in self.stated.items():
            start = self.starts[index]
            before = self.text[start : dates[-1].start]
            if "(" in before and any(
                before.count("(", 0, d.start - start) > before.count(")", 0, d.start - start) for d in dates
            ):
                found.add(index)
        return found

    def plain_dates(self, index: int) -> list[TimeMention]:
        """The stated dates of a sentence; none where one of them stands in brackets."""
        return [] if index in self.bracketed else self.stated.get(index, [])

    def phrase_of(self, event: Event) -> TimeMention | None:
        """The stated date that an event takes from its own words, or None."""
        if event.date_phrase is None or event.date_basis != "stated":
            return None
        for time in self.stated.get(self.sentence_at(event.date_phrase.start), []):
            if time.start == event.date_phrase.start and time.end == event.date_phrase.end:
                return time
        return None

    def make_finding(self, kind: FindingType, severity: Severity, why: str, spans: Sequence[Span]) -> Finding:
        """A finding with its spans in order of the text; the id comes from what it says and where."""
        spans = sorted(set(spans))
        evidence = tuple(SourcedEvidence(self.doc.id, span.start, span.end, span.slice(self.text)) for span in spans)
        parts = [self.doc.id, kind, *(f"{span.start}-{span.end}" for span in spans)]
        digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
        return Finding(digest, self.doc.id, kind, severity, why, evidence)


def span_of(time: TimeMention) -> Span:
    return Span(time.start, time.end)


def say_when(time: TimeMention) -> str:
    """ "on 3 May 1811", "in May 1811"."""
    return f"{'on' if time.earliest is not None and time.earliest == time.latest else 'in'} {time.text}"


def codes_of(entities: Sequence[Entity]) -> tuple[str, ...]:
    return tuple(sorted({entity.code or "" for entity in entities}))


def outside(time: TimeMention, since: str, until: str) -> bool:
    """Whether the whole of `time` lies outside [since, until]; an empty end is open. ISO days."""
    if time.earliest is None or time.latest is None:
        return False
    return bool((since and time.latest < since) or (until and time.earliest > until))

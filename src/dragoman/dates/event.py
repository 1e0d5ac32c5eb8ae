"""When an event was: the expression that belongs to it by syntax, else by sentence, else the running time of the text.

"Iran said on Monday that Iraq had attacked in March" dates the saying to Monday and the attack to March.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import msgspec

from dragoman.dates.holidays import read_edtf_date
from dragoman.dates.link import is_range, join_range, plain_end, plain_start
from dragoman.dates.timeline import Mark, Timeline
from dragoman.dates.when import write_day
from dragoman.types import Candidate, EventDate, Sentence, Span, TimeMention, Token, Why

# What is said or meant, and what a relative clause tells, is another event: a time above these says nothing of what stands below.
SEALED = frozenset(("ccomp", "relcl", "parataxis"))
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
BEFORE_NOUN = frozenset(("compound", "amod", "nummod", "poss", "nmod"))
FUTURE = frozenset(("planned", "hypothetical"))
MAX_CLIMB = 12  # steps up the tree; sentences that need more are not parsed well
_BOUND = re.compile(
    r"\b(after|since|before|until|till|prior to|by|up to|following)\s+(?:about\s+|around\s+|the\s+)?$", re.IGNORECASE
)
AFTER = frozenset(("after", "since", "following"))


class Hold(NamedTuple):
    """A time with the words that it may date: token index to how loosely it hangs on it (0 directly, 1 on an object of it,
    2 on its subject or before a noun)."""

    time: TimeMention
    words: dict[int, int]


def date_event(candidate: Candidate, sentence: Sentence, times: Sequence[TimeMention], timeline: Timeline) -> EventDate:
    """The date of an event and how it was come by; `edtf` None with a reason where nothing tells it."""
    here = join_ranges([time for time in times_in(times, sentence.start, sentence.end) if time.edtf], timeline.text)
    if here:
        holds = [Hold(time, find_words(sentence, time)) for time in here] if sentence.tokens else []
        found = date_by_syntax(candidate, sentence, holds) or date_by_sentence(candidate, sentence, holds, here)
        if found:
            return found
    mark = timeline.before(sentence.start) or timeline.before(candidate.trigger_span.start)
    if mark is not None:
        return inherit(mark, timeline.paragraph_of(candidate.trigger_span.start))
    if timeline.reference is None:
        return undated("date.none", "no time in the text and no day of publication")
    if candidate.status in FUTURE:
        return undated("date.none.plan", "a plan without a time is not dated by its report")
    day = timeline.reference
    return EventDate(day, "published", day, day, None, Why("date.published", "no time in the text: the day of publication"))


def undated(rule: str, note: str) -> EventDate:
    return EventDate(None, None, None, None, None, Why(rule, note))


def times_in(times: Sequence[TimeMention], start: int, end: int) -> list[TimeMention]:
    """The mentions that begin in [start, end), from a sequence in order of the text."""
    i = bisect_left(times, start, key=lambda time: time.start)
    j = bisect_left(times, end, lo=i, key=lambda time: time.start)
    return list(times[i:j])


def join_ranges(times: list[TimeMention], text: str) -> list[TimeMention]:
    """ "from 18 to 21 May", "between March and June": two ends become one interval."""
    joined: list[TimeMention] = []
    for time in map(partial(widen_centuries, text=text), times):
        if joined and is_range(joined[-1], time, text):
            joined[-1] = join_range(joined[-1], time, text)
        else:
            joined.append(time)
    return joined


# "the 18th and 19th centuries": the tagger marks the second alone, as the corpora do.
_FIRST_OF_TWO = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th) (?:and|to|or|through) (?:the )?(?:early |late )?$")
_CENTURIES = re.compile(r"(\d{2})XX")


def widen_centuries(time: TimeMention, text: str) -> TimeMention:
    """The time, reaching back to the first of two centuries that are named together. `text`: of the document."""
    second = _CENTURIES.fullmatch(time.edtf or "")
    at = time.start
    first = _FIRST_OF_TWO.search(text, max(0, at - 30), at) if second and time.text.lower().endswith("centuries") else None
    if first is None or second is None or not 0 < int(first[1]) <= int(second[1]):
        return time
    begin = int(first[1]) - 1
    return msgspec.structs.replace(
        time,
        start=first.start(),
        text=text[first.start() : at] + time.text,
        edtf=f"{begin:02d}XX/{time.edtf}",
        earliest=f"{begin:02d}00-01-01",
    )


def find_words(sentence: Sentence, time: TimeMention) -> dict[int, int]:
    """The words that a time may date: those above it, up to and including the nearest verb."""
    token = sentence.head_of(time.start, time.end)
    words: dict[int, int] = {}
    looseness = 0
    for _ in range(MAX_CLIMB):
        if token is None or token.head == token.i:
            break
        head = sentence.tokens[token.head]
        if token.dep in SUBJECTS or token.dep in BEFORE_NOUN:
            looseness = 2
        elif token.dep in ("pobj", "prep", "npadvmod", "advmod", "pcomp") or is_verb(head):
            looseness = max(looseness, 1 if words and not is_verb(sentence.tokens[token.i]) and token.pos in NOUNS else 0)
        words[head.i] = looseness
        if is_verb(head) and token.dep not in ("aux", "auxpass"):
            break
        token = head
    return words


NOUNS = frozenset(("NOUN", "PROPN", "PRON"))


def is_verb(token: Token) -> bool:
    return token.pos in ("VERB", "AUX")


def date_by_syntax(candidate: Candidate, sentence: Sentence, holds: Sequence[Hold]) -> EventDate | None:
    """Climbs from the trigger: at each word the times that hang on it."""
    node = candidate.trigger
    for step in range(MAX_CLIMB):
        close = [
            (hold.words[node], abs(hold.time.start - candidate.trigger_span.start), hold.time.start, hold.time)
            for hold in holds
            if node in hold.words and (hold.words[node] < 2 or (step == 0 and not is_verb(sentence.tokens[node])))
        ]
        if close:
            return write_date(min(close)[3], sentence, "date.clause" if step else "date.trigger")
        token = sentence.tokens[node]
        if token.head == node or token.dep in SEALED:
            return None
        if token.dep == "conj" and is_verb(token):
            # "On 3 May A invaded and B withdrew": what stands before the first verb holds for both.
            head = sentence.tokens[token.head]
            for hold in holds:
                if hold.words.get(head.i, 2) < 2 and hold.time.start < head.start:
                    return write_date(hold.time, sentence, "date.shared")
        node = token.head
    return None


def date_by_sentence(
    candidate: Candidate, sentence: Sentence, holds: Sequence[Hold], times: Sequence[TimeMention]
) -> EventDate | None:
    """A time of the sentence that no other clause claims: the last one before the event, or the only one."""
    report = find_report(candidate, sentence)
    if report is not None:
        said = [hold.time for hold in holds if report in hold.words]
        times = [time for time in times if time not in said]
        if said and not times:
            time = said[0]
            why = Why("date.report", f"told on {time.text}, no time of its own")
            if candidate.status in FUTURE:
                return undated("date.none.plan", "a plan without a time is not dated by its report")
            return EventDate(time.edtf, "inherited", time.earliest, time.latest, Span(time.start, time.end), why)
    before = [time for time in times if time.end <= candidate.trigger_span.start]
    if before:
        return write_date(before[-1], sentence, "date.sentence")
    return write_date(times[0], sentence, "date.sentence") if len(times) == 1 else None


def find_report(candidate: Candidate, sentence: Sentence) -> int | None:
    """The verb that reports the event, if the event is what somebody says."""
    if not sentence.tokens:
        return None
    node = candidate.trigger
    for _ in range(MAX_CLIMB):
        token = sentence.tokens[node]
        if token.head == node:
            return None
        if token.dep == "ccomp":
            return token.head
        node = token.head
    return None


def write_date(time: TimeMention, sentence: Sentence, rule: str) -> EventDate:
    """A time as the date of an event; "since 1991" and "by 1603" are open intervals."""
    edtf, earliest, latest = time.edtf, time.earliest, time.latest
    if edtf and "/" not in edtf:
        bound = _BOUND.search(sentence.text[: max(0, time.start - sentence.start)])
        if bound and bound[1].lower() in AFTER:
            edtf, latest = f"{plain_start(time)}/..", None
        elif bound:
            edtf, earliest = f"../{plain_end(time)}", None
    return EventDate(edtf, time.basis, earliest, latest, Span(time.start, time.end), Why(rule, f"{time.text}: {time.why.note}"))


def inherit(mark: Mark, paragraph: int) -> EventDate:
    """The running time of the text, blurred to its month once a new paragraph has begun."""
    time = mark.time
    edtf, earliest, latest = time.edtf, time.earliest, time.latest
    if mark.paragraph != paragraph and earliest and earliest == latest:
        month = read_edtf_date(earliest[:-3])
        if month and month.first is not None and month.last is not None:
            edtf, earliest, latest = month.edtf, write_day(month.first), write_day(month.last)
    why = Why("date.inherited", f"the time told of before: {time.text}")
    return EventDate(edtf, "inherited", earliest, latest, Span(time.start, time.end), why)

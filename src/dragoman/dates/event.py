"""When an event was: the expression that belongs to it by syntax, else by sentence, else the running time of the text.

"Iran said on Monday that Iraq had attacked in March" dates the saying to Monday and the attack to March.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from dragoman.dates.holidays import read_edtf_date
from dragoman.dates.link import is_range, join_range, plain_end, plain_start
from dragoman.dates.timeline import Timeline
from dragoman.types import Candidate, EventDate, Sentence, Span, TimeMention, Why

# Relations that lead out of a clause: what stands above belongs to another event.
CLAUSES = frozenset(("ccomp", "relcl", "acl", "advcl", "pcomp", "csubj", "parataxis", "conj", "xcomp"))
SEALED = frozenset(("ccomp", "relcl"))  # a time above these says nothing of what stands below
_BOUND = re.compile(r"\b(after|since|before|until|till|prior to|by|following)\s+(?:about\s+|around\s+|the\s+)?$", re.IGNORECASE)
AFTER = frozenset(("after", "since", "following"))


def date_event(candidate: Candidate, sentence: Sentence, times: Sequence[TimeMention], timeline: Timeline) -> EventDate:
    """The date of an event and how it was come by; `edtf` None with a reason where nothing tells it."""
    here = join_ranges([time for time in times_in(times, sentence.start, sentence.end) if time.edtf], timeline.text)
    found = _by_syntax(candidate, sentence, here) if sentence.tokens else None
    if found:
        return found
    if here and (near := _by_sentence(candidate, here)):
        return near
    mark = timeline.before(candidate.trigger_span.start)
    if mark is not None:
        return inherit(mark.time, mark.paragraph == timeline.paragraph_of(candidate.trigger_span.start))
    if timeline.reference is not None:
        if candidate.status in ("planned", "hypothetical"):
            return EventDate(None, None, None, None, None, Why("date.none.plan", "a plan without a time is not dated by its report"))
        day = timeline.reference
        return EventDate(day, "published", day, day, None, Why("date.published", "no time in the text: the day of publication"))
    return EventDate(None, None, None, None, None, Why("date.none", "no time in the text and no day of publication"))


def times_in(times: Sequence[TimeMention], start: int, end: int) -> list[TimeMention]:
    """The mentions that begin in [start, end), from a sequence in order of the text."""
    i = bisect_left(times, start, key=lambda time: time.start)
    j = bisect_left(times, end, lo=i, key=lambda time: time.start)
    return list(times[i:j])


def join_ranges(times: list[TimeMention], text: str) -> list[TimeMention]:
    """"from 18 to 21 May", "between March and June": two ends become one interval."""
    joined: list[TimeMention] = []
    for time in times:
        if joined and is_range(joined[-1], time, text):
            joined[-1] = join_range(joined[-1], time, text)
        else:
            joined.append(time)
    return joined


def _by_syntax(candidate: Candidate, sentence: Sentence, times: Sequence[TimeMention]) -> EventDate | None:
    """Climbs from the trigger: at each word the times that hang on it, and not on another clause below it."""
    hung = [(time, _holders(sentence, time)) for time in times]
    hung = [(time, holders) for time, holders in hung if holders]
    if not hung:
        return None
    node, steps = candidate.trigger, 0
    while True:
        close = [(abs(time.start - candidate.trigger_span.start), time) for time, holders in hung if node in holders]
        if close:
            rule = "date.clause" if steps else "date.trigger"
            return _stated(min(close, key=lambda pair: pair[0])[1], sentence, rule)
        token = sentence.tokens[node]
        if token.head == node or token.dep in SEALED or steps > 12:
            return None
        if token.dep == "conj" and token.pos in ("VERB", "AUX"):
            # "On 3 May A invaded and B withdrew": what stands before the first verb holds for both.
            head = token.head
            front = [time for time, holders in hung if head in holders and time.start < sentence.tokens[head].start]
            if front:
                return _stated(front[0], sentence, "date.shared")
        node, steps = token.head, steps + 1


def _holders(sentence: Sentence, time: TimeMention) -> frozenset[int]:
    """The words that a time may date: those above it up to and including the nearest verb."""
    token = sentence.head_of(time.start, time.end)
    holders = []
    for _ in range(12):
        if token is None or token.head == token.i:
            break
        dep = token.dep
        token = sentence.tokens[token.head]
        holders.append(token.i)
        if token.pos in ("VERB", "AUX") and dep not in ("aux", "auxpass"):
            break
    return frozenset(holders)


def _by_sentence(candidate: Candidate, times: Sequence[TimeMention]) -> EventDate | None:
    """The only time of the sentence, or the last one before the event."""
    before = [time for time in times if time.end <= candidate.trigger_span.start]
    if before:
        return _stated(before[-1], None, "date.sentence")
    return _stated(times[0], None, "date.sentence") if len(times) == 1 else None


def _stated(time: TimeMention, sentence: Sentence | None, rule: str) -> EventDate:
    edtf, earliest, latest = time.edtf, time.earliest, time.latest
    if sentence is not None and edtf and "/" not in edtf:
        bound = _BOUND.search(sentence.text[: time.start - sentence.start])
        if bound and bound[1].lower() in AFTER:
            edtf, latest = f"{plain_start(time)}/..", None
        elif bound:
            edtf, earliest = f"../{plain_end(time)}", None
    return EventDate(edtf, time.basis, earliest, latest, Span(time.start, time.end), Why(rule, f"{time.text}: {time.why.note}"))


def inherit(time: TimeMention, same_paragraph: bool) -> EventDate:
    """The running time of the text, blurred to its month after a new paragraph has begun."""
    edtf, earliest, latest = time.edtf, time.earliest, time.latest
    if not same_paragraph and earliest and earliest == latest:
        month = read_edtf_date(earliest[:-3])
        if month and month.first is not None:
            edtf = month.edtf
            earliest, latest = f"{edtf}-01", _last_day(month.last)
    return EventDate(
        edtf, "inherited", earliest, latest, Span(time.start, time.end),
        Why("date.inherited", f"the time told of before: {time.text}"),
    )  # fmt: skip


def _last_day(day: int | None) -> str | None:
    from dragoman.dates.when import write_day

    return write_day(day) if day is not None else None

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

from dragoman.dates.apart import date_by_when, is_of_later_clause, is_of_other_tense, skip_asides
from dragoman.dates.bounds import Side, cross, date_by_bound, date_by_opening, find_link, shift_from
from dragoman.dates.holidays import read_edtf_date
from dragoman.dates.lengths import date_by_length, is_of_length
from dragoman.dates.link import is_hour, is_later, is_range, join_range, plain_end, plain_start
from dragoman.dates.modifiers import find_document, is_beside, is_general
from dragoman.dates.news import inherit_in_news, is_present
from dragoman.dates.timeline import Mark, Timeline
from dragoman.dates.when import write_day
from dragoman.types import Candidate, EventDate, Sentence, Span, TimeMention, Token, Why

# What is said or meant, and what a relative clause tells, is another event: a time above these says nothing of what stands below.
SEALED = frozenset(("ccomp", "relcl", "parataxis"))
ANTECEDENT = frozenset(("relcl", "acl"))
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
BEFORE_NOUN = frozenset(("compound", "amod", "nummod", "poss", "nmod"))
FUTURE = frozenset(("planned", "hypothetical"))
LONG = frozenset(("week", "month", "year", "decade"))  # by so much news count back from themselves: "seven years after ..."
MAX_CLIMB = 12  # steps up the tree; sentences that need more are not parsed well
_BOUND = re.compile(
    r"\b(after|since|before|until|till|prior to|by|up to|following)\s+(?:at least\s+|about\s+|around\s+|the\s+)?$", re.IGNORECASE
)
_POSSESSIVE = re.compile(r"['\u2019]s\s+(?:\w+\s+){0,2}")
AFTER = frozenset(("after", "since", "following"))
UNTIL = frozenset(("until", "till"))


class Hold(NamedTuple):
    """A time with the words that it may date: token index to how loosely it hangs on it (0 directly, 1 on an object of it,
    2 on its subject or before a noun)."""

    time: TimeMention
    words: dict[int, int]


def date_event(candidate: Candidate, sentence: Sentence, times: Sequence[TimeMention], timeline: Timeline) -> EventDate:
    """The date of an event and how it was come by; `edtf` None with a reason where nothing tells it."""
    inside = times_in(times, sentence.start, sentence.end)
    here = join_ranges([time for time in inside if time.edtf], timeline.text)
    holds = [Hold(time, find_words(sentence, time)) for time in here] if sentence.tokens else []
    is_news = timeline.reference is not None
    found = date_by_when(candidate, sentence, here) if here and sentence.tokens else None
    if found is None and sentence.tokens and not is_news:
        own = [hold.time for hold in holds if hold.words.keys() & {candidate.trigger, candidate.clause}]
        found = date_by_length(candidate, sentence, inside, own, timeline)
    if found is None and here:
        found = date_by_syntax(candidate, sentence, holds, inside)
    if found is None and sentence.tokens:
        found = date_by_other_act(candidate, sentence, inside, timeline)
    free = [time for time in here if not is_claimed(time, candidate, sentence, holds, is_news=is_news)]
    if len(free) < len(here) and _is_left_over(free, here, candidate, sentence):
        free = []
    if found is None and free:
        found = date_by_sentence(candidate, sentence, holds, free)
    mark = timeline.before(sentence.start) or _mark_inside(timeline, candidate, free)
    if found and not (mark and not is_news and is_within(mark.time, found)):
        return found
    if is_news:
        return inherit_in_news(skip_asides(mark, timeline), candidate, sentence, timeline)
    if mark is not None:
        if sentence.tokens and is_of_length(candidate, sentence):
            return undated("date.none.length", "how long it went on is told, not when")
        if sentence.tokens and find_report(candidate, sentence) is None and is_general(candidate, sentence, mark, timeline):
            return undated("date.none.general", "told of the relation at large, not of a day")
        return inherit(_move_on(mark, candidate, here, timeline), timeline.paragraph_of(candidate.trigger_span.start))
    last = date_by_sentence(candidate, sentence, holds, here) if here else None
    return last or undated("date.none", "no time in the text and no day of publication")


def _move_on(mark: Mark, candidate: Candidate, here: Sequence[TimeMention], timeline: Timeline) -> Mark:
    """The time told before or, if later, that of a clause about the subject: "López, who succeeded in 1862, feared ..."."""
    before = [
        time for time in here if time.end <= candidate.trigger_span.start and time.earliest and "/" not in (time.edtf or "/")
    ]
    if not before or not mark.time.latest or not is_later(before[-1].earliest or "", mark.time.latest):
        return mark
    return Mark(before[-1], timeline.sentence_of(before[-1].start), timeline.paragraph_of(before[-1].start))


def _is_left_over(free: Sequence[TimeMention], here: Sequence[TimeMention], candidate: Candidate, sentence: Sentence) -> bool:
    """Whether the one time that is left stands behind the act, as do others that another clause took behind a semicolon."""
    end = candidate.trigger_span.end
    after = [time for time in here if time.start >= end]
    stop = sentence.text.find(";", end - sentence.start)
    return len(free) == 1 < len(after) and free[0] in after and stop >= 0 and after[-1].start - sentence.start > stop


def _mark_inside(timeline: Timeline, candidate: Candidate, free: Sequence[TimeMention]) -> Mark | None:
    """The time told before an act in its own sentence, unless it belongs to something else there."""
    mark = timeline.before(candidate.trigger_span.start)
    return mark if mark and any(time.start <= mark.time.start < time.end for time in free) else None


def is_within(told: TimeMention, date: EventDate) -> bool:
    """Whether the running time of a history lies inside an open bound, past the act that gives it, and so says more."""
    if date.why.rule not in ("date.after", "date.before", "date.during") or not (told.earliest and told.latest):
        return False
    if date.earliest and date.latest is None:
        return is_later(told.earliest, date.earliest)
    return bool(date.latest and date.earliest is None and is_later(date.latest, told.latest))


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
    document = find_document(sentence, time)
    if document is not None:
        return {document.i: 0}
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
        if token.dep == "pobj" and sentence.tokens[token.head].text.lower() in UNTIL:
            break  # "fought until a truce in 1991": the truce was in 1991
    return words


NOUNS = frozenset(("NOUN", "PROPN", "PRON"))


def is_verb(token: Token) -> bool:
    return token.pos in ("VERB", "AUX")


def date_by_syntax(
    candidate: Candidate, sentence: Sentence, holds: Sequence[Hold], inside: Sequence[TimeMention]
) -> EventDate | None:
    """Climbs from the trigger: at each word the times that hang on it. On the way out of "after ..." or "before ..." the time of
    the governing act becomes a bound."""
    node = candidate.trigger
    crossed: tuple[Side, tuple[float, str] | None] | None = None
    for step in range(MAX_CLIMB):
        close = [
            (hold.words[node], abs(hold.time.start - candidate.trigger_span.start), hold.time.start, hold.time)
            for hold in holds
            if node in hold.words and (hold.words[node] < 2 or (step == 0 and not is_verb(sentence.tokens[node])))
        ]
        later = _find_beside(candidate, sentence, holds, node) if close and step else None
        if later is not None and close and later.start > min(close)[3].start:
            return write_date(later, sentence, "date.clause")
        if close:
            nearest = min(close)
            date = write_date(
                nearest[3], sentence, "date.clause" if step else "date.trigger", is_inner=is_of(nearest[3], sentence, node)
            )
            return date if crossed is None else shift_from(date, *crossed, Why(f"date.{crossed[0]}_of", date.why.note))
        token = sentence.tokens[node]
        if token.dep in ANTECEDENT:
            # "the attack on Monday that killed thirty"
            held = [hold for hold in holds if hold.words.get(token.head) == 0 and not is_verb(sentence.tokens[token.head])]
            if held:
                return write_date(held[0].time, sentence, "date.antecedent")
        if token.head == node or token.dep in SEALED:
            return None
        if token.dep == "conj" and is_verb(token):
            # "On 3 May A invaded and B withdrew": what stands before the first verb holds for both.
            head = sentence.tokens[token.head]
            if is_present(sentence, node) and not is_present(sentence, head.i):
                return None
            for hold in holds:
                if hold.words.get(head.i, 2) < 2 and hold.time.start < head.start:
                    return write_date(hold.time, sentence, "date.shared")
        out = cross(sentence, node, inside)
        if out is not None:
            if crossed is not None:
                return None
            crossed = out
        node = token.head
    return None


def _find_beside(candidate: Candidate, sentence: Sentence, holds: Sequence[Hold], verb: int) -> TimeMention | None:
    """The last time before the act that hangs on a clause between `verb` and the act, all coordinate: "talks began in 1986, and
    in 1988 a treaty was signed, ties were restored and prisoners were [freed]"."""
    if candidate.trigger == verb or sentence.tokens[candidate.trigger].dep != "conj":
        return None
    between = [
        hold.time for hold in holds
        if hold.time.end <= candidate.trigger_span.start
        and any(sentence.tokens[word].dep == "conj" and verb == sentence.tokens[word].head for word in hold.words)
        and any(verb < word < candidate.trigger for word in hold.words)
    ]  # fmt: skip
    return max(between, key=lambda time: time.start, default=None)


def is_of(time: TimeMention, sentence: Sentence, noun: int) -> bool:
    """Whether a time stands before a noun as part of it: "April's attack"."""
    token = sentence.head_of(time.start, time.end)
    return token is not None and token.head == noun and token.dep in BEFORE_NOUN


def date_by_other_act(
    candidate: Candidate, sentence: Sentence, inside: Sequence[TimeMention], timeline: Timeline
) -> EventDate | None:
    """The bound that follows from another act, up to the verb of the act's own clause; or, for what stands in "seven years after
    ...", the day of publication less those years."""
    node = candidate.trigger
    for _ in range(MAX_CLIMB):
        link = find_link(sentence, node, inside)
        if link is not None and candidate.trigger not in sentence.subtree(link.anchor.i):
            return date_by_bound(sentence, link, timeline.text, inside, timeline.acts)
        token = sentence.tokens[node]
        out = cross(sentence, node, inside)
        if out is not None and out[0] == "after" and out[1] is not None and out[1][1] in LONG and timeline.reference is not None:
            day = timeline.reference
            now = EventDate(day, "published", day, day, None, Why("date.published", "the day of publication"))
            return shift_from(now, *out, Why(f"date.{out[0]}_of", f"counted from the day of publication, {day}"))
        if token.head == node or (is_verb(token) and token.dep not in ("xcomp", "conj", "aux", "auxpass")) or token.dep in SEALED:
            break
        node = token.head
    return date_by_opening(sentence, inside, timeline.acts) if is_main(candidate, sentence) else None


def is_main(candidate: Candidate, sentence: Sentence) -> bool:
    """Whether the event is told by the main verb of the sentence."""
    token = sentence.tokens[candidate.trigger]
    return token.head == token.i or (token.dep == "conj" and sentence.tokens[token.head].head == token.head)


def date_by_sentence(
    candidate: Candidate, sentence: Sentence, holds: Sequence[Hold], times: Sequence[TimeMention]
) -> EventDate | None:
    """A time of the sentence that no other clause claims: the last one before the event, or the only one."""
    if not times:
        return None
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
        gap = sentence.text[before[-1].end - sentence.start : candidate.trigger_span.start - sentence.start]
        return write_date(before[-1], sentence, "date.sentence", is_inner=bool(_POSSESSIVE.fullmatch(gap)))
    return write_date(times[0], sentence, "date.sentence") if len(times) == 1 else None


def is_claimed(
    time: TimeMention, candidate: Candidate, sentence: Sentence, holds: Sequence[Hold], *, is_news: bool = True
) -> bool:
    """Whether a time names a treaty or the like, or hangs on the verb of a relative clause or of a clause of its own in which the
    event does not stand; in histories, only a relative one."""
    words = next((hold.words for hold in holds if hold.time is time), None)
    document = find_document(sentence, time) if words else None
    if document is not None:
        return document.i != candidate.trigger
    if not words:
        return False
    verb = list(words)[-1]
    if is_of_later_clause(time, verb, candidate, sentence) or is_of_other_tense(
        verb, candidate.trigger, candidate.clause, sentence
    ):
        return True
    if _STOPS.search(_between(time, candidate, sentence)):
        return False
    for _ in range(MAX_CLIMB):
        token = sentence.tokens[verb]
        if not is_news and token.dep in ANTECEDENT and not is_beside(sentence, time, token):
            return False
        if token.dep in (CLAUSES if is_news else ANTECEDENT):
            # "occupied when it fell in 2014", "talks that are to restart in May"
            if token.dep == "advcl" and is_condition(sentence, token) and candidate.trigger not in sentence.subtree(verb):
                return True  # "threatened to close the border unless they were freed by Sunday"
            below = verb in sentence.subtree(candidate.trigger)
            own = below and (token.dep == "advcl" or token.head == candidate.trigger)
            return candidate.trigger not in sentence.subtree(verb) and not (own and token.dep != "ccomp")
        if is_news and token.dep == "xcomp" and any(sentence.tokens[kid].tag == "TO" for kid in sentence.children[verb]):
            return candidate.trigger not in sentence.subtree(verb)  # "ordered a pause to begin on Tuesday"
        if token.head == verb or token.dep not in ("conj", "xcomp", "acomp"):
            return False
        verb = token.head
    return False


def is_condition(sentence: Sentence, verb: Token) -> bool:
    marks = [sentence.tokens[kid] for kid in sentence.children[verb.i] if sentence.tokens[kid].dep in ("mark", "advmod")]
    return any(mark.text.lower() in ("if", "unless") for mark in marks)


_STOPS = re.compile(r"[;:]")
CLAUSES = frozenset(("relcl", "acl", "ccomp", "advcl"))


def _between(time: TimeMention, candidate: Candidate, sentence: Sentence) -> str:
    start, end = sorted((time.start, candidate.trigger_span.start))
    return sentence.text[start - sentence.start : end - sentence.start]


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
            start, end = sorted((token.end, sentence.tokens[token.head].start))
            return None if ";" in sentence.text[start - sentence.start : end - sentence.start] else token.head
        node = token.head
    return None


def write_date(time: TimeMention, sentence: Sentence, rule: str, *, is_inner: bool = False) -> EventDate:
    """A time as the date of an event; "since 1991" and "by 1603" are open intervals. `is_inner`: the time stands within the
    event's own phrase ("after April's attack"), so that the preposition before it is not about it."""
    edtf, earliest, latest = time.edtf, time.earliest, time.latest
    if edtf and "/" not in edtf and not is_inner:
        bound = _BOUND.search(sentence.text[: max(0, time.start - sentence.start)])
        if bound and is_hour(bound[1], time.text):
            pass
        elif bound and bound[1].lower() in AFTER:
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

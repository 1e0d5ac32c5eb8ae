"""Acts told over a length of time that counts from the running time of a history: "in the next two years", "within a month".

"In April 1995 it broke off relations. Its aircraft bombed the town several times in the next two years": `1995-04/1997-04`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.dates.holidays import read_edtf_date
from dragoman.dates.link import plain_end, plain_start
from dragoman.dates.relative import shift
from dragoman.dates.timeline import Timeline
from dragoman.dates.when import write_day
from dragoman.dates.words import read_number, unit_grains
from dragoman.types import Candidate, EventDate, Sentence, Span, TimeMention, Why

VERBS = frozenset(("VERB", "AUX"))
GOES_ON = frozenset(("last", "continue", "drag", "endure", "rage", "go"))
MAX_CLIMB = 6
# What stands before a length that begins with the time told of; "in" only where the length itself says so ("the next two years").
_FROM_THEN = re.compile(r"\b(within|in|over|during|for|throughout)\s+$", re.IGNORECASE)
_LENGTH = re.compile(
    r"(?:the\s+)?(?P<next>(?:next|following|ensuing)\s+)?(?:(?P<n>[\w-]+)\s+)?(?P<unit>days?|weeks?|months?|years?|decades?)",
    re.IGNORECASE,
)


def date_by_length(
    candidate: Candidate, sentence: Sentence, times: Sequence[TimeMention], own: Sequence[TimeMention], timeline: Timeline
) -> EventDate | None:
    """The stretch from the time told before on, where the act's own clause names its length and no other time. `times`: of the
    sentence; `own`: those that hang on the act."""
    lengths = [each for each in times if each.kind == "DURATION" and hangs_on(each, candidate, sentence)]
    for length in () if own else lengths:
        found = _LENGTH.fullmatch(length.text)
        opening = _FROM_THEN.search(sentence.text[: length.start - sentence.start])
        before = [each for each in times if each.edtf and each.end <= length.start]
        mark = timeline.before(sentence.start)
        time = before[-1] if before else mark.time if mark else None
        if found is None or opening is None or time is None or not time.earliest or not time.latest:
            continue
        if not (found["next"] or opening[1].lower() == "within"):
            continue
        n, base = read_number(found["n"] or "one"), read_edtf_date(plain_end(time))
        grain = unit_grains().get(found["unit"].lower())
        moved = shift(base, grain, n) if base is not None and grain and n is not None else None
        if moved is None or moved.last is None:
            continue
        why = Why("date.length", f"{opening[1].lower()} {length.text}, from {time.text} on")
        edtf, last = f"{plain_start(time)}/{moved.edtf}", write_day(moved.last)
        return EventDate(edtf, "resolved", time.earliest, last, Span(length.start, length.end), why)
    return None


def hangs_on(length: TimeMention, candidate: Candidate, sentence: Sentence) -> bool:
    """Whether the length belongs to the clause of the act: up to its verb."""
    token = sentence.head_of(length.start, length.end)
    for _ in range(MAX_CLIMB):
        if token is None or token.head == token.i:
            return False
        token = sentence.tokens[token.head]
        if token.i in (candidate.trigger, candidate.clause):
            return True
        if token.pos in VERBS and token.dep not in ("aux", "auxpass"):
            return False
    return False


def is_of_length(candidate: Candidate, sentence: Sentence) -> bool:
    """Whether the act is a noun of which only is told how long it had gone on: "the war had lasted five years"."""
    token = sentence.tokens[candidate.trigger]
    verb = sentence.tokens[token.head]
    if token.pos in VERBS or token.dep != "nsubj" or verb.lemma.lower() not in GOES_ON:
        return False
    return any(sentence.tokens[kid].text.lower() in ("had", "has") for kid in sentence.children[verb.i])

"""Which times of a sentence belong to another clause than the act: coordinate clauses, clauses in another tense, "when".

"Austria called up reserves, and in the following March she sent a note" dates the note; "since 1994, when Chad closed the
border" dates the closing to 1994 itself; "said in July that it was ready, and has now offered" dates the offer to now.
"""

from __future__ import annotations

import re

from dragoman.dates.context import anywhere
from dragoman.dates.holidays import read_edtf_date
from dragoman.dates.link import plain_end, plain_start
from dragoman.dates.news import is_present
from dragoman.dates.timeline import Mark, Timeline
from dragoman.dates.when import write_day
from dragoman.types import Candidate, EventDate, Sentence, Span, TimeMention, Why

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
VERBS = frozenset(("VERB", "AUX"))
RECENT_DAYS = 62
STEPS_BACK = 3  # so many marks in a pluperfect are passed over
_TURN = re.compile(r"[;:]|, (?:but|and|while|although)\b")
_CLAUSE = re.compile(r"[,;]\s+(?:and|but|while|whereas)\s+(?:(?:on|in|at|by|from|during)\s+)?(?:the\s+)?$", re.IGNORECASE)
_WHEN = re.compile(r"\s?,?\s*when\b", re.IGNORECASE)


def date_by_when(candidate: Candidate, sentence: Sentence, times: list[TimeMention]) -> EventDate | None:
    """ "since 1994, when it closed the border": the act of the clause is of the time itself, whatever stands before that."""
    for time in times:
        found = _WHEN.match(sentence.text, time.end - sentence.start)
        if found is None or found.end() > candidate.trigger_span.start - sentence.start:
            continue
        when = next(iter(sentence.tokens_in(sentence.start + found.end() - 1, sentence.start + found.end())), None)
        if when is None or when.head == when.i:
            continue
        clause = set(sentence.subtree(when.head))
        others = [each for each in times if each is not time and each.start > time.end and _is_in(each, sentence, clause)]
        if candidate.trigger in clause and not others:
            why, phrase, edtf = Why("date.when", f"{time.text}, when ..."), Span(time.start, time.end), time.edtf or ""
            if ".." not in edtf:
                return EventDate(edtf, time.basis, time.earliest, time.latest, phrase, why)
            day = read_edtf_date(plain_end(time) if edtf.startswith("../") else plain_start(time))
            if day is None or day.first is None or day.last is None:
                return None
            return EventDate(day.edtf, time.basis, write_day(day.first), write_day(day.last), phrase, why)
    return None


def _is_in(time: TimeMention, sentence: Sentence, clause: set[int]) -> bool:
    head = sentence.head_of(time.start, time.end)
    return head is not None and head.i in clause


def is_of_later_clause(time: TimeMention, verb: int, candidate: Candidate, sentence: Sentence) -> bool:
    """Whether a time after the act opens a clause of its own, or stands behind a semicolon: "Russia gave way, and on 31 March
    Serbia followed". `verb`: the verb that the time hangs on."""
    if time.start < candidate.trigger_span.end:
        return False
    token = sentence.tokens[verb]
    if ";" in sentence.text[candidate.trigger_span.end - sentence.start : time.start - sentence.start]:
        return True
    if token.pos not in VERBS or token.i in (candidate.clause, candidate.trigger) or time.start > token.start:
        return False
    own = any(sentence.tokens[kid].dep in SUBJECTS for kid in sentence.children[token.i]) or opens_clause(time, sentence)
    return token.dep == "conj" and own and candidate.trigger not in sentence.subtree(token.i)


def opens_clause(time: TimeMention, sentence: Sentence) -> bool:
    """Whether the time stands first after ", and" or ", but", whatever the parser takes for the subject behind it."""
    return _CLAUSE.search(sentence.text[: time.start - sentence.start]) is not None


def is_of_other_tense(verb: int, trigger: int, clause: int, sentence: Sentence) -> bool:
    """Whether a time hangs on a verb in the past while the act is told in the present or the perfect."""
    past = sentence.tokens[verb]
    if verb in sentence.subtree(trigger):
        return False  # "the rising that began in 2011"
    return verb != clause and past.tag == "VBD" and not is_present(sentence, verb) and is_present(sentence, clause)


def skip_asides(mark: Mark | None, timeline: Timeline) -> Mark | None:
    """In news, the last time told before that is of the story: not of what was past already ("had fired first on Friday"), nor
    told of somebody in passing ("Kenya, which closed the border last week, urged"), nor still to come. None where the one before
    that is too far off."""
    found = mark
    for _ in range(STEPS_BACK):
        if found is None or mark is None or not _is_aside(found, timeline):
            passed = found is not None and mark is not None and not _is_pluperfect(mark, timeline)
            return Mark(found.time, mark.sentence, mark.paragraph) if found and mark and passed else found
        found = timeline.before(found.time.start)
        if found is not None and mark.sentence - found.sentence > STEPS_BACK and _is_pluperfect(mark, timeline):
            return None
    return found


def _is_aside(mark: Mark, timeline: Timeline) -> bool:
    if _is_pluperfect(mark, timeline):
        return True
    return is_recent(mark, timeline) and (_is_in_relative(mark, timeline) or _is_ahead(mark, timeline))


def is_recent(mark: Mark, timeline: Timeline) -> bool:
    """Whether the time lies so near to publication that what follows might be taken for its news; of the rest, a reader sees that
    it is background."""
    published, told = read_edtf_date(timeline.reference or ""), read_edtf_date(mark.time.latest or "")
    if published is None or told is None or published.last is None or told.last is None:
        return False
    return abs(published.last - told.last) <= RECENT_DAYS


# "a visit planned for later this month"
_LATER = re.compile(r"\blater\s+(?:this|in the)\s+\w+$", re.IGNORECASE)
_PLANNED = re.compile(r"\b(?:planned|scheduled|due|expected|set)\s+(?:for|on|in|to\s+\w+)\s+(?:\w+\s+)?$", re.IGNORECASE)
# Between two commas, with the main clause still to come.
_RELATIVE = re.compile(r",\s+(?:(?:in|on|to|by|with|from|of)\s+)?(?:which|who|whose|whom|where)\b[^,;:]*$", re.IGNORECASE)
_GOES_ON = re.compile(r"[^,;:]*,\s+\w+")
# Without a comma it says only which one is meant: "a pilot who was arrested in December".
_RESTRICTIVE = re.compile(r"[^\s,;:]\s+(?:who|whose|which|whom)\b[^,;:]*$", re.IGNORECASE)


def _is_in_relative(mark: Mark, timeline: Timeline) -> bool:
    """Whether the time stands in a relative clause that ends before its sentence does, or says who or what is meant."""
    start, words = timeline.find_sentence(mark.time.start)
    before, after = words[: mark.time.start - start], words[mark.time.end - start :]
    return bool((_RELATIVE.search(before) and _GOES_ON.match(after)) or _RESTRICTIVE.search(before))


def _is_ahead(mark: Mark, timeline: Timeline) -> bool:
    """Whether something is only to be at that time."""
    start, words = timeline.find_sentence(mark.time.start)
    before = words[: mark.time.start - start]
    return bool(_LATER.search(before + mark.time.text) or _PLANNED.search(before))


def _is_pluperfect(mark: Mark, timeline: Timeline) -> bool:
    words = timeline.sentence_around(mark.time.start)
    at = words.find(mark.time.text)
    clause = _TURN.split(words[:at])[-1] if at >= 0 else ""
    return bool(anywhere("pluperfect").search(clause))

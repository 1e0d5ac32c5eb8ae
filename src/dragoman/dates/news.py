"""The date of what news tell without a time of its own: the time told of just before, else the day of publication, else none.

News go back and forth between the day, the week and years of background; so a time is handed on to the next sentence or two, and
further only if it lies within days of publication.
"""

from __future__ import annotations

from dragoman.dates.holidays import read_edtf_date
from dragoman.dates.timeline import Mark, Timeline
from dragoman.types import Candidate, EventDate, Sentence, Span, Why

FUTURE = frozenset(("planned", "hypothetical"))
NEAR_SENTENCES = 2  # so far a time within the year of publication is handed on
NEAR_DAYS = 10  # a time that lies so near to publication is handed on to the end
MAX_DAYS = 31  # a longer stretch ("this year") dates nothing but its own sentence
# What a participle or a relative clause tells of somebody ("a deal brokered by Russia") is background: it may be of any time.
ASIDE = frozenset(("acl", "relcl"))


def inherit_in_news(mark: Mark | None, candidate: Candidate, sentence: Sentence, timeline: Timeline) -> EventDate:
    """The time told of before, the day of publication, or no date with a reason."""
    if candidate.status in FUTURE or (sentence.tokens and is_modal(sentence, candidate)):
        return _none("date.none.plan", "a plan without a time is not dated by its report")
    present = bool(sentence.tokens) and is_present(sentence, candidate.clause)
    if present or mark is None:
        return _published(timeline)
    if is_background(sentence, candidate):
        return _none("date.background", "told in passing, without a time")
    published = _number(timeline.reference)
    first, last = _number(mark.time.earliest), _number(mark.time.latest)
    if published is None or first is None or last is None or last - first > MAX_DAYS or first > published:
        return _published(timeline) if _is_this_year(mark, timeline) else _background(mark)
    gap = timeline.sentence_of(candidate.trigger_span.start) - mark.sentence
    if gap <= (NEAR_SENTENCES if _is_this_year(mark, timeline) else 1) or published - last <= NEAR_DAYS:
        time = mark.time
        why = Why("date.inherited", f"the time told of before: {time.text}")
        return EventDate(time.edtf, "inherited", time.earliest, time.latest, Span(time.start, time.end), why)
    return _published(timeline) if _is_this_year(mark, timeline) else _background(mark)


def is_present(sentence: Sentence, clause: int) -> bool:
    """Whether the verb at token `clause` is finite and present, or a present perfect ("has supported")."""
    auxiliaries = [sentence.tokens[kid] for kid in sentence.children[clause] if sentence.tokens[kid].dep in ("aux", "auxpass")]
    first = auxiliaries[0] if auxiliaries else sentence.tokens[clause]
    return first.tag in ("VBZ", "VBP") or first.text.lower() in ("can", "ca")


def is_modal(sentence: Sentence, candidate: Candidate) -> bool:
    """Whether the act's own verb, or that of its clause, has a modal: "must allow", "would be no attack"; but "cannot accept" is
    a refusal of now."""
    return any(
        sentence.tokens[kid].tag == "MD" and sentence.tokens[kid].text.lower() not in ("can", "ca")
        for word in (candidate.trigger, candidate.clause)
        for kid in sentence.children[word]
    )


def is_background(sentence: Sentence, candidate: Candidate) -> bool:
    if not sentence.tokens:
        return False
    token = sentence.tokens[candidate.trigger]
    return token.dep in ASIDE and token.tag in ("VBN", "VBD")


def _number(day: str | None) -> int | None:
    when = read_edtf_date(day or "")
    return when.first if when else None


def _is_this_year(mark: Mark, timeline: Timeline) -> bool:
    return timeline.reference is not None and timeline.reference[:4] in (mark.time.edtf or "")


def _published(timeline: Timeline) -> EventDate:
    day = timeline.reference
    return EventDate(day, "published", day, day, None, Why("date.published", "no time of its own: the day of publication"))


def _background(mark: Mark) -> EventDate:
    return _none("date.background", f"the last date named before, {mark.time.edtf}, is background")


def _none(rule: str, note: str) -> EventDate:
    return EventDate(None, None, None, None, None, Why(rule, note))

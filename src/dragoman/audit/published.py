"""Date conflict: a text that tells as past what is dated after its own publication.

published 1999-04-02, "the two signed the accord on 14 May 1999" -> error
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.audit.facts import shift_day, write_day
from dragoman.audit.scene import Scene, span_of
from dragoman.audit.words import load_alternatives
from dragoman.types import Finding, Span

_AT = re.compile(r"\b(?:in|on|during|by|since|of|late|early|mid)[\s-]+$", re.IGNORECASE)
# Rules of the claims room by which a finite verb stands in the past.
TOLD_AS_PAST = frozenset(("status.mood.past_tense", "status.mood.perfect", "status.mood.past_progressive"))
# A finite past tense, not a participle before a noun.
_TOLD = re.compile(
    r"\b(?:(?:was|were|had) \w+(?:ed|en|n|t)|(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Ww]e|[A-Z][\w\u2019'-]+) (?:\w+ly )?(?:\w{3,}ed|"
    r"sent|met|held|began|"
    r"left|took|gave|broke|fell|withdrew|made|came into force|took effect|went|flew|won|lost|shot|sank)|(?<=[a-z] )(?:came "
    r"into force|"
    r"took effect|arrived|died|surrendered|resigned|voted|withdrew))\b"
)
_AHEAD = re.compile(
    rf"\b(?:{load_alternatives('published', 'ahead')})\b",
    re.IGNORECASE,
)
# What editors add below an article.
_NOTE = re.compile(r"\b(?:amended|corrected|updated|clarified|removed|published|changed|edited)\b")
REACH = 70
# Time zones, and pages that are put up the evening before.
GRACE = 2


def find_events_after_publication(scene: Scene) -> Iterator[Finding]:
    published = scene.published
    if not published:
        return
    latest = shift_day(published, GRACE)
    for event in scene.events:
        time = scene.phrase_of(event)
        if time is None or event.status != "occurred" or time.earliest is None or time.earliest <= latest:
            continue
        if not any(why.rule in TOLD_AS_PAST for why in event.why):
            continue  # a noun or a present tense may speak of what is to come
        if not _AT.search(scene.text[max(0, time.start - 12) : time.start]) and time.earliest != time.latest:
            continue  # "the 2019 budget": the year names the thing, not the day of the act
        words = event.trigger.slice(scene.text)
        why = f"The text is of {write_day(published)}, yet it tells '{words}' of {time.text} as past."
        yield scene.make_finding("date_conflict", "error", why, [Span(event.trigger.start, event.trigger.end), span_of(time)])
    yield from _find_in_words(scene, latest)


def _find_in_words(scene: Scene, latest: str) -> Iterator[Finding]:
    """What no event is coded for: a finite past tense right before "on DAY", in a sentence that looks neither ahead nor "
    "into an if."""
    for index, times in scene.stated.items():
        for time in times:
            start = scene.starts[index]
            if str(time.earliest) <= latest or time.earliest != time.latest or _AHEAD.search(scene.text[start : time.start]):
                continue
            told = [found for found in _TOLD.finditer(scene.text, start, time.start) if time.start - found.end() < REACH]
            if (
                not told
                or _NOTE.search(told[-1].group())
                or not re.search(r"\bon (?:the )?(?:\w+day,? )?$", scene.text[max(start, time.start - 20) : time.start])
            ):
                continue
            words = told[-1].group().strip()
            why = f"The text is of {write_day(str(scene.published))}, yet it tells '{words}' of {time.text} as past."
            yield scene.make_finding("date_conflict", "error", why, [Span(told[-1].start(), told[-1].end()), span_of(time)])

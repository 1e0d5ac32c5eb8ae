"""Date conflict: a text that tells as past what is dated after its own publication.

published 1999-04-02, "the two signed the accord on 14 May 1999" -> error
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.audit.facts import shift_day, write_day
from dragoman.audit.scene import Scene, span_of
from dragoman.types import Finding, Span

_AT = re.compile(r"\b(?:in|on|during|by|since|of|late|early|mid)[\s-]+$", re.IGNORECASE)
# Rules of the claims room by which a finite verb stands in the past.
TOLD_AS_PAST = frozenset(("status.mood.past_tense", "status.mood.perfect", "status.mood.past_progressive"))
# Time zones, and pages that are put up the evening before.
GRACE = 2


def find_events_after_publication(scene: Scene) -> Iterator[Finding]:
    published = scene.doc.published
    if not published or len(published) != 10:
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

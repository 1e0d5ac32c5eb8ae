"""The source that a headline puts at its end or its beginning, where there is no verb of saying.

"Burma rams Siamese ship: Bangkok", "Burma frees Siamese sailors - officials", "PM: Burma attacked first"
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.claims.tables import load_moods
from dragoman.types import Entity, Mention, Sentence

END = re.compile(r"(?:\s[-\u2013\u2014]|:)\s+([^:;.,?!\u2013\u2014]{2,50})$")
START = re.compile(r"^([^:;.,?!\u2013\u2014]{2,40}):\s")
LAST = '.?!"\u201d'


def find_headline_source(sent: Sentence, mentions: Sequence[Mention]) -> Entity | None:
    """The source, where the sentence has the form of a headline (no full stop, twenty words at most); else None."""
    text = sent.text.rstrip()
    if not text or text[-1] in LAST or len(sent.tokens) > 24:
        return None
    found = END.search(text)
    if found is not None and len(found.group(1).split()) <= 5:
        return _name_source(sent, found, mentions, at_end=True)
    found = START.match(text)
    return _name_source(sent, found, mentions, at_end=False) if found is not None else None


def _name_source(sent: Sentence, found: re.Match[str], mentions: Sequence[Mention], *, at_end: bool) -> Entity | None:
    start, end = sent.start + found.start(1), sent.start + found.end(1)
    words = found.group(1).lower().split()
    for mention in mentions:
        if not (start <= mention.start and mention.end <= end and mention.entities):
            continue
        if at_end or mention.kind in ("person", "role", "metonym") or mention.why.rule == "actors.place.capital":
            entity = mention.entities[0]
            return entity if at_end or mention.end >= end - 1 else None
    if set(words) & load_moods()["headline_source"] and (at_end or len(words) <= 3):
        return Entity(None, "JRN" if set(words) & load_moods()["press"] else "GOV", (), None, found.group(1), start, end)
    return None

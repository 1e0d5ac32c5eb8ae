"""Count conflict: one event with two numbers of the same kind (dead, wounded, prisoners, money).

"The raid on 4 May killed 12 people. ... the raid of 4 May, in which 19 people were killed" -> warning
"at least 12", "the toll rose to 19", another day, other actors                            -> silent
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from dragoman.audit.scene import Scene, codes_of
from dragoman.audit.words import load_words
from dragoman.types import Event, Finding, Quantity, Span

# Numbers closer than this are the same number, rounded.
ROUNDING = 0.05


def find_count_conflicts(scene: Scene) -> Iterator[Finding]:
    same: dict[tuple[object, ...], list[Event]] = {}
    for event in scene.events:
        if event.quantities and event.status in ("occurred", "ongoing") and event.date is not None and len(event.date) >= 10:
            word = event.trigger.slice(scene.text).lower()[:5]
            key = (event.type, codes_of(event.actors), codes_of(event.recipients), event.date, word)
            same.setdefault(key, []).append(event)
    for events in same.values():
        for one, other in pairwise(events):
            clash = _find_clash(scene, one, other)
            if clash is not None:
                first, second = clash
                apart = _source(one) != _source(other)
                why = f"One event, two numbers ({first.unit}): '{first.text}' and '{second.text}'"
                why += ", from different sources." if apart else "."
                yield scene.make_finding("count_conflict", "note" if apart else "warning", why, [_span(one), _span(other)])


def _find_clash(scene: Scene, one: Event, other: Event) -> tuple[Quantity, Quantity] | None:
    """Two numbers of one kind for acts that share type, parties, day and word, in two sentences and one place."""
    first, second = (scene.sentence_at(event.trigger.start) for event in (one, other))
    elsewhere = one.place is not None and other.place is not None and one.place.text != other.place.text
    if first == second or elsewhere:
        return None
    words = load_words()
    for index in (first, second):
        text = scene.sentence_text(index)
        if words.revised.search(text) or words.open_count.search(text):
            return None
    for quantity in one.quantities:
        for rival in other.quantities:
            same_kind = (quantity.kind, quantity.unit) == (rival.kind, rival.unit)
            if (
                same_kind
                and _of_the_same(quantity, rival)
                and abs(quantity.value - rival.value) > ROUNDING * max(quantity.value, rival.value)
            ):
                return quantity, rival
    return None


def _of_the_same(one: Quantity, other: Quantity) -> bool:
    """Whether the words count the same kind of people or things: "12 soldiers" and "19 soldiers", not "19 Chinese soldiers"."""
    first, second = (re.sub(r"[\d.,]+|\b(?:million|billion|thousand|hundred)\b", "", q.text).split() for q in (one, other))
    names = [{word for word in words[1:] if word[:1].isupper()} for words in (first, second)]
    return (not first or not second or first[-1].lower() == second[-1].lower() or len(first) == 1) and names[0] == names[1]


def _source(event: Event) -> tuple[str | None, ...]:
    return () if event.attribution is None else (event.attribution.code, event.attribution.name)


def _span(event: Event) -> Span:
    return Span(event.evidence.start, event.evidence.end)

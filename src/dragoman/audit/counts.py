"""Count conflict: one event with two numbers of the same kind (dead, wounded, prisoners, money).

"The raid on 4 May killed 12 people. ... the raid of 4 May, in which 19 people were killed" -> warning
"at least 12", "the toll rose to 19", another day, other actors                            -> silent
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.audit.scene import Scene
from dragoman.audit.words import load_words
from dragoman.types import Entity, Event, Finding, Quantity, Span

# Numbers closer than this are the same number, rounded.
ROUNDING = 0.05


def find_count_conflicts(scene: Scene) -> Iterator[Finding]:
    counted = [event for event in scene.events if event.quantities and event.status in ("occurred", "ongoing")]
    told: set[tuple[int, int]] = set()
    for place, one in enumerate(counted):
        for other in counted[place + 1 :]:
            clash = _find_clash(scene, one, other)
            spans = (one.evidence.start, other.evidence.start)
            if clash is None or spans in told:
                continue
            told.add(spans)
            first, second = clash
            why = f"One event, two numbers ({first.unit}): '{first.text}' and '{second.text}'."
            yield scene.make_finding("count_conflict", "warning", why, [_span(one), _span(other)])
            break


def _find_clash(scene: Scene, one: Event, other: Event) -> tuple[Quantity, Quantity] | None:
    if not _is_one_event(scene, one, other):
        return None
    first, second = (scene.sentence_at(event.trigger.start) for event in (one, other))
    words = load_words()
    for index in (first, second):
        text = scene.sentence_text(index)
        if words.revised.search(text) or words.open_count.search(text):
            return None
    for quantity in one.quantities:
        for rival in other.quantities:
            same_kind = (quantity.kind, quantity.unit) == (rival.kind, rival.unit)
            if same_kind and abs(quantity.value - rival.value) > ROUNDING * max(quantity.value, rival.value):
                return quantity, rival
    return None


def _is_one_event(scene: Scene, one: Event, other: Event) -> bool:
    """The same act: type, parties, place, the same day (or both without a date), and the same word for it."""
    if one.type != other.type or scene.sentence_at(one.trigger.start) == scene.sentence_at(other.trigger.start):
        return False
    if (_codes(one.actors), _codes(one.recipients)) != (_codes(other.actors), _codes(other.recipients)):
        return False
    if one.date != other.date or one.attribution != other.attribution:
        return False
    if one.place is not None and other.place is not None and one.place.text != other.place.text:
        return False
    if one.date is None or len(one.date) < 10:
        return False
    first, second = (event.trigger.slice(scene.text).lower()[:5] for event in (one, other))
    return first == second


def _codes(entities: tuple[Entity, ...]) -> tuple[str, ...]:
    return tuple(sorted({entity.code or "" for entity in entities}))


def _span(event: Event) -> Span:
    return Span(event.evidence.start, event.evidence.end)

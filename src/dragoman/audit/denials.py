"""Denial and self-contradiction: the same act, by and toward the same, said to have been done and not done.

Where a source other than the text denies it, that is a denial (a note); where the text itself says both, a contradiction
(a warning). Silent where the dates differ, where one sentence holds both ("did not sign in May but signed in June"), and
where a word of time shows that the one came before the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.audit.scene import Scene, codes_of
from dragoman.audit.words import load_alternatives
from dragoman.types import Event, Finding, Span

# Words by which a text tells that things changed, so that both can be true.
CHANGED = re.compile(
    rf"\b(?:{load_alternatives('denials', 'changed')})\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"(?:\b(?:not|never)|n['\u2019]t)\s(?:\w+\s)?$")
_DENIES = re.compile(rf"\b(?:{load_alternatives('denials', 'denies')})\b")
# A text longer than this tells of many acts; farther apart than this they are not held together.
REACH = 6_000


def find_denials(scene: Scene) -> Iterator[Finding]:
    done: dict[tuple[object, ...], list[Event]] = {}
    for event in scene.events:
        if event.status in ("occurred", "ongoing") and event.actors:
            done.setdefault(_key(event), []).append(event)
    for denied in scene.events:
        if denied.status != "negated" or "" in codes_of(denied.actors):
            continue
        matches = [event for event in done.get(_key(denied), ()) if _same_act(scene, denied, event)]
        if matches:
            told = min(matches, key=lambda event: (abs(event.trigger.start - denied.trigger.start), event.trigger.start))
            yield _make_finding(scene, told, denied)


def _key(event: Event) -> tuple[object, ...]:
    return event.type, codes_of(event.actors), codes_of(event.recipients)


def _make_finding(scene: Scene, told: Event, denied: Event) -> Finding:
    spans = [Span(event.evidence.start, event.evidence.end) for event in (told, denied)]
    if denied.attribution is not None:
        who = denied.attribution.text
        source = f"{told.attribution.text} says" if told.attribution is not None else "the text says"
        why = f"{who} denies what {source}: '{told.evidence.text}' against '{denied.evidence.text}'."
        return scene.make_finding("denial", "note", why, spans)
    why = f"The text says both '{told.evidence.text}' and '{denied.evidence.text}'."
    return scene.make_finding("self_contradiction", "warning", why, spans)


def _same_act(scene: Scene, denied: Event, told: Event) -> bool:
    if abs(denied.trigger.start - told.trigger.start) > REACH:
        return False
    first, second = (scene.sentence_at(event.trigger.start) for event in (denied, told))
    if first == second:
        return False
    if denied.date != told.date and denied.date is not None and told.date is not None:
        return False
    same_source = _source(denied) == _source(told)
    if denied.attribution is not None:
        return not same_source and _alike(scene, denied, told) and _DENIES.search(scene.sentence_text(first)) is not None
    if not _NOT.search(scene.text[max(0, denied.trigger.start - 30) : denied.trigger.start]):
        return False  # a failure or an empty threat, not a plain "did not"
    if told.attribution is not None or not denied.recipients or not _alike(scene, denied, told):
        return False
    return not any(CHANGED.search(scene.sentence_text(index)) for index in (first, second))


def _alike(scene: Scene, one: Event, other: Event) -> bool:
    """The same word in any of its forms: five letters in common at the beginning, or the whole of a shorter one."""
    first, second = (event.trigger.slice(scene.text).lower() for event in (one, other))
    size = min(5, len(first), len(second))
    return size >= 3 and first[:size] == second[:size]


def _source(event: Event) -> tuple[str | None, str | None] | None:
    if event.attribution is None:
        return None
    return event.attribution.code, event.attribution.name

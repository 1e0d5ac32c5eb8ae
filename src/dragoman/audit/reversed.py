"""Self-contradiction: who did it to whom is turned round for one act of one day and place.

"Rwandan troops attacked the FDLR at Kibirizi on Saturday. ... The FDLR attacked Rwandan troops at Kibirizi on Saturday" -> "
"warning
"A shelled B, and B shelled A in turn", another place, another day                                             -> silent
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.audit.scene import Scene
from dragoman.types import Entity, Event, Finding, Span

# Acts that two sides do not do to each other at one place and on one day without a word such as "in turn".
ONE_WAY = frozenset(("ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "THREATEN", "AID", "CONCEDE"))
_BOTH = re.compile(
    r"\b(?:in turn|turn|also|back|replied|responded|retaliat\w+|response|answer\w*|return\w*|counter\w*|each other|both|"
    r"mutual\w*|exchang\w*|"
    r"again|then|later|meanwhile|too|after|before|while|earlier|accus\w+|claim\w*|alleg\w*|blam\w+|den\w+)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\b(?:at|near|in|outside|off|on the) (?:the )?((?:[A-Z][\w\u2019'-]+ ?){1,3})")


def find_reversed_deeds(scene: Scene) -> Iterator[Finding]:
    deeds = [
        event for event in scene.events
        if event.type in ONE_WAY and event.status == "occurred" and _one_code(event.actors) and _one_code(event.recipients)
    ]  # fmt: skip
    for k, one in enumerate(deeds):
        for other in deeds[k + 1 :]:
            if _is_turned_round(one, other) and _is_one_act(scene, one, other):
                why = f"The text tells '{one.evidence.text}' and, of the same day and place, '{other.evidence.text}'."
                spans = [Span(event.evidence.start, event.evidence.end) for event in (one, other)]
                yield scene.make_finding("self_contradiction", "warning", why, spans)
                break


def _is_turned_round(one: Event, other: Event) -> bool:
    return (
        one.type == other.type
        and _one_code(one.actors) == _one_code(other.recipients)
        and _one_code(one.recipients) == _one_code(other.actors)
        and _one_code(one.actors) != _one_code(one.recipients)
    )


def _is_one_act(scene: Scene, one: Event, other: Event) -> bool:
    first, second = (scene.sentence_at(event.trigger.start) for event in (one, other))
    if first == second or one.date is None or one.date != other.date or len(one.date) < 10:
        return False
    words = [event.trigger.slice(scene.text).lower() for event in (one, other)]
    if words[0][:5] != words[1][:5]:
        return False
    texts = [scene.sentence_text(index) for index in (first, second)]
    if any(_BOTH.search(text) for text in texts):
        return False
    places = [{found.group(1).strip() for found in _PLACE.finditer(text)} for text in texts]
    parties = {word for event in (one, other) for entity in (*event.actors, *event.recipients) for word in entity.text.split()}
    return any(not set(place.split()) & parties for place in places[0] & places[1])


def _one_code(entities: tuple[Entity, ...]) -> str | None:
    """Who it is, if it is one: the code with the sector or name of a group without a state of its own."""
    found = {
        f"{entity.code}/{entity.name if entity.sector in ('REB', 'UAF', 'PRM') else ''}" for entity in entities if entity.code
    }
    return found.pop() if len(found) == 1 else None

"""An event -> the kind of act that it is, in our own words: 'Greece and Turkey came to terms'.

>>> say_act(event)
'Greece and Turkey came to terms'
"""

from __future__ import annotations

import re
from typing import Any

from dragoman.brief.names import add_article, load_words, name_people
from dragoman.brief.phrases import choose, load_phrases
from dragoman.brief.text import join_words
from dragoman.plain import clean_text
from dragoman.types import Entity, Event


def say_act(event: Event) -> str:
    """The act in our own words, by its category and the words that call for a pattern: 'Greece and Turkey came to terms'."""
    actors = list(dict.fromkeys(_name_plain(who) for who in event.actors))
    recipients = list(dict.fromkeys(_name_plain(who) for who in event.recipients))
    pattern = _find_pattern(event)
    if not actors:
        return choose(pattern["passive"], event.id).format(b=join_words(recipients))
    if set(actors) == set(recipients) or (not recipients and len(actors) > 1):
        if len(actors) > 1:
            return choose(pattern["joint"], event.id).format(ab=join_words(actors))
        return choose(pattern["alone"], event.id).format(a=actors[0])
    others = [name for name in recipients if name not in actors]
    if not others:
        return choose(pattern["alone"], event.id).format(a=join_words(actors))
    return choose(pattern["directed"], event.id).format(a=join_words(actors), b=join_words(others))


def _name_plain(entity: Entity) -> str:
    """By state or body only, without the words of the text."""
    if entity.code is None:
        return clean_text(entity.name or entity.text)
    if entity.code in load_words()["bodies"] and entity.name:
        return add_article(entity.name)
    return name_people(entity.code, entity.sector)


def _find_pattern(event: Event) -> dict[str, Any]:
    words = event.evidence.text[max(0, event.trigger.start - event.evidence.start - 12) :].lower()
    for act in load_phrases()["act"]:
        if act["type"] != event.type or ("mode" in act and act["mode"] != event.mode):
            continue
        if re.search(act["words"], words):
            found: dict[str, Any] = act
            return found
    raise LookupError(f"no pattern for {event.type}")

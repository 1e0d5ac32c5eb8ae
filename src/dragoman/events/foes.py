"""Whom violence meets where no slot of its word says so: the foe and not the friend, whose hands it was, who was struck down.

"fought with the Poles against Russia" -> Russia; "a raid killed two Kenyans" -> the Kenyans
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.events.draft import Draft, Unlisted, starts_of
from dragoman.events.phrases import unique
from dragoman.events.scene import Scene
from dragoman.events.words import WORDS
from dragoman.types import Mention

FIGHTS = WORDS["fights"]
STRUCK_DOWN = WORDS["strikes_down"]


def tell_ally_from_foe(scene: Scene, draft: Draft) -> None:
    """Who fights "with" somebody fights beside him where another is the foe ("with the Poles against Russia"), or where people
    join an army ("a Briton who fought with the rebels"): no recipient but the foe."""
    beside = scene.fill_preposition([draft.trigger], "with")
    if not beside or not set(starts_of(beside)) & starts_of(draft.recipients):
        return
    words = [kid for kid in scene.children(draft.trigger, "prep") if kid.lemma in ("in", "during")]
    fights = [thing.i for kid in words for thing in scene.children(kid.i, "pobj") if thing.lemma in FIGHTS]
    foes = scene.fill_preposition([draft.trigger, *fights], "against")
    private = bool(draft.actors) and all(is_private(mention) for mention in draft.actors)
    if foes or private:
        draft.recipients, draft.unlisted = foes, None if foes else Unlisted.STATELESS
        draft.notes.append("recipient: the foe, and not who fights beside")


def is_private(mention: Mention) -> bool:
    """People, and no state, army or band: "British volunteers", "a former soldier"."""
    sectors = {entity.sector for entity in mention.entities}
    return mention.kind in ("person", "pronoun", "role") and sectors <= {"CVL", "ELI", None}


def find_hands(scene: Scene, i: int) -> list[Mention]:
    """ "at the hands of the rebels"."""
    hands = [
        thing.i for at in scene.children(i, "prep") if at.lemma == "at"
        for thing in scene.children(at.i, "pobj") if thing.lemma == "hand"
    ]  # fmt: skip
    return scene.fill_preposition(hands, "of")


def find_struck(scene: Scene, n: int, mine: Sequence[Mention]) -> list[Mention]:
    """Whom the violence of noun `n` met, from the verb of which it is the subject: "an air raid killed [two Kenyans]"."""
    token = scene.tokens[n]
    verb = scene.tokens[token.head]
    if token.dep != "nsubj" or verb.lemma not in STRUCK_DOWN:
        return []
    met = unique(mention for i in scene.objects(verb.i) for mention in scene.fill(i, places=True))
    return [mention for mention in met if mention not in mine]

"""Who deals where states deal: the state itself, though its soldiers or its people were named last.

"Salvadoran troops killed Honduran peasants. A peace treaty was signed in 1980."  -> SLV <-> HND, no troops and peasants
"... In 1994 the two countries restored relations."                               -> likewise
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import structs

from dragoman.events.draft import codes_of
from dragoman.events.words import WORDS
from dragoman.types import Candidate, Entity, Mention, Sentence, Why

STATES, OF_A_STATE = WORDS["states"], WORDS["of_a_state"]
# Acts that soldiers and people do and suffer themselves.
BY_HAND = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "AID", "PROTEST"})
# Acts between states that "they" and "them" may stand for as well.
PACTS = frozenset({"SUPPORT", "AGREE", "COOPERATE", "SANCTION"})


def speak_as_states(candidates: Iterable[Candidate], sentences: Mapping[int, Sentence]) -> list[Candidate]:
    """The candidates of a text, in order, in which parties that are understood, or stand in a word for states, are states."""
    return [speak_as_state(each, sentences[each.sentence]) for each in candidates]


def speak_as_state(each: Candidate, sentence: Sentence) -> Candidate:
    actors, recipients = (
        tuple(raise_to_state(mention) if is_meant_as_state(each, mention, sentence) else mention for mention in side)
        for side in (each.actors, each.recipients)
    )
    if (actors, recipients) == (each.actors, each.recipients):
        return each
    return structs.replace(each, actors=actors, recipients=recipients)


def is_meant_as_state(each: Candidate, mention: Mention, sentence: Sentence) -> bool:
    """Whether the party has a sector only from whoever of that state was named last."""
    if not any(entity.sector in OF_A_STATE for entity in mention.entities):
        return False
    if not STATES.isdisjoint(mention.text.lower().split()) and mention.kind == "group":
        return True
    here = sentence.start <= mention.start < sentence.end
    if not any(sentence.start <= party.start < sentence.end for party in (*each.actors, *each.recipients)):
        return True  # "Skirmishes continued", "prisoners were exchanged"
    if each.type in BY_HAND:
        return False
    both = len(codes_of((*each.actors, *each.recipients))) > 1
    return both and (not here or (mention.kind in ("pronoun", "group") and each.type in PACTS))


def raise_to_state(mention: Mention) -> Mention:
    entities = tuple(as_state(entity) for entity in mention.entities)
    return structs.replace(mention, entities=entities, why=Why(mention.why.rule, f"{mention.why.note}; here the state"))


def as_state(entity: Entity) -> Entity:
    return structs.replace(entity, sector="GOV") if entity.sector in OF_A_STATE else entity

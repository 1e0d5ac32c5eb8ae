"""Who did it, where the clause leaves the doer out: from the clause above, the sentence, or the force named shortly before.

"Chile was condemned after a raid on Peru." -> the doer of the raid is Chile, understood, with a lower confidence
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from dragoman.events.crises import find_alarmed
from dragoman.events.draft import Draft, codes_of
from dragoman.events.parties import acts_jointly
from dragoman.events.phrases import unique
from dragoman.events.scene import Scene
from dragoman.events.slots import BETWEEN_OTHERS, GUESS
from dragoman.events.words import WORDS
from dragoman.types import Mention, Token


def add_understood_actor(scene: Scene, draft: Draft, cautious: bool) -> None:
    """Where the act has no subject of its own: whoever acts in the nearest clause above that has one.

    "... responded by declaring an emergency, and a decision to prohibit exports": the one who responded.
    """
    token = scene.tokens[draft.trigger]
    if cautious and not may_lack_actor(scene, draft):
        return
    if not (cautious or codes_of(draft.actors)) and "sym" in draft.entry.flags and len(codes_of(draft.recipients)) == 1:
        # "an agreement was signed with France": the one other party that the sentence names
        others = [
            m for m in scene.mentions if m.kind != "place" and codes_of([m]) and not codes_of([m]) & codes_of(draft.recipients)
        ]
        if len(codes_of(others)) == 1:
            draft.actors = others[:1]
            draft.notes.append("actor: the one other party of the sentence, understood")
            return
    if not (cautious or codes_of(draft.actors) or draft.recipients) and "sym" in draft.entry.flags and token.pos != "VERB":
        # "fighting broke out when Syrian troops entered Lebanon": the only two parties that the sentence names
        named = [m for m in scene.mentions if m.kind != "place" and codes_of([m])]
        if len(codes_of(named)) == 2 and "light" not in draft.entry.flags:
            draft.actors = unique(named)
            draft.recipients = [] if acts_jointly(draft) else draft.actors[:]
            draft.notes.append("actor: the only two parties of the sentence, understood")
            return
    if not (cautious or codes_of(draft.actors) or draft.recipients) and "sym" in draft.entry.flags:
        alarmed = find_alarmed(scene, draft)
        if len(codes_of(alarmed)) == 2:
            # "an agreement was reached, ending the crisis for Peru and Chile"
            draft.actors = alarmed
            draft.recipients = [] if acts_jointly(draft) else draft.actors[:]
            draft.notes.append("actor: the two whose crisis it ended, understood")
            return
    suffered = (token.tag == "VBN" and lacks_agent(scene, token.i)) or (token.pos == "NOUN" and "light" not in draft.entry.flags)
    if not (cautious or draft.actors) and suffered and codes_of(draft.recipients):
        # "Egyptian forces had been removed, the Sudan announced": the one other party that the sentence names
        known = codes_of(draft.recipients) | find_critics(scene, token.i)
        others = [m for m in scene.mentions if m.kind != "place" and codes_of([m]) - known]
        if len({frozenset(codes_of([m])) for m in others}) == 1:
            draft.actors = others[:1]
            draft.notes.append("actor: the one other party of the sentence, understood")
    if codes_of(draft.actors) or token.tag in ("VBD", "VBP", "VBZ") or (token.tag == "VBN" and scene.is_passive(token.i)):
        return
    if token.pos != "VERB" and "light" in draft.entry.flags:
        return
    for governor in scene.climb(token.i):
        if token.dep in OWN_CLAUSE or token.lemma in ASIDE or (token.dep == "advcl" and scene.children(token.i, "mark", "nsubj")):
            return
        if is_critic(scene, governor) and token.dep != "conj":
            return  # "accused Mali of aggression": not the accuser's
        if governor.lemma in BETWEEN_OTHERS and "sym" in draft.entry.flags:
            return  # "brokered a ceasefire": between two others
        token = governor
        if governor.pos != "VERB":
            continue
        found = [mention for mention in scene.agents(governor.i) if codes_of([mention]) - codes_of(draft.recipients)]
        if found:
            draft.actors = found
            draft.notes.append(f"actor: who {governor.text}, understood")
            return


# Forces of which a text that names one goes on to speak without its name.
FORCES = frozenset({"MIL", "COP", "SPY"})


def settle_force(scene: Scene, draft: Draft, before: Sequence[Mention]) -> None:
    """ "An army spokesman blamed the rebels", after Sudan's army was named and no other: whose army it is."""
    if codes_of(draft.actors) or not codes_of(draft.recipients) or draft.entry.type not in SPOKEN:
        return
    for k, actor in enumerate(draft.actors):
        sectors = {entity.sector for entity in actor.entities}
        if actor.kind != "role" or len(sectors) != 1 or not sectors <= FORCES:
            continue
        same = [m for m in (*before, *scene.mentions) if m.start < actor.start and {e.sector for e in m.entities} == sectors]
        codes = codes_of(same) - codes_of(draft.recipients if is_army(draft) else ())
        if len(codes) == 1 and codes_of(same) == codes:
            code = codes.pop()
            draft.actors[k] = structs.replace(
                actor, entities=tuple(structs.replace(entity, code=code) for entity in actor.entities)
            )
            draft.notes.append(f"actor of {code}, whose force was named before, understood")


SPOKEN = frozenset({"ACCUSE", "THREATEN", "REQUEST", "REJECT"})


def speaks_for_force(draft: Draft) -> bool:
    """Whether an army or the police speaks, though of no state that is known: "an army spokesman blamed the rebels"."""
    sectors = {entity.sector for actor in draft.actors for entity in actor.entities}
    return bool(sectors) and sectors <= FORCES and all(actor.kind == "role" for actor in draft.actors)


def is_army(draft: Draft) -> bool:
    """Whether the other party is of a state, and no rebels of the actor's own."""
    return {entity.sector for mention in draft.recipients for entity in mention.entities} <= {"GOV", "MIL", None}


def may_lack_actor(scene: Scene, draft: Draft) -> bool:
    """Whether in news the act may be that of whoever acts above: a verb without a subject of its own, named or not, in a
    complement ("tried to ..., detaining ..."). What a noun leaves open was as often as not done by somebody else."""
    token = scene.tokens[draft.trigger]
    if draft.actors or token.pos != "VERB" or scene.surface_subject(token.i) is not None:
        return False
    while token.dep == "conj" and scene.tokens[token.head].pos == "VERB":
        token = scene.tokens[token.head]
    return token.dep in ("xcomp", "advcl") and token.tag in ("VB", "VBG")


def drop_far_guess(scene: Scene, draft: Draft) -> None:
    """In news, takes back an actor that was guessed where the parse found no subject, unless it stands right before the verb."""
    if GUESS not in draft.notes or not draft.actors:
        return
    last = scene.sentence.tokens_in(draft.actors[-1].start, draft.actors[-1].end)[-1].i
    between = scene.tokens[last + 1 : draft.trigger]
    if last > draft.trigger or any(token.pos not in ("ADV", "AUX", "PUNCT") for token in between):
        draft.actors = []
        draft.notes.remove(GUESS)


def lacks_agent(scene: Scene, v: int) -> bool:
    """Whether verb `v` is a passive that says of nobody and nothing that it did it."""
    return scene.is_passive(v) and not scene.children(v, "agent")


BLAMES, DECRIES, NAMING, REMEMBERS = (WORDS[name] for name in ("blames", "decries", "naming", "remembers"))


def find_critics(scene: Scene, i: int) -> set[str]:
    """Codes of those who speak ill of a deed, whose own it therefore is not: "protested against the expulsion"."""
    above = [governor for governor in scene.climb(i) if is_critic(scene, governor)]
    return codes_of(mention for governor in above for mention in scene.agents(governor.i))


def is_critic(scene: Scene, verb: Token) -> bool:
    """Whether the verb speaks ill of what is below it, or remembers it: "accused of", "protested against", "called it a crime",
    "mourned the victims of"."""
    if verb.lemma in BLAMES | DECRIES | REMEMBERS:
        return True
    as_such = scene.children(verb.i, "oprd") or any(kid.lemma == "as" for kid in scene.children(verb.i, "prep"))
    return verb.lemma in NAMING and bool(as_such)


# Where a phrase stands apart from the clause above it: as its subject, in a relative clause, as the time or setting of the act.
OWN_CLAUSE = frozenset("nsubj nsubjpass csubj relcl parataxis appos ccomp".split())
ASIDE = frozenset(
    "during amid amidst after before since despite until following in at because as under within without about over".split()
)

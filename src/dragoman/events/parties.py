"""Who the parties are: nobody is his own recipient, and what a clause leaves out may stand in the clause above.

"sent a note to Peru, urging ..." -> the one urged is Peru; "accused each other" -> each of them
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from dragoman.events.draft import Draft, Unlisted, codes_of, starts_of
from dragoman.events.ontology import load_ontology
from dragoman.events.phrases import GUESSED_STATE
from dragoman.events.scene import Scene
from dragoman.events.words import WORDS
from dragoman.types import Mention

# Verbs whose object hears of the act in their complement, and is the other side of it: "informed France that it would withdraw".
TELLS = WORDS["tells"]
ANNEXES = WORDS["annexes"]


def share_recipients(scene: Scene, drafts: list[Draft]) -> None:
    """Takes a missing recipient from the clause above: "sent a note to Peru, urging ...", "told France that ..."."""
    by_trigger = {draft.trigger: draft for draft in drafts}
    for draft in drafts:
        if draft.recipients or not draft.actors or "own" in draft.entry.flags:
            continue
        asked = find_asker(draft, drafts)
        if asked:
            draft.recipients = asked
            draft.notes.append("recipient: who had asked")
            continue
        token = scene.tokens[draft.clause]
        governor = scene.tokens[token.head]
        if governor.i == token.i:
            continue
        if token.dep in ("ccomp", "xcomp") and governor.lemma in TELLS:
            told = [mention for i in scene.objects(governor.i) for mention in scene.fill(i)]
            draft.recipients = [mention for mention in told if codes_of([mention]) - codes_of(draft.actors)]
        elif (
            token.dep == "advcl"
            and token.tag == "VBG"
            and draft.entry.type in ("REQUEST", "THREATEN", "ACCUSE", "AGREE", "REJECT")
        ):
            above = by_trigger.get(governor.i) or next((d for d in drafts if d.clause == governor.i and d is not draft), None)
            if above is not None and codes_of(above.actors) == codes_of(draft.actors):
                draft.recipients = list(above.recipients)
        elif token.dep == "conj" and draft.entry.type == "CONSULT" and not scene.children(token.i, "nsubj", "nsubjpass"):
            before = by_trigger.get(governor.i)
            if before is not None and before.entry.type == "CONSULT" and codes_of(before.actors) == codes_of(draft.actors):
                draft.recipients = list(before.recipients)  # "spoke to the president of Chad and exchanged views"
        if draft.recipients:
            draft.notes.append("recipient from the clause above")


# What one asks, offers or threatens, and the words with which the other answers.
ASKS = frozenset({"REQUEST", "AGREE", "THREATEN"})
ANSWERING = WORDS["answering"]


def find_asker(draft: Draft, drafts: Sequence[Draft]) -> list[Mention]:
    """Whose demand or offer, told before in the sentence, the act answers: "Sweden asked China to wait; China refused"."""
    together = "sym" in draft.entry.flags and len(draft.actors) > 1
    if draft.entry.head not in ANSWERING or draft.absorbed is not None or together:
        return []
    mine = codes_of(draft.actors)
    for other in reversed([each for each in drafts if each.trigger < draft.trigger and each.entry.type in ASKS]):
        theirs = codes_of(other.actors)
        if theirs and not theirs & mine:
            told = codes_of(other.recipients)
            return list(other.actors) if not told or told & mine else []
    return []


def settle_parties(scene: Scene, draft: Draft) -> None:
    """Nobody is his own recipient; of a reciprocal act without direction both sides are on both lists."""
    mine = starts_of(draft.actors)
    draft.recipients = [mention for mention in draft.recipients if mention.start not in mine]
    actors, recipients = codes_of(draft.actors), codes_of(draft.recipients)
    if recipients and recipients <= actors and draft.entry.type == "AID" and all(is_guessed(each) for each in draft.recipients):
        # "armed the rebels": not his own, though no other state is named; whose, the sentence does not say
        draft.recipients, draft.unlisted, recipients = [], Unlisted.STATELESS, set()
    goes = draft.entry.mode == "withdraw" or draft.entry.type == "CONCEDE"  # "announced the withdrawal of his army"
    moves = draft.entry.type == "MOBILIZE" or (goes and "recipient from of" in draft.notes)
    if moves and recipients and recipients <= actors:
        draft.recipients = []  # "ordered the withdrawal of half its troops": nobody withdraws from himself
    elif recipients and recipients <= actors and draft.entry.type != "COERCE" and not _differ_in_sector(draft):
        draft.recipients = [each for each in draft.recipients if faces_its_own(draft, each)]
    elif recipients & actors and recipients - actors:  # "the Turkish army and Syrian rebels backed by Ankara"
        draft.recipients = [each for each in draft.recipients if not is_own_arm(draft, each)]
    if "sym" not in draft.entry.flags:
        draft.recipients = [without_own(mention, actors) for mention in draft.recipients]
    if draft.entry.head in ANNEXES:  # "the United States annexed Texas", "Chile occupied Antofagasta": its own only since
        draft.recipients = [each for each in draft.recipients if not (each.kind == "place" and codes_of([each]) <= actors)]
    if "sym" in draft.entry.flags and not draft.recipients and len(actors) > 1 and not load_ontology()[draft.entry.type].joint:
        draft.recipients = list(draft.actors)


def without_own(mention: Mention, own: set[str]) -> Mention:
    """A group of states less the actor's own, which is not one of whom he turns to: "declared war on both allies"."""
    others = tuple(entity for entity in mention.entities if entity.code not in own)
    return structs.replace(mention, entities=others) if mention.kind == "group" and others else mention


def is_guessed(mention: Mention) -> bool:
    """Whether a role without a state was given that of the only one around: a guess that some acts contradict."""
    return mention.why.rule == GUESSED_STATE


def is_own_arm(draft: Draft, other: Mention) -> bool:
    """Whether it is an army or office of the actor's own state, in a list with others."""
    sectors = {entity.sector for entity in other.entities}
    return codes_of([other]) <= codes_of(draft.actors) and sectors <= {"MIL", "GOV"}


# What is said within one state: by the mayor to the government, by a court of a minister.
WITHIN_A_STATE = frozenset("REQUEST ACCUSE REJECT THREATEN SUPPORT CONSULT CONCEDE SANCTION".split())
OWNED = ("its ", "his ", "her ", "their ", "our ", "my ")


def faces_its_own(draft: Draft, other: Mention) -> bool:
    """Whether the other party may be another body or person of the actor's own state, and not part of the actor."""
    if draft.entry.type not in WITHIN_A_STATE or "own" in draft.entry.flags:
        return False
    return other.kind in ("person", "role", "organisation") and not other.text.lower().startswith(OWNED)


def _differ_in_sector(draft: Draft) -> bool:
    mine = {(entity.code, entity.sector) for mention in draft.actors for entity in mention.entities}
    theirs = {(entity.code, entity.sector) for mention in draft.recipients for entity in mention.entities}
    return not theirs <= mine


# Acts that are done to somebody even where the sentence does not make that party an object: the other state of the clause.
REACHES_OUT = frozenset(
    "ASSAULT THREATEN SANCTION COERCE MOBILIZE AID COOPERATE ACCUSE REJECT REQUEST RETREAT AGREE CONSULT".split()
)


def acts_jointly(draft: Draft) -> bool:
    """Whether several do with each other what has no direction; several who promise something promise it to another."""
    joint = load_ontology()[draft.entry.type].joint and len(codes_of(draft.actors)) > 1
    return joint and ("sym" in draft.entry.flags or draft.entry.rule.startswith("model"))


def face_each_other(scene: Scene, draft: Draft) -> None:
    """ "accused each other", "shelled one another's ports": what several do to each other, each of them is the recipient of."""
    if len(codes_of(draft.actors)) < 2:
        return
    for other in scene.tokens[draft.trigger :]:
        before = scene.tokens[other.i - 1].text.lower() if other.i else ""
        pair = before, other.text.lower()
        if pair not in (("each", "other"), ("one", "another")) and not (pair == ("the", "other") and is_each(draft.actors)):
            continue
        above, steps = other, 0
        while above.i != draft.trigger and above.dep in REACHED_BY and steps < 3:
            above, steps = scene.tokens[above.head], steps + 1
        if above.i == draft.trigger:
            draft.recipients = draft.actors[:]
            draft.notes.append(EACH_OTHER)
            return


EACH_OTHER = "recipient: each other"


def is_each(actors: Sequence[Mention]) -> bool:
    """ "each side": of which the other is "the other"."""
    return any(actor.text.lower().split()[0] == "each" for actor in actors)


REACHED_BY = frozenset({"dobj", "pobj", "dative", "poss", "prep", "nsubjpass"})
# Bodies of many states, which mediate and are seldom mediated with.
BODIES = frozenset({"IGO", "UNO", "EUR", "NGO"})

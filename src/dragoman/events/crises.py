"""Whose crisis it is that an act sets off or ends, and with whose help it is done.

"Chad crossed the border, triggering a crisis for Niger" -> recipient Niger
"""

from __future__ import annotations

from dragoman.events.draft import Draft
from dragoman.events.phrases import unique
from dragoman.events.scene import Scene
from dragoman.events.words import WORDS
from dragoman.types import Mention

# "provoking a crisis for Peru", "caused alarm in Chile": what an act sets off, and in whom.
SETS_OFF = WORDS["sets_off"]
ALARM = WORDS["alarm"]
# "Peru's crisis ended when ...", "the crisis trigger for Peru was ...": what a crisis does, told of what began or ended it.
UNROLLS = WORDS["unrolls"]
ENDS_CRISIS = WORDS["ends_crisis"]
CRISIS = WORDS["crisis"]
# Links that lead from an act to the clause above in which its crisis is told, by way of its date or its cause.
TOLD_UNDER = frozenset({"advcl", "relcl", "acl", "agent", "prep", "pobj", "npadvmod", "attr", "nmod", "conj", "ccomp"})


def find_alarmed(scene: Scene, draft: Draft) -> list[Mention]:
    """Those for whom the act, or what is told of it in the same breath, is said to make a crisis or alarm, or to end it."""
    clause = scene.tokens[draft.clause]
    verbs = [clause.i, *(kid.i for kid in scene.children(clause.i, "advcl", "conj") if kid.tag == "VBG")]
    found: list[Mention] = []
    for verb in verbs:
        lemma = scene.tokens[verb].lemma
        if verb != clause.i and scene.children(verb, "nsubj"):
            continue
        for thing in scene.children(verb, "dobj"):
            if (lemma in SETS_OFF and thing.lemma in ALARM) or (lemma in ENDS_CRISIS and thing.lemma == "crisis"):
                for preposition in ("for", "in", "to", "among"):
                    found.extend(scene.fill_preposition([thing.i, verb], preposition))
    return unique(found) or find_in_crisis(scene, draft)


def find_in_crisis(scene: Scene, draft: Draft) -> list[Mention]:
    """Whose crisis the act is said to have begun or ended by the clause above: "a crisis was triggered for Peru when ..."."""
    token, steps = scene.tokens[draft.trigger], 0
    while token.head != token.i and steps < 6 and (token.i in (draft.trigger, draft.carrier) or token.dep in TOLD_UNDER):
        above = scene.tokens[token.head]
        if above.lemma in SETS_OFF | UNROLLS | ENDS_CRISIS:
            for subject in scene.children(above.i, "nsubj", "nsubjpass"):
                if subject.i <= draft.trigger and subject.lemma in CRISIS:
                    near = [subject.i, *(k.i for of in scene.children(subject.i, "prep") for k in scene.children(of.i, "pobj"))]
                    if subject.lemma != "crisis" and not any(
                        "crisis" in scene.tokens[i].lemma for i in scene.sentence.subtree(subject.i)
                    ):
                        continue
                    found = scene.fill_preposition([*near, above.i], "for")
                    return found or [
                        mention
                        for i in near
                        for kid in scene.children(i, "poss", "compound", "amod")
                        for mention in scene.fill(kid.i)
                    ]
        token, steps = above, steps + 1
    return []


def find_helped(scene: Scene, draft: Draft) -> list[Mention]:
    """Who acts with the help that the noun names: "Kenyan troops, with Ugandan military assistance, took the town"."""
    token = scene.tokens[draft.trigger]
    by = scene.tokens[token.head]
    if draft.entry.type not in ("AID", "SUPPORT") or token.dep != "pobj" or by.lemma != "with" or by.dep != "prep":
        return []
    above = scene.tokens[by.head]
    if above.pos in ("VERB", "AUX"):
        return scene.agents(above.i)
    return scene.fill(above.i) if above.i in scene.mention_at else []

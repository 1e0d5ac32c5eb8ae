"""What somebody says that another must do, and what he says that he will not: demands and refusals without a word for either.

"Kenya said Somalia must release the crew" -> REQUEST (yield) KEN > SOM, and no RETREAT
"Kenya said the bombing of Kismayo must stop" -> REQUEST KEN > nobody named, and no ASSAULT by Kenya
"Kenya said Somali fighters were responsible" -> ACCUSE (allege) KEN > SOM
"Kenya will not release the crew" -> REJECT (yield), not a release that did not happen
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.events.draft import Draft, Unlisted, codes_of
from dragoman.events.lexicon import Entry
from dragoman.events.nesting import ANNOUNCE_NOT, complement_triggers, draft_type, first_conjunct
from dragoman.events.scene import Scene
from dragoman.events.words import WORDS
from dragoman.types import Token

DUTY = WORDS["duty"]
NEED = WORDS["need"]
SAYING = WORDS["saying"]
MUST = Entry("syntax:must", "must", (), frozenset(), "REQUEST", None, (), (), frozenset({"absorb"}))
BLAME = Entry("syntax:blame", "responsible", (), frozenset(), "ACCUSE", "allege", (), (), frozenset())
GUILTY = WORDS["guilty"]
REFUSABLE = frozenset({"AID", "SUPPORT", "COOPERATE", "CONSULT", "AGREE", "RETREAT", "CONCEDE"})


def draft_demands(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with each "said that Y must ..." as a demand in place of the acts inside it."""
    by_trigger = {draft.trigger: draft for draft in drafts}
    demands: list[Draft] = []
    gone: set[int] = set()
    for token in scene.tokens:
        sayer = find_sayer(scene, token, by_trigger)
        if sayer is None:
            continue
        actors = [m for m in scene.agents(sayer) if codes_of([m])]
        subject = scene.children(token.i, "nsubj", "nsubjpass")
        deed = next((by_trigger[kid.i] for kid in subject if kid.i in by_trigger), None)
        asked = [m for m in (scene.agents(token.i) if deed is None else deed.actors) if codes_of([m])]
        deeds = find_deeds(scene, token.i, by_trigger) if deed is not None or not asked else []
        if not actors or not (asked or deeds) or codes_of(actors) & codes_of(asked):
            continue
        demand = Draft(token.i, sayer, MUST, (sayer, token.i), actors, asked, notes=["said that the other must"])
        if not asked:
            demand.unlisted, demand.notes = Unlisted.STATELESS, ["said what must happen, not who must see to it"]
            demand.not_to = {code for kid in subject for i in scene.sentence.subtree(kid.i) for code in codes_of(scene.fill(i))}
        inner = [i for i in (token.i, *complement_triggers(scene, demand, by_trigger), *deeds) if i in by_trigger]
        demand.absorbed = by_trigger[inner[0]] if inner else None
        gone.update(inner)
        demands.append(demand)
    return sorted([*(draft for draft in drafts if draft.trigger not in gone), *demands], key=lambda draft: draft.trigger)


def draft_blames(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with each "said that Y was responsible", "said Y was behind it" as an accusation."""
    triggers = {draft.trigger for draft in drafts}
    found: list[Draft] = []
    for token in scene.tokens:
        above = scene.tokens[token.head]
        if token.lemma != "be" or token.dep != "ccomp" or above.lemma not in SAYING or above.i in triggers:
            continue
        behind = [kid for kid in scene.children(token.i, "acomp", "prep") if kid.lemma in GUILTY or kid.lemma == "behind"]
        if not behind or scene.children(token.i, "neg") or scene.children(above.i, "neg"):
            continue
        actors = [mention for mention in scene.agents(above.i) if codes_of([mention])]
        blamed = [mention for mention in scene.agents(token.i) if codes_of([mention])]
        if actors and blamed and not codes_of(actors) & codes_of(blamed):
            notes = ["said that the other did it"]
            found.append(Draft(behind[0].i, above.i, BLAME, (above.i, behind[0].i), actors, blamed, notes=notes))
    return sorted([*drafts, *found], key=lambda draft: draft.trigger)


def find_sayer(scene: Scene, token: Token, by_trigger: dict[int, Draft]) -> int | None:
    """The verb of saying above a verb of duty ("said Y must go", "says Y needs to go"); None where there is none, or where the
    verb of saying is an act already ("warned that Y must go")."""
    if token.pos not in ("VERB", "AUX") or token.dep != "ccomp":
        return None
    above = scene.tokens[token.head]
    modal = any(kid.lemma in DUTY for kid in scene.children(token.i, "aux"))
    need = token.lemma in NEED and not scene.children(token.i, "dobj") and has_infinitive(scene, token.i)
    if not (modal or need) or above.lemma not in SAYING or above.i in by_trigger or scene.children(above.i, "neg"):
        return None
    return above.i


def find_deeds(scene: Scene, verb: int, by_trigger: dict[int, Draft]) -> list[int]:
    """The hostile acts that the subject of a verb of duty tells, or the verb itself of a thing: "the bombing must stop", "the
    sanctions should be lifted". Whoever does that is not said."""
    things = [i for kid in scene.children(verb, "nsubj", "nsubjpass") for i in scene.sentence.subtree(kid.i)]
    done = [verb] if scene.children(verb, "nsubjpass") else []
    hostile = [i for i in things if i in by_trigger and by_trigger[i].entry.type not in REFUSABLE]
    return [*(i for i in done if i in by_trigger), *hostile]


def has_infinitive(scene: Scene, verb: int) -> bool:
    return any(scene.children(kid.i, "aux") and kid.tag == "VB" for kid in scene.children(verb, "xcomp", "advcl", "ccomp"))


def refuse_acts(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Turns what the text says that an actor will not do, or failed to agree on, into the refusal."""
    for draft in drafts:
        if draft_type(draft)[0] == "AGREE" and draft.announced is None and draft.entry.rule.startswith("verbs"):
            above = scene.tokens[scene.tokens[draft.trigger].head]
            if above.lemma == "fail" and scene.tokens[draft.trigger].dep == "xcomp" and not scene.children(above.i, "neg"):
                draft.announced, draft.clause, draft.words = ANNOUNCE_NOT, above.i, (above.i, *draft.words)
                draft.notes.append("failed to agree")
                continue
        verb = scene.tokens[draft.trigger if draft.entry.rule.startswith("verbs") else draft.clause]
        if (
            draft.announced is not None
            or verb.pos != "VERB"
            or not codes_of(draft.actors)
            or draft_type(draft)[0] not in REFUSABLE
        ):
            continue
        first = first_conjunct(scene, verb.i)
        will = any(kid.text.lower() in ("will", "wo") for kid in scene.children(first, "aux"))
        supposed = verb.dep == "advcl" and any(kid.lemma in ("if", "unless") for kid in scene.children(first, "mark"))
        if will and not supposed and scene.children(first, "neg") and draft_type(draft)[0] in REFUSABLE:
            draft.announced = ANNOUNCE_NOT
            draft.notes.append("what an actor will not do is a refusal")

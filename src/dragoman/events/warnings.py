"""Warnings that threaten, warnings that accuse, and those that only tell of a danger.

"Iran warned Israel that it would strike back"          THREATEN: what the speaker will do
"Russia warned of consequences if Finland joined"       THREATEN: what will follow
"Egypt warned that Sudan was arming rebels"             ACCUSE: what another does
"The UN warned that the famine in Somalia would worsen" no act of one on another
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from dragoman.events.draft import Draft, codes_of
from dragoman.events.lexicon import Entry, Lexicon
from dragoman.events.ontology import load_ontology
from dragoman.events.scene import Scene
from dragoman.events.words import WORDS
from dragoman.types import Token

WARNS, SAYS = WORDS["warns"], WORDS["saying"]
REPRISALS, SUFFERS, BRINGS, CHANCES = (WORDS[name] for name in ("reprisals", "suffers", "brings", "chances"))
AHEAD = frozenset("will would shall 'll wo may might could can must should".split())
LOOK = frozenset({"look"})
CONDITIONS = frozenset({"if", "unless"})
SPOKEN = frozenset({"we", "i", "our", "you", "us", "your"})
OWN = frozenset({"its", "his", "her", "their", "our"})
# Those who warn of famine, and seldom with war.
BODIES = frozenset({"UNO", "NGO", "IGO", "MNC"})


def sort_warnings(scene: Scene, drafts: Sequence[Draft], lexicon: Lexicon) -> tuple[list[Draft], frozenset[int]]:
    """The drafts without the warnings that only inform, with those that charge as accusations; and the words so left out."""
    by_trigger = {draft.trigger: draft for draft in drafts}
    kept: list[Draft] = []
    out: set[int] = set()
    for draft in drafts:
        if draft.entry.type != "THREATEN" or draft.entry.head not in WARNS or not draft.entry.rule.startswith("verbs"):
            kept.append(draft)
        elif charges(scene, draft, by_trigger):
            draft.entry = structs.replace(draft.entry, type="ACCUSE", mode="allege", flags=LOOK, recipient=("comp",))
            draft.recipients = []
            kept.append(draft)
        elif informs(scene, draft, lexicon):
            out.add(draft.trigger)
        else:
            kept.append(draft)
    return kept, frozenset(out)


UNAVENGED = WORDS["unavenged"]
AVENGES = Entry("syntax:unavenged", "go", (), frozenset(), "THREATEN", "violence", (), (), frozenset())


def draft_vows(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with a threat for each "will not go unpunished" and "will pay a heavy price", which is no promise."""
    kept = list(drafts)
    for word in scene.tokens:
        clause = scene.governor(word.i)
        if word.lemma not in UNAVENGED or not scene.children(clause.i, "neg") or not is_ahead(scene, clause):
            continue
        above = scene.governor(clause.i)
        sayers = [m for m in scene.agents(above.i) if codes_of([m])] if clause.dep == "ccomp" and above.i != clause.i else []
        deeds = [i for kid in scene.children(clause.i, "nsubj", "nsubjpass", "dobj") for i in scene.content(kid.i)]
        doers = [m for each in drafts if each.trigger in deeds for m in each.actors] or [m for i in deeds for m in scene.fill(i)]
        kept = [each for each in kept if each.trigger != above.i or each.entry.type != "AGREE"]
        if sayers:
            doers = [mention for mention in doers if codes_of([mention]) - codes_of(sayers)]
            kept.append(Draft(above.i, above.i, AVENGES, (above.i, word.i), sayers, doers, notes=["it will be avenged"]))
    triggers = {draft.trigger for draft in kept}
    for clause in scene.tokens:
        above = scene.governor(clause.i)
        if clause.lemma not in SUFFERS or clause.dep != "ccomp" or above.lemma not in SAYS or above.i in triggers:
            continue
        if not is_ahead(scene, clause) or not leads_to_reprisal(scene, clause.i) or scene.children(clause.i, "neg"):
            continue
        sayers = [m for m in scene.agents(above.i) if codes_of([m])]
        heard = [m for m in scene.agents(clause.i) if codes_of([m]) - codes_of(sayers)]
        if sayers and heard and not codes_of(sayers) <= BODIES:
            words = above.i, clause.i
            kept.append(Draft(above.i, above.i, AVENGES, words, sayers, heard, notes=["says what they will suffer"]))
    return sorted(kept, key=lambda draft: draft.trigger)


def charges(scene: Scene, draft: Draft, by_trigger: dict[int, Draft]) -> bool:
    """Whether the warning says of another that he is doing or has done something hostile."""
    for clause in scene.children(draft.trigger, "ccomp"):
        inner = by_trigger.get(clause.i)
        if inner is None or load_ontology()[inner.entry.type].quad < 3 or is_ahead(scene, clause):
            continue
        actors = codes_of(inner.actors)
        return bool(actors) and not actors & codes_of(draft.actors)
    return False


def informs(scene: Scene, draft: Draft, lexicon: Lexicon) -> bool:
    """Whether nothing in the warning threatens whoever hears it."""
    v = draft.trigger
    heard = codes_of(draft.recipients) if scene.objects(v) else set()
    if heard and heard <= codes_of(draft.actors):
        return True  # "warned its citizens to leave"
    clauses = scene.children(v, "ccomp")
    if heard and not codes_of(draft.actors) <= BODIES and any(token.lemma in CONDITIONS for token in scene.tokens):
        return False  # "expulsion awaits them, Kuwait warned Islamabad, if ..."
    if not codes_of(draft.actors) <= BODIES and any(token.text.lower() in SPOKEN for token in scene.tokens):
        return False  # "cross it once more and we shall answer, Vienna warned"
    if clauses:
        return not any(threatens(scene, draft, clause, heard, lexicon) for clause in clauses)
    things = [
        thing for of in scene.children(v, "prep") if of.lemma in ("of", "about", "over") for thing in scene.children(of.i, "pobj")
    ]
    if things:
        return not any(is_reprisal(scene, draft, thing, heard, lexicon) for thing in things)
    return False


def threatens(scene: Scene, draft: Draft, clause: Token, heard: set[str], lexicon: Lexicon) -> bool:
    """Whether a clause says what will follow or what the speaker does: "that it would strike", "that any raid would mean war"."""
    speaker = codes_of(draft.actors)
    subjects = scene.children(clause.i, "nsubj", "nsubjpass")
    if not subjects:
        return is_ahead(scene, clause)
    subject = subjects[-1]
    doers = codes_of(scene.agents(clause.i)) or codes_of(scene.fill(subject.i))
    ahead = is_ahead(scene, clause)
    own = any(kid.text.lower() in OWN for kid in scene.children(subject.i, "poss"))
    if subject.pos == "PRON" or own or doers & speaker:
        return ahead or own or bool(doers & speaker)
    if not ahead:
        return False
    if heard and (clause.lemma in BRINGS or any(aux.lemma in ("must", "should") for aux in scene.children(clause.i, "aux"))):
        return True  # "that flights must stop", "that a defeat would mean war"
    if subject.lemma in REPRISALS or (subject.lemma in lexicon.nouns and subject.i not in scene.mention_at):
        return (
            bool(heard) or has_condition(scene, clause.i) or subject.lemma in REPRISALS or bool(scene.children(subject.i, "det"))
        )
    if leads_to_reprisal(scene, clause.i):
        return True  # "that refusal would lead to war"
    if subject.i in scene.mention_at or doers:
        return clause.lemma in SUFFERS or scene.is_passive(clause.i) or bool(scene.children(clause.i, "neg"))
    return bool(heard) and has_condition(scene, clause.i)


def is_reprisal(scene: Scene, draft: Draft, thing: Token, heard: set[str], lexicon: Lexicon) -> bool:
    """Whether a noun ("of the consequences", "of war") names what the speaker may do to whoever hears it."""
    others = codes_of([m for by in ("by", "from") for m in scene.fill_preposition([thing.i], by)])
    if others - codes_of(draft.actors):
        return False  # "warned of a new attack by Somali rebels"
    if thing.lemma in REPRISALS:
        return True
    behind = [each for of in scene.children(thing.i, "prep") if of.lemma == "of" for each in scene.children(of.i, "pobj")]
    if thing.lemma in CHANCES and behind:
        return any(is_reprisal(scene, draft, each, heard, lexicon) for each in behind)  # "of the danger of a hurricane"
    return bool(heard) and thing.lemma in lexicon.nouns


def leads_to_reprisal(scene: Scene, v: int) -> bool:
    things = scene.children(v, "dobj") + [thing for to in scene.children(v, "prep") for thing in scene.children(to.i, "pobj")]
    return any(thing.lemma in REPRISALS for thing in things)


def is_ahead(scene: Scene, clause: Token) -> bool:
    return any(aux.text.lower() in AHEAD or aux.tag in ("MD", "TO") for aux in scene.children(clause.i, "aux"))


def has_condition(scene: Scene, v: int) -> bool:
    """Whether "if" or "unless" stands beside the verb."""
    marks = (mark for clause in scene.children(v, "advcl") for mark in scene.children(clause.i, "mark"))
    return any(mark.lemma in CONDITIONS for mark in marks)

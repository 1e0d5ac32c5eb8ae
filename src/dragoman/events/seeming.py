"""What only looks like an act: words of the lexicon in a use in which nobody does anything to anybody.

"Chad insisted that it was not at war"      holds an opinion, and demands nothing
"a Kenyan official declined to comment"     refuses nobody anything
"a Kenyan family crossed into Somalia"      is no army
"Mali reacted to criticism"                 did not criticise (told apart in news only, where it is common)
"""

from __future__ import annotations

from dragoman.events.draft import Draft, codes_of
from dragoman.events.lexicon import Lexicon
from dragoman.events.scene import Scene
from dragoman.events.words import WORDS
from dragoman.types import Mention, Token

WANTING, ASKING, SILENT, DETAILS = (WORDS[name] for name in ("wanting", "asking", "silent", "details"))
GIVES, CITES, BECOMES = WORDS["gives"], WORDS["cites"], WORDS["becomes"]
UNARMED, POSSIBLE, CALAMITIES, PLANS, RULINGS = (
    WORDS[name] for name in ("unarmed", "possible", "calamities", "plans", "rulings")
)
REGISTERS = WORDS["registers"]
CAMPAIGNS, IMMATERIAL, CAUSES, EMPTY = (WORDS[name] for name in ("campaigns", "immaterial", "causes", "empty"))
MEETS, RECORDED = WORDS["meets"], WORDS["recorded"]
COMMANDS, SUPPLIES, ADVANCES = (WORDS[name] for name in ("commands", "supplies", "advances"))
PRESS, PRIVATE, OFFICIAL = (WORDS[name] for name in ("press", "private", "official"))


def seems_only(scene: Scene, draft: Draft, lexicon: Lexicon, *, cautious: bool) -> bool:
    """Whether the draft's words are no act here. `cautious`: in news, where a noun needs a verb that does it."""
    word = scene.tokens[draft.trigger]
    if f"{scene.tokens[word.head].lemma}_{word.text.lower()}" in EMPTY and not scene.children(word.i, "det", "poss", "dobj"):
        return True
    if draft.entry.rule.startswith("nouns"):
        return (
            is_figure(scene, draft)
            or is_operation(scene, draft)
            or is_interview(draft)
            or (cautious and is_loose(scene, draft, lexicon))
        )
    head = draft.entry.head
    if head in ("insist", "suggest") or (head == "agree" and draft.entry.extra in ((), ("with",))):
        return is_opinion(scene, draft.trigger)
    if head == "capture":
        return any(thing.lemma in RECORDED for way in ("on", "by", "in") for thing in find_after(scene, draft.trigger, way))
    if head == "take" and draft.entry.mode == "seize":  # "took a Turkish flight from Paris to Ankara"
        return any(thing.lemma == "flight" for thing in scene.children(draft.trigger, "dobj"))
    if head == "divide":
        return bool(scene.children(draft.trigger, "prep")) and scene.is_passive(draft.trigger) and not draft.actors
    if head == "ask":
        return is_question(scene, draft)
    if head in ("decline", "refuse"):
        return is_silence(scene, draft.trigger)
    if head == "chair":
        return any(i in scene.mention_at for i in scene.objects(draft.trigger))  # "Malaysia, which chairs ASEAN"
    if head in COMMANDS and not scene.children(draft.trigger, "xcomp", "ccomp", "advcl"):
        return scene.is_passive(draft.trigger)  # "forces directed by Chad"
    if head in SUPPLIES and draft.entry.type in ("AID", "COOPERATE"):
        given = [thing for thing in scene.children(draft.trigger, "dobj") if thing.i not in scene.mention_at]
        return bool(given) and all(thing.lemma.lower() in IMMATERIAL for thing in given)
    if head in ADVANCES and draft.entry.type in ("ASSAULT", "MOBILIZE"):
        return any(thing.lemma.lower() in CAUSES for thing in scene.children(draft.trigger, "dobj"))
    if draft.entry.type == "ASSAULT" and is_harm(scene, draft.trigger):
        return True
    if head == "appeal":
        return any(thing.lemma in RULINGS for thing in scene.children(draft.trigger, "dobj"))
    if head == "strike" and any(thing.lemma in REGISTERS for thing in find_after(scene, draft.trigger, "from")):
        return True  # "struck him from the army list"
    if head in ("march", "demonstrate") and draft.entry.type == "PROTEST":
        return bool(sectors_of(draft.actors)) and sectors_of(draft.actors) <= OFFICIAL
    return "force" in draft.entry.flags and is_traveller(scene, draft, lexicon)


def find_after(scene: Scene, v: int, preposition: str) -> list[Token]:
    """The nouns after that preposition on the verb or its objects."""
    bases = [v, *scene.objects(v)]
    links = [kid for base in bases for kid in scene.children(base, "prep") if kid.lemma == preposition]
    return [thing for link in links for thing in scene.children(link.i, "pobj")]


def sectors_of(mentions: list[Mention]) -> set[str]:
    return {entity.sector for mention in mentions for entity in mention.entities if entity.sector}


def is_opinion(scene: Scene, v: int) -> bool:
    """ "agreed that Libya had broken the truce": the complement is finite, and tells what is, not what shall be."""
    for kid in scene.children(v, "ccomp"):
        auxiliaries = scene.children(kid.i, "aux", "auxpass")
        if kid.lemma == "be" and any(each.lemma in POSSIBLE for each in scene.children(kid.i, "acomp")):
            return True  # "insisted that peace would be impossible": how things stand
        if kid.lemma in WANTING or any(aux.text.lower() in WANTING or aux.tag == "TO" for aux in auxiliaries):
            return False
        first = auxiliaries[0] if auxiliaries else kid
        # plurals apart, "that the rebels leave" is parsed as "leaves" would be: only forms that cannot be a wish
        return first.tag in ("VBZ", "VBD") or first.text.lower() in ("are", "were", "have", "can", "could", "may", "might")
    return False


def is_question(scene: Scene, draft: Draft) -> bool:
    """ "Why are we fighting?, he asked", "asked whether Mali would sign": to know, not to have something done."""
    v = draft.trigger
    if draft.entry.extra or scene.children(v, "xcomp"):
        return False
    if any(thing.lemma == "question" for thing in scene.children(v, "dobj")):
        return True
    clauses = scene.children(v, "ccomp", "advcl")
    if any(kid.text.lower() in ASKING for clause in clauses for kid in scene.children(clause.i)):
        return not any(mark.text.lower() == "if" for clause in clauses for mark in scene.children(clause.i, "mark"))
    asked = scene.sentence.text.find("?")
    return asked >= 0 and not scene.children(v, "prep", "dative")


def is_silence(scene: Scene, v: int) -> bool:
    """ "declined to comment", "refused to be named", "declined to give details"."""
    for kid in scene.children(v, "xcomp"):
        named = kid.tag == "VBN" and bool(scene.children(kid.i, "auxpass"))
        gives = kid.lemma in GIVES and any(thing.lemma in DETAILS for thing in scene.children(kid.i, "dobj"))
        return (kid.lemma in SILENT and not named) or gives or (named and kid.lemma in CITES)
    return False


def is_traveller(scene: Scene, draft: Draft, lexicon: Lexicon) -> bool:
    """Whether who crosses or enters is a family or a refugee, and no force."""
    if sectors_of(draft.actors) and sectors_of(draft.actors) <= PRIVATE:
        return True
    subject = scene.surface_subject(draft.trigger)
    return subject is not None and scene.tokens[subject].lemma in lexicon.sets["travellers"]


def is_operation(scene: Scene, draft: Draft) -> bool:
    """ "Operation Olive Branch": a name, and no olive branch."""
    before = scene.tokens[max(0, draft.trigger - 3) : draft.trigger]
    return scene.tokens[draft.trigger].text[:1].isupper() and any(token.text == "Operation" for token in before)


def is_harm(scene: Scene, v: int) -> bool:
    """ "sanctions hit Iran", "an earthquake struck Nepal", "killed the deal": no violence, or nobody's."""
    if scene.is_passive(v):
        agents = [thing.i for by in scene.children(v, "agent") for thing in scene.children(by.i, "pobj")]
    else:
        subject = scene.surface_subject(v)
        agents = [] if subject is None else [subject]
    if any(scene.tokens[i].lemma.lower() in CALAMITIES for i in agents):
        return True
    objects = scene.objects(v) if scene.tokens[v].lemma in RUINS else []
    return bool(objects) and all(scene.tokens[i].lemma.lower() in PLANS and i not in scene.mention_at for i in objects)


# What one may do to a plan as to a man.
RUINS = WORDS["ruins"]


def is_figure(scene: Scene, draft: Draft) -> bool:
    """ "a cold war", "took its allies by surprise": a war without arms; a friend who is only named."""
    noun = scene.tokens[draft.trigger]
    before = [kid.lemma.lower() for kid in scene.children(noun.i, "amod", "compound")]
    if draft.entry.head in ("war", "battle"):
        return any(word in UNARMED for word in before)
    if draft.entry.head in ("campaign", "offensive", "blitz", "drive"):
        return any(word in CAMPAIGNS for word in before)
    if draft.entry.head == "talk" and noun.tag == "NN":
        return not any(kid.lemma in ("with", "between") for kid in scene.children(noun.i, "prep"))
    if draft.entry.head == "threat" and noun.dep in ("dobj", "attr", "nsubjpass"):
        return scene.tokens[noun.head].lemma in MEETS and not draft.recipients
    if draft.entry.head == "ally" and (noun.dep == "appos" or scene.tokens[noun.head].lemma == "be"):
        return True  # what one is, not what one does: "Mali, an ally of Chad"
    if draft.entry.actor == ("subj",) and noun.dep in ("dobj", "nsubjpass"):
        return scene.tokens[noun.head].lemma not in BECOMES
    return False


def is_interview(draft: Draft) -> bool:
    """An interview with nobody that is named, or with the press."""
    if draft.entry.head != "interview":
        return False
    return not codes_of(draft.recipients) or codes_of(draft.recipients) == {"MNC"} or sectors_of(draft.recipients) <= PRESS


def is_loose(scene: Scene, draft: Draft, lexicon: Lexicon) -> bool:
    """Whether the noun has its actor only from the subject of a verb that does not do it: "reacted to pressure"."""
    if draft.recipients or draft.carrier is None:
        return False
    verb: Token = scene.tokens[draft.carrier]
    carried = any(note.startswith("actor from the subject") for note in draft.notes)
    return carried and verb.lemma not in lexicon.sets["doing"]

"""Rules by name for the rows of `data/lexicon/uses.toml`: what no list of words can say of a use.

"Chad insisted that it was not at war"      `opinion`: holds it to be so, and demands nothing
"a Kenyan official declined to comment"     `silence`: refuses nobody anything
"a Kenyan family crossed into Somalia"      `travellers`: no army
"Mali reacted to criticism"                 `done_by_no_verb`: did not criticise
"""

from __future__ import annotations

from collections.abc import Callable

from dragoman.events.draft import Draft, codes_of
from dragoman.events.lexicon import load_lexicon
from dragoman.events.scene import Scene
from dragoman.events.words import WORDS
from dragoman.types import Mention, Token

WANTING, ASKING, SILENT, DETAILS = (WORDS[name] for name in ("wanting", "asking", "silent", "details"))
GIVES, CITES, BECOMES = WORDS["gives"], WORDS["cites"], WORDS["becomes"]
POSSIBLE, EMPTY = WORDS["possible"], WORDS["empty"]
PRESS, PRIVATE, STOPS = WORDS["press"], WORDS["private"], WORDS["stops"]


def sectors_of(mentions: list[Mention]) -> set[str]:
    return {entity.sector for mention in mentions for entity in mention.entities if entity.sector}


# ---- of any act


def is_set_phrase(scene: Scene, draft: Draft) -> bool:
    """ "without warning", "take charge": words that go together and tell nothing."""
    word = scene.tokens[draft.trigger]
    pair = f"{scene.governor(word.i).lemma}_{word.text.lower()}"
    return pair in EMPTY and not scene.children(word.i, "det", "poss", "dobj")


def has_no_actor(scene: Scene, draft: Draft) -> bool:
    return not draft.actors


def has_no_recipient(scene: Scene, draft: Draft) -> bool:
    return not draft.recipients


def has_no_known_recipient(scene: Scene, draft: Draft) -> bool:
    return not codes_of(draft.recipients)


def is_of_persons(scene: Scene, draft: Draft) -> bool:
    """Whether all who act are persons with a name."""
    return bool(draft.actors) and all(actor.kind == "person" for actor in draft.actors)


def is_to_own_people(scene: Scene, draft: Draft) -> bool:
    """Whether all whom it is done to are of the actor's own state: "its troops"."""
    return set() < codes_of(draft.recipients) <= codes_of(draft.actors)


# ---- of verbs


def is_passive(scene: Scene, draft: Draft) -> bool:
    return scene.is_passive(draft.trigger)


def has_preposition(scene: Scene, draft: Draft) -> bool:
    return bool(scene.children(draft.trigger, "prep"))


def has_infinitive(scene: Scene, draft: Draft) -> bool:
    """ "pushed Chad to choose"; not "pushed on, while ..."."""
    clauses = scene.children(draft.trigger, "xcomp", "ccomp", "advcl")
    return any(kid.tag == "VB" and not scene.children(kid.i, "mark") for kid in clauses)


def has_no_object(scene: Scene, draft: Draft) -> bool:
    return not scene.objects(draft.trigger)


def is_by_doing(scene: Scene, draft: Draft) -> bool:
    """ "by banning maize", ", banning maize": how it was done is another act."""
    ways = [kid.i for kid in scene.children(draft.trigger, "prep", "agent") if kid.lemma == "by"]
    aside = [kid for kid in scene.children(draft.trigger, "advcl") if kid.i > draft.trigger]
    return any(kid.tag == "VBG" for kid in (*aside, *(kid for i in ways for kid in scene.children(i, "pcomp"))))


def is_named_so(scene: Scene, draft: Draft) -> bool:
    """ "soldiers it had called mercenaries": whom it says something of stands before, and what it says behind."""
    v = draft.trigger
    pronoun = any(kid.tag in ("WDT", "WP") for kid in scene.children(v, "nsubj", "nsubjpass"))
    return scene.tokens[v].dep == "relcl" and not pronoun and bool(scene.children(v, "dobj", "oprd"))


def has_no_complement(scene: Scene, draft: Draft) -> bool:
    return not scene.children(draft.trigger, "xcomp", "ccomp", "advcl")


def is_plain_or_with(scene: Scene, draft: Draft) -> bool:
    """ "agreed", "agreed with Chad": no word more to it."""
    return draft.entry.extra in ((), ("with",))


def is_opinion(scene: Scene, draft: Draft) -> bool:
    """ "agreed that Libya had broken the truce": the complement is finite, and tells what is, not what shall be."""
    for kid in scene.children(draft.trigger, "ccomp"):
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


def is_silence(scene: Scene, draft: Draft) -> bool:
    """ "declined to comment", "refused to be named", "declined to give details"."""
    for kid in scene.children(draft.trigger, "xcomp"):
        named = kid.tag == "VBN" and bool(scene.children(kid.i, "auxpass"))
        gives = kid.lemma in GIVES and any(thing.lemma in DETAILS for thing in scene.children(kid.i, "dobj"))
        return (kid.lemma in SILENT and not named) or gives or (named and kid.lemma in CITES)
    return False


def are_travellers(scene: Scene, draft: Draft) -> bool:
    """Whether who crosses or enters is a family or a refugee, and no force."""
    if sectors_of(draft.actors) and sectors_of(draft.actors) <= PRIVATE:
        return True
    subject = scene.surface_subject(draft.trigger)
    return subject is not None and scene.tokens[subject].lemma in load_lexicon().sets["travellers"]


# ---- of nouns


def is_singular(scene: Scene, draft: Draft) -> bool:
    return scene.tokens[draft.trigger].tag == "NN"


def is_with_nobody(scene: Scene, draft: Draft) -> bool:
    """Neither "with" nor "between" anybody."""
    return not any(kid.lemma in ("with", "between") for kid in scene.children(draft.trigger, "prep"))


def is_carried_by_nobody(scene: Scene, draft: Draft) -> bool:
    """Whether no verb is told by which anybody does it, as "made" is of "made a promise"."""
    noun = scene.tokens[scene.measure(draft.trigger)]
    verb = scene.governor(noun.i)
    done = noun.dep in ("dobj", "nsubjpass") and verb.lemma in load_lexicon().sets["light"]
    return not done and draft.carrier is None


def is_to_nobody(scene: Scene, draft: Draft) -> bool:
    """Whether its own words name nobody to whom: no "to Chile" on it."""
    return not any(note.startswith("recipient from") for note in draft.notes)


def is_said_to_be(scene: Scene, draft: Draft) -> bool:
    """ "Mali, an ally of Chad", "is an ally": what one is."""
    noun = scene.tokens[draft.trigger]
    return noun.dep == "appos" or scene.governor(noun.i).lemma == "be"


def is_only_spoken_of(scene: Scene, draft: Draft) -> bool:
    """Whether the noun says who somebody is, under a verb that does not say so: "took its allies by surprise"."""
    noun = scene.tokens[draft.trigger]
    named = draft.entry.actor == ("subj",) and noun.dep in ("dobj", "nsubjpass")
    return named and scene.governor(noun.i).lemma not in BECOMES


def is_name_of_operation(scene: Scene, draft: Draft) -> bool:
    """ "Operation Olive Branch": a name, and no olive branch."""
    before = scene.tokens[max(0, draft.trigger - 3) : draft.trigger]
    return scene.tokens[draft.trigger].text[:1].isupper() and any(token.text == "Operation" for token in before)


def is_given_to_press(scene: Scene, draft: Draft) -> bool:
    """Whether it is with nobody that is named, or with the press."""
    codes = codes_of(draft.recipients)
    return not codes or codes == {"MNC"} or sectors_of(draft.recipients) <= PRESS


def is_done_by_no_verb(scene: Scene, draft: Draft) -> bool:
    """Whether the noun has its actor only from the subject of a verb that does not do it: "reacted to pressure"."""
    if draft.recipients or draft.carrier is None:
        return False
    verb: Token = scene.tokens[draft.carrier]
    carried = any(note.startswith("actor from the subject") for note in draft.notes)
    return carried and verb.lemma not in load_lexicon().sets["doing"]


def is_stopped_by_nobody(scene: Scene, draft: Draft) -> bool:
    """ "Trade between them stopped for a decade": the noun is the subject of a verb that says so, and nobody did it."""
    noun = scene.tokens[draft.trigger]
    verb = scene.governor(noun.i)
    if noun.dep != "nsubj" or scene.objects(verb.i) or scene.is_passive(verb.i):
        return False
    to_an_end = verb.lemma in ("come", "grind") and any(
        thing.lemma in ("end", "halt", "stop", "standstill")
        for kid in scene.children(verb.i, "prep") for thing in scene.children(kid.i, "pobj")
    )  # fmt: skip
    return verb.lemma in STOPS or to_an_end


# What a row may ask for by name.
RULES: dict[str, Callable[[Scene, Draft], bool]] = {
    "set_phrase": is_set_phrase,
    "no_actor": has_no_actor,
    "no_recipient": has_no_recipient,
    "no_known_recipient": has_no_known_recipient,
    "persons": is_of_persons,
    "own_people": is_to_own_people,
    "passive": is_passive,
    "with_preposition": has_preposition,
    "infinitive": has_infinitive,
    "no_complement": has_no_complement,
    "no_object": has_no_object,
    "by_doing": is_by_doing,
    "named_so": is_named_so,
    "plain_or_with": is_plain_or_with,
    "opinion": is_opinion,
    "question": is_question,
    "silence": is_silence,
    "travellers": are_travellers,
    "singular": is_singular,
    "with_nobody": is_with_nobody,
    "carried_by_nobody": is_carried_by_nobody,
    "to_nobody": is_to_nobody,
    "said_to_be": is_said_to_be,
    "only_spoken_of": is_only_spoken_of,
    "name_of_operation": is_name_of_operation,
    "given_to_press": is_given_to_press,
    "done_by_no_verb": is_done_by_no_verb,
    "stopped_by_nobody": is_stopped_by_nobody,
}

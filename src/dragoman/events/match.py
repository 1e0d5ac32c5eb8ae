"""Words -> Drafts: finds the verbs and nouns of the lexicon in a sentence and fills their slots by syntax.

"Chile signed a border treaty with Peru" -> Draft(sign + treaty, actors [Chile], recipients [Peru])
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.events.lexicon import Entry, Lexicon
from dragoman.events.scene import Scene, unique
from dragoman.events.words import WORDS
from dragoman.types import Mention, Token

GUESS = "actor: the first of the clause, by guess"
# Acts of a third party: what stands after "between" are not those who act.
BETWEEN_OTHERS = WORDS["between_others"]


@dataclass
class Draft:
    """An act under construction; it lives inside this room only."""

    trigger: int
    clause: int
    entry: Entry
    words: tuple[int, ...]
    actors: list[Mention] = field(default_factory=list)
    recipients: list[Mention] = field(default_factory=list)
    absorbed: Draft | None = None
    announced: str | None = None
    carrier: int | None = None
    ended: bool = False
    shares: dict[str, float] | None = None  # of the categories, by lexicon and classifier together
    notes: list[str] = field(default_factory=list)


def find_drafts(scene: Scene, lexicon: Lexicon) -> list[Draft]:
    """All acts whose words stand in the sentence, in order, with what their slots hold; parties may be missing."""
    drafts: list[Draft] = []
    taken: set[int] = set()
    for token in scene.tokens:
        if token.tag.startswith("VB") and token.lemma in lexicon.verbs and acts_as_verb(scene, token):
            matched = match_verb(scene, token, lexicon.verbs[token.lemma])
            if matched:
                entry, words = matched
                drafts.append(Draft(token.i, token.i, entry, words))
                taken.update(words)
    verbs = {draft.trigger: draft for draft in drafts}
    for token in scene.tokens:
        if (
            token.pos in ("NOUN", "PROPN")
            and token.lemma in lexicon.nouns
            and token.i not in taken
            and token.i not in scene.mention_at
        ):
            noun = match_noun(scene, token, lexicon.nouns[token.lemma])
            if noun and not is_modifier(scene, token):
                entry, words = noun
                drafts.append(Draft(token.i, governing_verb(scene, token.i), entry, words))
    drafts.sort(key=lambda draft: draft.trigger)
    for draft in drafts:
        if draft.entry.rule.startswith("verbs"):
            fill_verb(scene, draft, lexicon)
        else:
            fill_noun(scene, draft, lexicon, verbs)
    return drafts


def acts_as_verb(scene: Scene, token: Token) -> bool:
    """Not the participle before a noun ("occupied territory"), unless the noun is a bare name ("armies ... invaded Belgium")."""
    if token.dep in ("amod", "compound"):
        return token.tag in ("VBD", "VBN") and token.head == token.i + 1 and token.head in scene.mention_at
    return token.dep not in ("aux", "auxpass")


def is_modifier(scene: Scene, token: Token) -> bool:
    """Whether the noun only says what kind of thing another noun is ("war memorial", "attack helicopter")."""
    return token.dep in ("compound", "nmod", "npadvmod") and scene.tokens[token.head].pos in ("NOUN", "PROPN", "ADJ")


def governing_verb(scene: Scene, i: int) -> int:
    for governor in scene.climb(i):
        if governor.pos in ("VERB", "AUX"):
            return governor.i
    return i


# ------------------------------------------------------------------ matching


def match_verb(scene: Scene, token: Token, entries: Iterable[Entry]) -> tuple[Entry, tuple[int, ...]] | None:
    for entry in entries:
        words = find_extra(scene, token.i, entry.extra, entry.recipient)
        if words is None:
            continue
        objects = [each for i in scene.shared_objects(token.i) for each in scene.content(i)]
        if "noname" in entry.flags and scene.children(token.i, "oprd", "attr"):
            continue
        if "other" in entry.flags and not any(
            scene.children(kid.i, "nsubj") for kid in scene.children(token.i, "ccomp", "xcomp")
        ):
            continue
        if "bare" in entry.flags and not meets_actors_only(
            scene, scene.objects(token.i), [*words, *slot_prepositions(scene, token.i, entry)]
        ):
            continue
        if not entry.objects:
            return entry, (token.i, *words)
        fitting = [i for i in objects if fits_object(scene, i, entry.objects)]
        if not fitting:
            fitting = [i for i in scene.nouns_before(token.i) if fits_object(scene, i, entry.objects - {"*", "actor", "place"})][
                :1
            ]
        if fitting:
            named = entry.objects - {"*", "actor", "place", "envoy"}
            return entry, (token.i, *words, *(i for i in fitting if scene.tokens[i].lemma in named))
    return None


def slot_prepositions(scene: Scene, v: int, entry: Entry) -> list[int]:
    """Prepositions on the verb of a reciprocal act after which the other party would stand ("met with"); of others none."""
    if "sym" not in entry.flags:
        return []
    return [kid.i for kid in scene.children(v, "prep") if kid.lemma in entry.recipient]


def meets_actors_only(scene: Scene, objects: Iterable[int], words: Iterable[int]) -> bool:
    """Whether object and prepositional object, where there are any, name actors: "met the envoy", but not "met with success"."""
    things = [*objects, *(thing.i for i in words for thing in scene.children(i, "pobj"))]
    return all(scene.fill(i) or scene.tokens[i].pos == "PRON" for i in things)


def find_extra(scene: Scene, v: int, extra: tuple[str, ...], slots: tuple[str, ...] = ()) -> tuple[int, ...] | None:
    """The particles, prepositions or nouns that make another verb of it; None where one is missing."""
    found: list[int] = []
    near = scene.children(v)
    for kid in list(near):
        if kid.dep in ("prep", "prt", "advmod", "xcomp", "dobj"):
            near.extend(scene.children(kid.i))
    for word in extra:
        hit = next((kid for kid in near if kid.lemma == word and may_go_with(scene, v, kid, slots)), None)
        if hit is None:
            return None
        found.append(hit.i)
    return tuple(found)


# Words that make another verb of it as particles ("gave in"), and mean nothing for it as prepositions ("gave in Geneva").
PARTICLES = frozenset({"in", "up", "out", "off", "down", "over", "back", "away"})
COMPLEMENTS = WORDS["complements"]


def may_go_with(scene: Scene, v: int, kid: Token, slots: tuple[str, ...]) -> bool:
    """Whether a word near verb `v` belongs to it: after it, and no mere preposition where the lexicon means a particle."""
    if kid.dep in ("agent", "mark", "aux") or (kid.dep == "prep" and kid.i < v):
        return False
    if kid.pos == "VERB" and kid.dep == "xcomp" and kid.lemma not in COMPLEMENTS:
        return False
    if kid.dep == "prep" and kid.lemma in PARTICLES and kid.lemma not in slots:
        return not scene.children(kid.i, "pobj")
    return True


def fits_object(scene: Scene, i: int, wanted: frozenset[str]) -> bool:
    token = scene.tokens[i]
    if "*" in wanted or token.lemma in wanted or token.text.lower() in wanted:
        return True
    mention = scene.mention_at.get(i)
    if "actor" in wanted and mention is not None and mention.kind != "place":
        return True
    if "place" in wanted and (mention.kind == "place" if mention is not None else token.tag == "NNP"):
        return True  # a name that the gazetteer does not know is, after such verbs, a town's
    if "envoy" in wanted and mention is not None and any(entity.sector in ("GOV", "ELI", "LEG") for entity in mention.entities):
        return mention.kind in ("person", "role")
    if token.lemma in MEASURES:  # "twelve tons of medical supplies"
        of = (thing for kid in scene.children(i, "prep") if kid.lemma == "of" for thing in scene.children(kid.i, "pobj"))
        return any(thing.lemma in wanted or thing.text.lower() in wanted for thing in of)
    return any(kid.lemma in wanted for kid in scene.children(i, "conj"))


MEASURES = frozenset(
    """ton tonne load shipment batch consignment truckload planeload shipload amount quantity million billion dozen hundred
    thousand crate box bag barrel convoy cargo package round""".split()
)


def match_noun(scene: Scene, token: Token, entries: Iterable[Entry]) -> tuple[Entry, tuple[int, ...]] | None:
    for entry in entries:
        if not entry.extra:
            return entry, (token.i,)
        near = scene.children(token.i, "compound", "amod", "prep", "nmod")
        near += [below for kid in near if kid.dep == "prep" for below in scene.children(kid.i, "pobj")]
        hits = [next((kid.i for kid in near if kid.lemma == word), None) for word in entry.extra]
        if all(hit is not None for hit in hits):
            return entry, (token.i, *(hit for hit in hits if hit is not None))
    return None


# ------------------------------------------------------------------ filling


def fill_verb(scene: Scene, draft: Draft, lexicon: Lexicon) -> None:
    v = draft.trigger
    draft.actors = scene.agents(v)
    if not draft.actors and not scene.is_passive(v) and scene.surface_subject(v) is None:
        draft.actors = scene.likely_subject(v)
        draft.notes.append(GUESS)
    if scene.is_passive(v) and not draft.actors and "sym" in draft.entry.flags:
        draft.actors = fill_between(scene, [v])
    if scene.is_passive(v) and not draft.actors and "own" in draft.entry.flags:
        # "Soviet forces were withdrawn": they belong to whoever withdrew them
        draft.actors = unique(mention for i in scene.objects(v) for mention in scene.fill(i))
    if not draft.actors and scene.is_passive(v):
        draft.actors = fill_from_object(scene, draft, lexicon)
    places = "place" in draft.entry.flags
    objects = scene.shared_objects(v)
    if scene.tokens[v].dep in ("amod", "compound"):
        objects = [scene.tokens[v].head]
    if not objects and draft.entry.head in lexicon.sets["befalls"] and not draft.entry.objects and has_lost_its_were(scene, v):
        subject = scene.surface_subject(v)
        draft.actors, draft.recipients = [], scene.fill(subject) if subject is not None else []
        return
    bases = [v, *objects, *(i for i in draft.words if i != v)]
    if scene.is_passive(v):
        bases = [v, *objects]
    for slot in draft.entry.recipient:
        found = fill_verb_slot(scene, draft, slot, objects, bases, places)
        if found:
            draft.recipients = found
            draft.notes.append(f"recipient from {slot}")
            break
    if not draft.recipients and "by" in draft.entry.recipient:
        draft.recipients = fill_from_participle(scene, objects)
    if "sym" in draft.entry.flags:
        both = fill_between(scene, bases)
        if len(codes_of(both)) > 1:
            if draft.entry.head in BETWEEN_OTHERS:
                draft.recipients = both
            else:
                draft.actors, draft.recipients = unique([*draft.actors, *both]), []
        if not draft.actors and not draft.recipients:
            draft.actors = scene.loose_between(v, HELD_BETWEEN | lexicon.nouns.keys())
    if "inverse" in draft.entry.flags and not scene.is_passive(v):
        draft.actors, draft.recipients = draft.recipients, draft.actors


def has_lost_its_were(scene: Scene, v: int) -> bool:
    """Whether a bare form is a passive cut short: "two Britons killed in the raid"."""
    if scene.tokens[v].tag not in ("VBN", "VBD") or scene.is_passive(v) or scene.children(v, "prt"):
        return False
    if any(kid.tag != "VBG" for kid in scene.children(v, "ccomp")):  # but "killed fighting for the rebels"
        return False
    return all(kid.lemma in SETTING for kid in scene.children(v, "prep"))


# Prepositions of place, time and ground: they take no other party.
SETTING = frozenset("in at near on for since during after".split())


def fill_from_object(scene: Scene, draft: Draft, lexicon: Lexicon) -> list[Mention]:
    """Who acts in a passive, from the noun that carries the act: "an offensive by Greek forces was launched"."""
    for noun in draft.words:
        if noun == draft.trigger or scene.tokens[noun].lemma not in lexicon.nouns or noun in scene.mention_at:
            continue
        for slot in ("by", "poss", "adj"):
            found = fill_noun_slot(scene, noun, [noun], slot, False)
            if found:
                draft.notes.append(f"actor from {slot} of {scene.tokens[noun].text}")
                return found
    return []


def fill_verb_slot(
    scene: Scene, draft: Draft, slot: str, objects: list[int], bases: list[int], places: bool
) -> list[Mention]:  # fmt: skip
    v = draft.trigger
    if slot == "obj":
        own = "own" in draft.entry.flags
        return [] if own else unique(mention for i in objects for mention in scene.fill(i, places=places))
    if slot == "dat":
        found = scene.datives(v)
        if not found and scene.is_passive(v):
            # "was promised aid": the subject of the passive is who gets it, where an object is left over
            subject = scene.surface_subject(v)
            if subject is not None and scene.children(v, "dobj"):
                found = scene.fill(subject)
        return found
    if slot == "comp":
        return []  # known only when the acts inside the complement are; see absorb_complements
    return scene.fill_preposition(bases, slot, places=places)


def fill_from_participle(scene: Scene, objects: Iterable[int]) -> list[Mention]:
    """Who is behind the thing that is accepted or refused: "rejected an appeal filed by", "a plan drawn up by"."""
    found: list[Mention] = []
    for i in objects:
        for kid in scene.children(i, "acl"):
            if kid.tag == "VBN":
                found.extend(scene.agents(kid.i))
    return unique(found)


def fill_between(scene: Scene, bases: Iterable[int]) -> list[Mention]:
    return scene.fill_preposition(bases, "between") or scene.fill_preposition(bases, "among")


def fill_noun(scene: Scene, draft: Draft, lexicon: Lexicon, verbs: dict[int, Draft]) -> None:
    n = draft.trigger
    entry = draft.entry
    places = "place" in entry.flags
    carrier, role = find_carrier(scene, n, lexicon, verbs)
    bases = [n]
    if carrier is not None:
        bases.append(carrier)
        draft.clause = draft.carrier = carrier
    for kid in scene.children(n, "acl"):
        if kid.lemma in lexicon.sets["light"] or (kid.lemma in OPENS and not scene.children(kid.i, "agent")):
            bases.append(kid.i)
            draft.actors = scene.agents(kid.i) if scene.is_passive(kid.i) else []
    if "between" in entry.actor:
        both = fill_between(scene, bases)
        if len(codes_of(both)) > 1 and entry.head not in BETWEEN_OTHERS:
            draft.actors = both
            draft.notes.append("parties from between")
    for kid in scene.children(n, "acl"):
        if kid.lemma == "involve" and "sym" in entry.flags and not draft.actors:
            draft.actors = unique(mention for i in scene.objects(kid.i) for mention in scene.fill(i))
            draft.notes.append("parties from involving")
    used: str | None = None
    if carrier is not None and scene.tokens[carrier].lemma == "come" and "from" in entry.actor and not draft.actors:
        draft.actors = scene.fill_preposition([carrier], "from")  # "criticism of Chad came from Sudan"
        used = "from" if draft.actors else None
    carried = scene.agents(carrier) if carrier is not None and role and "nolight" not in entry.flags else []
    own = [mention for slot in ("poss", "adj") if slot in entry.actor for mention in fill_noun_slot(scene, n, [n], slot, False)]
    if not draft.actors and "sym" in entry.flags:
        pair = fill_noun_slot(scene, n, [n], "adj", False)
        if len(codes_of(pair)) > 1:
            draft.actors = pair
            draft.notes.append("parties from the adjective")
    if not draft.actors and role == "actor" and carried and not (own and codes_of(own) - codes_of(carried)):
        draft.actors = carried
        draft.notes.append(f"actor from the subject of {scene.tokens[carrier or n].text}")
    if not draft.actors:
        for slot in entry.actor:
            found = fill_noun_slot(scene, n, [n] if slot != "between" else bases, slot, False)
            if found:
                draft.actors, used = found, slot
                draft.notes.append(f"actor from {slot}")
                break
    for slot in entry.recipient:
        if slot == used:
            continue
        found = fill_noun_slot(scene, n, bases, slot, places)
        found = [mention for mention in found if mention not in draft.actors]
        if found:
            draft.recipients = found
            draft.notes.append(f"recipient from {slot}")
            break
    if "sym" in entry.flags and carrier is not None and not draft.actors and not draft.recipients:
        draft.actors = scene.loose_between(carrier, HELD_BETWEEN | lexicon.nouns.keys())
    if not draft.recipients and role:
        # "suffered an attack by"; "responded to a Colombian appeal"
        draft.recipients = [mention for mention in carried if mention not in draft.actors]


def fill_noun_slot(scene: Scene, n: int, bases: list[int], slot: str, places: bool) -> list[Mention]:
    if slot == "poss":
        return unique(mention for kid in scene.children(n, "poss") for mention in scene.fill(kid.i))
    if slot == "adj":
        kids = scene.children(n, "amod", "compound", "nmod")
        return unique(mention for kid in kids for mention in scene.fill(kid.i))
    if slot == "subj":
        return fill_predicate(scene, n)
    return scene.fill_preposition(bases, slot, places=places)


def fill_predicate(scene: Scene, n: int) -> list[Mention]:
    """Who is said to be this noun: "Russia became a supplier", "Russia, a supplier of ...", "as a supplier"."""
    token = scene.tokens[n]
    governor = scene.tokens[token.head]
    if token.dep in ("attr", "oprd"):
        return scene.agents(governor.i)
    if token.dep == "appos":
        return scene.fill(token.head)
    if token.dep == "conj":
        return fill_predicate(scene, token.head)
    if token.dep == "dobj" and governor.lemma == "become":
        return scene.agents(governor.i)
    if token.dep == "pobj" and governor.lemma == "as" and scene.tokens[governor.head].pos == "VERB":
        return scene.agents(governor.head)
    return []


def starts_of(mentions: Iterable[Mention]) -> set[int]:
    """Offsets that tell the mentions apart."""
    return {mention.start for mention in mentions}


def codes_of(mentions: Iterable[Mention]) -> set[str]:
    return {entity.code for mention in mentions for entity in mention.entities if entity.code}


def find_carrier(scene: Scene, n: int, lexicon: Lexicon, verbs: dict[int, Draft]) -> tuple[int | None, str]:
    """The light verb that carries noun `n`, and whether its subject is the noun's actor or its recipient.

    "launched an attack" (actor), "an attack was launched by" (actor), "suffered an attack" (recipient), "talks opened"
    (none: role "").
    """
    token = scene.tokens[scene.measure(n)]
    while token.dep == "conj" and token.head != token.i:
        token = scene.tokens[token.head]
    governor = scene.tokens[token.head]
    if (
        token.dep in ("prep", "pobj")
        and governor.dep in ("prep", "prt")
        and governor.lemma in ("in", "into", "to", "on", "with", "under")
    ):
        verb = scene.tokens[governor.head]
        if verb.pos == "VERB" and verb.i not in verbs:
            if governor.lemma == "under" and verb.lemma in ("come", "be"):
                return verb.i, "recipient"
            if verb.lemma in lexicon.sets["light"] and verb.lemma not in ("have", "do", "make"):
                return verb.i, "actor"
        return None, ""
    if governor.pos not in ("VERB", "AUX"):
        return None, ""
    if token.dep in ("dobj", "nsubjpass"):
        if governor.lemma in lexicon.sets["inverse_light"]:
            return governor.i, "recipient"
        if governor.lemma not in lexicon.sets["not_light"] and governor.i not in verbs:
            return governor.i, "actor"
        if governor.lemma in lexicon.sets["light"] and not verbs[governor.i].entry.objects:
            return governor.i, "actor"
    if token.dep == "attr":
        subject = scene.surface_subject(governor.i)
        if subject is not None and scene.tokens[subject].lemma in lexicon.sets["answers"]:
            return governor.i, "actor"
    if token.dep == "nsubj" and governor.lemma in OPENS:
        return governor.i, ""
    return None, ""


HELD_BETWEEN = WORDS["held_between"]
OPENS = WORDS["opens"]

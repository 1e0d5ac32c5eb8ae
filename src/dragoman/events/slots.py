"""Draft -> its parties: who stands, by syntax, in the places that its entry of the lexicon names.

"Chile signed a border treaty with Peru", sign + treaty -> actors [Chile] from the subject, recipients [Peru] from "with"
"""

from __future__ import annotations

from collections.abc import Container, Iterable

from dragoman.events.draft import Draft, Unlisted, codes_of
from dragoman.events.foes import FIGHTS, find_hands, find_struck, tell_ally_from_foe
from dragoman.events.lexicon import Entry, Lexicon
from dragoman.events.phrases import MODIFIERS, unique
from dragoman.events.scene import Scene
from dragoman.events.words import WORDS
from dragoman.types import Mention

GUESS = "actor: the first of the clause, by guess"
# Acts of a third party: what stands after "between" are not those who act.
BETWEEN_OTHERS = WORDS["between_others"]
# Prepositions of place, time and ground: they take no other party.
SETTING = frozenset("in at near on for since during after".split())
# Prepositions after which an agreement's content stands.
ABOUT = frozenset({"for", "on", "of"})
HELD_BETWEEN = WORDS["held_between"]
OPENS = WORDS["opens"]
# "was active in the mediation"
TAKING_PART = WORDS["taking_part"]
SUFFERED = WORDS["suffered"]
TALKS = WORDS["talks"]
HOLDS = WORDS["holds"]
ASKED_FOR = WORDS["asked_for"]
ACCUSES = WORDS["accuses"]
# Bodies of many states.
BODIES = frozenset({"IGO", "UNO", "EUR", "NGO"})
# Acts towards whoever is behind their object: "Peru's request was refused", "its claims were upheld".
TOWARDS_OWNER = frozenset({"REJECT", "SUPPORT"})


def fill_verb(scene: Scene, draft: Draft, lexicon: Lexicon) -> None:
    v = draft.trigger
    draft.actors = scene.agents(v)
    if not draft.actors and not scene.is_passive(v):
        draft.actors = find_behind_date(scene, v)
    if not draft.actors and not scene.is_passive(v) and scene.surface_subject(v) is None:
        draft.actors = scene.likely_subject(v)
        draft.notes.append(GUESS)
    if scene.is_passive(v) and not draft.actors and "sym" in draft.entry.flags:
        draft.actors = fill_between(scene, [v])
    if scene.is_passive(v) and not draft.actors and "own" in draft.entry.flags:
        # "Soviet forces were withdrawn": they belong to whoever withdrew them
        draft.actors = unique(mention for i in scene.objects(v) for mention in scene.fill(i))
    if not draft.actors and scene.is_passive(v) and (draft.entry.type not in TOWARDS_OWNER or "sym" in draft.entry.flags):
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
        named = [i for i in draft.words if scene.tokens[i].pos == "NOUN"] if draft.entry.type in ("CONCEDE", "RETREAT") else []
        bases = [v, *objects, *(i for i in named if i not in objects)]  # "the pullout from Mali, announced by Chad"
    described = accuses_unknown(scene, draft, objects, lexicon)
    for slot in draft.entry.recipient:
        if described and slot in ("obj", "of", "comp", "for"):
            continue
        found = fill_verb_slot(scene, draft, slot, objects, bases, places)
        if found and not (slot == "of" and is_own_force(draft, found)):
            draft.recipients = found
            draft.notes.append(f"recipient from {slot}")
            break
    if not codes_of(draft.recipients) and draft.entry.type == "AID":
        # "sent men to help Chad against Libya"
        helped = [i for word in draft.words if word != v and scene.tokens[word].tag == "VB" for i in scene.objects(word)]
        draft.recipients = unique(mention for i in helped for mention in scene.fill(i)) or draft.recipients
    if described and not draft.recipients:
        draft.unlisted = Unlisted.STATELESS
        draft.notes.append("recipient: somebody who is only described")
    if not draft.recipients and "by" in draft.entry.recipient:
        draft.recipients = fill_from_participle(scene, objects)
    if not codes_of(draft.recipients) and draft.entry.type in ("ASSAULT", "COERCE"):
        held = fill_from_participle(scene, objects, HOLDS)  # "captured forty posts held by the rebels"
        draft.recipients = [mention for mention in held if mention not in draft.actors] or draft.recipients
    if "sym" in draft.entry.flags:
        both = fill_between(scene, bases)
        if len(codes_of(both)) > 1:
            if draft.entry.head in BETWEEN_OTHERS:
                draft.recipients = both
            else:
                draft.actors, draft.recipients = unique([*draft.actors, *both]), []
        if not draft.actors and not draft.recipients:
            draft.actors = scene.loose_between(v, HELD_BETWEEN | lexicon.nouns.keys())
    if draft.entry.type == "CONSULT" and not draft.recipients and not scene.is_passive(v):
        # "discussed the wells in phone calls with Chad and Niger"
        links = [kid for i in (v, *objects) for kid in scene.children(i, "prep")]
        talks = [thing.i for kid in links for thing in scene.children(kid.i, "pobj") if thing.lemma in TALKS]
        draft.recipients = scene.fill_preposition(talks, "with")
    if draft.entry.head in FIGHTS:
        tell_ally_from_foe(scene, draft)
    if "inverse" in draft.entry.flags and not scene.is_passive(v):
        draft.actors, draft.recipients = draft.recipients, draft.actors


def find_behind_date(scene: Scene, v: int) -> list[Mention]:
    """Who stands right before the verb behind a date that the parser took for part of it: "on 5 April Chile declared war"."""
    for kid in scene.children(v, "prep"):
        for thing in scene.children(kid.i, "pobj"):
            if thing.i == v - 1 and thing.i in scene.mention_at and any(t.tag == "CD" for t in scene.tokens[kid.i : thing.i]):
                return scene.fill(thing.i)
    return []


def accuses_unknown(scene: Scene, draft: Draft, objects: Iterable[int], lexicon: Lexicon) -> bool:
    """ "accused [the Gulf state] of arming Chad": whoever it is, it is not Chad."""
    if draft.entry.head not in ACCUSES or "obj" not in draft.entry.recipient:
        return False
    things = [i for i in objects if i not in draft.words and scene.tokens[i].pos in ("NOUN", "PROPN")]
    return bool(things) and not any(says_who(scene, i, lexicon) for i in things)


def says_who(scene: Scene, i: int, lexicon: Lexicon) -> bool:
    """Whether the noun or what belongs to it names an actor; not what is laid to his charge ("a power [of meddling in Chad]")."""
    if i in scene.mention_at or any(scene.fill(kid.i) for kid in scene.children(i, *MODIFIERS, "conj")):
        return True
    behind = [thing for kid in scene.children(i, "prep") for thing in scene.children(kid.i, "pobj")]
    return any(scene.fill(thing.i) for thing in behind if thing.tag != "VBG" and thing.lemma not in lexicon.nouns)


def is_own_force(draft: Draft, found: list[Mention]) -> bool:
    """ "ordered the withdrawal of [its troops] from Oman": who moves, and not whom they leave."""
    return draft.entry.mode == "withdraw" and bool(codes_of(found)) and codes_of(found) <= codes_of(draft.actors)


def has_lost_its_were(scene: Scene, v: int) -> bool:
    """Whether a bare form is a passive cut short: "two Britons killed in the raid"."""
    if scene.tokens[v].tag not in ("VBN", "VBD") or scene.is_passive(v) or scene.children(v, "prt"):
        return False
    if any(kid.tag != "VBG" for kid in scene.children(v, "ccomp")):  # but "killed fighting for the rebels"
        return False
    return all(kid.lemma in SETTING for kid in scene.children(v, "prep"))


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
    if slot == "by" and scene.children(v, "auxpass", "nsubjpass") and not scene.children(v, "dobj"):
        bases = [i for i in bases if i != v]  # there it is who acts
    return scene.fill_preposition(bases, slot, places=places) or (fill_owner(scene, draft, objects) if slot == "of" else [])


def fill_owner(scene: Scene, draft: Draft, objects: Iterable[int]) -> list[Mention]:
    """Whose the thing is, where "of" would say so and it is not the actor's own: "met Peru's demands", "came to its rescue"."""
    things = dict.fromkeys([*objects, *(i for i in draft.words if scene.tokens[i].pos == "NOUN")])
    owners = unique(mention for i in things for kid in scene.children(i, "poss") for mention in scene.fill(kid.i))
    return [] if codes_of(owners) & codes_of(draft.actors) else owners


def fill_from_participle(scene: Scene, objects: Iterable[int], verbs: Container[str] = ()) -> list[Mention]:
    """Who is behind the thing that is accepted or refused: "rejected an appeal filed by", "a plan drawn up by". `verbs`: of which
    it must be, if any."""
    found: list[Mention] = []
    for i in objects:
        for kid in scene.children(i, "acl"):
            if kid.tag == "VBN" and (not verbs or kid.lemma in verbs):
                found.extend(scene.agents(kid.i))
    return unique(found)


def fill_between(scene: Scene, bases: Iterable[int]) -> list[Mention]:
    return scene.fill_preposition(bases, "between") or scene.fill_preposition(bases, "among")


def fill_noun(scene: Scene, draft: Draft, lexicon: Lexicon, verbs: dict[int, Draft]) -> None:
    n = draft.trigger
    entry = draft.entry
    places = "place" in entry.flags
    carrier, role = find_carrier(scene, n, lexicon, verbs)
    own = [n, *find_fellow(scene, n)]
    bases = own[:]
    if carrier is not None:
        bases.append(carrier)
        draft.clause = draft.carrier = carrier
    for kid in scene.children(n, "acl"):
        if entry.type in ("RETREAT", "CONCEDE") and kid.lemma in ASKED_FOR:
            continue  # "a ceasefire ordered by the UN" is not the UN's
        if kid.lemma in BETWEEN_OTHERS or (is_truce(entry) and codes_of(scene.agents(kid.i)) & BODIES):
            continue  # nor one "brokered by Malaysia" Malaysia's, or one "negotiated by the OAS" its own
        if kid.lemma in lexicon.sets["light"] or (kid.lemma in OPENS and not scene.children(kid.i, "agent")):
            bases.append(kid.i)
            draft.actors = scene.agents(kid.i) if scene.is_passive(kid.i) else []
    fill_parties_together(scene, draft, bases)
    used: str | None = None
    if carrier is not None and scene.tokens[carrier].lemma == "come" and "from" in entry.actor and not draft.actors:
        draft.actors = scene.fill_preposition([carrier], "from")  # "criticism of Chad came from Sudan"
        used = "from" if draft.actors else None
    carried = scene.agents(carrier) if carrier is not None and role and "nolight" not in entry.flags else []
    near = [mention for slot in ("poss", "adj") if slot in entry.actor for mention in fill_noun_slot(scene, n, [n], slot, False)]
    if not draft.actors and "sym" in entry.flags:
        pair = fill_noun_slot(scene, n, [n], "adj", False)
        if len(codes_of(pair)) > 1:
            draft.actors = pair
            draft.notes.append("parties from the adjective")
    if not draft.actors and role == "actor" and carried and not (near and codes_of(near) - codes_of(carried)):
        draft.actors = carried
        draft.notes.append(f"actor from the subject of {scene.tokens[carrier or n].text}")
    if not draft.actors:
        for slot in entry.actor:
            found = fill_noun_slot(scene, n, own if slot != "between" else bases, slot, False)
            if found:
                draft.actors, used = found, slot
                draft.notes.append(f"actor from {slot}")
                break
    if entry.mode == "withdraw":  # "the withdrawal of Chadian troops from Mali", where the "from" hangs on the troops
        bases += [scene.head_at[mention.start] for mention in draft.actors if mention.start in scene.head_at]
    for slot in entry.recipient:
        if slot == used:
            continue
        found = fill_noun_slot(scene, n, bases, slot, places)
        found = [mention for mention in found if mention not in draft.actors]
        if found:
            draft.recipients = found
            draft.notes.append(f"recipient from {slot}")
            break
    draft.actors = [m for m in draft.actors if codes_of([m]) or scene.head_at.get(m.start) not in draft.words]  # "drone strike"
    if entry.head in SUFFERED:
        turn_suffered(scene, draft)
    if entry.type == "ASSAULT" and not draft.recipients and "sym" not in entry.flags:
        draft.recipients = find_struck(scene, n, draft.actors)
    if "sym" in entry.flags and carrier is not None and not draft.actors and not draft.recipients:
        draft.actors = scene.loose_between(carrier, HELD_BETWEEN | lexicon.nouns.keys())
    if not draft.recipients and role:
        # "suffered an attack by"; "responded to a Colombian appeal"
        draft.recipients = [mention for mention in carried if mention not in draft.actors]


def is_truce(entry: Entry) -> bool:
    """Whether the noun is for what two who fought agree on: "truce", "armistice"."""
    return entry.type in ("RETREAT", "CONCEDE") and "sym" in entry.flags


def fill_parties_together(scene: Scene, draft: Draft, bases: list[int]) -> None:
    """Those who act with each other, where the noun names them in one phrase: "talks between Peru and Chile"."""
    n, entry = draft.trigger, draft.entry
    if "between" in entry.actor:
        both = fill_between(scene, bases)
        if not both and entry.type in ("AGREE", "SUPPORT"):
            # "an agreement for cooperation between Peru and Chile"
            about = [kid.i for kid in scene.children(n, "prep") if kid.lemma in ABOUT]
            both = fill_between(scene, [thing.i for i in about for thing in scene.children(i, "pobj")])
        if len(codes_of(both)) > 1 and entry.head not in BETWEEN_OTHERS:
            draft.actors = both
            draft.notes.append("parties from between")
    for kid in scene.children(n, "acl"):
        if kid.lemma == "involve" and "sym" in entry.flags and not draft.actors:
            draft.actors = unique(mention for i in scene.objects(kid.i) for mention in scene.fill(i))
            draft.notes.append("parties from involving")


def find_fellow(scene: Scene, n: int) -> list[int]:
    """The noun before, on which the parser hangs what belongs to both: "air and ground raids by Chad"."""
    token = scene.tokens[n]
    if token.dep != "conj" or scene.tokens[token.head].pos != "NOUN" or scene.children(n, "prep"):
        return []
    return [token.head] if any(kid.i > n for kid in scene.children(token.head, "prep")) else []


def fill_by_beside(scene: Scene, n: int) -> list[Mention]:
    """The actors after a "by" that the parser has hung on the verb and not on the noun: "complained of raids by rebels"."""
    preposition = scene.tokens[scene.tokens[n].head]
    verb = scene.tokens[preposition.head]
    if scene.tokens[n].dep != "pobj" or verb.pos != "VERB" or scene.is_passive(verb.i):
        return []
    last = scene.sentence.subtree(preposition.i)[-1]
    by = [kid for kid in scene.children(verb.i, "prep", "agent") if kid.lemma == "by" and kid.i == last + 1]
    return unique(mention for kid in by for thing in scene.children(kid.i, "pobj") for mention in scene.fill(thing.i))


def turn_suffered(scene: Scene, draft: Draft) -> None:
    """ "Trotsky's murder by a Soviet agent", "his arrest in Cairo": what somebody has suffered, where no "of" says who did."""
    n = draft.trigger
    if any(kid.lemma == "of" for kid in scene.children(n, "prep")):
        return
    owners = fill_noun_slot(scene, n, [n], "poss", False)
    doers = scene.fill_preposition([n], "by") or find_hands(scene, n)
    if owners and (doers or all(is_somebody(mention) for mention in owners)):
        draft.actors, draft.recipients = doers, owners
        draft.notes.append("recipient: whose it was")


def is_somebody(mention: Mention) -> bool:
    """A person, or people by a pronoun: a state's "its arrest" may be what it did."""
    return mention.kind == "person" or mention.text.lower() in ("his", "her", "their", "whose")


def fill_noun_slot(scene: Scene, n: int, bases: list[int], slot: str, places: bool) -> list[Mention]:
    if slot == "poss":
        return unique(mention for kid in scene.children(n, "poss") for mention in scene.fill(kid.i))
    if slot == "adj":
        kids = scene.children(n, "amod", "compound", "nmod")
        found = unique(mention for kid in kids for mention in scene.fill(kid.i))
        return [mention for mention in found if codes_of([mention])] or found  # the state, not the drone, of "US drone strike"
    if slot == "subj":
        return fill_predicate(scene, n)
    found = scene.fill_preposition(bases, slot, places=places)
    return found or (find_far_by(scene, n) or fill_by_beside(scene, n) if slot == "by" else [])


def find_far_by(scene: Scene, n: int) -> list[Mention]:
    """Who stands after a "by" that the parser has hung on another name or on the copula: "censure of Chad by Mali", "there was
    censure of Chad--by Mali"."""
    near = [
        thing.i for kid in scene.children(n, "prep") for thing in scene.children(kid.i, "pobj") if thing.i in scene.mention_at
    ]
    token = scene.tokens[n]
    if token.dep == "attr":
        near.append(token.head)
    return scene.fill_preposition([i for i in near if any(kid.i > n for kid in scene.children(i, "prep"))], "by")


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
        if verb.lemma in TAKING_PART and verb.dep == "acomp":
            return verb.head, "actor"
        if verb.lemma == "be" and any(kid.lemma in TAKING_PART for kid in scene.children(verb.i, "acomp")):
            return verb.i, "actor"
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
    if token.dep in ("nsubj", "csubj") and governor.lemma in OPENS:
        return governor.i, ""
    return None, ""

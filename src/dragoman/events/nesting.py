"""Acts inside acts: what a demand, a promise or a threat takes in, and what an announcement or an end makes of an act.

"Peru demanded that Ecuador withdraw" -> REQUEST (yield), and no RETREAT
"Peru announced that it would withdraw" -> CONCEDE
"Peru is willing to withdraw" -> AGREE
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from dragoman.errors import DataError
from dragoman.events.draft import Draft, Unlisted, codes_of, starts_of
from dragoman.events.ontology import load_ontology
from dragoman.events.phrases import unique
from dragoman.events.scene import Scene
from dragoman.events.understood import is_said_of_unknown
from dragoman.events.words import WORDS
from dragoman.types import EventType, Mention

# Links that lead from a verb into what it is about: the complement whose act it takes in.
COMPLEMENT = frozenset({"xcomp", "ccomp", "dobj", "pobj", "pcomp", "prep", "conj", "dative", "acl", "prt", "nsubjpass", "attr"})

# The rule of an accusation that lies in a name: it is of whoever did what is so called, or of nobody that is known.
NAMED = "syntax:named"


def absorb_complements(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Lets an act take in the act inside its complement; returns those that stand by themselves."""
    by_trigger = {draft.trigger: draft for draft in drafts}
    gone: set[int] = set()
    for draft in drafts:
        takes_in = "absorb" in draft.entry.flags
        if not (takes_in or "look" in draft.entry.flags) or draft.trigger in gone:
            continue
        inner = [by_trigger[i] for i in complement_triggers(scene, draft, by_trigger)]
        if not inner:
            if not draft.recipients and "comp" in draft.entry.recipient:
                draft.recipients = complement_subjects(scene, draft)
            continue
        if not is_means_of_agreement(scene, draft, inner[0].trigger) and not is_renounced(scene, draft, inner[0].trigger):
            draft.absorbed = inner[0]
        if has_unknown_hearer(scene, draft, inner[0]) or (draft.entry.type == "ACCUSE" and is_said_of_unknown(scene, draft)):
            draft.unlisted = Unlisted.STATELESS
            draft.notes.append("recipient: somebody of no known state")
        elif (
            draft.entry.rule != NAMED
            and draft.unlisted is None
            and (not draft.recipients or starts_of(draft.recipients) <= starts_of(draft.actors))
        ):
            draft.recipients = parties_of_complement(draft, inner) or whom_it_bids(scene, draft)
            draft.notes.append("recipient from the complement")
        if not takes_in:
            turn_to_doers(draft, inner)
            if draft.entry.head == "deny" and any(scene.tokens[word].lemma in WORDS["shares"] for word in draft.words):
                for each in inner:  # "who denied any part in the attack": it is his part that is denied
                    each.actors = each.actors if codes_of(each.actors) else draft.actors
        if takes_in:
            gone.update(each.trigger for each in inner)
    gone |= promised_in_agreements(scene, drafts, by_trigger)
    return [draft for draft in drafts if draft.trigger not in gone]


def lacks_other(draft: Draft) -> bool:
    """Whether it has no recipient but its actor."""
    return starts_of(draft.recipients) <= starts_of(draft.actors)


def has_unknown_hearer(scene: Scene, draft: Draft, inner: Draft) -> bool:
    """Whether who is to do it, and hears so, is no actor of the text: "pressed other countries not to ..."."""
    if draft.recipients or draft.entry.type != "REQUEST" or not draft.entry.rule.startswith("verbs"):
        return False
    heard = [i for i in scene.objects(draft.trigger) if i not in draft.words and i != inner.trigger]
    return any(scene.surface_subject(inner.trigger) == i and scene.tokens[i].lemma in NATIONS for i in heard)


NATIONS = WORDS["nations"]


def promised_in_agreements(scene: Scene, drafts: Sequence[Draft], by_trigger: dict[int, Draft]) -> set[int]:
    """Triggers of what an agreement is to bring: "signed an agreement [to enhance cooperation]" is the signing alone."""
    found: set[int] = set()
    for draft in drafts:
        if draft.entry.type not in ("SUPPORT", "AGREE"):
            continue
        for word in draft.words:
            for kid in scene.children(word, "acl"):
                if scene.tokens[word].pos in ("NOUN", "PROPN") and kid.tag == "VB":
                    found.update(i for i in scene.sentence.subtree(kid.i) if i in by_trigger)
    return found


def is_means_of_agreement(scene: Scene, draft: Draft, inner: int) -> bool:
    """Whether the inner act is what an agreed thing is for: "agreed to a ceasefire to end the fighting"."""
    nouns = [i for i in draft.words if i != draft.trigger and scene.tokens[i].pos in ("NOUN", "PROPN")]
    return draft.entry.type == "AGREE" and any(inner in scene.sentence.subtree(i) for i in nouns)


def is_renounced(scene: Scene, draft: Draft, inner: int) -> bool:
    """Whether a promise is to leave the act undone: "promised not to use force" threatens nobody."""
    return draft.entry.type == "AGREE" and bool(scene.children(inner, "neg"))


def complement_triggers(scene: Scene, draft: Draft, by_trigger: dict[int, Draft]) -> list[int]:
    """Triggers below `draft` that are reached through complements only, the nearest of each branch."""
    found: list[int] = []

    def descend(i: int, depth: int) -> None:
        for kid in scene.children(i):
            if kid.dep not in COMPLEMENT or depth > 5:
                continue
            if kid.dep == "conj" and i == draft.trigger:
                continue  # a second act beside it, not inside it
            if kid.dep == "acl" and kid.tag not in ("VB",):
                continue
            if (
                kid.dep == "prep"
                and i == draft.trigger
                and kid.lemma in ("during", "after", "before", "in", "at", "since", "until")
            ):
                continue
            if kid.i in by_trigger and kid.i not in draft.words:
                found.append(kid.i)
                found.extend(k for k in scene.conjuncts(kid.i) if k != kid.i and k in by_trigger)
            elif kid.i not in scene.mention_at or kid.pos in ("VERB", "AUX"):
                descend(kid.i, depth + 1)

    descend(draft.trigger, 0)
    for i in draft.words:
        if i != draft.trigger:
            descend(i, 0)
    return list(dict.fromkeys(found))


def whom_it_bids(scene: Scene, draft: Draft) -> list[Mention]:
    """Who is to do what is demanded, where the act in the demand is nobody's: "demanded that Chad stop the flights"."""
    return complement_subjects(scene, draft) if draft.entry.type == "REQUEST" and "comp" in draft.entry.recipient else []


def complement_subjects(scene: Scene, draft: Draft) -> list[Mention]:
    """Who is to act in a complement that holds no act of the lexicon: "demanded that Iran explain"."""
    for kid in scene.children(draft.trigger, "ccomp", "xcomp", "pcomp"):
        found = [mention for mention in scene.agents(kid.i) if mention not in draft.actors]
        if found:
            return found
    return []


def parties_of_complement(draft: Draft, inner: list[Draft]) -> list[Mention]:
    """The other side of a demand, promise or threat, from the act that is demanded, promised or threatened."""
    mine = starts_of(draft.actors)
    doers = unique(mention for each in inner for mention in each.actors if mention.start not in mine)
    targets = unique(mention for each in inner for mention in each.recipients if mention.start not in mine)
    if draft.entry.type == "ACCUSE" and draft.entry.head in ALLEGES:
        return doers  # whoever alleges that an attack on Mali was staged does not accuse Mali
    if draft.entry.type in ("REQUEST", "ACCUSE", "REJECT"):
        return doers or targets
    return targets or doers


def turn_to_doers(draft: Draft, inner: Sequence[Draft]) -> None:
    """Turns what is said against a deed to whoever did it, not to whom it befell: "protested the seizure by Spain"."""
    if draft.entry.type != "ACCUSE" or any(load_ontology()[each.entry.type].quad < 3 for each in inner):
        return
    mine = codes_of(draft.actors)
    doers = unique(mention for each in inner for mention in each.actors if codes_of([mention]) - mine)
    suffered = codes_of(mention for each in inner for mention in each.recipients) - codes_of(doers)
    if doers and codes_of(draft.recipients) <= suffered | mine:
        draft.not_to = suffered - mine
        draft.recipients = doers
        draft.notes.append("recipient: whose deed it was")


ALLEGES = WORDS["alleges"]
# Section of embedding.toml for what an actor says that he will do himself.
ANNOUNCE = "ANNOUNCE"
ANNOUNCE_NOT = "ANNOUNCE_NOT"
DECIDE = "DECIDE"
OFFER = "OFFER"
# Section for an act that its carrier puts an end to ("cut its aid").
END = "END"
ANNOUNCES = WORDS["announces"]
DECIDES = WORDS["decides"]
WILLING = WORDS["willing"]
UNWILLING = WORDS["unwilling"]
INTENT = WORDS["intent"]
# Nouns of saying that are no act of their own: "an announcement that it would withdraw".
ANNOUNCEMENT = WORDS["announcements"]


@cache
def load_embedding() -> dict[str, dict[str, tuple[EventType, str | None]]]:
    """Outer type -> inner type -> (type, mode) of the whole; DataError where a name is no category."""
    table = tomllib.loads(files("dragoman.data").joinpath("lexicon/embedding.toml").read_text(encoding="utf-8"))
    ontology = load_ontology()
    found: dict[str, dict[str, tuple[EventType, str | None]]] = {}
    for outer, row in table.items():
        for inner, value in row.items():
            kind, _, mode = value.partition("/")
            if not {inner, kind} | ({outer} - {ANNOUNCE, ANNOUNCE_NOT, DECIDE, OFFER, END}) <= set(ontology) or (
                mode and mode not in ontology[kind].modes
            ):
                raise DataError(f"lexicon/embedding.toml: [{outer}] {inner} = {value!r} names what the ontology does not have")
            found.setdefault(outer, {})[inner] = (kind, mode or None)
    return found


def announce_acts(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Turns what an actor says that he will do, or not do, into the saying: "announced that it would send troops" threatens."""
    for draft in drafts:
        token = scene.tokens[draft.trigger if draft.entry.rule.startswith("verbs") else draft.clause]
        if token.pos != "VERB" or not codes_of(draft.actors):
            continue
        first = first_conjunct(scene, token.i)
        auxiliaries = {kid.lemma for verb in (token.i, first) for kid in scene.children(verb, "aux")}
        if not auxiliaries & {"will", "would", "shall", "to", "'ll"}:
            continue
        found = find_announcer(scene, first, infinitive="to" in auxiliaries, negated=bool(scene.children(token.i, "neg")))
        if found is None or draft.entry.type not in load_embedding()[found[1]]:
            continue
        sayer, section = found
        if scene.tokens[sayer].pos == "NOUN":
            if codes_of(find_holder(scene, sayer)) & codes_of(draft.actors):
                draft.announced, draft.words, draft.trigger = section, (sayer, *draft.words), sayer
                draft.clause = next((above.i for above in scene.climb(sayer) if above.pos in ("VERB", "AUX")), sayer)
                draft.notes.append("said of himself and of what is to come")
        elif codes_of(scene.agents(sayer)) & codes_of(draft.actors):
            draft.announced = section
            draft.words = (sayer, *draft.words)
            draft.clause = sayer
            draft.trigger = scene.tokens[first].head if section == OFFER or scene.tokens[sayer].lemma == "be" else sayer
            draft.notes.append("said of himself and of what is to come")


def find_holder(scene: Scene, noun: int) -> list[Mention]:
    """Whose announcement or decision it is: its possessor, who made it, or who responds with it."""
    token = scene.tokens[noun]
    of = scene.tokens[token.head]
    if token.dep == "pobj" and scene.tokens[of.head].pos == "VERB" and of.lemma in ("with", "by"):
        if of.dep == "agent":
            return unique(mention for kid in scene.children(noun, "poss", "amod", "compound") for mention in scene.fill(kid.i))
        return scene.agents(of.head)
    owner = scene.owner(noun)
    found = [] if owner is None or owner == noun else scene.fill(owner)
    return found or unique(mention for kid in scene.children(noun, "amod", "compound") for mention in scene.fill(kid.i))


def first_conjunct(scene: Scene, verb: int) -> int:
    """The verb with which `verb` is coordinated, which carries the auxiliaries of both: "would arm and [attack]"."""
    token = scene.tokens[verb]
    while token.dep == "conj" and scene.tokens[token.head].pos == "VERB" and token.tag in ("VB", "VBN"):
        token = scene.tokens[token.head]
    return token.i


def find_announcer(scene: Scene, verb: int, *, infinitive: bool, negated: bool) -> tuple[int, str] | None:
    """The verb of saying or deciding above `verb` with the section of embedding.toml that it takes: "announced that it would",
    "declared its readiness to", "decided to"; None where there is none."""
    token = scene.tokens[verb]
    governor = scene.tokens[token.head]
    if infinitive and token.dep == "xcomp" and governor.lemma in WILLING | UNWILLING and governor.dep in ("acomp", "conj"):
        return find_copula(scene, governor.i, negated)
    if scene.children(governor.i, "neg"):
        return None
    if token.dep == "ccomp" and governor.lemma in ANNOUNCES:
        return governor.i, ANNOUNCE_NOT if negated else ANNOUNCE
    if infinitive and token.dep == "xcomp" and governor.lemma in DECIDES and not negated:
        return governor.i, DECIDE
    if token.dep in ("acl", "ccomp") and governor.pos == "NOUN" and governor.lemma in ANNOUNCEMENT and not infinitive:
        return governor.i, ANNOUNCE_NOT if negated else ANNOUNCE
    if infinitive and token.dep == "acl" and governor.lemma == "decision" and not negated:
        return governor.i, DECIDE
    if infinitive and token.dep == "acl" and governor.lemma in INTENT and governor.dep in ("dobj", "conj") and not negated:
        above = scene.tokens[governor.head]
        if above.pos == "NOUN":
            above = scene.tokens[above.head]
        if above.lemma in ANNOUNCES | WORDS["voices"]:
            return above.i, ANNOUNCE
    return None


def find_copula(scene: Scene, adjective: int, negated: bool) -> tuple[int, str] | None:
    """The verb "be" of "is willing to", with the section that it takes; None for "is ready not to"."""
    be = next((token for token in scene.climb(adjective) if token.pos in ("AUX", "VERB")), None)
    if be is None or negated:
        return None
    refuses = scene.tokens[adjective].lemma in UNWILLING or bool(scene.children(be.i, "neg") or scene.children(adjective, "neg"))
    return be.i, ANNOUNCE_NOT if refuses else OFFER


def draft_type(draft: Draft) -> tuple[EventType, str | None]:
    """Category and mode of an act, with what it takes in, what announces it and what ends it."""
    if draft.ended and draft.entry.type in load_embedding()[END]:
        kind, mode = load_embedding()[END][draft.entry.type]
        return load_embedding()[ANNOUNCE_NOT].get(kind, (kind, mode)) if draft.announced == ANNOUNCE_NOT else (kind, mode)
    if draft.announced is not None:
        return load_embedding()[draft.announced][draft.entry.type]
    if draft.absorbed is not None:
        inner = draft_type(draft.absorbed)[0]
        changed = load_embedding().get(draft.entry.type, {}).get(inner)
        if changed:
            return changed
    vague = (
        draft.entry.type == "REJECT"
        and draft.entry.mode == "yield"
        and draft.absorbed is None
        and draft.entry.rule.startswith("verbs")
    )
    return draft.entry.type, None if vague else draft.entry.mode

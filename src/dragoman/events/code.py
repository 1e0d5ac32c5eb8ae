"""Sentence + Mentions -> Candidates: the acts that the lexicon finds, put in order by the precedence of the codebook.

"Peru demanded that Ecuador withdraw" -> one REQUEST (mode yield) PER > ECU, and no RETREAT
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from dragoman.errors import DataError
from dragoman.events.contexts import find_contexts
from dragoman.events.lexicon import load_lexicon
from dragoman.events.match import BETWEEN_OTHERS, Draft, codes_of, find_drafts
from dragoman.events.ontology import load_ontology
from dragoman.events.scene import Scene, unique
from dragoman.types import Candidate, EventType, Mention, Sentence, Span, Why

# Links that lead from a verb into what it is about: the complement whose act it takes in.
COMPLEMENT = frozenset({"xcomp", "ccomp", "dobj", "pobj", "pcomp", "prep", "conj", "dative", "acl", "prt", "nsubjpass", "attr"})


def code_events(
    sentence: Sentence, mentions: Sequence[Mention], before: Sequence[Mention] = (), *, cautious: bool = False
) -> list[Candidate]:
    """The acts that the sentence tells, in order of their words; empty where nothing acts or nothing is done.

    `mentions` are those of this sentence, resolved; `before` those of the sentences that led up to it, for an act whose
    other party was named there. Parties are mentions with at least one entity. `cautious`: in news, which passes from one
    pair of states to another, fewer parties are understood.
    """
    if not sentence.parsed or not mentions:
        return []
    lexicon = load_lexicon()
    scene = Scene(sentence, mentions)
    drafts = find_drafts(scene, lexicon)
    drafts = absorb_complements(scene, drafts)
    share_recipients(scene, drafts)
    for draft in drafts:
        settle_parties(draft)
        add_understood_actor(scene, draft)
        add_missing_recipient(scene, draft, drafts)
        add_understood_recipient(scene, draft, before, cautious)
    kept = [draft for draft in drafts if is_event(draft)]
    announce_acts(scene, kept)
    for draft in kept:
        draft.ended = draft.carrier is not None and scene.tokens[draft.carrier].lemma in lexicon.sets["ending"]
    kept = drop_repeats(scene, kept)
    return [make_candidate(scene, draft) for draft in kept]


# ------------------------------------------------------------------ acts inside acts


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
        draft.absorbed = inner[0]
        if not draft.recipients or set(map(_start, draft.recipients)) <= set(map(_start, draft.actors)):
            draft.recipients = parties_of_complement(draft, inner)
            draft.notes.append("recipient from the complement")
        if takes_in:
            gone.update(each.trigger for each in inner)
    return [draft for draft in drafts if draft.trigger not in gone]


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


def complement_subjects(scene: Scene, draft: Draft) -> list[Mention]:
    """Who is to act in a complement that holds no act of the lexicon: "demanded that Iran explain"."""
    for kid in scene.children(draft.trigger, "ccomp", "xcomp", "pcomp"):
        found = [mention for mention in scene.agents(kid.i) if mention not in draft.actors]
        if found:
            return found
    return []


def parties_of_complement(draft: Draft, inner: list[Draft]) -> list[Mention]:
    """The other side of a demand, promise or threat, from the act that is demanded, promised or threatened."""
    mine = set(map(_start, draft.actors))
    doers = unique(mention for each in inner for mention in each.actors if mention.start not in mine)
    targets = unique(mention for each in inner for mention in each.recipients if mention.start not in mine)
    if draft.entry.type in ("REQUEST", "ACCUSE", "REJECT"):
        return doers or targets
    return targets or doers


# Section of embedding.toml for what an actor says that he will do himself.
ANNOUNCE = "ANNOUNCE"
# Section for an act that its carrier puts an end to ("cut its aid").
END = "END"
ANNOUNCES = frozenset(
    "announce declare state say vow pledge affirm reaffirm reiterate proclaim stress indicate reply inform notify".split()
)
INTENT = frozenset("intention intent readiness willingness determination resolve preparedness plan".split())


@cache
def load_embedding() -> dict[str, dict[str, tuple[EventType, str | None]]]:
    """Outer type -> inner type -> (type, mode) of the whole; DataError where a name is no category."""
    table = tomllib.loads(files("dragoman.data").joinpath("lexicon/embedding.toml").read_text(encoding="utf-8"))
    ontology = load_ontology()
    found: dict[str, dict[str, tuple[EventType, str | None]]] = {}
    for outer, row in table.items():
        for inner, value in row.items():
            kind, _, mode = value.partition("/")
            if not {inner, kind} | ({outer} - {ANNOUNCE, END}) <= set(ontology) or (mode and mode not in ontology[kind].modes):
                raise DataError(f"lexicon/embedding.toml: [{outer}] {inner} = {value!r} names what the ontology does not have")
            found.setdefault(outer, {})[inner] = (kind, mode or None)
    return found


# ------------------------------------------------------------------ parties

# Verbs whose object hears of the act in their complement, and is the other side of it: "informed France that it would withdraw".
TELLS = frozenset("inform notify tell advise remind assure".split())


def share_recipients(scene: Scene, drafts: list[Draft]) -> None:
    """Takes a missing recipient from the clause above: "sent a note to Peru, urging ...", "told France that ..."."""
    by_trigger = {draft.trigger: draft for draft in drafts}
    for draft in drafts:
        if draft.recipients or not draft.actors or "own" in draft.entry.flags:
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
        if draft.recipients:
            draft.notes.append("recipient from the clause above")


def settle_parties(draft: Draft) -> None:
    """Nobody is his own recipient; of a reciprocal act without direction both sides are on both lists."""
    mine = set(map(_start, draft.actors))
    draft.recipients = [mention for mention in draft.recipients if mention.start not in mine]
    actors, recipients = codes_of(draft.actors), codes_of(draft.recipients)
    if recipients and recipients <= actors and draft.entry.type != "COERCE" and not _differ_in_sector(draft):
        draft.recipients = []
    if "sym" in draft.entry.flags and not draft.recipients and len(actors) > 1 and not load_ontology()[draft.entry.type].joint:
        draft.recipients = list(draft.actors)


def _differ_in_sector(draft: Draft) -> bool:
    mine = {(entity.code, entity.sector) for mention in draft.actors for entity in mention.entities}
    theirs = {(entity.code, entity.sector) for mention in draft.recipients for entity in mention.entities}
    return not theirs <= mine


# Acts that are done to somebody even where the sentence does not make that party an object: the other state of the clause.
REACHES_OUT = frozenset(
    "ASSAULT THREATEN SANCTION COERCE MOBILIZE AID COOPERATE ACCUSE REJECT REQUEST RETREAT AGREE CONSULT".split()
)
SPREAD = frozenset(
    {"prep", "pobj", "dobj", "amod", "poss", "compound", "nmod", "conj", "dative", "agent", "acl", "xcomp", "pcomp"}
)


def add_missing_recipient(scene: Scene, draft: Draft, drafts: Sequence[Draft]) -> None:
    """Where the slots gave no recipient: the one other state named below the trigger, if there is just one."""
    if codes_of(draft.recipients) or not draft.actors or draft.entry.type not in REACHES_OUT or draft.entry.mode == "resign":
        return
    if load_ontology()[draft.entry.type].joint and len(codes_of(draft.actors)) > 1:
        return
    mine = codes_of(draft.actors)
    triggers = {other.trigger for other in drafts if other is not draft}
    near: list[Mention] = []

    def descend(i: int) -> None:
        for kid in scene.children(i):
            if kid.dep not in SPREAD or kid.i in triggers:
                continue
            mention = scene.mention_at.get(kid.i)
            if mention is not None and (
                mention.kind != "place" or draft.entry.type in ("ASSAULT", "MOBILIZE", "COERCE", "RETREAT")
            ):
                near.append(mention)
            else:
                descend(kid.i)

    descend(draft.trigger)
    if draft.clause != draft.trigger and draft.clause not in triggers:
        descend(draft.clause)
    others = [mention for mention in unique(near) if not codes_of([mention]) <= mine]
    if len({frozenset(codes_of([mention])) for mention in others}) == 1:
        draft.recipients = others[:1]
        draft.notes.append("recipient: the one other party of the clause")


def add_understood_actor(scene: Scene, draft: Draft) -> None:
    """Where the act has no subject of its own: whoever acts in the nearest clause above that has one.

    "... responded by declaring an emergency, and a decision to prohibit exports": the one who responded.
    """
    token = scene.tokens[draft.trigger]
    if not codes_of(draft.actors) and "sym" in draft.entry.flags and len(codes_of(draft.recipients)) == 1:
        # "an agreement was signed with France": the one other party that the sentence names
        others = [
            m for m in scene.mentions if m.kind != "place" and codes_of([m]) and not codes_of([m]) & codes_of(draft.recipients)
        ]
        if len(codes_of(others)) == 1:
            draft.actors = others[:1]
            draft.notes.append("actor: the one other party of the sentence, understood")
            return
    if codes_of(draft.actors) or token.tag in ("VBD", "VBP", "VBZ") or (token.tag == "VBN" and scene.is_passive(token.i)):
        return
    if token.pos != "VERB" and "light" in draft.entry.flags:
        return
    for governor in scene.climb(token.i):
        if token.dep in OWN_CLAUSE or token.lemma in ASIDE or (token.dep == "advcl" and scene.children(token.i, "mark", "nsubj")):
            return
        token = governor
        if governor.pos != "VERB":
            continue
        found = [mention for mention in scene.agents(governor.i) if codes_of([mention]) - codes_of(draft.recipients)]
        if found:
            draft.actors = found
            draft.notes.append(f"actor: who {governor.text}, understood")
            return


# Where a phrase stands apart from the clause above it: as its subject, in a relative clause, as the time or setting of the act.
OWN_CLAUSE = frozenset("nsubj nsubjpass csubj relcl parataxis appos ccomp".split())
ASIDE = frozenset(
    "during amid amidst after before since despite until following in at because as under within without about over".split()
)


# Acts that as often as not have another party than the one last named, or none; measured on the project's own cases.
NOT_UNDERSTOOD = frozenset({"AID", "COOPERATE", "COERCE", "CONSULT", "SUPPORT"})


def may_be_understood(scene: Scene, mention: Mention) -> bool:
    """Whether a party named elsewhere can be the one that a clause leaves out: no owner, adjective or plural pronoun."""
    if mention.kind == "pronoun" and len(codes_of([mention])) > 1:
        return False
    head = scene.head_at.get(mention.start)
    return head is None or scene.tokens[head].dep not in NOT_UNDERSTOOD_AS


NOT_UNDERSTOOD_AS = frozenset({"poss", "amod", "compound", "nmod"})


def add_understood_recipient(scene: Scene, draft: Draft, before: Sequence[Mention], cautious: bool) -> None:
    """The other party where the clause leaves it out ("Chile refused"): the one in the sentence, or named before it."""
    if codes_of(draft.recipients) or not draft.actors or draft.entry.type not in REACHES_OUT or draft.entry.mode == "resign":
        return
    if load_ontology()[draft.entry.type].joint and len(codes_of(draft.actors)) > 1:
        return
    mine = codes_of(draft.actors)
    others = [mention for mention in scene.mentions if mention.kind != "place" and codes_of([mention]) - mine]
    here = [mention for mention in others if not cautious or may_be_understood(scene, mention)]
    if len({frozenset(codes_of([mention])) for mention in here}) == 1:
        draft.recipients = here[:1]
        draft.notes.append("recipient: the one other party of the sentence, understood")
        return
    if others or cautious:
        return
    if draft.entry.type in NOT_UNDERSTOOD and draft.entry.head not in BETWEEN_OTHERS:
        return
    found: list[Mention] = []
    wanted = 2 if draft.entry.head in BETWEEN_OTHERS else 1
    for mention in reversed(before):
        codes = codes_of([mention])
        if mention.kind != "place" and codes and not codes & (mine | codes_of(found)):
            found.append(mention)
            if len(codes_of(found)) >= wanted:
                break
    if found:
        draft.recipients = found[::-1]
        draft.notes.append("recipient: the party last named before, understood")


# ------------------------------------------------------------------ what counts


def is_event(draft: Draft) -> bool:
    """Whether enough is known: an actor with a code, or, for what is done to people, somebody it was done to."""
    if draft.entry.type == "CONSULT" and sectors_of(draft.actors) and sectors_of(draft.actors) <= PRIVATE:
        return False  # people who travel are no diplomats
    if codes_of(draft.actors):
        if "light" in draft.entry.flags and draft.entry.rule.startswith("nouns"):
            carried = any(note.startswith(("actor from the subject", "parties from")) for note in draft.notes)
            return carried or bool(codes_of(draft.recipients))
        return True
    suffered = "patient" in draft.entry.flags or (draft.entry.type == "ASSAULT" and draft.entry.rule.startswith("nouns"))
    return suffered and "light" not in draft.entry.flags and bool(codes_of(draft.recipients))


PRIVATE = frozenset({"CVL", "REF", "JRN", "BUS", "EDU", "LAB", "MED", "AGR", "CRM", "REL"})


def sectors_of(mentions: Sequence[Mention]) -> set[str]:
    return {entity.sector for mention in mentions for entity in mention.entities if entity.sector}


def drop_repeats(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Of two acts of one type between the same parties in one clause ("launched an attack and struck") keeps the first."""
    kept: list[Draft] = []
    for draft in drafts:
        same = [
            other for other in kept
            if draft_type(other)[0] == draft_type(draft)[0] and other.clause == draft.clause
            and codes_of(other.actors) == codes_of(draft.actors) and codes_of(other.recipients) == codes_of(draft.recipients)
        ]  # fmt: skip
        if not same:
            kept.append(draft)
    return kept


def announce_acts(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Turns what an actor says that he will do into the saying: "announced that it would send troops" threatens."""
    for draft in drafts:
        token = scene.tokens[draft.trigger if draft.entry.rule.startswith("verbs") else draft.clause]
        if token.pos != "VERB" or not codes_of(draft.actors) or draft.entry.type not in load_embedding()[ANNOUNCE]:
            continue
        auxiliaries = {kid.lemma for kid in scene.children(token.i, "aux")}
        if scene.children(token.i, "neg") or not auxiliaries & {"will", "would", "shall", "to", "'ll"}:
            continue
        sayer = find_announcer(scene, token.i, bool(auxiliaries & {"to"}))
        if sayer is None:
            continue
        said = scene.agents(sayer)
        if codes_of(said) & codes_of(draft.actors):
            draft.announced = sayer
            draft.words = (sayer, *draft.words)
            draft.trigger = draft.clause = sayer
            draft.notes.append("said of himself and of what is to come")


def find_announcer(scene: Scene, verb: int, infinitive: bool) -> int | None:
    """The verb of saying above `verb`: "announced that it would", "declared its readiness to"; None where there is none."""
    token = scene.tokens[verb]
    while token.dep == "conj" and scene.tokens[token.head].pos == "VERB":
        token = scene.tokens[token.head]
    governor = scene.tokens[token.head]
    if token.dep == "ccomp" and governor.lemma in ANNOUNCES and not scene.children(governor.i, "neg"):
        return governor.i
    if infinitive and token.dep == "acl" and governor.lemma in INTENT and governor.dep in ("dobj", "conj"):
        above = scene.tokens[governor.head]
        if above.pos == "NOUN":
            above = scene.tokens[above.head]
        if above.lemma in (*ANNOUNCES, "express", "signal"):
            return above.i
    return None


def draft_type(draft: Draft) -> tuple[EventType, str | None]:
    """Category and mode of an act, with what it takes in, what announces it and what ends it."""
    if draft.ended and draft.entry.type in load_embedding()[END]:
        return load_embedding()[END][draft.entry.type]
    if draft.announced is not None:
        return load_embedding()[ANNOUNCE][draft.entry.type]
    if draft.absorbed is not None:
        inner = draft_type(draft.absorbed)[0]
        changed = load_embedding().get(draft.entry.type, {}).get(inner)
        if changed:
            return changed
    return draft.entry.type, draft.entry.mode


def make_candidate(scene: Scene, draft: Draft) -> Candidate:
    kind, mode = draft_type(draft)
    tokens = scene.tokens
    words = sorted(draft.words)
    rule = draft.entry.rule
    named = " ".join(tokens[i].text for i in words)
    note = f"{named!r} codes {kind}" + "".join(f"; {each}" for each in draft.notes)
    return Candidate(
        sentence=scene.sentence.index,
        type=kind,
        mode=mode,
        contexts=find_contexts(scene.sentence.text),
        trigger=draft.trigger,
        clause=draft.clause,
        trigger_span=Span(tokens[draft.trigger].start, tokens[draft.trigger].end),
        actors=tuple(draft.actors),
        recipients=tuple(draft.recipients),
        status=None,
        confidence=confidence_of(draft),
        why=Why(rule, note),
    )


# Rough, after 277 events that were judged by eye (actor, category and recipient all right); to be replaced by a calibrated model.
def confidence_of(draft: Draft) -> float:
    """0 to 1: how often such an event is right in actor, category and recipient together."""
    value = 0.65 if draft.entry.rule.startswith("verbs") else 0.5
    notes = " ".join(draft.notes)
    if not draft.actors:
        value -= 0.1
    if "by guess" in notes or "actor: who" in notes:
        value -= 0.25
    if "the one other party of the clause" in notes:
        value -= 0.15
    elif "understood" in notes and "recipient: " in notes:
        value -= 0.25
    if any(mention.kind == "pronoun" for mention in (*draft.actors, *draft.recipients)):
        value -= 0.1
    return round(max(value, 0.1), 2)


def _start(mention: Mention) -> int:
    return mention.start


__all__ = ["code_events", "load_embedding"]

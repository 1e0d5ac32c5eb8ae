"""Sentence + Mentions -> Candidates: the acts that lexicon and classifier find, put in order by the precedence of the codebook.

"Peru demanded that Ecuador withdraw" -> one REQUEST (mode yield) PER > ECU, and no RETREAT
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Literal

from msgspec import structs

from dragoman.events.blows import link_blows, link_thrown
from dragoman.events.confidence import estimate_confidence
from dragoman.events.contexts import find_contexts
from dragoman.events.demands import MUST, draft_blames, draft_demands, refuse_acts
from dragoman.events.doers import add_understood_actor, drop_far_guess, lacks_agent, settle_force, speaks_for_force
from dragoman.events.draft import Draft, Unlisted, codes_of
from dragoman.events.hosts import add_court, add_crowd, add_host, add_provoker, settle_doers, share_purpose
from dragoman.events.judge import judge_drafts
from dragoman.events.lexicon import load_lexicon
from dragoman.events.match import find_drafts
from dragoman.events.naming import draft_names, find_names
from dragoman.events.nesting import ANNOUNCE_NOT, absorb_complements, announce_acts, draft_type
from dragoman.events.parties import EACH_OTHER, face_each_other, settle_parties, share_recipients
from dragoman.events.scene import Scene
from dragoman.events.seeming import PRIVATE, is_stopped_by_nobody, sectors_of
from dragoman.events.slots import BETWEEN_OTHERS, OPENS
from dragoman.events.understood import (
    add_missing_recipient,
    add_only_other,
    add_resumed_recipient,
    add_understood_recipient,
    falls_on_unknown_people,
)
from dragoman.events.uses import recode, seems_only
from dragoman.events.warnings import draft_vows, sort_warnings
from dragoman.events.words import WORDS
from dragoman.types import Candidate, Claim, EventType, Mention, Sentence, Span, Why


def code_events(
    sentence: Sentence,
    mentions: Sequence[Mention],
    before: Sequence[Mention] = (),
    *,
    cautious: bool = False,
    pair: frozenset[str] = frozenset(),
    judged: bool = True,
    bare: bool = False,
) -> list[Candidate]:
    """The acts that the sentence tells, in order of their words; empty where nothing acts or nothing is done.

    `mentions` are those of this sentence, resolved; `before` those of the sentences that led up to it, for an act whose
    other party was named there. Parties are mentions with at least one entity. `cautious`: in news, which passes from one
    pair of states to another, fewer parties are understood. `pair`: the codes of the two parties that the whole text is
    about, if it is about two (`find_main_pair`). `judged`: whether the classifier has its say; without it the lexicon alone
    speaks. `bare`: give as well what two do to each other where the sentence names neither ("talks began"), for
    `tie_partners`, or in news `tie_truces`, to fill in or drop.
    """
    if not sentence.parsed or not (mentions or bare):
        return []
    lexicon = load_lexicon()
    scene = Scene(sentence, mentions)
    drafts = find_drafts(scene, lexicon)
    for draft in drafts:
        draft.ended = is_ended(scene, draft, lexicon.sets["ending"])
    names = find_names(scene)
    drafts, told_only = sort_warnings(scene, draft_vows(scene, draft_names(scene, drafts, names)), lexicon)
    drafts = absorb_complements(scene, draft_blames(scene, draft_demands(scene, drafts)))
    share_recipients(scene, drafts)
    drafts = link_thrown(scene, link_blows(scene, drafts))
    if cautious:
        share_purpose(scene, drafts)
    for draft in drafts:
        if cautious:
            drop_far_guess(scene, draft)
        add_crowd(scene, draft)
        settle_doers(scene, draft)
        settle_parties(scene, draft)
        face_each_other(scene, draft)
        recode(scene, draft)
        add_understood_actor(scene, draft, cautious)
        settle_force(scene, draft, before)
        if draft.unlisted is None and falls_on_unknown_people(scene, draft):
            draft.unlisted = Unlisted.UNKNOWN_PEOPLE
        add_resumed_recipient(scene, draft)
        add_missing_recipient(scene, draft, drafts, cautious)
        if cautious:
            add_provoker(scene, draft, drafts)
            add_host(scene, draft)
            add_court(scene, draft)
        add_understood_recipient(scene, draft, before, cautious, pair, drafts)
    seeming = [draft for draft in drafts if is_event(draft) and seems_only(scene, draft, cautious=cautious)]
    kept = [
        draft for draft in drafts
        if (is_event(draft) and draft not in seeming) or (bare and is_bare(scene, draft, cautious))
    ]  # fmt: skip
    told_only |= {draft.trigger for draft in seeming if draft.entry.rule.startswith("verbs")}
    told_only |= {draft.clause for draft in seeming if is_stopped_by_nobody(scene, draft)}
    kept = [draft for draft in kept if not is_laid_on_each_other(scene, draft, drafts)]
    announce_acts(scene, kept)
    refuse_acts(scene, kept)
    for draft in kept:
        if cautious and draft_type(draft) in (("REJECT", "meet"), ("THREATEN", None)):
            add_only_other(scene, draft, before)
    kept = drop_repeats(scene, kept)
    told = judge_drafts(scene, kept, cautious=cautious, shut=told_only) if judged else kept
    return [make_candidate(scene, draft, news=cautious) for draft in told]


def is_ended(scene: Scene, draft: Draft, ending: frozenset[str]) -> bool:
    """Whether the act is what another verb puts an end to: "cut its aid", "halt the fighting"."""
    if draft.carrier is not None:
        token = scene.tokens[draft.trigger]
        leads_there = token.dep == "pobj" and scene.tokens[token.head].lemma in ("in", "with", "by")  # "ended in war"
        return scene.tokens[draft.carrier].lemma in ending and not leads_there
    token = scene.tokens[draft.trigger]
    inside = token.dep in ("dobj", "nsubjpass", "xcomp") and draft.entry.type == "ASSAULT"
    return inside and scene.tokens[token.head].lemma in ending


def is_laid_on_each_other(scene: Scene, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether two accuse each other of it, so that the text does not say whose it is: "each accused the other of treachery"."""
    above = {token.i for token in islice(scene.climb(draft.trigger), 3)}  # "of" may hang on "the other"
    return scene.tokens[draft.trigger].dep == "pcomp" and any(
        other.trigger in above and other.entry.type == "ACCUSE" and EACH_OTHER in other.notes for other in drafts
    )


def is_event(draft: Draft) -> bool:
    """Whether enough is known: an actor with a code, or, for what is done to people, somebody it was done to."""
    if draft.entry.type == "CONSULT" and sectors_of(draft.actors) and sectors_of(draft.actors) <= PRIVATE | {"CRM"}:
        return False  # people who travel are no diplomats
    if draft.entry.mode == "visit" and draft.actors and all(is_band(actor) for actor in draft.actors):
        return False  # nor are fighters who cross a border
    if is_inner(draft):
        return False
    if draft.entry.type == "COOPERATE" and sectors_of(draft.actors) == {"JRN"}:
        return False  # "excerpts obtained by the Associated Press"
    if codes_of(draft.actors):
        if "light" in draft.entry.flags and draft.entry.rule.startswith("nouns"):
            carried = any(note.startswith(("actor from the subject", "parties from")) for note in draft.notes)
            return carried or bool(codes_of(draft.recipients))
        return True
    if draft.entry.type in ("ACCUSE", "THREATEN") and draft.entry.rule.startswith("verbs") and speaks_for_force(draft):
        return bool(codes_of(draft.recipients))
    violent = draft.entry.type == "ASSAULT" and (draft.entry.rule.startswith("nouns") or bool(draft.actors))
    suffered = "patient" in draft.entry.flags or violent
    return suffered and "light" not in draft.entry.flags and bool(codes_of(draft.recipients))


def is_band(mention: Mention) -> bool:
    """Fighters without a leader: "four Saudi extremists"."""
    return mention.kind == "role" and not BANDS.isdisjoint(mention.text.lower().split())


def is_bare(scene: Scene, draft: Draft, cautious: bool) -> bool:
    """Whether it is told that two did something together, and not who: "talks began", "an armistice was signed"; in news a truce
    alone."""
    if cautious and draft.entry.mode != "ceasefire":
        return False
    if draft.actors or draft.recipients or "sym" not in draft.entry.flags or draft.entry.type not in TOLD_BARE:
        return False
    if draft.entry.rule.startswith("verbs"):
        return lacks_agent(scene, draft.trigger) and not is_inner(draft)
    if any(scene.tokens[i].lemma in WITHIN for i in draft.words) or any(
        kid.lemma in WITHIN for kid in scene.children(draft.trigger, "amod", "compound")
    ):
        return False
    return draft.carrier is not None and (scene.tokens[draft.carrier].lemma in OPENS or lacks_agent(scene, draft.carrier))


BANDS = WORDS["bands"]
# Wars and talks inside one state.
WITHIN = WORDS["within"]
TOLD_BARE = frozenset({"CONSULT", "AGREE", "SUPPORT", "ASSAULT", "CONCEDE", "RETREAT"})


def is_inner(draft: Draft) -> bool:
    return ("inner" if draft.absorbed is None else "hollow") in draft.entry.flags


def drop_repeats(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Of two acts of one type between the same parties in one clause ("launched an attack and struck") keeps the first."""
    kept: list[Draft] = []
    for draft in drafts:
        same = [
            other for other in kept
            if draft_type(other)[0] == draft_type(draft)[0] and other.clause == draft.clause
            and codes_of(other.actors) == codes_of(draft.actors) and codes_of(other.recipients) == codes_of(draft.recipients)
        ]  # fmt: skip
        if is_outcome(scene, draft, kept):
            continue
        if not same:
            kept.append(draft)
        elif draft.recipients and not same[0].recipients and not same[0].announced:
            kept[kept.index(same[0])] = draft  # "a strike killed [two women]": the one that says whom it met
    return kept


def is_outcome(scene: Scene, draft: Draft, before: list[Draft]) -> bool:
    """Whether it only says what came of an act of violence just told: "shelled the town, killing five"."""
    token = scene.tokens[draft.trigger]
    if draft.entry.type != "ASSAULT" or token.tag != "VBG" or token.dep != "advcl" or token.lemma not in STRIKES_DOWN:
        return False
    if draft.recipients and not codes_of(draft.recipients):
        return False  # "fought back, killing all the attackers": whom it met
    return any(
        other.entry.type == "ASSAULT" and other.clause == token.head and other.trigger < token.i
        and codes_of(other.actors) == codes_of(draft.actors) and codes_of(draft.recipients) <= codes_of(other.recipients)
        for other in before
    )  # fmt: skip


STRIKES_DOWN = WORDS["strikes_down"]


def make_candidate(scene: Scene, draft: Draft, *, news: bool = False) -> Candidate:
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
        status="occurred" if is_attempted_mediation(scene, draft) or is_said_outright(scene, draft) else None,
        confidence=estimate_confidence(draft, find_origin(draft), news=news, finite=is_finite(scene, draft.trigger)),
        why=Why(rule, note),
        recipient_from=find_origin(draft),
    )


def is_finite(scene: Scene, trigger: int) -> bool:
    """Whether the act's word is a verb that tells, and no infinitive or participle by itself."""
    token = scene.tokens[trigger]
    return token.tag in ("VBD", "VBZ", "VBP", "MD") or bool(scene.children(trigger, "aux", "auxpass") and token.tag != "VB")


def find_origin(draft: Draft) -> Literal["clause", "sentence", "before", "named"]:
    """Where the draft's recipients were found, by the notes of those who put them there."""
    if draft.unlisted is not None and not codes_of(draft.recipients):
        return "named"
    if not draft.recipients:
        return "clause"
    for note in reversed(draft.notes):
        if note.startswith("recipient: ") and "understood" in note:
            return "before" if "before" in note else "sentence"
    return "clause"


def is_said_outright(scene: Scene, draft: Draft) -> bool:
    """Whether the negation or the duty is the act's own, and not said of it: "will not release", "is not ready to", "must go"."""
    if draft.entry is MUST:
        return not scene.children(draft.clause, "neg")
    if draft.announced != ANNOUNCE_NOT:
        return False
    clause = scene.tokens[draft.clause]
    return clause.lemma in ("be", "fail") or bool(scene.children(clause.i, "neg"))


def is_attempted_mediation(scene: Scene, draft: Draft) -> bool:
    """Whoever "tried to mediate" has mediated, and "tried to persuade" has asked: there the attempt is the act."""
    verb = scene.tokens[draft.clause]
    governor = scene.tokens[verb.head]
    tried = governor.lemma in TRIES and (governor.tag in ("VBD", "VBN") or (governor.pos == "NOUN" and verb.dep == "acl"))
    if governor.tag == "VBG" and governor.lemma in TRIES and governor.dep == "pcomp":  # "involved in attempting to mediate"
        tried = True
    return (draft.entry.head in BETWEEN_OTHERS or draft.entry.head in URGES) and tried and not scene.children(governor.i, "neg")


TRIES, URGES = WORDS["tries"], WORDS["urges"]


# What is said to lie ahead is an agreement: "future CONSULT, SUPPORT, COOPERATE or AID" (PLOVER, AGREE).
PURPOSE = "status.link.purpose"
PROMISED: frozenset[EventType] = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})


def settle_type(candidate: Candidate, claim: Claim) -> Candidate:
    """The candidate as an AGREE where it is planned cooperation: "will visit Chad on Monday"; not where it is what another act is
    for ("filled the hall to pay tribute")."""
    if claim.status != "planned" or candidate.type not in PROMISED or any(why.rule == PURPOSE for why in claim.why):
        return candidate
    why = Why(candidate.why.rule, f"{candidate.why.note}; {candidate.type} that is to come is AGREE")
    return structs.replace(candidate, type="AGREE", mode=None, why=why)

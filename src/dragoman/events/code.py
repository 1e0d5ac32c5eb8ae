"""Sentence + Mentions -> Candidates: the acts that lexicon and classifier find, put in order by the precedence of the codebook.

"Peru demanded that Ecuador withdraw" -> one REQUEST (mode yield) PER > ECU, and no RETREAT
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from dragoman.events.confidence import estimate_confidence
from dragoman.events.contexts import find_contexts
from dragoman.events.judge import judge_drafts
from dragoman.events.lexicon import load_lexicon
from dragoman.events.match import BETWEEN_OTHERS, Draft, codes_of, find_drafts
from dragoman.events.nesting import absorb_complements, announce_acts, draft_type
from dragoman.events.parties import (
    add_missing_recipient,
    add_understood_actor,
    add_understood_recipient,
    settle_parties,
    share_recipients,
)
from dragoman.events.scene import Scene
from dragoman.types import Candidate, Mention, Sentence, Span, Why


def code_events(
    sentence: Sentence,
    mentions: Sequence[Mention],
    before: Sequence[Mention] = (),
    *,
    cautious: bool = False,
    judged: bool = True,
) -> list[Candidate]:
    """The acts that the sentence tells, in order of their words; empty where nothing acts or nothing is done.

    `mentions` are those of this sentence, resolved; `before` those of the sentences that led up to it, for an act whose
    other party was named there. Parties are mentions with at least one entity. `cautious`: in news, which passes from one
    pair of states to another, fewer parties are understood. `judged`: whether the classifier has its say; without it the
    lexicon alone speaks.
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
        add_understood_actor(scene, draft, cautious)
        add_missing_recipient(scene, draft, drafts)
        add_understood_recipient(scene, draft, before, cautious)
    kept = [draft for draft in drafts if is_event(draft)]
    announce_acts(scene, kept)
    for draft in kept:
        draft.ended = draft.carrier is not None and scene.tokens[draft.carrier].lemma in lexicon.sets["ending"]
    kept = drop_repeats(scene, kept)
    return [make_candidate(scene, draft) for draft in (judge_drafts(scene, kept) if judged else kept)]


def is_event(draft: Draft) -> bool:
    """Whether enough is known: an actor with a code, or, for what is done to people, somebody it was done to."""
    if draft.entry.type == "CONSULT" and sectors_of(draft.actors) and sectors_of(draft.actors) <= PRIVATE:
        return False  # people who travel are no diplomats
    if ("inner" if draft.absorbed is None else "hollow") in draft.entry.flags:
        return False
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
        status="occurred" if is_attempted_mediation(scene, draft) else None,
        confidence=estimate_confidence(draft, find_origin(draft)),
        why=Why(rule, note),
        recipient_from=find_origin(draft),
    )


def find_origin(draft: Draft) -> Literal["clause", "sentence", "before"]:
    """Where the draft's recipients were found, by the notes of those who put them there."""
    if not draft.recipients:
        return "clause"
    for note in reversed(draft.notes):
        if note.startswith("recipient: ") and "understood" in note:
            return "before" if "before" in note else "sentence"
    return "clause"


def is_attempted_mediation(scene: Scene, draft: Draft) -> bool:
    """Whoever "tried to mediate" has mediated: there the attempt is the act."""
    governor = scene.tokens[scene.tokens[draft.clause].head]
    return draft.entry.head in BETWEEN_OTHERS and governor.lemma in ("try", "attempt", "seek") and governor.tag in ("VBD", "VBN")

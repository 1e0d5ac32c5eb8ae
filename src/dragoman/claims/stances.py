"""What they think: trust, mistrust, support, opposition and fear of one actor toward another, where the text says so.

    "Norway was wary of Danish intentions" -> mistrust, Norway toward Denmark

An act is no stance: "Norway expelled the Danish consul" says nothing of what Norway thinks. Precision before recall: a
stance needs a word of attitude in `stances.toml`, a holder and a target, both known actors, in the slots of that word.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dragoman.claims.attitudes import Attitude, find_attitudes, find_last_pair, list_parts_of_speech
from dragoman.claims.attribute import find_sources
from dragoman.claims.frames import load_frames
from dragoman.claims.lend import LENT, lend_actors
from dragoman.claims.slots import Party
from dragoman.claims.speech import Speech
from dragoman.claims.state import REAL
from dragoman.claims.status import read_status
from dragoman.types import Entity, Evidence, Mention, Sentence, Span, StanceType, Token, Why

PRONOUNS = frozenset(("its", "it", "their", "they", "his", "her", "he", "she", "our", "we"))

SAID = "stance.said."


class StanceDraft(msgspec.Struct, frozen=True):
    """A Stance before it has an id, a document and a date. `sentence`: its index; `trigger`: the word of attitude."""

    stance: StanceType
    holder: tuple[Entity, ...]
    toward: tuple[Entity, ...]
    attribution: Entity | None
    confidence: float
    sentence: int
    trigger: Span
    evidence: Evidence
    why: tuple[Why, ...]


def find_stances(sentences: Sequence[Sentence], mentions: Sequence[Mention], speech: Speech) -> list[StanceDraft]:
    """Stances in order of the text. Sentences without tokens or with fewer than one resolved actor give none."""
    drafts: list[StanceDraft] = []
    pair: Party | None = None  # the last two actors named together: whose "common enemy" it is
    for sent in sentences:
        if not sent.tokens:
            continue
        sent = speech.mended.get(sent.index, sent)
        here = lend_actors(sent, speech.mentions.get(sent.index, ()), speech)
        if not here:
            continue
        lent = {mention.start for mention in here if mention.why.rule == LENT}
        seen: set[tuple[str, tuple[str | None, ...], tuple[str | None, ...]]] = set()
        for attitude in sorted(find_attitudes(sent, here, pair, speech), key=lambda one: (one.word.i, one.stance)):
            draft = _make_draft(sent, attitude, speech)
            if draft is None or (set(_codes(draft.holder)) & set(_codes(draft.toward)) and _is_doubtful(draft, lent)):
                continue
            key = (draft.stance, _codes(draft.holder), _codes(draft.toward))
            if key not in seen:
                seen.add(key)
                drafts.append(draft)
        pair = find_last_pair(here) or pair
    return drafts


def _is_doubtful(draft: StanceDraft, lent: set[int]) -> bool:
    """Whether one side of a stance within one state is a guess: a pronoun, or a bare role whose state was lent."""
    parties = (*draft.holder, *draft.toward)
    return any(entity.start in lent or entity.text.lower().split()[0] in PRONOUNS for entity in parties if entity.text)


# --------------------------------------------------------------------------------------------- drafts


def _make_draft(sent: Sentence, attitude: Attitude, speech: Speech) -> StanceDraft | None:
    """The draft, unless the text does not say that the attitude is held, or holder and target are the same."""
    verdict = read_status(sent, attitude.anchor.i)
    status = "negated" if verdict.status in REAL and _is_wanting(sent, attitude.word) else verdict.status
    stance: StanceType | None = attitude.stance
    by_word = load_frames().by_word
    found = (by_word.get((pos, attitude.word.lemma)) for pos in list_parts_of_speech(sent, attitude.word))
    frame = next((each for each in found if each is not None), None)
    chain = find_sources(sent, attitude.word.i, speech)
    if status == "negated":
        denied = any(report.reporter.force == "deny" for report in chain)
        if not attitude.rule.startswith(SAID):  # "cannot be trusted" is mistrust as it stands
            stance = frame.opposite if frame is not None and not denied else None
    if stance is None or status not in ("occurred", "ongoing", "negated"):
        return None
    if {_identity(entity) for entity in attitude.holder.entities} & {_identity(entity) for entity in attitude.toward.entities}:
        return None
    source = next((report.speaker for report in chain if report.speaker is not None), None)
    if source is None and not chain:
        quote = speech.quote_at(attitude.word.start)
        source = quote.speaker if quote is not None else None
    inside = [party for party in (attitude.holder, attitude.toward) if sent.start <= party.start and party.end <= sent.end]
    start = min(attitude.word.start, *(party.start for party in inside))
    end = max(attitude.word.end, *(party.end for party in inside))
    holders, targets = _words(attitude.holder), _words(attitude.toward)
    why = Why(
        attitude.rule, f"'{attitude.word.text}': {holders} {stance}s {targets}" + (" (negated)" if status == "negated" else "")
    )
    return StanceDraft(
        stance, attitude.holder.entities, attitude.toward.entities, source, round(attitude.confidence, 3), sent.index,
        Span(attitude.word.start, attitude.word.end),
        Evidence(start, end, sent.text[start - sent.start : end - sent.start]), (why,),
    )  # fmt: skip


def _is_wanting(sent: Sentence, word: Token) -> bool:
    """ "little confidence in", "lost its trust in", "a lack of trust": the attitude is not there."""
    if word.pos not in ("NOUN", "PROPN"):  # "trusted each other little"
        return any(sent.tokens[c].text.lower() == "little" and sent.tokens[c].dep == "advmod" for c in sent.children[word.i])
    if any(
        sent.tokens[c].text.lower() in ("little", "no", "scant", "less") and sent.tokens[c].dep in ("amod", "det")
        for c in sent.children[word.i]
    ):
        return True
    above = sent.tokens[word.head]
    if word.dep == "dobj" and above.lemma in load_frames().words["carry.lose"]:
        return True
    return (
        word.dep == "pobj" and above.text.lower() == "of" and sent.tokens[above.head].lemma in ("lack", "loss", "absence", "want")
    )


def _codes(entities: Sequence[Entity]) -> tuple[str | None, ...]:
    return tuple(entity.code for entity in entities)


def _identity(entity: Entity) -> tuple[str | None, str | None, str | None]:
    return entity.code, entity.sector, entity.name


def _words(party: Party) -> str:
    return " and ".join(entity.text for entity in party.entities)

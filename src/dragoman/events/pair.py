"""What a marked pair of actors did: for people who know who acts and ask what (`dragoman classify`).

"Chad accused Sudan of arming rebels", Chad, Sudan -> ACCUSE (allege), with a share for each category
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from dragoman.events.code import code_events, make_candidate
from dragoman.events.lexicon import load_lexicon
from dragoman.events.match import find_drafts
from dragoman.events.nesting import absorb_complements, announce_acts, draft_type
from dragoman.events.ontology import load_ontology
from dragoman.events.parties import share_recipients
from dragoman.events.scene import Scene
from dragoman.types import Candidate, Entity, EventType, Mention, Sentence, Span, Why

# Codes that no actor has: they only tell the two marked spans apart.
ACTOR, RECIPIENT = "actor", "recipient"
# How much a candidate counts by which of the two it has where; rough, to be replaced by a trained model's probabilities.
WEIGHTS = {(True, True): 8.0, (True, False): 3.0, (False, True): 1.5, (False, False): 0.5}
# Share of the whole that is spread over all categories: nothing is ever certain, nothing impossible.
FLOOR = 0.08


class Classification(msgspec.Struct, frozen=True):
    """The category of a pair; `type` is None where no word of the text carries an act. Shares add up to 1."""

    type: EventType | None
    mode: str | None
    candidate: Candidate | None
    sentence: Sentence | None
    probabilities: dict[EventType, float]


def mark_pair(sentences: Sequence[Sentence], text: str, actor: Span, recipient: Span | None) -> list[Mention]:
    """Mentions for the two marked spans, as if somebody had resolved them."""
    marked: list[Mention] = []
    for span, code in ((actor, ACTOR), (recipient, RECIPIENT)):
        if span is None:
            continue
        index = next((each.index for each in sentences if each.start <= span.start < each.end), None)
        if index is not None:
            words = span.slice(text)
            entity = Entity(code, "GOV", (), None, words, span.start, span.end)
            marked.append(
                Mention(span.start, span.end, words, index, "organisation", (entity,), Why("given", "marked by the caller"))
            )
    return sorted(marked, key=lambda mention: mention.start)


def classify_pair(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> Classification:
    """What the pair of `mark_pair` did in these parsed sentences."""
    weights: dict[EventType, float] = defaultdict(float)
    best: tuple[float, Candidate, Sentence] | None = None
    for sentence in sentences:
        here = [mention for mention in mentions if mention.sentence == sentence.index]
        if not sentence.parsed or not here:
            continue
        candidates = [(weigh(each), each) for each in code_events(sentence, here)]
        if not candidates:
            candidates = [(WEIGHTS[False, False], each) for each in code_unbound(sentence, here)]
        for weight, candidate in candidates:
            weights[candidate.type] += weight
            if best is None or weight > best[0]:
                best = weight, candidate, sentence
    ontology = load_ontology()
    total = sum(weights.values())
    shares = {
        kind: FLOOR / len(ontology) + ((1 - FLOOR) * weights[kind] / total if total else (1 - FLOOR) / len(ontology))
        for kind in ontology
    }
    if best is None:
        return Classification(None, None, None, None, shares)
    kind = max(shares, key=lambda each: (shares[each], each == best[1].type))
    mode = best[1].mode if best[1].type == kind else None
    return Classification(kind, mode, best[1], best[2], shares)


def weigh(candidate: Candidate) -> float:
    doers = {entity.code for mention in candidate.actors for entity in mention.entities}
    targets = {entity.code for mention in candidate.recipients for entity in mention.entities}
    straight = WEIGHTS[ACTOR in doers, RECIPIENT in targets or {ACTOR, RECIPIENT} <= doers]
    turned = 0.5 * WEIGHTS[RECIPIENT in doers, ACTOR in targets]
    return max(straight, turned) * candidate.confidence


def code_unbound(sentence: Sentence, mentions: Sequence[Mention]) -> list[Candidate]:
    """Acts whose words stand in the sentence though the syntax binds neither of the pair to them."""
    scene = Scene(sentence, mentions)
    drafts = absorb_complements(scene, find_drafts(scene, load_lexicon()))
    share_recipients(scene, drafts)
    announce_acts(scene, drafts)
    return [make_candidate(scene, draft) for draft in drafts if draft_type(draft)]

"""What a marked pair of actors did: for people who know who acts and ask what (`dragoman classify`).

"Chad accused Sudan of arming rebels", Chad, Sudan -> ACCUSE (allege), with a share for each category
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from dragoman.events.classifier import NONE, PairReading, load_classifier
from dragoman.events.code import code_events, make_candidate
from dragoman.events.lexicon import load_lexicon
from dragoman.events.match import find_drafts
from dragoman.events.nesting import absorb_complements, announce_acts, draft_type
from dragoman.events.ontology import load_ontology
from dragoman.events.parties import share_recipients
from dragoman.events.scene import Scene
from dragoman.events.vote import Conventions, Weights, join_shares, load_vote
from dragoman.types import Candidate, Entity, EventType, Mention, Sentence, Span, Status, Why

# Codes that no actor has: they only tell the two marked spans apart.
ACTOR, RECIPIENT = "actor", "recipient"
# How much a candidate counts by which of the two it has where; rough, to be replaced by a trained model's probabilities.
WEIGHTS = {(True, True): 8.0, (True, False): 3.0, (False, True): 1.5, (False, False): 0.5}
# Share of the whole that is spread over all categories: nothing is ever certain, nothing impossible.
FLOOR = 0.08


class Classification(msgspec.Struct, frozen=True):
    """The category of a pair; `type` is None where neither lexicon nor classifier reads an act. Shares add up to 1. `candidate`
    is the lexicon's act for the pair, with its sentence, or None; `status` the classifier's, where there is an act."""

    type: EventType | None
    mode: str | None
    candidate: Candidate | None
    sentence: Sentence | None
    status: Status | None
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


def classify_pair(
    text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention], conventions: Conventions = "plv"
) -> Classification:
    """What the pair of `mark_pair` did, by lexicon and classifier together; `sentences` are the parsed ones that hold it."""
    weights, best = weigh_lexicon(sentences, mentions)
    spans = [next(((m.start, m.end) for m in mentions if m.entities[0].code == code), None) for code in (ACTOR, RECIPIENT)]
    if spans[0] is None:
        return Classification(None, None, None, None, None, spread(weights))
    reading = load_classifier().read(text, spans[0], spans[1])
    shares = join_pair(reading, spread(weights) if best else None, getattr(load_vote(), conventions))
    acts = {kind: share for kind, share in shares.items() if kind != NONE}
    total = sum(acts.values())
    probabilities = {kind: acts[kind] / total for kind in load_ontology()}
    if best is None and reading.categories[NONE] > SILENT:
        return Classification(None, None, None, None, None, probabilities)
    kind = max(probabilities, key=lambda each: (probabilities[each], best is not None and each == best[1].type))
    said = best[1].mode if best is not None and best[1].type == kind else None
    candidate, sentence = (best[1], best[2]) if best is not None else (None, None)
    status = max(reading.statuses, key=lambda each: reading.statuses[each])
    return Classification(kind, said or reading.best_mode(kind), candidate, sentence, status, probabilities)


# Share of no event from which the classifier's word for it is taken where the lexicon says nothing either.
SILENT = 0.8
Best = tuple[float, Candidate, Sentence]


def join_pair(reading: PairReading, lexicon: Mapping[EventType, float] | None, voices: Weights) -> dict[str, float]:
    """The shares of classifier and lexicon as one; `lexicon` is None where it is silent. The caller vouches for an act of the
    pair, so the lexicon's shares leave little to none."""
    said: dict[str, float] | None = {**dict(lexicon.items()), NONE: FLOOR} if lexicon is not None else None
    return join_shares(reading.categories, reading.plv, said, voices)


def spread(weights: Mapping[EventType, float]) -> dict[EventType, float]:
    """The weights as shares of all categories that add up to 1, none of them nothing."""
    ontology, total = load_ontology(), sum(weights.values())
    return {
        kind: FLOOR / len(ontology) + ((1 - FLOOR) * weights.get(kind, 0.0) / total if total else (1 - FLOOR) / len(ontology))
        for kind in ontology
    }


def weigh_lexicon(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> tuple[dict[EventType, float], Best | None]:
    """The lexicon's weight for each category by what it finds between the pair, and its best candidate with its sentence."""
    weights: dict[EventType, float] = defaultdict(float)
    best: Best | None = None
    for sentence in sentences:
        here = [mention for mention in mentions if mention.sentence == sentence.index]
        if not sentence.parsed or not here:
            continue
        candidates = [(weigh(each), each) for each in code_events(sentence, here, judged=False)]
        if not candidates:
            candidates = [(WEIGHTS[False, False], each) for each in code_unbound(sentence, here)]
        for weight, candidate in candidates:
            weights[candidate.type] += weight
            if best is None or weight > best[0]:
                best = weight, candidate, sentence
    return weights, best


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

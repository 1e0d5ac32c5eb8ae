"""Two readers beside each other: the built-in coder reads all, the model what the built-in one is unsure of or silent about.

Where both give an act it is surer; where they differ, or only one gives it, the event says so in `why` (rules below), and
`list_disagreements` finds it again in any reading or record.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from dragoman import events
from dragoman.actors import Name
from dragoman.readers.builtin import BuiltIn
from dragoman.readers.check import list_codes, load_confidence
from dragoman.readers.contract import Account, Prepared, Told
from dragoman.readers.model import ModelReader
from dragoman.types import Candidate, Event, Sentence, Why

AGREE = "readers.both.agree"
DIFFER = "readers.both.differ"
BUILTIN_ALONE = "readers.both.builtin_alone"
MODEL_ALONE = "readers.both.model_alone"
SWAPPED = "readers.model.swapped"
# An event below this is a guess: see docs/measurements.md on how confidence is calibrated.
UNSURE = 0.5


class Both:
    """The built-in coder and a model; see `contract.Reader`."""

    def __init__(self, model: ModelReader, asked: Collection[int]) -> None:
        self.model = model
        self.asked = frozenset(asked)

    def wants(self, sentences: Sequence[Sentence]) -> Collection[int]:
        return self.model.wants(sentences)

    def read(self, prepared: Prepared) -> Account:
        builtin = BuiltIn().read(prepared)
        model = self.model.read_beside(prepared, builtin)
        heard = self.asked & {index for outcome in self.model.outcomes if outcome.fate == "read" for index in outcome.part.asked}
        acts = list(join_acts(builtin.acts, model.acts, heard))
        acts.sort(key=lambda told: (told.candidate.sentence, told.candidate.trigger_span.start))
        known = {(draft.sentence, draft.stance, *_sides(draft)) for draft in builtin.stances}
        new = [draft for draft in model.stances if (draft.sentence, draft.stance, *_sides(draft)) not in known]
        return Account(tuple(acts), (*builtin.stances, *new), model.counts)


def _sides(draft: object) -> tuple[tuple[str | None, ...], tuple[str | None, ...]]:
    holder, toward = getattr(draft, "holder", ()), getattr(draft, "toward", ())
    return tuple(entity.code for entity in holder), tuple(entity.code for entity in toward)


# ------------------------------------------------------------------ what the model is asked about


def find_doubtful(sentences: Sequence[Sentence], names: Sequence[Name], read: Iterable[Event]) -> tuple[int, ...]:
    """Indices of sentences in which the built-in coder is unsure of an act, or reads none though they name two actors and have
    a word that may carry one."""
    confidences: dict[int, list[float]] = {}
    starts = [sentence.start for sentence in sentences]
    for event in read:
        confidences.setdefault(_at(starts, event.trigger.start), []).append(event.confidence)
    codes: dict[int, set[str]] = {}
    for name in names:
        strong = {entry.code for entry in name.entries if entry.code and not entry.weak}
        if name.is_actor and strong:
            codes.setdefault(_at(starts, name.start), set()).add(min(strong))
    doubtful = []
    for sentence in sentences:
        found = confidences.get(sentence.index)
        silent = found is None and len(codes.get(sentence.index, ())) > 1 and events.has_cue(sentence.text)
        if silent or (found is not None and min(found) < UNSURE):
            doubtful.append(sentence.index)
    return tuple(doubtful)


def _at(starts: Sequence[int], offset: int) -> int:
    return max(0, bisect_right(starts, offset) - 1)


# ------------------------------------------------------------------ putting two accounts together


def join_acts(builtin: Sequence[Told], model: Sequence[Told], asked: Collection[int]) -> Iterator[Told]:
    """The acts of both, each once. Outside the sentences that the model has read the built-in coder's stand as they are."""
    table = load_confidence()
    pairs = match_acts([told for told in builtin if told.candidate.sentence in asked], model)
    theirs = {id(told): own for own, told in pairs}
    mine = {id(own) for own, _ in pairs}
    for told in builtin:
        if told.candidate.sentence not in asked:
            yield told
        elif id(told) not in mine:
            yield _mark(told, BUILTIN_ALONE, "the model does not give it", told.candidate.confidence * table["builtin_alone"])
    for told in model:
        own = theirs.get(id(told))
        share = told.candidate.confidence
        if own is None:
            yield _mark(told, MODEL_ALONE, "the built-in coder does not give it", share)
        elif is_same(own.candidate, told.candidate):
            sure = 1 - (1 - own.candidate.confidence) * (1 - share)
            yield _mark(told, AGREE, "both readers give it", sure, own.candidate)
        else:
            note = f"the built-in coder reads {name_act(own.candidate)}"
            yield _mark(told, DIFFER, note, share * table["differ"])


def match_acts(builtin: Sequence[Told], model: Sequence[Told]) -> list[tuple[Told, Told]]:
    """Pairs that tell one act: in the same sentence, the same first, then the same word, then the same category or parties."""
    ranked = []
    for i, own in enumerate(builtin):
        for k, told in enumerate(model):
            one, other = own.candidate, told.candidate
            if one.sentence != other.sentence:
                continue
            word = one.trigger == other.trigger
            near = one.type == other.type and bool(_parties(one) & _parties(other))
            if is_same(one, other) or word or near:
                ranked.append((not is_same(one, other), not word, abs(one.trigger - other.trigger), i, k))
    pairs: list[tuple[Told, Told]] = []
    taken: set[tuple[str, int]] = set()
    for *_, i, k in sorted(ranked):
        if ("own", i) not in taken and ("told", k) not in taken:
            taken |= {("own", i), ("told", k)}
            pairs.append((builtin[i], model[k]))
    return pairs


def is_same(one: Candidate, other: Candidate) -> bool:
    """The same category and parties; of what two do together it does not matter who stands on which list."""
    if one.sentence != other.sentence or one.type != other.type:
        return False
    if (list_codes(one.actors), list_codes(one.recipients)) == (list_codes(other.actors), list_codes(other.recipients)):
        return True
    return events.load_ontology()[one.type].joint and _parties(one) == _parties(other)


def _parties(candidate: Candidate) -> set[str]:
    return list_codes(candidate.actors) | list_codes(candidate.recipients)


def name_act(candidate: Candidate) -> str:
    doers, done_to = ("+".join(sorted(list_codes(side))) or "?" for side in (candidate.actors, candidate.recipients))
    return f"{candidate.type} {doers} > {done_to}"


def _mark(told: Told, rule: str, note: str, confidence: float, own: Candidate | None = None) -> Told:
    """The act with another confidence and the readers' agreement in `why`; at the built-in coder's word where both give it."""
    candidate = told.candidate
    candidate = msgspec.structs.replace(
        candidate,
        confidence=round(min(confidence, 0.99), 2),
        why=Why(rule, f"{note}; {candidate.why.rule}: {candidate.why.note}"),
        trigger=own.trigger if own else candidate.trigger,
        clause=own.clause if own else candidate.clause,
        trigger_span=own.trigger_span if own else candidate.trigger_span,
        mode=candidate.mode if own is None else candidate.mode or own.mode,
    )
    return msgspec.structs.replace(told, candidate=candidate)


# ------------------------------------------------------------------ what a person should look at

Kind = Literal["differ", "builtin_alone", "model_alone", "swapped"]
KINDS: Mapping[str, Kind] = {
    DIFFER: "differ", BUILTIN_ALONE: "builtin_alone", MODEL_ALONE: "model_alone", SWAPPED: "swapped",
}  # fmt: skip
DISAGREE = tuple(KINDS)


class Disagreement(msgspec.Struct, frozen=True):
    """An event on which the readers do not agree: `kind`, and `note` for a person."""

    kind: Kind
    event: Event
    note: str


def list_disagreements(found: Iterable[Event]) -> list[Disagreement]:
    """The events on which the two readers do not agree, the least sure first."""
    listed = []
    for event in found:
        for why in event.why:
            kind = "swapped" if SWAPPED in f"{why.rule} {why.note}" else KINDS.get(why.rule)
            if kind is not None:
                listed.append(Disagreement(kind, event, why.note))
                break
    return sorted(listed, key=lambda one: (one.event.confidence, one.event.document, one.event.trigger.start, one.event.id))

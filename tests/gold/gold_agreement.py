"""How far two readers of the same texts agree: F1 on events and on stances, and Cohen's kappa on the status of shared events.

Strictly, two events are the same if their type, actors and recipients are equal and their words overlap; loosely, if they
stand in one sentence, are of near types and share an actor (as the coder is scored). What one reader calls optional need not be
in the other, so that F1 is the harmonic mean of two shares: of the must-events of each reader, how many the other has at all.

    >>> compute_kappa([("occurred", "occurred"), ("planned", "planned"), ("occurred", "planned"), ("occurred", "occurred")])
    0.5
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from gold_scoring import is_kin, is_mutual, overlap
from gold_texts import GoldEvent, GoldFinding, GoldReading, GoldStance, GoldText


@dataclass(frozen=True)
class Agreement:
    """Of all texts with two readings. Figures are None where nothing was there to compare."""

    n_texts: int
    n_events: tuple[int, int]  # must-events of each reader
    events: float | None  # F1, strict
    events_loose: float | None
    stances: float | None
    findings: float | None
    status: float | None  # Cohen's kappa over events that are loosely the same
    same_status: float | None  # plain share of them
    n_shared: int


def measure_agreement(texts: Iterable[GoldText]) -> Agreement:
    """The agreement over all texts that have a second reading."""
    twice = [each for each in texts if each.second is not None]
    pairs = [(text, text.first, text.second) for text in twice]
    shared = [
        (first.events[i], second.events[k])
        for text, first, second in pairs
        for i, k in pair_up(first.events, second.events, lambda one, other, text=text: is_loosely_same(text, one, other)).items()
    ]
    statuses = [(one.status, other.status) for one, other in shared]
    return Agreement(
        n_texts=len(twice),
        n_events=(_count_must(first for _, first, _ in pairs), _count_must(second for *_, second in pairs)),
        events=_f1((first.events, second.events, is_strictly_same) for _, first, second in pairs),
        events_loose=_f1(
            (first.events, second.events, lambda one, other, text=text: is_loosely_same(text, one, other))
            for text, first, second in pairs
        ),
        stances=_f1(
            (first.stances, second.stances, lambda one, other, text=text: is_same_stance(text, one, other))
            for text, first, second in pairs
        ),
        findings=_f1(
            (first.findings, second.findings, lambda one, other, text=text: is_same_finding(text, one, other))
            for text, first, second in pairs
        ),
        status=compute_kappa(statuses),
        same_status=round(sum(one == other for one, other in statuses) / len(statuses), 2) if statuses else None,
        n_shared=len(shared),
    )


def is_strictly_same(one: GoldEvent, other: GoldEvent) -> bool:
    """Type, actors, recipients (in either order where they act together), and overlapping words."""
    if one.type != other.type or not overlap(one.span, other.span):
        return False
    if (one.actors, one.recipients) == (other.actors, other.recipients):
        return True
    return (is_mutual(one) or is_mutual(other)) and one.actors | one.recipients == other.actors | other.recipients


def is_loosely_same(text: GoldText, one: GoldEvent, other: GoldEvent) -> bool:
    """One sentence, near types, and an actor in common."""
    near = is_kin(one.type, other.type) or one.type in other.others or other.type in one.others
    here = text.sentence_at(one.span.start) == text.sentence_at(other.span.start)
    if not (near and here):
        return False
    if one.actors and other.actors:
        mutual = is_mutual(one) or is_mutual(other)
        return bool((one.actors | one.recipients) & (other.actors | other.recipients) if mutual else one.actors & other.actors)
    return one.recipients == other.recipients or bool(one.recipients & other.recipients)


def is_same_stance(text: GoldText, one: GoldStance, other: GoldStance) -> bool:
    here = text.sentence_at(one.span.start) == text.sentence_at(other.span.start)
    return here and (one.stance, one.holder, one.toward) == (other.stance, other.holder, other.toward)


def is_same_finding(text: GoldText, one: GoldFinding, other: GoldFinding) -> bool:
    """One kind, and a sentence in common."""
    places = [{text.sentence_at(span.start) for span in each.spans} for each in (one, other)]
    return one.finding == other.finding and bool(places[0] & places[1])


def pair_up(ones: Sequence, others: Sequence, same: Callable) -> dict[int, int]:
    """Index in `ones` -> index in `others`, each once; overlapping words and equal types first."""
    pairs = sorted(
        (not _touch(one, other), getattr(one, "type", "") != getattr(other, "type", ""), i, k)
        for (i, one), (k, other) in product(enumerate(ones), enumerate(others))
        if same(one, other)
    )
    found: dict[int, int] = {}
    for _, _, i, k in pairs:
        if i not in found and k not in found.values():
            found[i] = k
    return found


def compute_kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa (1960), two decimals; None without pairs or where both readers always say the same one thing."""
    n = len(pairs)
    if not n:
        return None
    left, right = (Counter(side) for side in zip(*pairs, strict=True))
    by_chance = sum(left[name] * right[name] for name in left) / n**2
    agreed = sum(one == other for one, other in pairs) / n
    return None if by_chance == 1 else round((agreed - by_chance) / (1 - by_chance), 2)


def _count_must(readings: Iterable[GoldReading]) -> int:
    return sum(event.must for reading in readings for event in reading.events)


def _touch(one, other) -> bool:
    return overlap(one.span, other.span) if hasattr(one, "span") else True


def _f1(parts: Iterable[tuple[Sequence, Sequence, Callable]]) -> float | None:
    """Harmonic mean of the shares of each reader's must-entries that the other has, over all texts; two decimals."""
    n_must, n_shared = [0, 0], [0, 0]
    for ones, others, same in parts:
        pairs = pair_up(ones, others, same)
        for side, entries, there in ((0, ones, pairs.keys()), (1, others, pairs.values())):
            n_must[side] += sum(entry.must for entry in entries)
            n_shared[side] += sum(entries[i].must for i in there)
    if not all(n_must):
        return None
    one, other = (part / whole for part, whole in zip(n_shared, n_must, strict=True))
    return round(2 * one * other / (one + other), 2) if one + other else 0.0

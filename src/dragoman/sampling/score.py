"""A sample and answers -> precision by category with intervals, and agreement between coders and with the machine.

An event's answer is what more than half of those who coded it say; without such a majority it is left out of precision.
Intervals are Wilson's (1927), agreement is Krippendorff's alpha for nominal data (Content Analysis, 2004), which takes missing
answers. `UNCLEAR` is a missing answer, `NONE` (no event) an answer like a category.

    >>> [round(end, 3) for end in wilson(8, 10)]
    [0.49, 0.943]
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from dragoman.sampling.answers import Answer
from dragoman.sampling.draw import Sample

Z = 1.959963984540054  # 95 %


class Rate(msgspec.Struct, frozen=True):
    """`right` of `n`, as a share with its interval (95 %); None where there is nothing."""

    label: str
    right: int
    n: int
    share: float | None
    low: float | None
    high: float | None


class Score(msgspec.Struct, frozen=True):
    """What the answers say of the record.

    `by_type`: precision of each category of the machine; `all`: of all that were judged; `weighted`: of the record, with strata
    by their sizes (those of which nothing was judged are left out: `covered` is the share of the record in the others).
    `status`, `actors`, `recipients`: of the events whose category is right. `confused`: (machine, coders, how often).
    """

    sample: str
    coders: tuple[str, ...]
    n_items: int
    n_judged: int
    n_shared: int
    n_undecided: int
    by_type: tuple[Rate, ...]
    all: Rate
    weighted: Rate
    covered: float
    status: Rate
    actors: Rate
    recipients: Rate
    alpha_coders: float | None
    agreement_coders: float | None
    alpha_machine: float | None
    confused: tuple[tuple[str, str, int], ...]


def score_answers(sample: Sample, answers: Sequence[Answer]) -> Score:
    """The figures; answers on events that are not in the sample are left out."""
    items = {item.id: item for item in sample.items}
    answers = [one for one in answers if one.id in items]
    told: dict[str, list[Answer]] = defaultdict(list)
    for one in answers:
        told[one.id].append(one)
    types = {id_: [one.type for one in own if one.type != "UNCLEAR"] for id_, own in told.items()}
    types = {id_: own for id_, own in types.items() if own}
    verdicts = {id_: verdict for id_, own in types.items() if (verdict := find_majority(own)) is not None}
    right = {id_: verdict == items[id_].machine.type for id_, verdict in verdicts.items()}
    by_type = [
        make_rate(type_, [right[id_] for id_ in verdicts if items[id_].machine.type == type_])
        for type_ in sorted({items[id_].machine.type for id_ in verdicts})
    ]
    weighted, covered = weigh(sample, right)
    good = [id_ for id_, one in right.items() if one]
    wrong = Counter((items[id_].machine.type, str(verdicts[id_])) for id_, one in right.items() if not one)
    values = [own for own in types.values() if len(own) > 1]
    pairs = [(a, b) for own in values for i, a in enumerate(own) for b in own[i + 1 :]]
    return Score(
        sample=sample.id,
        coders=tuple(sorted({one.coder for one in answers})),
        n_items=len(sample.items),
        n_judged=len(types),
        n_shared=len(values),
        n_undecided=len(types) - len(verdicts),
        by_type=tuple(by_type),
        all=make_rate("all", list(right.values())),
        weighted=weighted,
        covered=covered,
        status=_rate_field("status", good, told, lambda one: one.status, lambda id_: items[id_].machine.status),
        actors=_rate_field("actors", good, told, lambda one: _as_set(one.actors), lambda id_: _as_set(items[id_].machine.actors)),
        recipients=_rate_field(
            "recipients", good, told, lambda one: _as_set(one.recipients), lambda id_: _as_set(items[id_].machine.recipients)
        ),
        alpha_coders=find_alpha(list(types.values())),
        agreement_coders=sum(a == b for a, b in pairs) / len(pairs) if pairs else None,
        alpha_machine=find_alpha([[verdict, items[id_].machine.type] for id_, verdict in verdicts.items()]),
        confused=tuple((*pair, n) for pair, n in sorted(wrong.items(), key=lambda entry: (-entry[1], entry[0]))),
    )


def find_majority(values: Sequence[object]) -> object | None:
    """What more than half say."""
    value, n = Counter(values).most_common(1)[0]
    return value if n * 2 > len(values) else None


def find_alpha(units: Iterable[Sequence[object]]) -> float | None:
    """Krippendorff's alpha, nominal: 1 - observed / expected disagreement, over units with two values and more.

    None where nothing can be compared, or all values are the same (chance and agreement cannot be told apart).
    """
    weights: dict[tuple[object, object], float] = defaultdict(float)
    for values in units:
        m = len(values)
        if m < 2:
            continue
        counts = Counter(values)
        for a, n_a in counts.items():
            for b, n_b in counts.items():
                weights[a, b] += n_a * (n_b - (a == b)) / (m - 1)
    totals: dict[object, float] = defaultdict(float)
    for (a, _), weight in weights.items():
        totals[a] += weight
    n = sum(totals.values())
    expected = n * n - sum(total * total for total in totals.values())
    if n <= 1 or expected <= 0:
        return None
    observed = sum(weight for (a, b), weight in weights.items() if a != b)
    return 1 - (n - 1) * observed / expected


def wilson(right: float, n: float) -> tuple[float, float]:
    """Wilson's interval for a share (95 %)."""
    share = right / n
    middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def make_rate(label: str, rights: Sequence[bool]) -> Rate:
    if not rights:
        return Rate(label, 0, 0, None, None, None)
    low, high = wilson(sum(rights), len(rights))
    return Rate(label, sum(rights), len(rights), sum(rights) / len(rights), low, high)


def weigh(sample: Sample, right: Mapping[str, bool]) -> tuple[Rate, float]:
    """Precision with strata by their sizes, and the share of the record that lies in judged strata.

    The interval is Wilson's for as many events as a simple sample of the same variance would have.
    """
    strata: dict[str, list[bool]] = defaultdict(list)
    where = {item.id: item.stratum for item in sample.items}
    for id_, one in right.items():
        strata[where[id_]].append(one)
    sizes = {stratum.label: stratum.n_population for stratum in sample.strata}
    covered = sum(sizes[label] for label in strata)
    if not covered:
        return Rate("record", 0, 0, None, None, None), 0.0
    share = variance = 0.0
    for label, own in strata.items():
        weight, p = sizes[label] / covered, sum(own) / len(own)
        share += weight * p
        # a stratum of one event tells nothing of its spread: it gets that of its neighbourhood to one half
        spread = p * (1 - p) / (len(own) - 1) if len(own) > 1 else 0.25
        variance += weight * weight * spread * max(0.0, 1 - len(own) / sizes[label])
    n = share * (1 - share) / variance if variance > 0 and 0 < share < 1 else float(len(right))
    n = max(1.0, min(n, float(len(right)) * 50))
    low, high = wilson(share * n, n)
    return Rate("record", sum(right.values()), len(right), share, low, high), covered / max(1, sample.n_population)


def _as_set(codes: tuple[str, ...] | None) -> frozenset[str] | None:
    return None if codes is None else frozenset(codes)


def _rate_field(
    label: str,
    ids: Iterable[str],
    told: Mapping[str, list[Answer]],
    take: Callable[[Answer], object],
    machine: Callable[[str], object],
) -> Rate:
    """How often what most coders say of a field is what the machine has; events that nobody judged in it are left out."""
    rights = []
    for id_ in ids:
        values = [value for one in told[id_] if (value := take(one)) is not None]
        verdict = find_majority(values) if values else None
        if verdict is not None:
            rights.append(verdict == machine(id_))
    return make_rate(label, rights)

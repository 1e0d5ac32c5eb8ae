"""Cases of tests/events/cases against what the coder finds in them: who is matched with whom, and how many are right.

An expected event is found if the coder gives one of its type; its parties are right if both lists hold the same codes, in
either order for what is done together (AGREE, CONSULT, COOPERATE) and for what two do to each other. Each predicted event
answers for one expected event at most.

    >>> score_case(Case("x", "...", (), False), []).n_clean
    1
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from itertools import product
from pathlib import Path

from dragoman.types import Event

CASES = Path(__file__).parent / "cases"
# Of these it does not matter who is named as the actor and who as the recipient.
TOGETHER = frozenset({"AGREE", "CONSULT", "COOPERATE"})


@dataclass(frozen=True)
class Expected:
    """What a careful coder writes down; None where the case does not say."""

    type: str
    actors: frozenset[str]
    recipients: frozenset[str]
    status: str
    trigger: str
    mode: str | None = None
    date: str | None = None
    attribution: str | None = None
    alleged: bool = False


@dataclass(frozen=True)
class Case:
    theme: str
    text: str
    events: tuple[Expected, ...]
    held: bool


@dataclass
class Tally:
    """Counts; shares are of what stands behind `of` in the comments."""

    n_cases: int = 0
    n_expected: int = 0
    n_predicted: int = 0
    n_found: int = 0  # of expected: a predicted event of that type
    n_parties: int = 0  # of expected: and both its parties
    n_status: int = 0  # of found
    n_mode: int = 0  # of found
    n_sourced: int = 0  # found events whose case names a source
    n_attribution: int = 0  # of sourced
    n_dated: int = 0  # found events whose case gives a date
    n_date: int = 0  # of dated
    n_empty: int = 0  # cases that hold no event
    n_clean: int = 0  # of empty: the coder gives none either

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(Tally)))

    def shares(self) -> dict[str, float | None]:
        """Per cent, to one decimal; None where nothing was asked."""
        pairs = {
            "found": (self.n_found, self.n_expected),
            "precision": (self.n_found, self.n_predicted),
            "parties": (self.n_parties, self.n_expected),
            "status": (self.n_status, self.n_found),
            "mode": (self.n_mode, self.n_found),
            "attribution": (self.n_attribution, self.n_sourced),
            "dates": (self.n_date, self.n_dated),
            "negatives": (self.n_clean, self.n_empty),
        }
        return {name: round(100 * part / whole, 1) if whole else None for name, (part, whole) in pairs.items()}


@dataclass
class Score:
    """Tallies of all cases, and by category (of the expected event; of the predicted one for precision)."""

    open: Tally = field(default_factory=Tally)
    held: Tally = field(default_factory=Tally)
    types: dict[str, Tally] = field(default_factory=dict)


def read_cases(folder: Path = CASES) -> list[Case]:
    """All cases, file by file in order of names."""
    return [
        Case(path.stem, row["text"], tuple(map(_read_expected, row["events"])), row.get("held", False))
        for path in sorted(folder.glob("*.toml"))
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    ]


def hash_cases(folder: Path = CASES) -> str:
    """SHA-256 (first 16 digits) of the files of cases."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.toml")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _read_expected(row: dict) -> Expected:
    lists = {name: frozenset(row[name]) for name in ("actors", "recipients")}
    return Expected(**{**row, **lists})


# ------------------------------------------------------------------ one case


def name_parties(event: Event) -> tuple[frozenset[str], frozenset[str]]:
    """Codes of both sides; who has none is left out, as in the cases."""
    sides = (event.actors, event.recipients)
    doers, done_to = (frozenset(who.code for who in side if who.code) for side in sides)
    return doers, done_to


def has_parties(event: Event, expected: Expected) -> bool:
    """Whether both sides are right; "X and Y met" may stand with both on both lists."""
    doers, done_to = name_parties(event)
    if (doers, done_to) == (expected.actors, expected.recipients):
        return True
    if not expected.recipients and len(expected.actors) > 1:  # reciprocal
        return doers | done_to == expected.actors
    return event.type in TOGETHER and doers | done_to == expected.actors | expected.recipients


def match_events(expected: Sequence[Expected], predicted: Sequence[Event]) -> dict[int, int]:
    """Index of an expected event -> index of the predicted event that answers for it, the best pairs first."""
    pairs = []
    for (i, wanted), (k, event) in product(enumerate(expected), enumerate(predicted)):
        if event.type == wanted.type:
            doers, done_to = name_parties(event)
            likeness = (
                has_parties(event, wanted),
                (doers == wanted.actors) + (done_to == wanted.recipients),
                event.status == wanted.status,
                event.mode == wanted.mode,
            )
            pairs.append((tuple(-int(each) for each in likeness), abs(i - k), i, k))
    found: dict[int, int] = {}
    for _, _, i, k in sorted(pairs):
        if i not in found and k not in found.values():
            found[i] = k
    return found


def score_case(case: Case, predicted: Sequence[Event]) -> Tally:
    """What of one case is right."""
    tally = Tally(n_cases=1, n_expected=len(case.events), n_predicted=len(predicted))
    if not case.events:
        tally.n_empty, tally.n_clean = 1, int(not predicted)
    for i, k in match_events(case.events, predicted).items():
        wanted, event = case.events[i], predicted[k]
        tally.n_found += 1
        tally.n_parties += has_parties(event, wanted)
        tally.n_status += event.status == wanted.status
        tally.n_mode += event.mode == wanted.mode
        tally.n_sourced += wanted.attribution is not None
        tally.n_attribution += wanted.attribution is not None and _source(event) == wanted.attribution
        tally.n_dated += wanted.date is not None
        tally.n_date += wanted.date is not None and event.date == wanted.date
    return tally


def _source(event: Event) -> str | None:
    return event.attribution.code if event.attribution else None


# ------------------------------------------------------------------ all cases


def score_cases(coded: Iterable[tuple[Case, Sequence[Event]]]) -> Score:
    """The score of the coder; `coded` pairs each case with what was found in its text."""
    score = Score()
    for case, predicted in coded:
        tally = score_case(case, predicted)
        if case.held:
            score.held += tally
        else:
            score.open += tally
        for kind in {each.type for each in (*case.events, *predicted)}:
            part = Case(case.theme, case.text, tuple(each for each in case.events if each.type == kind), case.held)
            of_kind = score_case(part, [event for event in predicted if event.type == kind])
            of_kind.n_empty = of_kind.n_clean = 0
            score.types[kind] = score.types.get(kind, Tally()) + of_kind
    return score


# ------------------------------------------------------------------ floors


def list_figures(score: Score) -> dict[str, float | None]:
    """Every figure that may have a floor: "open found", "held dates", "ACCUSE parties" ..."""
    figures = {f"{name} {what}": share for name in ("open", "held") for what, share in getattr(score, name).shares().items()}
    for kind, tally in sorted(score.types.items()):
        shares = tally.shares()
        figures |= {f"{kind} {what}": shares[what] for what in ("precision", "parties")}
    return figures


def find_missed(score: Score, floors: dict[str, float]) -> list[str]:
    """A line for each figure that is below its floor, or gone."""
    figures = list_figures(score)
    return [
        f"{name}: {figures.get(name)} is below its floor of {floor}"
        for name, floor in floors.items()
        if (figures.get(name) or 0.0) < floor
    ]

"""What the coder reads in the gold texts against their first reading: how much is found, and how much of it is right.

A predicted event answers for an expected one if it stands in the same sentence (its trigger lies in the sentence of the quoted
words), is of the same type or a near one (the reading's own `or`, or a pair of KIN), and shares an actor's code (either
side's, for what is done together; a recipient's where the reading names no actor; nothing where it names nobody). Each predicted
event answers for one expected event at most; the likest pairs go first. Events of the coder below CUT are left out everywhere.

    >>> is_kin("AGREE", "CONCEDE"), is_kin("AID", "ASSAULT")
    (True, False)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from itertools import product

from gold_texts import GoldEvent, GoldFinding, GoldStance, GoldText

from dragoman.types import Event, Finding, Reading, Span, Stance

# Guesses below this confidence are not counted, neither as found nor as wrong. Set before the first run.
CUT = 0.3
# Types between which careful coders waver: a promise or the treaty, the word or the deed, the gift or the exchange.
KIN = frozenset(
    map(
        frozenset,
        (("AGREE", "SUPPORT"), ("AGREE", "CONCEDE"), ("CONCEDE", "RETREAT"), ("AID", "COOPERATE"), ("SANCTION", "COERCE")),
    )
)
# Of these it does not matter who is named as the actor and who as the recipient.
TOGETHER = frozenset({"AGREE", "CONSULT", "COOPERATE"})


@dataclass
class Tally:
    """Counts; each share of `shares` is one of them over another."""

    n_texts: int = 0
    n_must: int = 0
    n_found: int = 0  # must-events with a predicted event
    n_predicted: int = 0
    n_right: int = 0  # of predicted: answers for a must or an optional event
    n_parties: int = 0  # of found: both sides right
    n_judged: int = 0  # matched events, must or optional, of the very same type
    n_status: int = 0  # of judged
    n_undone: int = 0  # judged events that are planned, hypothetical, negated or ongoing
    n_undone_right: int = 0  # of undone: the status right
    n_attribution: int = 0  # of found: the source right, or rightly none
    n_sourced: int = 0  # found events that name a source
    n_source: int = 0  # of sourced: the source right
    n_doubted: int = 0  # matched events that either side calls alleged
    n_alleged: int = 0  # of doubted: both do
    n_dated: int = 0  # found events with a date
    n_date: int = 0  # of dated: the very same EDTF
    n_stances: int = 0  # must-stances
    n_stances_found: int = 0
    n_stances_predicted: int = 0
    n_stances_right: int = 0
    n_findings: int = 0  # must-findings
    n_findings_found: int = 0
    n_findings_false: int = 0
    n_quiet: int = 0  # texts without a false finding

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(Tally)))

    def shares(self) -> dict[str, float | None]:
        """Per cent, to one decimal; None where nothing was asked."""
        pairs = {
            "found": (self.n_found, self.n_must),
            "precision": (self.n_right, self.n_predicted),
            "parties": (self.n_parties, self.n_found),
            "status": (self.n_status, self.n_judged),
            "status, not occurred": (self.n_undone_right, self.n_undone),
            "attribution": (self.n_attribution, self.n_found),
            "source": (self.n_source, self.n_sourced),
            "alleged": (self.n_alleged, self.n_doubted),
            "dates": (self.n_date, self.n_dated),
            "stances": (self.n_stances_found, self.n_stances),
            "stance precision": (self.n_stances_right, self.n_stances_predicted),
            "findings": (self.n_findings_found, self.n_findings),
            "quiet texts": (self.n_quiet, self.n_texts),
        }
        return {name: round(100 * part / whole, 1) if whole else None for name, (part, whole) in pairs.items()}

    @property
    def false_findings(self) -> float:
        """False findings per text."""
        return round(self.n_findings_false / self.n_texts, 2) if self.n_texts else 0.0


@dataclass
class Matched:
    """Who answers for whom in one text: index of the expected -> index of the predicted (among those of `events`)."""

    events: list[Event] = field(default_factory=list)
    of_events: dict[int, int] = field(default_factory=dict)
    of_stances: dict[int, int] = field(default_factory=dict)
    of_findings: dict[int, int] = field(default_factory=dict)
    false_findings: list[Finding] = field(default_factory=list)


def score_texts(read: Iterable[tuple[GoldText, Reading]]) -> dict[str, Tally]:
    """The tallies of the open and of the held texts."""
    score = {"open": Tally(), "held": Tally()}
    for gold, reading in read:
        score["held" if gold.held else "open"] += score_text(gold, reading)
    return score


def score_text(gold: GoldText, reading: Reading) -> Tally:
    """How much of one text is found and right."""
    matched = match_text(gold, reading)
    first = gold.first
    tally = Tally(n_texts=1, n_predicted=len(matched.events), n_right=len(matched.of_events))
    tally.n_must = sum(event.must for event in first.events)
    for i, k in matched.of_events.items():
        wanted, event = first.events[i], matched.events[k]
        if event.type == wanted.type:
            tally.n_judged += 1
            tally.n_status += event.status == wanted.status
            tally.n_undone += wanted.status != "occurred"
            tally.n_undone_right += event.status == wanted.status != "occurred"
        tally.n_doubted += event.alleged or wanted.alleged
        tally.n_alleged += event.alleged and wanted.alleged
        if not wanted.must:
            continue
        source = event.attribution.code if event.attribution else None
        tally.n_found += 1
        tally.n_parties += has_parties(event, wanted)
        tally.n_attribution += source == wanted.attribution
        tally.n_sourced += wanted.attribution is not None
        tally.n_source += wanted.attribution is not None and source == wanted.attribution
        tally.n_dated += wanted.date is not None
        tally.n_date += wanted.date is not None and event.date == wanted.date
    tally.n_stances = sum(stance.must for stance in first.stances)
    tally.n_stances_found = sum(first.stances[i].must for i in matched.of_stances)
    tally.n_stances_predicted = len(reading.stances)
    tally.n_stances_right = len(set(matched.of_stances.values()))
    tally.n_findings = sum(finding.must for finding in first.findings)
    tally.n_findings_found = sum(first.findings[i].must for i in matched.of_findings)
    tally.n_findings_false = len(matched.false_findings)
    tally.n_quiet = int(not matched.false_findings)
    return tally


def match_text(gold: GoldText, reading: Reading) -> Matched:
    """Pairs of what was expected and what was read."""
    events = [event for event in reading.events if event.confidence >= CUT]
    return Matched(
        events,
        match_events(gold, gold.first.events, events),
        match_stances(gold, gold.first.stances, reading.stances),
        match_findings(gold, gold.first.findings, reading.findings),
        [each for each in reading.findings if not any(is_finding(gold, wanted, each, any) for wanted in gold.first.findings)],
    )


# ------------------------------------------------------------------ events


def is_kin(one: str, other: str) -> bool:
    """Whether two types are the same or near enough that careful coders waver between them."""
    return one == other or frozenset((one, other)) in KIN


def match_events(gold: GoldText, expected: Sequence[GoldEvent], predicted: Sequence[Event]) -> dict[int, int]:
    """Index of an expected event -> index of the predicted one that answers for it."""
    pairs = []
    for (i, wanted), (k, event) in product(enumerate(expected), enumerate(predicted)):
        if answers(gold, wanted, event):
            likeness = (event.type == wanted.type, overlap(event.trigger, wanted.span), has_parties(event, wanted), wanted.must)
            pairs.append((tuple(-int(each) for each in likeness), abs(event.trigger.start - wanted.span.start), i, k))
    return _take_best(pairs)


def answers(gold: GoldText, wanted: GoldEvent, event: Event) -> bool:
    """Whether this predicted event can stand for the expected one (the module says when)."""
    near = is_kin(event.type, wanted.type) or event.type in wanted.others
    return near and shares_actor(event, wanted) and gold.sentence_at(event.trigger.start) == gold.sentence_at(wanted.span.start)


def shares_actor(event: Event, wanted: GoldEvent) -> bool:
    doers, done_to = name_parties(event)
    if not wanted.actors:
        return not wanted.recipients or bool(wanted.recipients & done_to)
    if is_mutual(wanted):
        return bool(wanted.actors & (doers | done_to))
    return bool(wanted.actors & doers)


def is_mutual(wanted: GoldEvent) -> bool:
    """Whether it does not matter on which side a party is written."""
    return wanted.type in TOGETHER or (len(wanted.actors) > 1 and not wanted.recipients)


def has_parties(event: Event, wanted: GoldEvent) -> bool:
    """Whether both sides hold the codes of the reading; "X and Y met" may stand with both on both lists."""
    doers, done_to = name_parties(event)
    if (doers, done_to) == (wanted.actors, wanted.recipients):
        return True
    return is_mutual(wanted) and doers | done_to == wanted.actors | wanted.recipients


def name_parties(event: Event) -> tuple[frozenset[str], frozenset[str]]:
    """Codes of both sides; who has none is left out, as in the gold."""
    doers, done_to = (frozenset(who.code for who in side if who.code) for side in (event.actors, event.recipients))
    return doers, done_to


# ------------------------------------------------------------------ stances and findings


def match_stances(gold: GoldText, expected: Sequence[GoldStance], predicted: Sequence[Stance]) -> dict[int, int]:
    """Index of an expected stance -> index of the predicted one: same stance, holder and target, in the same sentence.

    A predicted stance with two holders ("Jordan and Tunisia back") may answer for several expected ones.
    """
    found = {}
    for (i, wanted), (k, stance) in product(enumerate(expected), enumerate(predicted)):
        holders, towards = ({who.code for who in side} for side in (stance.holder, stance.toward))
        here = gold.sentence_at(stance.evidence.start) == gold.sentence_at(wanted.span.start)
        if here and stance.stance == wanted.stance and wanted.holder in holders and wanted.toward in towards:
            found.setdefault(i, k)
    return found


def match_findings(gold: GoldText, expected: Sequence[GoldFinding], predicted: Sequence[Finding]) -> dict[int, int]:
    """Index of an expected finding -> index of the predicted one of its kind that shows a span on each of its sides."""
    return _take_best(
        ((0,), 0, i, k)
        for (i, wanted), (k, finding) in product(enumerate(expected), enumerate(predicted))
        if is_finding(gold, wanted, finding, all)
    )


def is_finding(gold: GoldText, wanted: GoldFinding, finding: Finding, how) -> bool:
    """Whether it is of the expected kind and has evidence in the sentences of all (or any) of the expected quotes."""
    shown = {gold.sentence_at(each.start) for each in finding.evidence}
    return finding.finding == wanted.finding and how(gold.sentence_at(span.start) in shown for span in wanted.spans)


# ------------------------------------------------------------------ pairs


def overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _take_best(pairs: Iterable[tuple]) -> dict[int, int]:
    """The likest pairs first (the smallest tuples), each index once."""
    found: dict[int, int] = {}
    taken = set()
    for *_, i, k in sorted(pairs):
        if i not in found and k not in taken:
            found[i] = k
            taken.add(k)
    return found

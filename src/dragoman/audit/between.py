"""What texts say against each other: findings over a whole record, on events of different documents that are one event.

"killed 12 at Kidal on 4 May" in one text, "killed 30 at Kidal on 4 May" in another -> count_conflict
"signed on 3 March" here, "signed on 13 March" there, of one treaty                 -> date_conflict
one says that they crossed the border on 4 May, another denies it                   -> denial, a note
a toll that rises from one day's paper to the next; two meetings in one week        -> silent

Texts that say a thing in the same words copied one another, and count as one voice.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from dragoman.audit.words import load_words
from dragoman.record import EventFilter
from dragoman.types import Document, Entity, Event, Finding, FindingType, Quantity, Severity, SourcedEvidence

if TYPE_CHECKING:
    from dragoman.record import Record

# Days by which two texts may differ on when something was.
DAYS_APART = 12
# Numbers closer than this are the same number, rounded.
ROUNDING = 0.06
# Shares of words in common: that two texts tell of one deed of one day, that one copied the other, that they tell of one deed
# though they date it differently.
ALIKE = 0.5
COPIED = 0.85
CLOSE = 0.7
# Characters around an act in which a text may say that a number is open or a date another's.
AROUND = 120
# Kinds of act that two states do again and again within days.
RECURS = frozenset(("CONSULT", "ACCUSE", "REQUEST", "REJECT", "PROTEST", "THREATEN"))
_WORD = re.compile(r"[^\W\d][\w\u2019'-]{2,}")
_DULL = frozenset(
    "the and for with from that this which who its his her their was were has had have been into onto upon after before "
    "when said says "
    "also not did one two people monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july "
    "august september october november december".split()
)
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


class Telling(msgspec.Struct, frozen=True):
    """An event with its text: `words` are those of weight that are no name of a party, `names` those of them that are
    names, `around` what stands beside it."""

    event: Event
    words: frozenset[str]
    names: frozenset[str]
    around: str
    published: str | None


def audit_record(record: Record, documents: Sequence[str] = ()) -> list[Finding]:
    """What the texts of a record say against each other, the gravest first; with `documents`, only what touches one of these."""
    kin = [
        pair for pair in record.kin_events(DAYS_APART)
        if not documents or pair.one_document in documents or pair.other_document in documents
    ]  # fmt: skip
    tellings = _load_tellings(record, {id_ for pair in kin for id_ in (pair.one, pair.other)})
    found: dict[tuple[str, frozenset[str]], Finding] = {}
    for pair in kin:
        one, other = tellings.get(pair.one), tellings.get(pair.other)
        if one is None or other is None:
            continue
        for finding in _compare(one, other):
            # each clash once: texts that use the same words are one voice, and one denial is one finding
            denies = finding.finding == "denial"
            pieces = [piece for piece in finding.evidence if not denies or piece.document == _denier(one, other).document]
            key = finding.finding, frozenset(_normal(piece.text) for piece in pieces)
            found.setdefault(key, finding)
    return sorted(found.values(), key=lambda one: (SEVERITIES.index(one.severity), one.document, one.evidence[0].start, one.id))


def _load_tellings(record: Record, ids: Iterable[str]) -> dict[str, Telling]:
    wanted = sorted(ids)
    if not wanted:
        return {}
    texts: dict[str, Document] = {}
    found: dict[str, Telling] = {}
    for event in record.events(EventFilter(ids=tuple(wanted))):
        if event.document not in texts:
            doc = record.document(event.document)
            if doc is None:
                continue
            texts[event.document] = doc
        doc = texts[event.document]
        around = doc.text[max(0, event.evidence.start - AROUND) : event.evidence.end + AROUND]
        known = {word.lower()[:6] for entity in (*event.actors, *event.recipients) for word in _WORD.findall(entity.text)}
        known |= {word.lower()[:6] for word in _WORD.findall(event.trigger.slice(doc.text))}
        words = {word.lower()[:6] for word in _WORD.findall(event.evidence.text) if word.lower() not in _DULL} - known
        known |= {word.lower()[:6] for quantity in event.quantities for word in _WORD.findall(quantity.text)}
        words -= known
        names = {word.lower()[:6] for word in _WORD.findall(event.evidence.text) if word[0].isupper()} & words
        found[event.id] = Telling(event, frozenset(words), frozenset(names), around, doc.published)
    return found


def _compare(one: Telling, other: Telling) -> Iterator[Finding]:
    if _copied(one, other) or (one.names and other.names and not one.names & other.names):
        return
    first, second = one.event, other.event
    if "negated" in (first.status, second.status):
        if first.status != second.status and _same_day(first, second) and _alike(one, other, ALIKE):
            told, denied = (one, other) if second.status == "negated" else (other, one)
            who = f"{denied.event.attribution.text} denies" if denied.event.attribution is not None else "another text denies"
            why = f"One text says '{told.event.evidence.text}', {who} it: '{denied.event.evidence.text}'."
            yield _make_finding("denial", "note", why, one, other)
        return
    clash = _find_numbers(one, other) if _same_day(first, second) else None
    if clash is not None:
        why = f"Two texts give two numbers for one event ({clash[0].unit}): '{clash[0].text}' and '{clash[1].text}'."
        yield _make_finding("count_conflict", "warning", why, one, other)
    elif _days_clash(first, second) and first.type not in RECURS and _alike(one, other, CLOSE) and _is_once(one, other):
        why = f"Two texts date one event differently: {first.date} ('{first.evidence.text}') and {second.date}."
        yield _make_finding("date_conflict", "warning", why, one, other)


def _denier(one: Telling, other: Telling) -> Event:
    return other.event if other.event.status == "negated" else one.event


def _alike(one: Telling, other: Telling, share: float) -> bool:
    """Whether the words that are no party's and no date's agree: at least two of them, and that share of the fewer."""
    common = one.words & other.words
    return len(common) >= 2 and len(common) >= share * min(len(one.words), len(other.words))


def _copied(one: Telling, other: Telling) -> bool:
    first, second = _normal(one.event.evidence.text), _normal(other.event.evidence.text)
    if first == second:
        return True
    numbers = [set(re.findall(r"\d+", words)) for words in (first, second)]
    ones, others = set(first.split()), set(second.split())
    return numbers[0] == numbers[1] and len(ones & others) >= COPIED * len(ones | others)


def _same_day(one: Event, other: Event) -> bool:
    return one.date is not None and one.date == other.date and len(one.date) == 10


def _days_clash(one: Event, other: Event) -> bool:
    """Two days, each from the words of its text, and not one day in two calendars."""
    days = one.date or "", other.date or ""
    return all(len(day) == 10 and day[4] == "-" for day in days) and days[0] != days[1] and not _in_two_calendars(*days)


def _in_two_calendars(one: str, other: str) -> bool:
    return one < "1924" and abs((date.fromisoformat(one) - date.fromisoformat(other)).days) in (11, 12, 13)


def _is_once(one: Telling, other: Telling) -> bool:
    """Whether the act is of those that happen once, and neither text speaks of another, a second, a former one."""
    words = load_words()
    return all(
        (words.once.search(telling.event.evidence.text) or words.single.search(telling.event.evidence.text))
        and not words.revised.search(telling.around)
        for telling in (one, other)
    )


def _find_numbers(one: Telling, other: Telling) -> tuple[Quantity, Quantity] | None:
    """Two numbers of one kind that differ, neither open nor revised; a toll that rises with the days of printing is no clash."""
    words = load_words()
    common = one.words & other.words
    places = [telling.event.place.text if telling.event.place else None for telling in (one, other)]
    if None not in places and places[0] != places[1]:
        return None
    if _other_parties(one.event.actors, other.event.actors) or _other_parties(one.event.recipients, other.event.recipients):
        return None  # each side's dead are counted apart
    if len(common) < 2 or any(words.open_count.search(t.around) or words.revised.search(t.around) for t in (one, other)):
        return None
    for quantity in one.event.quantities:
        for rival in other.event.quantities:
            if (quantity.kind, quantity.unit) != (rival.kind, rival.unit):
                continue
            if abs(quantity.value - rival.value) <= ROUNDING * max(quantity.value, rival.value):
                continue
            if _rises(one, other, quantity.value, rival.value):
                continue
            return quantity, rival
    return None


def _other_parties(one: Sequence[Entity], other: Sequence[Entity]) -> bool:
    """Whether both are known by their states and have none in common."""
    codes, others = ({entity.code for entity in side if entity.code} for side in (one, other))
    return bool(codes and others and not codes & others)


def _rises(one: Telling, other: Telling, value: float, rival: float) -> bool:
    if one.published is None or other.published is None or one.published == other.published:
        return False
    return (one.published < other.published) == (value < rival)


def _normal(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.lower()))


def _make_finding(kind: FindingType, severity: Severity, why: str, one: Telling, other: Telling) -> Finding:
    """A finding whose words stand in two documents; it belongs to the first of them."""
    pieces = tuple(
        SourcedEvidence(event.document, event.evidence.start, event.evidence.end, event.evidence.text)
        for event in sorted((one.event, other.event), key=lambda event: event.document)
    )
    parts = [kind, *(f"{piece.document}:{piece.start}-{piece.end}" for piece in pieces)]
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Finding(digest, pieces[0].document, kind, severity, why, pieces)

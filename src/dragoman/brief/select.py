"""Record, Relation -> what matters: the episodes that a brief tells, weighed, each with the events that report it.

An episode weighs by its score, by whether it marks a phase or begins or ends a tie, by its words (war, treaty, break), by the
number of independent texts and by its confidence. Ties are broken by date and id, so that the same record gives the same choice.

    >>> select_material(record, relation, citations).told[0].episode.type
    'ASSAULT'
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from dragoman.brief.believe import find_bounds, is_believed, is_heading, is_of_another
from dragoman.brief.cite import Citations
from dragoman.brief.claimed import is_hedged
from dragoman.brief.clause import make_clause
from dragoman.brief.material import Material, Told
from dragoman.brief.names import Namer, load_states, load_words
from dragoman.types import Episode, Event, Finding, Stance

if TYPE_CHECKING:
    from dragoman.record import Record
    from dragoman.relations import Relation

# Episodes whose words are read; of a larger record the weightiest. A brief tells some forty.
MOST_READ, MOST_UNREAL, MOST_BESIDE, MOST_DOCUMENTS = 240, 80, 60, 80
# Below this confidence an episode is told only if several texts report it, or there is little else.
SURE = 0.3
# Shares of the words of the shorter quotation that make two quotations the same.
SAME = 0.8


def select_material(record: Record, relation: Relation, citations: Citations) -> Material:
    """What the record holds of the pair, weighed, without what cannot be traced to its words."""
    from dragoman.record import EpisodeFilter

    pair = relation.pair
    marks = {mark for phase in relation.phases for mark in phase.marks}
    turns = {mark for tie in relation.ties for mark in (*tie.began, *tie.ended)}
    wanted = EpisodeFilter(
        between=pair, statuses=("negated", "planned", "hypothetical"), since=relation.since, until=relation.until,
        by="strength", limit=MOST_UNREAL,
    )  # fmt: skip
    unreal = list(record.episodes(wanted))
    between = {episode.id: episode for episode in (*relation.episodes, *unreal)}
    ranked = sorted(between.values(), key=lambda one: (-weigh(one, marks, turns), one.id))[: MOST_READ + MOST_UNREAL]
    documents = list(dict.fromkeys(one.document for one in ranked))[:MOST_DOCUMENTS]
    beside = select_beside(record, relation, documents, set(between)) if documents else []
    episodes = [*((one, True) for one in ranked), *((one, set(pair) <= set(one.actors)) for one in beside)]
    told = read_episodes(record, episodes, citations, marks, turns)
    cited = set(documents) | {one.event.document for one in told}
    findings = select_findings(record, told, relation.stances, sorted(cited), pair)
    return Material(
        told=tuple(told),
        stances=select_stances(relation.stances, citations),
        findings=tuple(findings),
        differences=tuple(find_differences(told)),
    )


def weigh(episode: Episode, marks: set[str], turns: set[str]) -> float:
    """How much an episode matters, roughly from 0 to 5."""
    weight = abs(episode.score) / 10
    weight += 0.9 * (episode.lead in marks) + 0.8 * (episode.lead in turns)
    weight += 0.9 * bool(re.search(load_words()["turning"]["pattern"], episode.words, re.I))
    weight += 0.35 * math.log2(max(1, episode.n_sources))
    weight += 1.5 * (episode.confidence - 0.5)
    weight += 0.4 * (episode.date is not None) - 0.3 * (episode.date_basis in ("inherited", "published"))
    return weight - (0.8 if episode.confidence < SURE and episode.n_sources < 2 else 0)


def select_beside(record: Record, relation: Relation, documents: Sequence[str], known: set[str]) -> list[Episode]:
    """Turning points at home or toward others that the texts on the pair tell: a revolution, an invasion of a third state; and
    what both did together toward nobody that is named."""
    from dragoman.record import EpisodeFilter, EventFilter

    wanted = EpisodeFilter(
        documents=tuple(documents), statuses=("occurred", "ongoing"), since=relation.since, until=relation.until,
        by="strength", limit=MOST_BESIDE * 4,
    )  # fmt: skip
    found: dict[str, Episode] = {}
    for role in ("actors", "recipients"):
        asked = msgspec.structs.replace(wanted, **{role: relation.pair})
        found |= {episode.id: episode for episode in record.episodes(asked) if episode.id not in known}
    alone = EventFilter(
        documents=tuple(documents), actors=relation.pair, statuses=("occurred", "ongoing"),
        since=relation.since, until=relation.until, min_confidence=0.4, limit=MOST_BESIDE * 20,
    )  # fmt: skip
    found |= {event.id: make_episode(event) for event in record.events(alone) if not has_other(event)}
    kept = [episode for episode in found.values() if is_turning(episode, relation.pair)]
    return sorted(kept, key=lambda one: (-weigh(one, set(), set()), one.id))[:MOST_BESIDE]


def is_turning(episode: Episode, pair: tuple[str, str]) -> bool:
    """Whether an episode that is not between the two belongs to their story by its words."""
    words = load_words()["turning"]
    pattern = words["pattern" if set(pair) <= set(episode.actors) else "beside"]
    sure = bool(episode.actors and episode.date) and episode.confidence >= 0.4 and not episode.alleged
    return sure and re.search(pattern, episode.words, re.I) is not None


def has_other(event: Event) -> bool:
    """Whether somebody else than the actors is acted upon: then it is part of an episode."""
    return any(who.code is not None for who in event.recipients) and {who.code for who in event.recipients} != {
        who.code for who in event.actors
    }


def make_episode(event: Event) -> Episode:
    """An event that no pair of states shares, as the one report of an episode."""
    from dragoman.record import read_edtf

    days = (event.date and read_edtf(event.date)) or None
    return Episode(
        id=event.id, type=event.type, mode=event.mode, contexts=event.contexts,
        actors=tuple(sorted({who.code for who in event.actors if who.code})),
        recipients=tuple(sorted({who.code for who in event.recipients if who.code})),
        date=event.date, date_basis=event.date_basis,
        earliest=days.earliest if days else None, latest=days.latest if days else None,
        place=event.place, status=event.status, alleged=event.alleged, score=event.score, confidence=event.confidence,
        n_reports=1, n_sources=1, lead=event.id, document=event.document, words=event.evidence.text,
    )  # fmt: skip


def read_episodes(
    record: Record, episodes: Sequence[tuple[Episode, bool]], citations: Citations, marks: set[str], turns: set[str]
) -> list[Told]:
    """The episodes with their events; those whose words are not in their document are left out."""
    from dragoman.record import EventFilter

    if not episodes:
        return []
    reports = record.reports([episode.id for episode, _ in episodes])
    ids = {episode.lead for episode, _ in episodes}
    for found in reports.values():
        ids |= {one.event for one in sorted(found, key=lambda one: (one.copy_of is not None, one.document, one.event))[:12]}
    events = {event.id: event for event in record.events(EventFilter(ids=tuple(sorted(ids))))}
    bounds = find_bounds(record, events.values())
    told = []
    for episode, between in episodes:
        lead = events.get(episode.lead)
        if lead is None or not citations.holds(lead.document, lead.evidence.start, lead.evidence.end, lead.evidence.text):
            continue
        doc = citations.document(lead.document)
        assert doc is not None
        clause = make_clause(lead, doc, Namer())
        if len(clause.quote) < 3 or re.search(load_words()["empty"]["hollow"], clause.quote):
            continue
        others = [events[one.event] for one in reports.get(episode.id, []) if one.event in events and one.event != lead.id]
        others.sort(key=lambda one: (-one.confidence, one.document, one.evidence.start, one.id))
        believed = is_believed(episode, bounds.get(lead.document)) and not is_of_another(lead, doc)
        weight = weigh(episode, marks, turns) + 0.4 * clause.direct - 0.5 * (not between)
        dates = (episode.date, episode.earliest, episode.latest) if believed else (None, None, None)
        weight -= 0.5 * (" " not in clause.quote) + 1.5 * is_heading(lead, doc)
        told.append(Told(episode, lead, tuple(others), weight, *dates, doc.published, between, clause, is_hedged(lead, doc)))
    told = [one if not one.empty else msgspec.structs.replace(one, weight=one.weight - 1.5) for one in told]
    told.sort(key=lambda one: (-one.weight, one.order))
    return drop_retold(told)


def drop_retold(told: Sequence[Told]) -> list[Told]:
    """Without those whose quoted words are, for the most part, words that a weightier one of the same document quotes."""
    kept: list[Told] = []
    quotes: dict[str, list[set[str]]] = {}
    for one in told:
        words = set(re.findall(r"\w+", one.clause.quote.casefold()))
        before = quotes.setdefault(one.event.document, [])
        same = any(len(words & other) >= SAME * max(1, min(len(words), len(other))) for other in before)
        if not same:
            kept.append(one)
            before.append(words)
    return kept


def select_stances(stances: Sequence[Stance], citations: Citations) -> tuple[Stance, ...]:
    """Stances whose words stand in their document, the surest first, each holder's words once."""
    kept: list[Stance] = []
    for stance in sorted(stances, key=lambda one: (-one.confidence, one.document, one.evidence.start, one.id)):
        words = stance.evidence
        retold = any(
            other.document == stance.document and other.evidence.start < words.end and words.start < other.evidence.end
            for other in kept
        )
        if not retold and citations.holds(stance.document, words.start, words.end, words.text):
            kept.append(stance)
    return tuple(kept)


def select_findings(
    record: Record, told: Sequence[Told], stances: Sequence[Stance], documents: Sequence[str], pair: tuple[str, str]
) -> list[Finding]:
    """Findings on words at or near what the texts tell of the two, the gravest first."""
    if not documents:
        return []
    near: dict[str, list[tuple[int, int]]] = {}
    for one in told:
        for event in (one.event, *one.reports):
            near.setdefault(event.document, []).append((event.evidence.start - 250, event.evidence.end + 250))
    for stance in stances:
        near.setdefault(stance.document, []).append((stance.evidence.start, stance.evidence.end))
    names = [word for code in pair for word in (load_states()[code].words if code in load_states() else ())]
    found = []
    for finding in record.findings(documents=tuple(documents)):
        spans = finding.evidence
        by_place = any(start < span.end and span.start < end for span in spans for start, end in near.get(span.document, ()))
        told_of = " ".join((finding.why, *(span.text for span in spans))).casefold()
        if by_place or any(re.search(rf"\b{re.escape(name)}\b", told_of) for name in names):
            found.append(finding)
    return found


def find_differences(told: Sequence[Told]) -> list[tuple[Told, str, tuple[tuple[Event, str], ...]]]:
    """Where the reports of one episode give different numbers of one thing, or different days."""
    found: list[tuple[Told, str, tuple[tuple[Event, str], ...]]] = []
    for one in told:
        events = (one.event, *one.reports)
        if len({event.document for event in events}) < 2:
            continue
        numbers: dict[tuple[str, str], dict[float, tuple[Event, str]]] = {}
        for event in events:
            for quantity in event.quantities:
                numbers.setdefault((quantity.kind, quantity.unit), {}).setdefault(quantity.value, (event, quantity.text))
        for (kind, _), values in sorted(numbers.items()):
            documents = {event.document for event, _ in values.values()}
            if kind != "units" and len(values) > 1 and len(documents) > 1:
                found.append((one, "number", tuple(values[value] for value in sorted(values))))
        days: dict[str, tuple[Event, str]] = {}
        for event in events:
            if event.date and event.date_basis == "stated" and re.fullmatch(r"\d{4}-\d\d-\d\d", event.date):
                days.setdefault(event.date, (event, event.date))
        if len(days) > 1:
            found.append((one, "day", tuple(days[day] for day in sorted(days))))
    return found

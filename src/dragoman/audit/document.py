"""All checks of one document, worst first."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.audit.absences import find_absent_states
from dragoman.audit.beside import find_denials_beside
from dragoman.audit.bounds import find_false_bounds
from dragoman.audit.calendar import find_impossible_days
from dragoman.audit.counts import find_count_conflicts
from dragoman.audit.denials import find_denials
from dragoman.audit.elects import find_false_elects
from dragoman.audit.facts import OfficeTerms, OwnTerms
from dragoman.audit.intervals import find_false_intervals
from dragoman.audit.later import find_false_counts_of_time
from dragoman.audit.lives import find_acts_of_the_dead
from dragoman.audit.names import find_untimely_names
from dragoman.audit.offices import find_false_pairs_of_offices
from dragoman.audit.order import find_false_orders
from dragoman.audit.published import find_events_after_publication
from dragoman.audit.rebuttals import find_rebuttals
from dragoman.audit.retold import find_retold_deeds
from dragoman.audit.reversed import find_reversed_deeds
from dragoman.audit.scene import Scene
from dragoman.audit.since import find_false_counts_since
from dragoman.audit.titles import find_untimely_titles
from dragoman.audit.tolls import find_unequal_tolls
from dragoman.audit.twice import find_twice_dated
from dragoman.audit.undone import find_undone_deeds
from dragoman.audit.weekdays import find_false_weekdays
from dragoman.types import Document, Event, Finding, Mention, TimeMention

# Findings are looked up by stretches of so many characters, so that a text with thousands costs no square of them.
PLACE = 64
SEVERITIES = ("error", "warning", "note")


def audit_document(
    doc: Document,
    events: Sequence[Event],
    mentions: Sequence[Mention],
    times: Sequence[TimeMention],
    terms: OfficeTerms | None = None,
) -> list[Finding]:
    """What cannot be true in one document: findings by severity, then in order of the text; none twice.

    `terms`: who held what office when; the product's own tables by default.
    """
    scene = Scene(doc, events, mentions, times)
    terms = terms or OwnTerms()
    found = [
        *find_false_elects(scene, terms),
        *find_acts_of_the_dead(scene),
        *find_untimely_titles(scene, terms),
        *find_untimely_names(scene),
        *find_absent_states(scene),
        *find_false_weekdays(scene),
        *find_impossible_days(scene),
        *find_false_intervals(scene),
        *find_false_bounds(scene),
        *find_false_orders(scene),
        *find_false_counts_of_time(scene),
        *find_false_counts_since(scene),
        *find_twice_dated(scene),
        *find_retold_deeds(scene),
        *find_events_after_publication(scene),
        *find_count_conflicts(scene),
        *find_unequal_tolls(scene),
        *find_denials(scene),
        *find_rebuttals(scene),
        *find_denials_beside(scene),
        *find_undone_deeds(scene),
        *find_reversed_deeds(scene),
        *find_false_pairs_of_offices(scene),
    ]
    return sorted(_drop_repeats(found), key=lambda one: (SEVERITIES.index(one.severity), one.evidence[0].start, one.id))


def _drop_repeats(found: Sequence[Finding]) -> list[Finding]:
    """Each clash once: where two checks find it, all of its words overlapping, the first one's finding stands."""
    kept: list[Finding] = []
    near: dict[tuple[str, int], list[Finding]] = {}
    for finding in found:
        first = finding.evidence[0]
        places = range(first.start // PLACE, first.end // PLACE + 1)
        if any(_covers(other, finding) for place in places for other in near.get((finding.finding, place), ())):
            continue
        kept.append(finding)
        for piece in finding.evidence:
            for place in range(piece.start // PLACE, piece.end // PLACE + 1):
                near.setdefault((finding.finding, place), []).append(finding)
    return kept


def _covers(other: Finding, finding: Finding) -> bool:
    return all(any(a.start < b.end and b.start < a.end for b in other.evidence) for a in finding.evidence)

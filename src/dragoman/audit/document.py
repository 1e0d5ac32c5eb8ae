"""All checks of one document, worst first."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.audit.counts import find_count_conflicts
from dragoman.audit.denials import find_denials
from dragoman.audit.elects import find_false_elects
from dragoman.audit.facts import OfficeTerms, OwnTerms
from dragoman.audit.intervals import find_false_intervals
from dragoman.audit.names import find_untimely_names
from dragoman.audit.order import find_false_orders
from dragoman.audit.published import find_events_after_publication
from dragoman.audit.scene import Scene
from dragoman.audit.titles import find_untimely_titles
from dragoman.audit.twice import find_twice_dated
from dragoman.audit.weekdays import find_false_weekdays
from dragoman.types import Document, Event, Finding, Mention, TimeMention

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
        *find_untimely_titles(scene, terms),
        *find_untimely_names(scene),
        *find_false_weekdays(scene),
        *find_false_intervals(scene),
        *find_false_orders(scene),
        *find_twice_dated(scene),
        *find_events_after_publication(scene),
        *find_count_conflicts(scene),
        *find_denials(scene),
    ]
    unique = {finding.id: finding for finding in found}
    return sorted(unique.values(), key=lambda one: (SEVERITIES.index(one.severity), one.evidence[0].start, one.id))

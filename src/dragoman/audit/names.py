"""Anachronism: a state or organisation that acts before it was or after it had ceased to be; an old or later name.

"In 1995 the Soviet Union signed the accord" -> warning; "In 1950 Persia sold oil" -> note
"In 1995 the former Soviet republics signed" -> silent
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dragoman.audit.facts import Lifetime, load_lifetimes, write_day
from dragoman.audit.scene import Scene, outside, span_of
from dragoman.audit.words import load_words
from dragoman.types import Finding, Span, TimeMention


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(load_lifetimes(), key=lambda name: (-len(name), name))
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, names)) + r")(?![\w-])")


def find_untimely_names(scene: Scene) -> Iterator[Finding]:
    if not scene.stated:
        return
    words = load_words()
    acting = _acting_spans(scene)
    told: set[tuple[str, int]] = set()
    for found in _pattern().finditer(scene.text):
        life = load_lifetimes()[found.group()]
        index = scene.sentence_at(found.start())
        dates = scene.plain_dates(index)
        if not dates or (life.name, index) in told or not all(outside(time, life.since, life.until) for time in dates):
            continue
        before, after = scene.text[max(0, found.start() - 30) : found.start()], scene.text[found.end() : found.end() + 40]
        if words.before.search(before) or words.after.search(after) or words.sentence.search(scene.sentence_text(index)):
            continue
        acts = any(start < found.end() and found.start() < end for start, end in acting) or bool(
            words.acts.match(after) and not words.below.search(before)
        )
        if life.kind in ("state", "organisation") and not acts:
            continue
        told.add((life.name, index))
        nearest = min(dates, key=lambda time: (abs(time.start - found.start()), time.start))
        too_early = bool(life.since) and all(str(time.latest) < life.since for time in dates)
        severity = "warning" if life.kind in ("state", "organisation") or (too_early and life.kind != "name") else "note"
        spans = [Span(found.start(), found.end()), span_of(nearest)]
        yield scene.make_finding("anachronism", severity, _explain(life, nearest), spans)  # type: ignore[arg-type]


def _acting_spans(scene: Scene) -> list[tuple[int, int]]:
    """Where the actors and recipients stand of events that take their date from their own words."""
    spans: list[tuple[int, int]] = []
    for event in scene.events:
        if event.status in ("occurred", "ongoing") and scene.phrase_of(event) is not None:
            spans.extend((entity.start, entity.end) for entity in (*event.actors, *event.recipients))
    return sorted(set(spans))


def _explain(life: Lifetime, time: TimeMention) -> str:
    before = bool(life.since and time.latest is not None and time.latest < life.since)
    if life.kind in ("state", "organisation"):
        fact = f"did not exist before {write_day(life.since)}" if before else f"ceased to exist on {write_day(life.until)}"
    else:
        fact = f"is a name in use from {write_day(life.since)}" if before else f"is a name in use until {write_day(life.until)}"
    return f"{life.name} {fact}, but the text places it at {time.text}" + (f" ({life.note})." if life.note else ".")

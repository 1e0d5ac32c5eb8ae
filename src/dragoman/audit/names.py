"""Anachronism: a state, body, city or currency that acts or is named before it was or after it had ceased to be.

"In 1995 the Soviet Union signed the accord" -> warning; "In 1950 Persia sold oil" -> note
printed in 1921: "the United Nations has received" -> error: whoever wrote in that year could not know the name
"In 1995 the former Soviet republics signed" -> silent
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from dragoman.audit.facts import Lifetime, load_lifetimes, shift_day, write_day
from dragoman.audit.listed import Listed, NameList
from dragoman.audit.scene import Scene, outside, say_when, span_of
from dragoman.audit.words import load_words
from dragoman.types import Finding, Severity, Span, TimeMention

# A name is older than its deed of foundation by some weeks of drafts and debates.
DRAFTS = 120
# Where the year of a date is understood and not stated, the name must miss it by a year.
UNSURE = 366
# What news tells of its own day, without a date: "the government of X has asked".
_NOW = re.compile(
    r"^(?:'s government|\u2019s government)? (?:has|have|is (?:to|preparing|planning|sending)|says|plans|wants|will|"
    r"continues|refuses|denies)"
    r"\b(?! (?:been|long|ceased|gone|vanished|disappeared))"
)
_PRESENT = re.compile(r"\b(?:has|have|will)\b(?! been worth)")
_GOVERNS = re.compile(r"\b(?:[Gg]overnment|[Aa]rmy|[Pp]resident|[Mm]inister|[Aa]mbassador|[Ee]nvoy|[Pp]arliament) of (?:the )?$")
# Where something is, not who acts; and what is still a plan.
_INSIDE = re.compile(
    r"(?:\b(?:in|into|inside|within|of|from|by|under|across|throughout|outside|around|through|plans? for an?|proposed)|/)"
    r"(?: the| a| an)? ?$"
)
_PLAN = re.compile(r" (?:[Ff]ederation|[Pp]lan|[Pp]roject|[Pp]roposal|idea|scheme)\b")
_QUOTED = re.compile(r"[\"\u201c\u2018]$")


class Clash(msgspec.Struct, frozen=True):
    """Why a name does not fit: `time` is the date that it misses, or None for the day of printing."""

    time: TimeMention | None
    severity: Severity


@cache
def _names() -> NameList:
    return NameList(load_lifetimes())


def find_untimely_names(scene: Scene) -> Iterator[Finding]:
    if not scene.stated and not scene.published:
        return
    acting = _acting_spans(scene)
    told: set[tuple[str, int]] = set()
    for found in _names().find(scene.text, scene.words):
        life = load_lifetimes()[found.name]
        index = scene.sentence_at(found.start)
        if (life.name, index) in told or _knows_better(scene, found):
            continue
        clash = _find_clash(scene, life, found, index, acting)
        if clash is None:
            continue
        told.add((life.name, index))
        spans = [Span(found.start, found.end)]
        if clash.time is not None:
            spans.append(span_of(clash.time))
        yield scene.make_finding("anachronism", clash.severity, _explain(scene, life, clash.time), spans)


def _knows_better(scene: Scene, found: Listed) -> bool:
    """Whether the text says that the name is not of the day: former, later, in memory, in quotes."""
    words = load_words()
    before, after = scene.text[max(0, found.start - 30) : found.start], scene.text[found.end : found.end + 40]
    if (
        words.before.search(before)
        or words.after.search(after)
        or _QUOTED.search(before)
        or before.endswith(("(", "/"))
        or _PLAN.match(after)
    ):
        return True
    beside = scene.words_around(found.start, found.end)
    return bool(words.sentence.search(beside) or words.ahead.search(beside))


def _find_clash(scene: Scene, life: Lifetime, found: Listed, index: int, acting: Sequence[tuple[int, int]]) -> Clash | None:
    words = load_words()
    before, after = scene.text[max(0, found.start - 30) : found.start], scene.text[found.end : found.end + 40]
    if scene.published and life.since and life.kind != "name" and scene.published < shift_day(life.since, -DRAFTS):
        return Clash(None, "error")
    acts = (
        (not _INSIDE.search(before) and any(start < found.end and found.start < end for start, end in acting))
        or bool(words.acts.match(after) and not words.below.search(before))
        or bool(_GOVERNS.search(before))
    )
    needs_act = life.kind in ("state", "organisation")
    stated = scene.plain_dates(index)
    if stated:
        if not all(outside(time, life.since, life.until) for time in stated) or (needs_act and not acts):
            return None
        nearest = min(stated, key=lambda time: (abs(time.start - found.start), time.start))
        too_early = bool(life.since) and all(str(time.latest) < life.since for time in stated)
        return Clash(nearest, "warning" if needs_act or (life.kind == "currency" and too_early) else "note")
    if index in scene.bracketed or life.kind == "name":
        return None
    understood = scene.told.get(index, [])
    if understood:
        early, late = shift_day(life.since, -UNSURE), shift_day(life.until, UNSURE) if life.until else ""
        if (acts or not needs_act) and all(outside(time, early, late) for time in understood):
            return Clash(understood[0], "warning")
        return None
    if index in scene.timed or not scene.published or not life.until or scene.published <= shift_day(life.until, UNSURE):
        return None
    if life.kind == "currency" and _PRESENT.search(scene.words_around(found.start, found.end)):
        return Clash(None, "warning")
    if needs_act and (_NOW.match(after) or (_GOVERNS.search(before) and re.match(r" (?:has|have) ", after))):
        return Clash(None, "warning")
    return None


def _acting_spans(scene: Scene) -> list[tuple[int, int]]:
    """Where the actors and recipients stand of events that take their date from their own words."""
    spans: list[tuple[int, int]] = []
    for event in scene.events:
        if event.status in ("occurred", "ongoing") and event.date_phrase is not None:
            spans.extend((entity.start, entity.end) for entity in (*event.actors, *event.recipients))
    return sorted(set(spans))


def _explain(scene: Scene, life: Lifetime, time: TimeMention | None) -> str:
    latest = time.latest if time is not None else scene.published
    before = bool(life.since and latest is not None and latest < life.since)
    if life.kind in ("state", "organisation"):
        fact = f"did not exist before {write_day(life.since)}" if before else f"ceased to exist on {write_day(life.until)}"
    else:
        fact = f"is a name in use from {write_day(life.since)}" if before else f"is a name in use until {write_day(life.until)}"
    where = f"places it {say_when(time)}" if time is not None else f"is of {write_day(str(scene.published))}"
    return f"{life.name} {fact}, but the text {where}" + (f" ({life.note})." if life.note else ".")

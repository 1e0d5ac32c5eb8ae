"""Anachronism: somebody called president-elect (or -designate) outside the weeks between election and inauguration.

"On 3 May 1991 ... the inauguration of President-elect X", who was elected in November 1992 -> error
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.audit.facts import OfficeTerms, Term, shift_day, write_day
from dragoman.audit.scene import Scene, outside, span_of
from dragoman.types import Finding, Span

_NAME = r"(?:[A-Z][\w.'\u2019-]{0,24}[ ]){0,4}[A-Z][\w'\u2019-]{1,24}"
_OFFICE = r"(?:[Pp]resident|[Pp]rime [Mm]inister|[Cc]hancellor|[Pp]remier)"
_ELECT = re.compile(
    rf"\b(?P<title>{_OFFICE}[- ](?:elect|designate)|[Ii]ncoming {_OFFICE})(?:,? of [A-Z]\w+)?[ ,]{{1,2}}(?P<name>{_NAME})"
    rf"|\b(?P<name2>{_NAME}), (?:then |the )?(?:[A-Z][\w.]+ )?(?P<title2>{_OFFICE}[- ](?:elect|designate))"
)
# No election came longer before the office than this; where the table has the election's own date, that counts.
LONGEST_WAIT = 300
# Headlines and late counts: a week of grace on both sides.
GRACE = 7


def find_false_elects(scene: Scene, terms: OfficeTerms) -> Iterator[Finding]:
    for found in _ELECT.finditer(scene.text):
        windows, name = _find_windows(found.group("name") or found.group("name2"), terms)
        dates = scene.dates_near(found.start())
        if not windows or not dates:
            continue
        if any(
            not outside(time, shift_day(since, -GRACE), shift_day(until, GRACE)) for time in dates for since, until in windows
        ):
            continue
        nearest = min(dates, key=lambda time: (abs(time.start - found.start()), time.start))
        spell = " or ".join(f"from {write_day(since)} to {write_day(until)}" for since, until in windows)
        title = found.group("title") or found.group("title2")
        why = f"{name} was {title.lower()} only {spell}, but the text speaks of it together with {nearest.text}."
        yield scene.make_finding("anachronism", "error", why, [span_of(nearest), Span(found.start(), found.end())])


def _find_windows(words: str, terms: OfficeTerms) -> tuple[list[tuple[str, str]], str]:
    """The spans in which the person was elect, from the longest name that is known."""
    parts = words.split()
    for size in range(len(parts), 0, -1):
        for start in range(0, len(parts) - size + 1):
            name = " ".join(parts[start : start + size]).removesuffix("'s").removesuffix("\u2019s")
            held = terms.terms_of(name)
            if held:
                return _windows(held), held[0].name
    return [], words


def _windows(rows: Sequence[Term]) -> list[tuple[str, str]]:
    own = [(term.since, term.until) for term in rows if "elect" in term.title.lower() and term.until]
    offices = [term for term in rows if term.office in ("head_of_state", "head_of_government")]
    guessed = [
        (shift_day(term.since, -LONGEST_WAIT), term.since)
        for term in offices
        if not any(since <= term.since <= shift_day(until, GRACE) for since, until in own)
    ]
    return sorted({*own, *guessed})

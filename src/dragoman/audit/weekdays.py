"""Date conflict: a weekday and a date that do not agree ("Monday, 18 May 1920" was a Tuesday).

Both calendars are tried where the old one was still in use, so that a Russian date of 1905 in the old style stays silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from dragoman.audit.scene import Scene, span_of
from dragoman.types import Finding, Span, TimeMention

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = re.compile(r"\b(" + "|".join(DAYS) + r")\b")
# Russia left the Julian calendar in February 1918, Greece as the last state in 1923; after 1918 foreign dates were in the new.
JULIAN_UNTIL = 1919
# News gives days so near its printing without a year.
NEAR = 20


def find_false_weekdays(scene: Scene) -> Iterator[Finding]:
    yield from _find_in_news(scene)
    for times in scene.understood.values():
        for time in times:
            if time not in scene.stated.get(scene.sentence_at(time.start), ()) and not _is_of_this_year(scene, time):
                continue
            if time.earliest is None or time.earliest != time.latest:
                continue
            start = max(0, time.start - 14)
            named = _DAY.search(scene.text, start, time.end)
            if named is None or scene.text[named.end() : max(named.end(), time.start)].strip(" ,(").lower() not in ("", "the"):
                continue
            day = date.fromisoformat(time.earliest)
            if DAYS[day.weekday()] == named.group() or _agrees_in_old_style(day, named.group()):
                continue
            if time.basis == "resolved" and any(_on(day, year) == named.group() for year in (day.year - 1, day.year + 1)):
                continue  # the year is understood: it may be another
            begin = min(named.start(), time.start)
            why = f"{time.text.replace(named.group(), '').strip(' ,')} was a {DAYS[day.weekday()]}, not a {named.group()}."
            yield scene.make_finding("date_conflict", "error", why, [Span(begin, time.end)])


def _find_in_news(scene: Scene) -> Iterator[Finding]:
    """A day near that of printing with a weekday that it was not: whoever resolved it may have moved it to a year that fits."""
    if not scene.published:
        return
    printed = date.fromisoformat(scene.published)
    for time in scene.times:
        named = _DAY.search(time.text)
        if named is None or time.basis != "resolved" or time.earliest != time.latest or time.earliest is None:
            continue
        if not time.why.rule.startswith("date.") or time.earliest[:4] == scene.published[:4] or re.search(r"\d{4}", time.text):
            continue
        day = date.fromisoformat(time.earliest)
        right = _on(day, printed.year)
        if right and right != named.group() and abs((day.replace(year=printed.year) - printed).days) <= NEAR:
            words = time.text.replace(named.group(), "").strip(" ,")
            why = f"{words} {printed.year} was a {right}, not a {named.group()}."
            yield scene.make_finding("date_conflict", "error", why, [span_of(time)])


def _is_of_this_year(scene: Scene, time: TimeMention) -> bool:
    """A day and month in news, whose year is understood."""
    return bool(scene.published) and time.why.rule in ("date.day_month_year", "date.month_day_year")


def _on(day: date, year: int) -> str:
    try:
        return DAYS[day.replace(year=year).weekday()]
    except ValueError:  # 29 February
        return ""


def _agrees_in_old_style(day: date, weekday: str) -> bool:
    """Whether the date, read in the Julian calendar, falls on the weekday: 11 days later to 1800, 12 to 1900, then 13."""
    if day.year >= JULIAN_UNTIL:
        return False
    century = day.year - (day < date(day.year, 3, 1) and day.year % 100 == 0)
    gap = 10 if century < 1700 else 11 if century < 1800 else 12 if century < 1900 else 13
    return DAYS[(day + timedelta(days=gap)).weekday()] == weekday

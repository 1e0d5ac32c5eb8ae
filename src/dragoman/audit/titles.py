"""Anachronism: somebody acts under a title before or after his term.

    "In May 1965 Prime Minister Winston Churchill signed the accord" -> warning
    "In May 1965 the former prime minister Winston Churchill ..."    -> silent
    "President Carter flew to Pyongyang in June 1994"                -> silent: a courtesy that American usage keeps

Only what somebody does counts, on a date in the same sentence, and only offices of which the table of terms knows the
holder at all: it cannot know every minister.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from dragoman.audit.facts import OfficeTerms, Term, shift_day, write_day
from dragoman.audit.scene import Scene, outside, span_of
from dragoman.audit.words import load_words
from dragoman.types import Finding, Span, TimeMention

# Titles precede the day of office a little, and follow it; sources differ by days, calendars by two weeks.
GRACE = 31
# With a family name alone, farther from the term than these years it is likelier another man.
NAMESAKE = 15


@cache
def _pattern() -> re.Pattern[str]:
    titles = sorted(load_words().titles, key=lambda title: (-len(title), title))
    return re.compile(
        r"(?P<land>\b[A-Z][a-z]+ |\bU\.S\. |\bUS )?\b(?P<title>" + "|".join(map(re.escape, titles)) + r") "
        r"(?P<name>(?:(?:[A-Z][\w'\u2019-]{0,24}\.?|de|von|van|al|bin|ibn|der) ){0,4}[A-Z][\w\u2019'-]{1,24})"
    )


def find_untimely_titles(scene: Scene, terms: OfficeTerms) -> Iterator[Finding]:
    if not scene.stated:
        return
    words = load_words()
    acting = {entity.end for event in scene.events if event.status == "occurred" for entity in (*event.actors, *event.recipients)}
    for found in _pattern().finditer(scene.text):
        index = scene.sentence_at(found.start())
        dates = scene.plain_dates(index)
        if not dates:
            continue
        held, end = _terms_for(found, terms, words.titles[found.group("title")])
        if not held or any(not _misses(time, held) for time in dates):
            continue
        before, after = scene.text[max(0, found.start() - 30) : found.start()], scene.text[end : end + 40]
        if words.before.search(before) or words.after.search(after) or words.sentence.search(scene.sentence_text(index)):
            continue
        if end not in acting and (not words.acts.match(after) or words.below.search(before)):
            continue
        nearest = min(dates, key=lambda time: (abs(time.start - found.start()), time.start))
        if _is_courtesy(found, held, nearest) or (
            _is_bare(scene.text[max(0, end - 60) : end], held) and _gap_years(nearest, held) > NAMESAKE
        ):
            continue
        title = Span(found.start("land") if found.group("land") else found.start("title"), end)
        yield scene.make_finding(
            "anachronism", "warning", _explain(found.group("title"), held, nearest), [title, span_of(nearest)]
        )


def _terms_for(found: re.Match[str], terms: OfficeTerms, office: tuple[str, str]) -> tuple[list[Term], int]:
    """The terms of that office of whoever bears the name, and where the name ends; the longest known name counts."""
    parts = found.group("name").split(" ")
    for size in range(len(parts), 0, -1):
        name = " ".join(parts[:size])
        for form in (name, f"{found.group('title')} {name}", re.sub(r"['\u2019]s$", "", name)):
            known = terms.terms_of(form)
            if known:
                fitting = [term for term in known if _fits(term, *office)]
                return fitting, found.start("name") + len(form if form != f"{found.group('title')} {name}" else name)
    return [], found.end()


def _fits(term: Term, office: str, word: str) -> bool:
    title = term.title.lower()
    if any(away in title for away in ("elect", "former", "vice", "deputy", "acting")):
        return False
    return (office == "*" or term.office == office) and (word == "*" or word in title)


def _misses(time: TimeMention, held: Sequence[Term]) -> bool:
    return all(outside(time, shift_day(term.since, -GRACE), shift_day(term.until, GRACE) if term.until else "") for term in held)


def _is_courtesy(found: re.Match[str], held: Sequence[Term], time: TimeMention) -> bool:
    """An American president keeps the title for life, unless he is called president of the country."""
    past = all(term.until and time.earliest is not None and time.earliest > term.until for term in held)
    return past and found.group("title") == "President" and all(term.code == "USA" for term in held) and not found.group("land")


def _is_bare(text: str, held: Sequence[Term]) -> bool:
    """Whether the text gives but one word of the name, which a namesake may bear."""
    words = held[0].name.split(" ")
    return len(words) > 1 and not text.endswith(tuple(f"{words[0]} {' '.join(words[k:])}" for k in range(1, len(words))))


def _gap_years(time: TimeMention, held: Sequence[Term]) -> int:
    """Years between the date and the nearest term."""
    first, last = int(str(time.earliest)[:4]), int(str(time.latest)[:4])
    return min(max(int(term.since[:4]) - last, first - int((term.until or "9999")[:4])) for term in held)


def _explain(title: str, held: Sequence[Term], time: TimeMention) -> str:
    spells = [f"from {write_day(term.since)}" + (f" to {write_day(term.until)}" if term.until else " on") for term in held]
    spells = list(dict.fromkeys(spells))
    return f"{held[0].name} was {title.lower()} only {' and '.join(spells)}, but acts as such at {time.text}."

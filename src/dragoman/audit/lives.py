"""Anachronism: somebody who acts after his death or before he was born.

"On 9 March 1973 Ho Chi Minh received the envoy" -> error: he died on 2 September 1969
"In 1973 the late Ho Chi Minh was honoured", "what Stalin had said", "Kennedy's widow" -> silent
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dragoman.audit.facts import Life, load_lives, shift_day, write_day
from dragoman.audit.listed import NameList
from dragoman.audit.scene import Scene, say_when, span_of
from dragoman.audit.words import load_alternatives, load_words
from dragoman.types import Finding, Span, TimeMention

# Old calendars and late news: two weeks.
GRACE = 14
# More years after a death than these it is likelier a namesake, a ship, a street.
NAMESAKE = 40
# Nobody acts for a state before this age.
CHILDHOOD = 10 * 365
_LONGER = re.compile(r"(?:\b[A-Z][\w.]+|['\u2019]s) $")
_TITLE = re.compile(rf"\b(?:{load_alternatives('lives', 'titles')}|In|On|Then|But|And|When|While) $")
# The name goes on: "Pierre Trudeau's", "John Kennedy Jr.", "Nehru Stadium".
_GOES_ON = re.compile(r" (?:[A-Z]|II)")
# What a dead man's words still do in the present, and looks back at the deed.
_LOOKS_BACK = re.compile(rf"\b(?:{load_alternatives('lives', 'looks_back')})\b")


@cache
def _names() -> NameList:
    return NameList(load_lives())


def find_acts_of_the_dead(scene: Scene) -> Iterator[Finding]:
    words = load_words()
    for found in _names().find(scene.text, scene.words):
        life = load_lives()[found.name]
        index = scene.sentence_at(found.start)
        dates = [] if index in scene.bracketed else scene.dates_of_act(index, found.end)
        if not dates or _GOES_ON.match(scene.text[found.end :][:4]):
            continue
        late, early = _all_after(dates, life), _all_before(dates, life)
        if not late and not early:
            continue
        before, after = scene.text[max(0, found.start - 30) : found.start], scene.text[found.end : found.end + 60]
        if not words.living.match(_skip_aside(after)) or words.below.search(before) or words.before.search(before):
            continue
        beside = scene.words_around(found.start, found.end)
        if (
            words.sentence.search(beside)
            or words.ahead.search(beside)
            or _LOOKS_BACK.search(scene.text[scene.starts[index] : found.end + 50])
        ):
            continue
        if " " not in found.name and _LONGER.search(before) and not _TITLE.search(before):
            continue  # part of a longer name
        nearest = min(dates, key=lambda time: (abs(time.start - found.start), time.start))
        fact = f"died on {write_day(life.died)}" if late else f"was born on {write_day(life.born)}"
        why = f"{life.name} {fact}, but acts {say_when(nearest)}."
        yield scene.make_finding("anachronism", "error", why, [Span(found.start, found.end), span_of(nearest)])


def _skip_aside(after: str) -> str:
    """What follows a name, without a short aside between commas ("Stalin, the marshal, told")."""
    return re.sub(r"^, [^,.;]{2,40},", "", after)


def _all_after(dates: list[TimeMention], life: Life) -> bool:
    limit, far = shift_day(life.died, GRACE), shift_day(life.died, NAMESAKE * 365)
    return all(limit < str(time.earliest) < far for time in dates)


def _all_before(dates: list[TimeMention], life: Life) -> bool:
    limit, far = shift_day(life.born, CHILDHOOD), shift_day(life.born, -NAMESAKE * 365)
    return all(far < str(time.latest) < limit for time in dates)

"""Date conflict: one event with two dates. A thing with a name of its own (treaty, battle, summit) happens once.

"The Treaty of Kars was signed on 13 October 1921. ... signed in 1923, the Treaty of Kars" -> error
two meetings in one week, a treaty signed in one year and ratified in the next             -> silent
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from dragoman.audit.order import is_apart, is_old_style
from dragoman.audit.scene import Scene, say_when, span_of
from dragoman.audit.words import load_words
from dragoman.types import Finding, Span, TimeMention

# Characters between the name, what happened to it, and the date: farther apart they may belong to other things.
REACH = 70


class Dated(msgspec.Struct, frozen=True):
    """A named thing, the verb of what happened to it, and its date."""

    name: str
    verb: str
    place: Span
    time: TimeMention


@cache
def _pattern() -> re.Pattern[str]:
    heads = "|".join(load_words().heads)
    word = r"(?!(?:The|This|That|These|A|An|In|On|At|After|Before|Since|When|Both|No)\b)[A-Z][\w\u2019']{1,30}"
    return re.compile(
        rf"\b(?:(?:{heads})\s{{1,3}}of\s{{1,3}}(?:the\s{{1,3}})?{word}(?:[\s-]{word}){{0,2}}|"
        rf"(?:{word}[\s\u2013-]){{1,3}}(?:{heads}))\b"
    )


def find_twice_dated(scene: Scene) -> Iterator[Finding]:
    by_thing: dict[tuple[str, str], list[Dated]] = {}
    for dated in _find_dated_things(scene):
        by_thing.setdefault((dated.name, dated.verb), []).append(dated)
    yield from _find_definite_things(scene)
    for (name, verb), all_dated in sorted(by_thing.items()):
        first = all_dated[0]
        for other in all_dated[1:]:
            if is_apart(first.time, other.time) and not is_old_style(first.time, other.time):
                dates = f"{say_when(first.time)} and {say_when(other.time)}"
                why = f"The text says that the {name} was {verb} {dates}; one must be wrong."
                spans = [first.place, span_of(first.time), other.place, span_of(other.time)]
                yield scene.make_finding("date_conflict", "error", why, spans)
                break


def _find_dated_things(scene: Scene) -> Iterator[Dated]:
    """Sentences with one stated date, one such name and one such verb, near to each other."""
    once = load_words().once
    for index, times in scene.stated.items():
        if len(times) != 1:
            continue
        span = scene.sentence_span(index)
        names = list(_pattern().finditer(scene.text, span.start, span.end))
        beside = _find_dated_beside(scene, names, times[0])
        if beside is not None:
            yield beside
            continue
        verbs = list(once.finditer(scene.text, span.start, span.end))
        if len(names) != 1 or len(verbs) != 1:
            continue
        name, verb, time = names[0], verbs[0], times[0]
        if max(_gap(name.span(), verb.span()), _gap(verb.span(), (time.start, time.end))) > REACH:
            continue
        if re.search(
            r"\b(?:not|never|before|after|since|until|following)\b",
            scene.text[min(verb.end(), time.end) : max(verb.start(), time.start)],
        ):
            continue
        yield Dated(" ".join(name.group().split()), verb.group(), Span(name.start(), name.end()), time)


_MADE_BY = re.compile(
    r"\b(?:ended|ends|closed|concluded|settled|sealed|confirmed|made|recognised|recognized|ratified|ceded|began|opened)\b"
    r"[^.;:]{0,30}\b(?:with|by|in|at) (?:the )?$"
)


def _find_dated_beside(scene: Scene, names: list[re.Match[str]], time: TimeMention) -> Dated | None:
    """ "ended with the Treaty of X in 1848", "the Treaty of X (1848)": a treaty whose date is that of its signing."""
    for name in names:
        words = " ".join(name.group().split())
        if not set(words.split()) & set(load_words().treaties) or time.start < name.end():
            continue
        gap = scene.text[name.end() : time.start]
        if gap == " (" or (
            re.fullmatch(r",? (?:in|on) ", gap) and _MADE_BY.search(scene.text[max(0, name.start() - 60) : name.start()])
        ):
            return Dated(words, "signed", Span(name.start(), name.end()), time)
    return None


def _find_definite_things(scene: Scene) -> Iterator[Finding]:
    """ "The treaty, signed on ...": the one treaty of which the text told before when it was signed."""
    words = load_words()
    told: dict[tuple[str, str], list[tuple[Span, TimeMention]]] = {}
    for index, times in sorted(scene.stated.items()):
        span = scene.sentence_span(index)
        if len(times) != 1:
            continue
        time = times[0]
        for found in words.definite.finditer(scene.text, span.start, span.end):
            before = told.get((found.group("noun").lower(), found.group("verb")), [])
            gap = scene.text[found.end() : time.start]
            if (
                len(before) == 1
                and len(gap) < 30
                and time.start > found.end()
                and is_apart(before[0][1], time)
                and not is_old_style(before[0][1], time)
            ):
                place, first = before[0]
                thing, verb = found.group("noun"), found.group("verb")
                why = f"The text says that one {thing} was {verb} {say_when(first)} and {say_when(time)}; one must be wrong."
                spans = [place, span_of(first), Span(found.start(), found.end()), span_of(time)]
                yield scene.make_finding("date_conflict", "warning", why, spans)
        for found in words.thing.finditer(scene.text, span.start, span.end):
            verbs = [
                verb
                for verb in words.once.finditer(scene.text, span.start, span.end)
                if abs(verb.start() - found.start()) < REACH
            ]
            for verb_found in verbs[:1] if len(verbs) == 1 else ():
                told.setdefault((found.group("noun").lower(), verb_found.group()), []).append((Span(*found.span()), time))


def _gap(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(0, max(one[0], other[0]) - min(one[1], other[1]))

"""Date conflict: a deed that is told twice in nearly the same words, with two dates.

"The ceasefire came into force on 27 November. ... the ceasefire came into force on 25 November" -> error
"Germany invaded Belgium in August 1914. ... Germany invaded Belgium on 10 May 1940"            -> silent, years apart
"A first convoy left on 3 May. ... A second convoy left on 7 May"                                -> silent
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from dragoman.audit.facts import count_day
from dragoman.audit.scene import Scene, span_of
from dragoman.audit.words import load_words
from dragoman.types import Finding, Span, TimeMention

# Characters between a verb and its date.
REACH = 75
# A state may be invaded twice in a lifetime; a slip of the pen seldom moves a date farther than this.
FARTHEST = 4 * 366
_HELPERS = re.compile(
    r"(?:[\s,]+(?:was|were|is|are|been|has|had|have|which|who|that|it|formally|finally|also|then|being|and))+\s*$"
)
_LAST_WORD = re.compile(r"([\w\u2019'-]+)\s*$")
_WORD = re.compile(r"[\w\u2019'-]+")
# What happens again and again unless it is a thing of this kind.
_RECURS = re.compile(r"began|ended|opened|closed|was (?:opened|closed|held)|ended")
_THINGS = re.compile(
    r"war|siege|congress|conference|summit|occupation|battle|revolution|uprising|blockade|invasion|offensive|referendum|mutiny|"
    r"coup|armistice|ceasefire|truce|plebiscite|mandate|session"
)
_ANOTHER = re.compile(
    r"\b(?:first|second|third|fourth|next|new|another|other|again|anew|also|earlier|later|previous|further|more|each|every|"
    r"both|twice|"
    r"half|part|parts|some|several|rest|remaining|last|final|not|never|until|before|since|draft|round|phase|stage|if|would|will|"
    r"may|might|could|should|old|calendar|style)\b",
    re.IGNORECASE,
)
_DULL = frozenset(
    "the and for with from that this which who whom whose was were had has have been its his her their they into onto upon "
    "over under "
    "after before when where while then there than said says told according officials people also on in at by of to a an it "
    "he she "
    "as but not no is are be or so if".split()
)


class Deed(msgspec.Struct, frozen=True):
    """A verb with its date: `subject` the word before it, `object` the first word of weight after it, `words` all of weight."""

    verb: str
    subject: str
    object: str
    words: frozenset[str]
    place: Span
    time: TimeMention
    sentence: int


@cache
def _verbs() -> re.Pattern[str]:
    words = load_words()
    return re.compile(rf"\b(?:{words.single.pattern}|{words.once.pattern})")


def find_retold_deeds(scene: Scene) -> Iterator[Finding]:
    deeds = list(_find_deeds(scene))
    by_verb: dict[str, list[Deed]] = {}
    for deed in deeds:
        by_verb.setdefault(deed.verb, []).append(deed)
    for same in by_verb.values():
        for k, one in enumerate(same):
            other = next((each for each in same[k + 1 :] if _is_same_deed(scene, one, each)), None)
            if other is None:
                continue
            why = (
                f"The text tells '{one.place.slice(scene.text)}' of {one.time.text} and of {other.time.text}; one must be wrong."
            )
            spans = [one.place, span_of(one.time), other.place, span_of(other.time)]
            yield scene.make_finding("date_conflict", "error", why, spans)


def _find_deeds(scene: Scene) -> Iterator[Deed]:
    for index, times in scene.told.items():
        span = scene.sentence_span(index)
        for found in _verbs().finditer(scene.text, span.start, span.end):
            time = _date_of(scene, found, times, span)
            before = _HELPERS.sub("", scene.text[span.start : found.start()])
            subject = _LAST_WORD.search(before)
            if time is None or _ANOTHER.search(
                scene.text[max(span.start, min(found.start(), time.start) - 60) : max(found.end(), time.end) + 12]
            ):
                continue
            who = subject.group(1).lower() if subject is not None else ""
            until = time.start if time.start > found.end() else min(span.end, found.end() + 40)
            if _RECURS.fullmatch(found.group()) and not _THINGS.fullmatch(who):
                continue
            after = _weigh(scene.text[found.end() : until])
            heads = [
                word for word in _WORD.findall(scene.text[found.end() : until]) if word.lower() not in _DULL and len(word) > 2
            ]
            front = time.end if time.end < found.start() else max(span.start, found.start() - 60)
            clause = re.split(r"[,;:]|\b(?:that|which|who)\b", scene.text[front : found.start()].removesuffix(", "))[-1]
            words = frozenset(_weigh(clause) | after)
            place = Span(
                span.start + subject.start(1) if subject is not None and who not in _DULL else found.start(), found.end()
            )
            yield Deed(
                found.group().lower(), "" if who in _DULL else who, heads[0].lower() if heads else "", words, place, time, index
            )  # fmt: skip


def _date_of(scene: Scene, found: re.Match[str], times: list[TimeMention], span: Span) -> TimeMention | None:
    """The date right behind the verb, or the one that opens the sentence if there is no other."""
    after = [time for time in times if time.start >= found.end() and time.start - found.end() < REACH]
    if after and not re.search(r"[;:]|, (?:and|but|while|who|which)\b", scene.text[found.end() : after[0].start]):
        gap = scene.text[max(found.end(), after[0].start - 8) : after[0].start]
        return after[0] if re.search(r"\b(?:on|in|at)(?: the)? $|\bof $", gap) and not gap.endswith("of ") else None
    opens = times[0]
    if len(times) == 1 and opens.end <= found.start() and opens.start - span.start < 6 and found.start() - opens.end < REACH:
        return opens
    return None


def _is_same_deed(scene: Scene, one: Deed, other: Deed) -> bool:
    if one.subject != other.subject and not _understands(scene, one, other):
        return False
    if one.sentence == other.sentence or not _clash(one.time, other.time):
        return False
    if one.object and other.object and one.object != other.object:
        return False
    common, either = one.words & other.words, one.words | other.words
    return len(common) >= 1 and len(common) >= 0.5 * min(len(one.words), len(other.words)) and len(common) * 3 >= len(either)


def _clash(one: TimeMention, other: TimeMention) -> bool:
    """Whether no day can be in both, nor both be the same day in two calendars, and they are near enough to be one slip."""
    if None in (one.earliest, one.latest, other.earliest, other.latest):
        return False
    ones, others = (count_day(str(t.earliest)) for t in (one, other)), (count_day(str(t.latest)) for t in (one, other))
    first, second = ones
    end_first, end_second = others
    if not (end_first < second or end_second < first):
        return False
    gap = abs(first - second)
    if gap in (11, 12, 13) and str(one.earliest) < "1924":
        return False
    return gap <= FARTHEST


def _weigh(text: str) -> set[str]:
    return {word.lower()[:7] for word in _WORD.findall(text) if len(word) > 2 and word.lower() not in _DULL}


def _understands(scene: Scene, one: Deed, other: Deed) -> bool:
    """Whether one deed leaves out its subject ("... and was fired upon") and its sentence has named that of the other."""
    if one.subject and other.subject:
        return False
    named, bare = (one, other) if one.subject else (other, one)
    return (
        bool(named.subject)
        and re.search(rf"\b{re.escape(named.subject)}\b", scene.sentence_text(bare.sentence).lower()) is not None
    )

"""Count conflict: two numbers for one event, read from the words: dead, wounded, prisoners, votes, sums, ships, troops.

"The raid on Budyonnovsk killed 121 people. ... the raid on Budyonnovsk killed 95 people"  -> warning
"first given as 95", "at least 121", another day, another place, others who were counted     -> silent
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from dragoman.audit.numbers import FoundNumber, find_numbers
from dragoman.audit.scene import Scene
from dragoman.audit.words import load_alternatives, load_words
from dragoman.types import Finding, Span, TimeMention

# Numbers closer than this are the same number, rounded.
ROUNDING = 0.06
# ... where one of them is only "some" or "about" so many.
ROUGH = 0.25
# Numbers of one thing that differ by more are of two things (an army and a company of it).
FARTHEST = 6.0
# Sentences with more numbers than these are tables.
TABLE = 6
# Characters before a number whose names say to whom it was done.
LOCAL = 45
# Characters around a number whose words say what it is of.
NEAR = 100
_ANY_NAME = re.compile(r"\b[A-Z][\w\u2019'-]{2,}")
_WORD = re.compile(r"[a-z][\w\u2019'-]{2,}")
_MONTHS = frozenset(
    "January February March April May June July August September October November December Monday Tuesday Wednesday Thursday "
    "Friday Saturday Sunday The This That These They In On At After Before But And When While For From It He She There Some "
    "Both According Officials All About Nearly More".split()
)
_DULL = frozenset(
    "the and for with from that this which who whom whose was were had has have been its his her their they into onto upon "
    "over under "
    "after before when where while then there than said says told according officials also was not but are one two all "
    "people men "
    "were killed died dead wounded during about by votes in favour against number".split()
)
_EVENTS = load_alternatives("tolls", "events")
# "the raid on Budyonnovsk", "the loan to Peru": what happened, and one name that tells it from others
_THING_OF = re.compile(
    rf"\b({_EVENTS}|aboard|on board)s? (?:(?:on|in|at|of|near|to|off|with|from|against) )?(?:the )?([A-Z][\w\u2019'-]+)"
)
# "India took 93,000 prisoners": who did what
_DOES = re.compile(
    r"\b([A-Z][\w\u2019'-]+) (took|captured|lost|killed|sank|expelled|arrested|deployed|mobilised|mobilized) (?=\d)"
)
# "Russia sent 9,000 soldiers to Abkhazia", "Japan lent 30 million yen to Siam"
_TO = re.compile(
    r"\b([A-Z][\w\u2019'-]+) (sent|lent|paid|gave|granted|sold|promised|demanded|offered|owed|deployed|supplied|received) "
    r"(?:[^,;:.]|,\d){3,40}? "
    r"(?:to|from|in|against) (?:the )?([A-Z][\w\u2019'-]+)"
)
_ACTS = frozenset(word[:5] for word in _EVENTS.split("|")) | frozenset(
    "buy bough sell sold lie lies lay voted calle passe adopt rejec suppl lent grant paid paym order missi vesse ships "
    "attac aboar bombe raide".split()
)
_MODAL = re.compile(r"\b(?:would|could|will|may|might|should|can)\b|\bto \w+ $")
_LATER = re.compile(r"\b(?:later|earlier|evening|night|by then)\b")
_ANOTHER = re.compile(
    r"\b(?:another|other|others|second|third|next|again|also|new|previous|same day|per|a year|each|every|annual\w*|"
    r"monthly|daily|(?<!has )(?<!have )since|total|compared|up from|down from|rather than|instead|claim\w*|estimat\w*|disput\w*|"
    r"variously|sources? differ|put the|puts the|other letters|planned|target|by the end|fell|rose|grew|"
    r"increas\w+|reduc\w+|raised|cut|reinforc\w+|by 20\d\d)\b",
    re.IGNORECASE,
)


class Told(msgspec.Struct, frozen=True):
    """A number with what the sentence says around it."""

    number: FoundNumber
    names: frozenset[str]
    local: frozenset[str]
    words: frozenset[str]
    things: frozenset[str]
    is_later: bool
    days: tuple[tuple[str, str], ...]
    sentence: int
    is_rough: bool = False


def find_unequal_tolls(scene: Scene) -> Iterator[Finding]:
    by_kind: dict[tuple[str, str], list[Told]] = {}
    for told in _find_told(scene):
        by_kind.setdefault((told.number.kind, told.number.unit), []).append(told)
    for same in by_kind.values():
        for k, one in enumerate(same):
            other = next((each for each in same[k + 1 :] if _is_one_event(one, each)), None)
            if other is None:
                continue
            first, second = one.number, other.number
            why = f"One event, two numbers ({first.label}): '{first.text}' and '{second.text}'."
            yield scene.make_finding("count_conflict", "warning", why, [first.span, second.span])


def _find_told(scene: Scene) -> Iterator[Told]:
    words = load_words()
    for index in range(len(scene.starts)):
        text = scene.sentence_text(index)
        numbers = list(find_numbers(text))
        if not numbers or len(numbers) > TABLE or words.revised.search(text) or _ANOTHER.search(text):
            continue
        of_sentence = frozenset(" ".join(found.groups()).lower() for found in _THING_OF.finditer(text))
        for number in numbers:
            things = of_sentence
            start, end = number.span.start, number.span.end
            is_rough = False
            if _MODAL.search(text[max(0, start - 30) : start]):
                continue
            opened = [*words.open_count.findall(text[max(0, start - 24) : start]), *words.open_count.findall(number.text)]
            if opened:
                if not all(words.rough_count.fullmatch(each) for each in opened):
                    continue
                is_rough = True
            near = text[max(0, start - NEAR, text.rfind(";", 0, start) + 1) : end + NEAR].split(";")[0]
            names = frozenset(_ANY_NAME.findall(near)) - _MONTHS
            content = frozenset(word[:5] for word in _WORD.findall(near) if word not in _DULL)
            local = frozenset(_ANY_NAME.findall(re.split(r"[;:.]", text[max(0, start - LOCAL) : start])[-1])) - _MONTHS
            doing = _DOES.search(text[max(0, start - LOCAL) : start + 40])
            if doing is not None:
                things |= {f"{doing.group(1)} {doing.group(2)} {number.unit}".lower()}
            goes = _TO.search(text[max(0, start - LOCAL) : end + 40])
            if goes is not None:
                things |= {" ".join((*goes.groups(), number.unit)).lower()}
            days = tuple(
                (str(time.earliest), str(time.latest))
                for time in dates_apart(scene, index)
                if ";" not in text[min(time.start - scene.starts[index], start) : max(time.start - scene.starts[index], start)]
            )
            here = msgspec.structs.replace(number, span=Span(scene.starts[index] + start, scene.starts[index] + end))
            yield Told(here, names, local, content, things, _LATER.search(text) is not None, days, index, is_rough)


def dates_apart(scene: Scene, index: int) -> list[TimeMention]:
    """The dates of a sentence that can be trusted to tell two events apart: in a history only the stated ones."""
    return scene.told.get(index, []) if scene.published else scene.stated.get(index, [])


def _is_one_event(one: Told, other: Told) -> bool:
    first, second = one.number, other.number
    if one.sentence == other.sentence or first.whose != second.whose:
        return False
    low, high = sorted((first.value, second.value))
    rounding = ROUGH if one.is_rough or other.is_rough else ROUNDING
    if low <= 0 or high - low <= rounding * high or high > FARTHEST * low:
        return False
    if first.kind == "votes" and abs(first.value - second.value) < 1:
        return False
    if one.days and other.days and not any(a[0] <= b[1] and b[0] <= a[1] for a in one.days for b in other.days):
        return False
    if (one.is_later or other.is_later) and second.value > first.value:
        return False  # tolls rise with time; what falls does not agree
    names, content = one.names & other.names, one.words & other.words
    if one.things & other.things:
        return True
    if one.local ^ other.local:
        return False  # "lent Russia 500 million", "lent Ukraine 900 million"
    if len(one.names ^ other.names) > 3 + 2 * len(names) or not names:
        return False
    acts = content & _ACTS
    same_day = bool(one.days and other.days)
    enough = 3 if first.kind == "votes" else 4
    return (bool(acts) and len(names) + len(content) + same_day >= enough) or len(names) + len(content) >= 6

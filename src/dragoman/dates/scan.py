"""Text -> the expressions that the rules find in it, unresolved, by one pass over the words.

Runs of words that can belong to an expression are found by dictionary; the rules are tried only there, so the cost is
linear in the text and nothing is spent on words that have to do with other things.

    >>> [found.text for found in scan_text("They met on 3 May 1811 and parted two days later.")]
    ['3 May 1811', 'two days later']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from dragoman.dates.holidays import holiday_names, load_eras
from dragoman.dates.rules import KINDS, Kind, Rule, compile_source, load_rules
from dragoman.dates.words import load_words, month_numbers, unit_grains, weekday_numbers

WORD = re.compile(r"\d+|[^\W\d_]+")
# A full stop at the end of a phrase belongs to it only after an abbreviation.
ABBREVIATION = re.compile(r"(?:\b[a-z]\. ?[a-z]|\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec))\.$", re.IGNORECASE)
REACH = 10  # words: how far ahead of its first word the telling word of an expression may stand
APOSTROPHES = "'\u2019\u2018"
NUMBER, YEAR = 1 << KINDS.index("number"), 1 << KINDS.index("year")


class Found(NamedTuple):
    """A rule's match: `groups` are the parts that it captured, and the rule's fixed parts."""

    start: int
    end: int
    text: str
    rule: Rule
    groups: dict[str, str]


@cache
def trigger_kinds() -> dict[str, int]:
    """Words one of which every expression has, with a bit for each kind (see KINDS) that they are; digits are not in it."""
    words = load_words()
    named = " ".join([*words["triggers"]["words"], *holiday_names(), *load_eras()]).lower()
    parts = " ".join(words["parts_of_day"]["words"])
    kinds: dict[str, int] = {}
    lists: tuple[tuple[Kind, Iterable[str]], ...] = (
        ("word", WORD.findall(named)),
        ("month", month_numbers()),
        ("weekday", weekday_numbers()),
        ("unit", unit_grains()),
        ("season", words["seasons"]),
        ("daypart", (part for part in WORD.findall(parts) if part not in ("early", "late", "mid"))),
        ("decade", words["decades"]),
    )
    for kind, forms in lists:
        for form in forms:
            kinds[form] = kinds.get(form, 0) | 1 << KINDS.index(kind)
    for plain in ("the", "of", "s", "st", "day"):  # too common to say anything by themselves ("day" is a unit)
        kinds[plain] = kinds.get(plain, 0) & ~(1 << KINDS.index("word"))
    return {form: bits for form, bits in kinds.items() if bits}


@cache
def vocabulary() -> dict[str, int]:
    """Every word that stands in some rule, with its kinds (0: a word that only joins others)."""
    found: dict[str, int] = {}
    for rule in load_rules():
        bare = re.sub(r"\(\?P<\w+>|\\[a-zA-Z]", " ", rule.source)
        found.update((word.lower(), 0) for word in WORD.findall(bare) if word.isalpha())
    found.update(trigger_kinds())
    return found


Matcher = tuple[Rule, Callable[[str, int], "re.Match[str] | None"]]


def _matchers(rules: Iterable[Rule]) -> tuple[Matcher, ...]:
    return tuple((rule, compile_source(rule.source).match) for rule in rules)


@cache
def rules_for(kinds: int, opening: str | None) -> tuple[Matcher, ...]:
    """The rules that may match where words of these kinds follow; `opening`: the joining word there, if it is one."""
    return _matchers(
        rule
        for rule in load_rules()
        if rule.needs & kinds and not rule.follows and (opening is None or opening in rule.opens)
    )  # fmt: skip


@cache
def rules_after(rule_id: str) -> tuple[Matcher, ...]:
    """The rules that continue a match of a rule."""
    return _matchers(rule for rule in load_rules() if rule_id in rule.follows)


@cache
def joining_words() -> frozenset[str]:
    return frozenset(load_words()["joining"]["words"])


def scan_text(text: str) -> list[Found]:
    """Non-overlapping matches in order; at each place the longest one."""
    found: list[Found] = []
    end = 0
    for start, kinds, opening in _starts(text):
        if start < end:
            continue
        best = _longest(text, start, rules_for(kinds, opening))
        while best:
            found.append(best)
            end = best.end
            best = _longest(text, end, rules_after(best.rule.id))
    return found


Start = tuple[int, int, str | None]  # offset, kinds of words, the word if it is a joining one


def _starts(text: str) -> Iterator[Start]:
    """Starts of words that may begin an expression, with the kinds of the words that follow in the run of known words."""
    known, joining = vocabulary(), joining_words()
    run: list[Start] = []
    some = 0
    end = -10
    for word in WORD.finditer(text):
        start, stop = word.span()
        token = text[start:stop]
        kinds = known.get(token)
        if kinds is None:
            token = token.lower()
            kinds = known.get(token)
            if kinds is None and token[0].isdigit():
                kinds = NUMBER | YEAR if stop - start == 4 else NUMBER
        if kinds is None or start - end > 3:
            if some:
                yield from _within_reach(run)
            if run:
                run, some = [], 0
        if kinds is not None:
            if kinds & NUMBER and start and text[start - 1] in APOSTROPHES:
                run.append((start - 1, kinds, None))  # '82
            run.append((start, kinds, token if token in joining else None))
            some |= kinds
            end = stop
    if some:
        yield from _within_reach(run)


def _within_reach(run: list[Start]) -> Iterator[Start]:
    for i, (start, _, opening) in enumerate(run):
        ahead = 0
        for _, kinds, _ in run[i : i + REACH]:
            ahead |= kinds
        if ahead and (opening is None or rules_for(ahead, opening)):
            yield start, ahead, opening


def _longest(text: str, start: int, rules: Sequence[Matcher]) -> Found | None:
    best: re.Match[str] | None = None
    best_rule = None
    for rule, match_at in rules:
        match = match_at(text, start)
        if match and (best is None or match.end() > best.end()):
            best, best_rule = match, rule
    if best is None or best_rule is None:
        return None
    groups = dict(best_rule.fixed)
    for name, value in best.groupdict().items():
        if value is not None:
            groups.setdefault(name.partition("__")[0], value)
    start += len(groups.pop("sep", "")) if best_rule.follows else 0
    phrase = text[start : best.end()]
    if phrase.endswith(".") and not ABBREVIATION.search(phrase):
        phrase = phrase[:-1]
    return Found(start, start + len(phrase), phrase, best_rule, groups) if phrase else None

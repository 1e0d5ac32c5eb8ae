"""Text -> the expressions that the rules find in it, unresolved, by one pass over the words.

>>> [found.text for found in scan_text("They met on 3 May 1811 and parted two days later.")]
['3 May 1811', 'two days later']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from dragoman.dates.first import DIGITS, MOST, find_digit_runs, find_firsts
from dragoman.dates.rules import Rule, compile_source, load_rules
from dragoman.dates.runs import find_starts

# A full stop at the end of a phrase belongs to it only after an abbreviation.
ABBREVIATION = re.compile(r"(?:\b[a-z]\. ?[a-z]|\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec))\.$", re.IGNORECASE)

SIGHT = 80  # characters in which a rule that needs a certain sign must find it

Matcher = tuple[Rule, Callable[[str, int], "re.Match[str] | None"]]


class Found(NamedTuple):
    """A rule's match: `groups` are the parts that it captured, and the rule's fixed parts."""

    start: int
    end: int
    text: str
    rule: Rule
    groups: dict[str, str]


def scan_text(text: str) -> list[Found]:
    """Non-overlapping matches in order; at each place the longest one."""
    found: list[Found] = []
    end = 0
    for start, kinds, opening in find_starts(text):
        if start < end:
            continue
        first = text[start].lower()
        rules = rules_for(kinds, opening, first, count_digits(text, start) if first in DIGITS else 0)
        best = _longest(text, start, rules) if rules else None
        while best:
            found.append(best)
            end = best.end
            rules = rules_after(best.rule.id)
            best = _longest(text, end, rules) if rules else None
    return found


@cache
def rules_for(kinds: int, opening: str | None, first: str, digits: int) -> tuple[Matcher, ...]:
    """The rules that may match where words of these kinds follow; `opening`: the word there, if it is a joining one; `first`: its
    first character; `digits`: how many digits stand there.
    """
    return _matchers(
        rule
        for rule in load_rules()
        if rule.needs & kinds
        and not (rule.also and not rule.also & kinds)
        and not rule.follows
        and (opening is None or opening in rule.opens)
        and may_begin(rule.source, first)
        and (not digits or digits in find_digit_runs(rule.source))
    )  # fmt: skip


def count_digits(text: str, start: int) -> int:
    """The digits that stand at an offset, at most MOST."""
    end = start + 1
    while end < start + MOST and text[end : end + 1].isdigit():
        end += 1
    return end - start


def may_begin(source: str, first: str) -> bool:
    """Whether a match of a rule can begin with a character."""
    firsts = find_firsts(source)
    return firsts is None or first in firsts


@cache
def rules_after(rule_id: str) -> tuple[Matcher, ...]:
    """The rules that continue a match of a rule."""
    return _matchers(rule for rule in load_rules() if rule_id in rule.follows)


def _matchers(rules: Iterable[Rule]) -> tuple[Matcher, ...]:
    return tuple((rule, compile_source(rule.source).match) for rule in rules)


def _longest(text: str, start: int, rules: Sequence[Matcher]) -> Found | None:
    best: re.Match[str] | None = None
    best_rule = None
    best_end = start
    ahead = None
    for rule, match_at in rules:
        if rule.signs:
            ahead = text[start : start + SIGHT] if ahead is None else ahead
            if rule.signs.isdisjoint(ahead):
                continue
        match = match_at(text, start)
        if match is not None and match.end() > best_end:
            best, best_rule, best_end = match, rule, match.end()
    if best is None or best_rule is None:
        return None
    groups = dict(best_rule.fixed)
    for name, value in best.groupdict().items():
        if value is not None:
            groups.setdefault(name.partition("__")[0], value)
    start += len(groups.pop("sep", "")) if best_rule.follows else 0
    phrase = text[start:best_end]
    if phrase.endswith(".") and not ABBREVIATION.search(phrase):
        phrase = phrase[:-1]
    return Found(start, start + len(phrase), phrase, best_rule, groups) if phrase else None

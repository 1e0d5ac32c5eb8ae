"""Text -> the expressions that the rules find in it, unresolved, by one pass over the words.

Runs of words that can belong to an expression are found by dictionary; the rules are tried only there, so the cost is
linear in the text and nothing is spent on words that have to do with other things.

    >>> [found.text for found in scan_text("They met on 3 May 1811 and parted two days later.")]
    ['3 May 1811', 'two days later']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from dragoman.dates.rules import Rule, load_rules
from dragoman.dates.words import load_words, month_numbers, unit_grains, weekday_numbers

_WORD = re.compile(r"\d+|[^\W\d_]+")
# A full stop at the end of a phrase belongs to it only after an abbreviation.
ABBREVIATION = re.compile(r"(?:\b[a-z]\. ?[a-z]|\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec))\.$", re.IGNORECASE)
MAX_RUN = 40  # words; longer runs are cut, so that no text makes the work grow faster than its length


class Found(NamedTuple):
    """A rule's match: `groups` are the parts that it captured, and the rule's fixed parts."""

    start: int
    end: int
    text: str
    rule: Rule
    groups: dict[str, str]


@cache
def trigger_words() -> frozenset[str]:
    """Words one of which every expression has; digits count too."""
    words = load_words()
    named = " ".join([*words["parts_of_day"]["words"], *words["triggers"]["words"]])
    from dragoman.dates.holidays import holiday_names, load_eras

    for name in (*holiday_names(), *load_eras()):
        named += " " + name.lower()
    return frozenset(
        [*month_numbers(), *weekday_numbers(), *unit_grains(), *words["seasons"], *words["decades"], *re.findall(r"[^\W\d_]+", named)]
    )


@cache
def vocabulary() -> frozenset[str]:
    """Every word that stands in some rule."""
    found = set(trigger_words())
    for rule in load_rules():
        bare = re.sub(r"\(\?P<\w+>|\\[a-zA-Z]", " ", rule.pattern.pattern)
        found.update(word.lower() for word in re.findall(r"[^\W\d_]+", bare))
    return frozenset(found)


def scan_text(text: str) -> list[Found]:
    """Non-overlapping matches in order; at each place the longest one."""
    leading = [rule for rule in load_rules() if not rule.follows]
    following = [rule for rule in load_rules() if rule.follows]
    found: list[Found] = []
    end = 0
    for run in _runs(text):
        for start in run:
            if start < end:
                continue
            best = _longest(text, start, leading)
            while best:
                found.append(best)
                end = best.end
                best = _longest(text, end, [rule for rule in following if best.rule.id in rule.follows])
    return found


def _runs(text: str) -> Iterator[list[int]]:
    """Starts of words that may begin an expression: runs of known words up to the last trigger among them."""
    known, triggers = vocabulary(), trigger_words()
    run: list[int] = []
    last = 0  # how many of the run stand up to its last trigger
    end = -10
    for word in _WORD.finditer(text):
        start = word.start()
        token = word.group().lower()
        digits = token[0].isdigit()
        if not digits and token not in known:
            if last:
                yield run[:last]
            run, last, end = [], 0, -10
            continue
        if start - end > 3 or len(run) >= MAX_RUN:
            if last:
                yield run[:last]
            run, last = [], 0
        run.append(start)
        if digits or token in triggers:
            last = len(run)
        end = word.end()
    if last:
        yield run[:last]


def _longest(text: str, start: int, rules: Sequence[Rule]) -> Found | None:
    best: re.Match[str] | None = None
    best_rule = None
    for rule in rules:
        match = rule.pattern.match(text, start)
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

"""The rules of `data/dates/rules.toml`, with their patterns compiled.

A pattern is a regular expression in which a blank stands for one to three blanks and `{name}` for a piece or a word list.

    >>> [rule.id for rule in load_rules() if compile_source(rule.source).match("18 October 1912")][0]
    'date.day_month_year'
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Any, Literal, get_args

import msgspec

from dragoman.dates.holidays import holiday_names, load_eras
from dragoman.dates.words import load_words, ordinal_numbers, read_data
from dragoman.errors import DataError
from dragoman.types import TimeKind

BLANK = "(?:[ \t\u00a0]{1,3}|\r?\n)"  # a line break, but no empty line


Kind = Literal[
    "number", "year", "month", "weekday", "unit", "season", "daypart", "decade", "era", "half", "holiday", "eraname", "word"
]
KINDS: tuple[Kind, ...] = get_args(Kind)


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`phrase` in `text` reads as `edtf` (None: found, no value), `ref` being the date of publication."""

    text: str
    phrase: str
    edtf: str | None = None
    ref: str | None = None


class RuleText(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"fixed": "with"}):
    """A rule as it stands in the file."""

    id: str
    pattern: str
    value: str
    examples: list[Example]
    kind: TimeKind = "DATE"
    fixed: dict[str, str] = {}
    counter: list[str] = []
    follows: list[str] = []
    needs: list[Kind] = []
    also: list[Kind] = []
    signs: str = ""
    opens: list[str] = []


class Rule(msgspec.Struct, frozen=True):
    """`source` is the regular expression; `needs` and `also` have a bit for each of their KINDS, of both of which a match must
    have one (`also` 0: no matter); `signs`: characters of which it must have one."""

    id: str
    source: str
    value: str
    kind: TimeKind
    fixed: dict[str, str]
    examples: tuple[Example, ...]
    counter: tuple[str, ...]
    follows: tuple[str, ...]
    needs: int
    also: int
    signs: frozenset[str]
    opens: tuple[str, ...]


@cache
def load_rules() -> tuple[Rule, ...]:
    """All rules in the order of the file; every bad one is named in one DataError."""
    raw = tomllib.loads(read_data("rules.toml"))
    pieces = {**word_pieces(), **raw.get("pieces", {})}
    rules, problems, seen = [], [], set()
    for n, table in enumerate(raw.get("rule", ()), 1):
        name = table.get("id", f"rule number {n}")
        try:
            text = msgspec.convert(table, RuleText)
            source = expand_pattern(text.pattern, pieces)
        except (msgspec.ValidationError, re.error, KeyError, RecursionError) as error:
            problems.append(f"rules.toml: {name}: {error}")
            continue
        if text.id in seen:
            problems.append(f"rules.toml: {text.id} stands there twice")
        if not text.examples:
            problems.append(f"rules.toml: {text.id} has no example")
        seen.add(text.id)
        needs, also = (sum(1 << KINDS.index(kind) for kind in set(kinds)) for kinds in (text.needs, text.also))
        if not (needs or text.follows):
            problems.append(f"rules.toml: {text.id} says neither what it needs nor what it follows")
        rules.append(
            Rule(
                text.id,
                source,
                text.value,
                text.kind,
                text.fixed,
                tuple(text.examples),
                tuple(text.counter),
                tuple(text.follows),
                needs,
                also,
                frozenset(text.signs),
                tuple(text.opens),
            )
        )
    if problems:
        raise DataError("; ".join(problems))
    return tuple(rules)


@cache
def compile_source(source: str) -> re.Pattern[str]:
    """Compiled when first tried: most texts need few of the rules, and compiling all takes a fifth of a second. ASCII, since case
    is then told by a table; the letters that may not follow a match are named in it."""
    try:
        return re.compile(source, re.IGNORECASE | re.ASCII)
    except re.error as error:
        raise DataError(f"rules.toml: a pattern is no regular expression ({error}): {source[:120]}") from None


def expand_pattern(pattern: str, pieces: dict[str, str]) -> str:
    """The regular expression behind a pattern; KeyError names a piece that does not exist."""
    seen: dict[str, int] = {}

    def number(group: re.Match[str]) -> str:
        seen[group[1]] = seen.get(group[1], 0) + 1
        return f"(?P<{group[1]}__{seen[group[1]]}>" if seen[group[1]] > 1 else group[0]

    expanded = re.sub(r"\(\?P<(\w+)>", number, expand(pattern, pieces))  # a name may stand in several branches
    return rf"(?:{expanded})(?![\w\xc0-\u024f])"


def expand(pattern: str, pieces: dict[str, str], depth: int = 0) -> str:
    if depth > 8:
        raise RecursionError("a piece contains itself")
    spaced, in_class, escaped = [], False, False
    for char in pattern:
        if char == " " and not in_class and not escaped:
            spaced.append(BLANK)
        else:
            spaced.append(char)
        if not escaped and char in "[]":
            in_class = char == "["
        escaped = char == "\\" and not escaped
    return re.sub(r"\{([a-z][a-z0-9_]*)\}", lambda found: expand(pieces[found[1]], pieces, depth + 1), "".join(spaced))


def word_pieces() -> dict[str, str]:
    """The word lists as pieces; the groups they capture bear the piece's name."""
    words = load_words()
    units = sorted(words["units"], key=len, reverse=True)
    plurals = [*words["unit_plurals"], *(f"{unit}s" for unit in units)]
    ordinals = r"\d{1,2}(?:st|nd|rd|th)|" + _any([word for word in ordinal_numbers() if " " not in word], r"[- ]")
    month = _names(words["months"])
    numbers = _any(words["numbers"])
    parts = _any(words["parts_of_day"]["words"])
    return {
        "month": rf"(?P<month>{month})\b(?:(?<=\w\w\w)(?<![a-z]{{4}})\.|(?<=Sept)\.)?",
        "monthname": f"(?:{month})",
        "counted": f"(?:{_any(words['counted']['words'])})",
        "monthalone": rf"(?P<month>{month})\b",
        "weekday": rf"(?P<weekday>{_names(words['weekdays'])})\b(?:(?<![a-z]{{4}})\.(?=,? ))?",
        "season": rf"(?P<season>{_any(words['seasons'])})",
        "unit": rf"(?P<unit>{'|'.join(plurals)}|{'|'.join(unit for unit in units if unit != 'second')})",
        "unitone": rf"(?P<unitone>{'|'.join(unit for unit in units if unit != 'second')})",
        "unitplural": rf"(?P<unit>{'|'.join(plurals)})",
        "number": f"(?:{numbers})",
        "vague": f"(?:{_any(words['vague']['words'])})",
        "ordinal": f"(?P<ordinal>{ordinals})",
        "partofday": f"(?:{parts})",
        "decadeword": f"(?P<decadeword>{_any(words['decades'])})",
        "holiday": f"(?P<holiday>{_any(holiday_names())})",
        "eraname": f"(?P<eraname>{_any(era.lower() for era in load_eras())})",
        "mod2": "(?P<mod2>early|late|mid)(?:[-\u2010-\u2015]| (?:in )?)(?:the )?",
        "tod2": f"(?P<tod2>{parts})",
    }


def _names(table: Any) -> str:
    """Capitalised names and abbreviations, as written or in capitals, whatever the case of the rest."""
    forms = [
        form
        for name, short in zip(table["names"], table["short"], strict=True)
        for form in (name, *filter(None, short.split("|")))
    ]
    forms += [form.upper() for form in table["names"] if form.upper() not in ("MAY", "MARCH")]
    return f"(?-i:{'|'.join(sorted(forms, key=lambda form: (-len(form), form)))})"


def _any(words: Any, blank: str = BLANK) -> str:
    """Any of the words, the longest first, blanks of any width, either apostrophe."""
    forms = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(
        blank.join(re.escape(part) for part in re.split(r"[ ]", form))
        .replace("'", "['\u2019]")
        .replace(r"\-", "[-\u2010-\u2015]")
        for form in forms
    )

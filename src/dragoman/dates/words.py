"""The vocabulary of time, read from `data/dates/words.toml`, and the numbers that words stand for.

>>> read_number("twenty-five")
25.0
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.errors import DataError


@cache
def load_words() -> dict[str, Any]:
    """The word lists as they stand in the file; raises DataError if one is missing or holds the wrong kind of value."""
    words: dict[str, Any] = tomllib.loads(read_data("words.toml"))
    problems = []
    for name, inner in (
        ("months", dict),
        ("weekdays", dict),
        ("seasons", int),
        ("units", str),
        ("numbers", int),
        ("ordinals", int),
    ):
        table = words.get(name)
        if not isinstance(table, dict) or (inner is not dict and not all(isinstance(value, inner) for value in table.values())):
            problems.append(f"words.toml: [{name}] must be a table of {inner.__name__} values")
    if problems:
        raise DataError("; ".join(problems))
    return words


def read_data(name: str) -> str:
    return (files("dragoman") / "data" / "dates" / name).read_text(encoding="utf-8")


@cache
def month_numbers() -> dict[str, int]:
    """Names and abbreviations, in lower case, to 1 to 12."""
    return _numbered("months", 1)


@cache
def weekday_numbers() -> dict[str, int]:
    """Names and abbreviations, in lower case, to 0 (Monday) to 6."""
    return _numbered("weekdays", 0)


def _numbered(table: str, first: int) -> dict[str, int]:
    found = {}
    words = load_words()[table]
    for i, (name, short) in enumerate(zip(words["names"], words["short"], strict=True), first):
        for form in (name, *filter(None, short.split("|"))):
            found[form.lower()] = i
    return found


@cache
def unit_grains() -> dict[str, str]:
    """Units of time, singular and plural, to their grain."""
    words = load_words()
    grains: dict[str, str] = dict(words["units"])
    irregular = set(words["unit_plurals"].values())
    grains.update({f"{unit}s": grain for unit, grain in words["units"].items() if unit not in irregular})
    grains.update(words["unit_plurals"])
    return grains


@cache
def ordinal_numbers() -> dict[str, int]:
    ordinals: dict[str, int] = dict(load_words()["ordinals"])
    for tens, n in (("twenty", 20), ("thirty", 30)):
        for word, one in load_words()["ordinals"].items():
            if one < 10:
                ordinals[f"{tens}-{word}"] = ordinals[f"{tens} {word}"] = n + one
    return ordinals


def read_number(words: str) -> float | None:
    """ "three", "twenty-five", "2.5" or "a hundred" as a number; None if vague ("several") or unknown."""
    lowered = words.lower().strip()
    if re.fullmatch(r"\d{1,4}(?:\.\d{1,3})?", lowered):
        return float(lowered)
    numbers = load_words()["numbers"]
    total = 0
    for word in re.split(r"[^a-z]+", lowered):
        if word == "and":
            continue
        if word not in numbers:
            return None
        total = max(total, 1) * 100 if word == "hundred" else total + numbers[word]
    return float(total) if total else None


def read_ordinal(words: str) -> int | None:
    """ "third", "3rd", "twenty-first" as a number."""
    lowered = re.sub(r"[\s\u2010-\u2015-]+", "-", words.lower().strip())
    digits = re.match(r"\d{1,4}", lowered)
    return int(digits.group()) if digits else ordinal_numbers().get(lowered)

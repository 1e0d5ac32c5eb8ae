"""The word lists of `data/audit/words.toml`, as patterns that run in linear time."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from dragoman.errors import DataError


class Words(msgspec.Struct, frozen=True):
    """`before`, `after`: look at a stretch beside a name; `sentence`: at more of it; `titles`: title -> (office, word)."""

    before: re.Pattern[str]
    below: re.Pattern[str]
    after: re.Pattern[str]
    sentence: re.Pattern[str]
    ahead: re.Pattern[str]
    living: re.Pattern[str]
    titles: Mapping[str, tuple[str, str]]
    acts: re.Pattern[str]
    once: re.Pattern[str]
    single: re.Pattern[str]
    past: Mapping[str, str]
    heads: tuple[str, ...]
    thing: re.Pattern[str]
    definite: re.Pattern[str]
    open_count: re.Pattern[str]
    revised: re.Pattern[str]
    claims: re.Pattern[str]
    denies: re.Pattern[str]
    at_all: re.Pattern[str]
    falsity: re.Pattern[str]
    denied_beside: re.Pattern[str]
    no_such: re.Pattern[str]
    each_denies: re.Pattern[str]
    treaties: tuple[str, ...]
    rough_count: re.Pattern[str]


@cache
def load_words() -> Words:
    """The lists that come with the product. Errors: DataError that names what is missing."""
    return read_words(_read_file())


@cache
def load_alternatives(table: str, name: str) -> str:
    """A list of one check, the inside of a pattern: "raid|attack|siege". Errors: DataError where it is missing or no pattern."""
    found = tomllib.loads(_read_file()).get(table, {}).get(name)
    try:
        re.compile(f"(?:{found})")
    except re.error as error:
        raise DataError(f"data/audit/words.toml: {table}.{name}: {error}. Correct it and try again.") from error
    if not isinstance(found, str) or not found.strip():
        raise DataError(f"data/audit/words.toml: missing or empty: {table}.{name}. Put it back and try again.")
    return found


@cache
def _read_file() -> str:
    return files("dragoman").joinpath("data", "audit", "words.toml").read_text(encoding="utf-8")


def read_words(text: str) -> Words:
    data: Mapping[str, Any] = tomllib.loads(text)
    needed = {
        "guards": ("before", "below", "of", "after", "sentence", "ahead"),
        "verbs": ("irregular", "once", "single", "past", "living"),
        "things": ("heads", "nouns", "treaties"),
        "counts": ("open", "revised", "rough"),
        "rebuttals": ("denied", "at_all", "claims", "false", "invented", "turns_down"),
    }
    bad = [f"{table}.{key}" for table, keys in needed.items() for key in keys if not data.get(table, {}).get(key, "").strip()]
    titles = {title: tuple(value.split(" ", 1)) for title, value in data.get("titles", {}).items()}
    bad += [f"titles.{title}" for title, value in titles.items() if len(value) != 2]
    if bad or not titles:
        raise DataError(f"data/audit/words.toml: missing or empty: {', '.join(bad) or 'titles'}. Put them back and try again.")
    guards, verbs, counts, rebuttals = (data[name] for name in ("guards", "verbs", "counts", "rebuttals"))
    before, below, of, after, anywhere = (_either(guards[key].split()) for key in ("before", "below", "of", "after", "sentence"))
    nouns, once = _either(data["things"]["nouns"].split()), _either(verbs["once"].split())
    helpers = r"(?:also |had |has |have |then |formally |again |secretly |jointly |and \w+ ){0,2}"
    return Words(
        before=re.compile(rf"(?:^|\W)(?:(?:{before})[\s-]+|(?:{of})\s+(?:of|to|in)\s+)(?:the\s)?$", re.IGNORECASE),
        below=re.compile(rf"\b(?:{below})\s+(?:the\s)?$", re.IGNORECASE),
        after=re.compile(rf"^(?:'s|\u2019s|s')?[\s-]*(?:\w+\s){{0,2}}(?:{after})\b", re.IGNORECASE),
        sentence=re.compile(rf"\b(?:{anywhere})\b", re.IGNORECASE),
        ahead=re.compile(rf"\b(?:{guards['ahead']})\b", re.IGNORECASE),
        living=re.compile(rf"^,?\s+{helpers}(?:{_either(verbs['living'].split())})\b"),
        titles={title: (office, word) for title, (office, word) in titles.items()},
        acts=re.compile(rf"^\s+{helpers}(?:\w{{2,}}ed|{_either(verbs['irregular'].split())})\b"),
        single=re.compile(rf"\b(?:{verbs['single']})\b"),
        past=dict(pair.split(":", 1) for pair in verbs["past"].split()),
        once=re.compile(rf"\b(?:{once})\b"),
        heads=tuple(data["things"]["heads"].split()),
        thing=re.compile(rf"\b(?P<noun>{nouns})\b"),
        definite=re.compile(
            rf"\b(?:[Tt]he|[Tt]his|[Tt]hat) (?P<noun>{nouns})\b(?:, which)?(?: was| had been)?,? (?P<verb>{once})\b"
        ),
        open_count=re.compile(rf"\b(?:{counts['open']})\b", re.IGNORECASE),
        revised=re.compile(rf"\b(?:{counts['revised']})\b", re.IGNORECASE),
        denies=re.compile(
            rf"\bden(?:y|ies|ied|ying)(?:\s+(?!(?:him|her|them|us)\b)\w+){{0,3}}?\s+(?:{rebuttals['denied']})\b(?:\s+(?:any|all|such|having))?"
        ),
        claims=re.compile(rf"\b(?:{rebuttals['claims']})\b"),
        denied_beside=re.compile(
            rf",\s+(?:which|something(?: that| which)?|an? (?:{rebuttals['claims']})(?: that| which)?|(?:{rebuttals['claims']}) "
            rf"(?:that|which))\s+(?!it\b|he\b|she\b|they\b)(?:the )?[A-Z][^,;:.()]{{0,40}}?"
            rf"\b(?:{rebuttals['turns_down']})(?=[,.;)]|\s+and\b|$)"
        ),
        no_such=re.compile(
            r"\b[Nn]o such (?P<noun>[a-z]{4,}?)s?\b"
            r"(?=[,.;]| (?:had|has|have|was|were|is|exist\w*|took|ever|would|in|at|by|from)\b)"
        ),
        each_denies=re.compile(
            r"\b(?:[Ee]ach|[Bb]oth|[Tt]he two)(?: (?:government|side|countr|state|part|of the)\w*){0,2} "
            r"(?:\w+ ){0,2}?den(?:ies|y|ied)\b"
        ),
        treaties=tuple(data["things"]["treaties"].split()),
        rough_count=re.compile(rf"\b(?:{counts['rough']})\b", re.IGNORECASE),
        at_all=re.compile(rf"\b(?:{rebuttals['at_all']})\b"),
        falsity=re.compile(
            rf"\b(?:[Tt]he|[Tt]h[ei]se|[Tt]his|[Tt]hat|[Ss]uch) (?:{rebuttals['claims']})\b[^.;]{{0,60}}?"
            rf"\b(?:(?:is|are|was|were|as|be)\s+(?:\w+ly\s+)?|(?=an?\s))(?:{rebuttals['false']})\b"
            rf"|\b(?:dismiss|reject|denounc|describ|brush)\w+ (?:\w+ ){{1,4}}as (?:an? )?(?:\w+ )?(?:{rebuttals['invented']})\b"
        ),
    )


def _either(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in words)

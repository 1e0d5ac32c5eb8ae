"""The frames of attitude of `stances.toml`, checked on load.

>>> load_frames().by_word[("verb", "mistrust")].stance
'mistrust'
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, get_args

import msgspec

from dragoman.claims.tables import raise_bad_lines, read_text
from dragoman.types import StanceType

STANCES = frozenset(get_args(StanceType))


class Frame(msgspec.Struct, frozen=True):
    """A word of attitude: `holder` and `toward` are slots in order of preference; `deeds`: a deed may stand for its doer;
    `things`: anything that is the target's may stand for it."""

    stance: StanceType
    opposite: StanceType | None
    holder: tuple[str, ...]
    toward: tuple[str, ...]
    between: bool
    deeds: bool
    things: bool
    confidence: float


class Frames(msgspec.Struct, frozen=True):
    """All of `stances.toml`. `words` are its plain lists under "table.key"; `sectors`: collective noun -> sector or None."""

    by_word: Mapping[tuple[str, str], Frame]
    words: Mapping[str, frozenset[str]]
    sectors: Mapping[str, str | None]
    regard_as: Mapping[str, StanceType]
    regard_how: Mapping[str, StanceType]
    regard_with: Mapping[str, StanceType]
    regard_by: Mapping[str, StanceType]
    lines: Mapping[str, StanceType]
    relations: Mapping[str, StanceType]


@cache
def load_frames() -> Frames:
    """The frames that come with the product."""
    return read_frames(read_text("stances.toml"))


def read_frames(text: str) -> Frames:
    """Reads stances.toml. Errors: DataError with every bad frame."""
    data = tomllib.loads(text)
    bad: list[str] = []
    by_word: dict[tuple[str, str], Frame] = {}
    for number, entry in enumerate(data.get("frame", []), start=1):
        _add_frame(number, entry, by_word, bad)
    words = {
        f"{table}.{key}": frozenset(value.split())
        for table in ("carry", "regard", "foe", "line", "relations", "attribute")
        for key, value in data.get(table, {}).items()
        if isinstance(value, str)
    }
    for needed in (
        "carry.words",
        "carry.lose",
        "carry.enjoy",
        "carry.end",
        "carry.exist",
        "regard.words",
        "regard.relying",
        "foe.words",
        "foe.shared",
        "line.words",
        "relations.words",
    ):
        if not words.get(needed):
            bad.append(f"no list {needed}")
    sectors = {word: sector or None for sector, value in data.get("collective", {}).items() for word in value.split()}
    regard_as = _by_stance(data.get("regard", {}).get("as", {}), bad)
    regard_how = _by_stance(data.get("regard", {}).get("how", {}), bad)
    regard_with = _by_stance(data.get("regard", {}).get("with", {}), bad)
    regard_by = _by_stance(data.get("regard", {}).get("by", {}), bad)
    relations = _by_stance({key: value for key, value in data.get("relations", {}).items() if key in STANCES}, bad)
    lines = _by_stance({key: value for key, value in data.get("line", {}).items() if key in STANCES}, bad)
    raise_bad_lines("stances.toml", bad)
    by_stance = (MappingProxyType(table) for table in (regard_as, regard_how, regard_with, regard_by, lines, relations))
    return Frames(MappingProxyType(by_word), MappingProxyType(words), MappingProxyType(sectors), *by_stance)


def _add_frame(number: int, entry: dict[str, Any], by_word: dict[tuple[str, str], Frame], bad: list[str]) -> None:
    words = str(entry.get("words", "")).split()
    name = f"frame {number} ({' '.join(words[:2])})"
    stance, opposite, confidence = entry.get("stance"), entry.get("opposite"), entry.get("confidence")
    if stance not in STANCES or (opposite is not None and opposite not in STANCES):
        bad.append(f"{name}: stance {stance!r} or opposite {opposite!r} is none of {', '.join(sorted(STANCES))}")
    if entry.get("pos") not in ("verb", "noun", "adj"):
        bad.append(f"{name}: pos {entry.get('pos')!r} is none of verb, noun, adj")
    if not isinstance(confidence, float) or not 0 < confidence <= 1:
        bad.append(f"{name}: confidence {confidence!r} is not between 0 and 1")
        return
    holder, toward = tuple(str(entry.get("holder", "")).split()), tuple(str(entry.get("toward", "")).split())
    if not words or not holder or not toward:
        bad.append(f"{name}: words, holder and toward must all be given")
    for word in words:
        key = (str(entry.get("pos")), word)
        if key in by_word:
            bad.append(f"{name}: {word} is there twice")
        between, deeds, things = (bool(entry.get(name, False)) for name in ("between", "deeds", "things"))
        by_word[key] = Frame(stance, opposite, holder, toward, between, deeds, things, confidence)  # type: ignore[arg-type]


def _by_stance(table: Mapping[str, str], bad: list[str]) -> dict[str, StanceType]:
    found: dict[str, StanceType] = {}
    for stance, words in table.items():
        if stance not in STANCES:
            bad.append(f"{stance!r} is none of {', '.join(sorted(STANCES))}")
            continue
        for word in words.split():
            found[word] = stance  # type: ignore[assignment]
    return found

"""The codebook as data: PLOVER categories with their quads, modes and scores.

>>> load_ontology()["RETREAT"].score_of("withdraw")
8.0
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import get_args

import msgspec

from dragoman.errors import DataError
from dragoman.types import EventType


class Category(msgspec.Struct, frozen=True):
    """One PLOVER category; `rank` orders categories that fit the same words, the highest is coded."""

    code: EventType
    quad: int
    score: float
    rank: int
    covers: str
    modes: dict[str, float]
    joint: bool = False
    recipient_required: bool = False

    def score_of(self, mode: str | None) -> float:
        """PLOVER score, -10 to 10, of the mode, or of the category where there is no mode."""
        return float(self.modes.get(mode, self.score) if mode else self.score)


@cache
def load_ontology() -> dict[EventType, Category]:
    """All sixteen categories by code; DataError where the file lacks one or has one too many."""
    text = files("dragoman.data").joinpath("ontology/plover.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    expected = set(get_args(EventType))
    if set(table) != expected:
        raise DataError(f"ontology/plover.toml: categories differ from the sixteen: {sorted(set(table) ^ expected)}")
    categories = (msgspec.convert({"code": code, "modes": {}, **entry}, Category) for code, entry in table.items())
    return {category.code: category for category in categories}

"""PLOVER -> CAMEO and back, by the table in `data/formats/cameo.csv` (after the Open Event Data Alliance's of 2021).

A CAMEO code says type, mode and sometimes a context of PLOVER at once. On the way there the code is taken that says most of
an event without saying anything else; on the way back contexts and modes that have no code are lost, the type never.

    >>> to_cameo("ACCUSE", "allege", ["human_rights"]).cameo, from_cameo("1122").mode
    ('1122', 'allege')
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple, cast

from dragoman.types import EventType

# CAMEO's roots of verbal cooperation, material cooperation, verbal conflict and material conflict, as GDELT counts them.
QUAD_ENDS = (("05", 1), ("08", 2), ("13", 3), ("20", 4))


class Code(NamedTuple):
    """A line of the table. `cameo`: three or four digits; `goldstein`: CAMEO's score, as GDELT and ICEWS give it."""

    cameo: str
    label: str
    type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    goldstein: float
    way: str

    @property
    def root(self) -> str:
        return self.cameo[:2]

    @property
    def base(self) -> str:
        return self.cameo[:3]

    @property
    def quad(self) -> int:
        return next(quad for end, quad in QUAD_ENDS if self.root <= end)


def to_cameo(type_: EventType, mode: str | None = None, contexts: Sequence[str] = ()) -> Code:
    """The code that says most of the event: its mode first, then its contexts; among equals the most general one."""
    return _choose(type_, mode, frozenset(contexts))


@cache
def _choose(type_: EventType, mode: str | None, contexts: frozenset[str]) -> Code:
    codes = [code for code in load_codes() if code.type == type_ and code.way != "from_cameo"]

    def weigh(code: Code) -> tuple[int, bool, int, bool, str]:
        same_mode = 4 if code.mode == mode else 0 if code.mode is None else -2
        told = len(contexts & set(code.contexts)) - len(set(code.contexts) - contexts)
        return (-same_mode - told, code.way != "to_cameo", len(code.cameo), not code.cameo.endswith("0"), code.cameo)

    return min(codes, key=weigh)


def from_cameo(code: str) -> Code | None:
    """What a code means in PLOVER; a code with a missing leading zero is understood. None: statements (01), unknown codes."""
    words = code.strip()
    for form in (words, f"0{words}"):
        if found := _by_code().get(form):
            return found
    return None


@cache
def load_codes() -> tuple[Code, ...]:
    """The table in its order."""
    text = resources.files("dragoman.data").joinpath("formats/cameo.csv").read_text(encoding="utf-8")
    return tuple(
        Code(
            row["cameo"], row["label"], cast("EventType", row["type"]), row["mode"] or None,
            tuple(filter(None, row["contexts"].split(";"))), float(row["goldstein"]), row["way"],
        )
        for row in csv.DictReader(io.StringIO(text))
    )  # fmt: skip


@cache
def _by_code() -> dict[str, Code]:
    codes = {code.cameo: code for code in load_codes() if code.way != "to_cameo"}
    roots = {code.root: code for code in reversed(codes.values()) if code.cameo.endswith("0") and len(code.cameo) == 3}
    return {**roots, **codes}  # "19", as some tables write it, is 190

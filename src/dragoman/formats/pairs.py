"""An event -> what every format of pairs needs: its pairs, its day, the numbers of its states.

The event data of POLECAT, ICEWS and GDELT code one actor and one recipient a row: an event with two actors and two recipients
becomes four rows; what two do to each other or together is one row.

    >>> [(a.code, b.code) for a, b in pair_entities(event)]
    [('TCD', 'FJI'), ('TCD', 'XKX')]
"""

from __future__ import annotations

import itertools
import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from dragoman.formats.numbers import Numbers, number_state
from dragoman.types import Entity, Event, EventType

Pair = tuple[Entity | None, Entity | None]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BEGIN = re.compile(r"([0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?)(?![0-9X])")


def may_be_exported(event: Event) -> bool:
    """Whether it happened: the formats of pairs have no column that would tell a plan or a denial from a deed."""
    return event.status in ("occurred", "ongoing")


def pair_entities(event: Event) -> list[Pair]:
    """Each actor with each other recipient, the two of a mutual or joint act once; else each actor alone."""
    joint = bool(load_category(event.type).get("joint", False)) and not event.recipients
    pairs: dict[frozenset[tuple[str | None, int]], Pair] = {}
    for actor, recipient in itertools.product(event.actors, event.actors if joint else event.recipients):
        if actor.start != recipient.start or actor.code != recipient.code:
            pairs.setdefault(frozenset(((actor.code, actor.start), (recipient.code, recipient.start))), (actor, recipient))
    if pairs:
        return list(pairs.values())
    return [(actor, None) for actor in event.actors] or [(None, recipient) for recipient in event.recipients] or [(None, None)]


def name_rows(event: Event) -> list[tuple[str, Pair]]:
    """The pairs, each with an id of its own: that of the event, followed by .1, .2 where it has several."""
    pairs = pair_entities(event)
    return [(f"{event.id}.{i}" if len(pairs) > 1 else event.id, pair) for i, pair in enumerate(pairs, 1)]


def read_day(date: str | None) -> str:
    """The date where it is a day (ISO), else nothing: no date becomes more precise than the text."""
    return date if date and _DAY.fullmatch(date) else ""


def begin_date(date: str | None) -> str | None:
    """The year, month or day (ISO) with which an EDTF date begins; None where it begins with none ("17XX", "../1914")."""
    found = _BEGIN.match(date or "")
    return found[1] if found else None


@lru_cache(maxsize=4096)
def _number(code: str | None, day: str | None) -> Numbers:
    return number_state(code, day)


def number_entity(entity: Entity | None, event: Event) -> Numbers:
    """The numbers of the entity's state at the time of the event."""
    return _number(entity.code if entity else None, begin_date(event.date))


def write_number(number: int | None) -> str:
    return "" if number is None else str(number)


@cache
def load_codebook() -> dict[str, dict[str, Any]]:
    """The codebook of PLOVER: category -> quad, score, modes."""
    text = resources.files("dragoman.data").joinpath("ontology/plover.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def load_category(code: EventType) -> dict[str, Any]:
    return load_codebook()[code]


def score_of(type_: EventType, mode: str | None) -> float:
    """The score of PLOVER: that of the mode, else of the category."""
    category = load_category(type_)
    return float(category.get("modes", {}).get(mode, category["score"]))

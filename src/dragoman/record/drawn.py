"""An open record -> events drawn at random by stratum, for a sample to code by hand.

>>> draw_events(record, 10, by=("type",), seed=1)[0].stratum
'ACCUSE'
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from dragoman.types import EventType, Status

if TYPE_CHECKING:
    from dragoman.record.store import Record

WAYS = ("type", "mode", "status", "source", "decade", "confidence", "readers")


class DrawnRow(msgspec.Struct, frozen=True):
    """An event with its stratum, the size of that, its place in it, and what the draw stands on (`draw`, a hash)."""

    id: str
    document: str
    stratum: str
    n_stratum: int
    place: int
    draw: str
    type: EventType
    mode: str | None
    status: Status
    actors: tuple[str, ...]
    recipients: tuple[str, ...]


def draw_events(
    record: Record, size: int, *, by: Sequence[str], seed: int, min_confidence: float = 0.0, disagreements: bool = False
) -> list[DrawnRow]:
    """The first `size` events of each stratum, in an order that hangs on seed and id alone. `disagreements`: only of those on
    which two readers do not agree."""
    values = {name: name in by for name in WAYS}
    asked = {**values, "size": size, "seed": str(seed), "min_confidence": min_confidence}
    asked["disagreements"] = disagreements
    return list(record._read("sample", asked, DrawnRow))

"""A record -> a stratified sample of its events, the same each time for the same record and seed.

In each stratum the events are in order of a hash of seed and id, and the first are taken; an event that is read later moves no
other one. Places are given to the strata as evenly as their sizes allow, so that rare categories are judged as well as frequent
ones; sizes are kept, so that a figure for the whole record can weigh them back.

    >>> draw_sample(record, 200, by=("type",), seed=1).strata[0]
    Stratum(label='ACCUSE', n_population=5210, n_drawn=13)
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import msgspec

from dragoman import __version__
from dragoman.errors import UsageError
from dragoman.types import EventType, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.record import Record

STRATA = ("type", "mode", "status", "source", "decade", "confidence", "readers")


class Machine(msgspec.Struct, frozen=True):
    """What the record has of an event: what coders must not see."""

    type: EventType
    mode: str | None
    status: Status
    actors: tuple[str, ...]
    recipients: tuple[str, ...]


class Item(msgspec.Struct, frozen=True):
    """An event of the sample."""

    id: str
    document: str
    stratum: str
    machine: Machine


class Stratum(msgspec.Struct, frozen=True):
    """How many events of the record are in it, and how many were drawn."""

    label: str
    n_population: int
    n_drawn: int


class Sample(msgspec.Struct, frozen=True):
    """A sample with all that a reader of the figures should know of it. `coders`: versions of the coder that made the events."""

    id: str
    dragoman: str
    coders: tuple[str, ...]
    seed: int
    by: tuple[str, ...]
    min_confidence: float
    n_population: int
    n_documents: int
    n_sources: int
    earliest: str | None
    latest: str | None
    strata: tuple[Stratum, ...]
    items: tuple[Item, ...]
    disagreements: bool = False


def draw_sample(
    record: Record, size: int, *, by: Sequence[str] = ("type",), seed: int = 1, min_confidence: float = 0.0,
    disagreements: bool = False,
) -> Sample:  # fmt: skip
    """A sample of `size` events, or of all where there are fewer; items are in order of the draw, not of the strata.

    `disagreements`: only of events on which two readers (`dragoman read --reader both`) do not agree.
    """
    from dragoman.record import Catalogue, draw_events

    unknown = [name for name in by if name not in STRATA]
    if unknown:
        raise UsageError(f"strata are made by {', '.join(STRATA)}; not by {', '.join(map(repr, unknown))}")
    rows = draw_events(record, size, by=by, seed=seed, min_confidence=min_confidence, disagreements=disagreements)
    sizes = {row.stratum: row.n_stratum for row in rows}
    places = share_places(sizes, size)
    drawn = sorted((row for row in rows if row.place <= places[row.stratum]), key=lambda row: (row.draw, row.id))
    items = tuple(
        Item(row.id, row.document, row.stratum, Machine(row.type, row.mode, row.status, row.actors, row.recipients))
        for row in drawn
    )
    counts, sources = record.counts(), Catalogue(record).sources(1_000_000)
    drawn_by = (seed, tuple(by), min_confidence, *(("disagreements",) if disagreements else ()), [item.id for item in items])
    mark = hashlib.sha256(repr(drawn_by).encode()).hexdigest()[:12]
    return Sample(
        id=mark,
        dragoman=__version__,
        coders=tuple(sorted({run.coder for run in record.runs() if run.n_documents})),
        seed=seed,
        by=tuple(by),
        min_confidence=min_confidence,
        n_population=sum(sizes.values()),
        n_documents=counts.documents,
        n_sources=len(sources),
        earliest=counts.earliest,
        latest=counts.latest,
        strata=tuple(Stratum(label, sizes[label], places[label]) for label in sorted(sizes)),
        items=items,
        disagreements=disagreements,
    )


def share_places(sizes: dict[str, int], size: int) -> dict[str, int]:
    """Places for each stratum: as even as its size allows; where they do not suffice for all, the larger ones come first."""
    places = dict.fromkeys(sizes, 0)
    left = min(size, sum(sizes.values()))
    open_ = sorted(sizes, key=lambda label: (-sizes[label], label))
    while left and open_:
        each = max(1, left // len(open_))
        for label in open_:
            given = min(each, sizes[label] - places[label], left)
            places[label] += given
            left -= given
        open_ = [label for label in open_ if places[label] < sizes[label]]
    return places

"""Events of the record -> episodes: reports of one event, in one text or in several, are brought together.

Only what is new is compared, and only with reports of the same parties, kin of category and time; what is found alike is
kept. The groups that a new report belongs to are made anew, so that the order in which texts are read does not matter.

    >>> merge_reports(record)
    42
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dragoman.errors import RecordError
from dragoman.relations.agree import ENOUGH, compare
from dragoman.relations.copies import are_copies, join_copies, sign
from dragoman.relations.group import group_reports
from dragoman.relations.told import Told, load_words, make_told

if TYPE_CHECKING:
    from pathlib import Path

    from dragoman.record import Record

# Version of the rules by which reports are merged: a record merged by others is merged anew.
RULES = "1"
# Events whose pairs are looked for at a time, told events that are held at a time, and those that are asked for at once.
SLICE, HELD, ASKED = 150_000, 20_000, 5_000
# Pairs that are alike of which groups are made at a time.
BATCH = 20_000


def merge_reports(record: Record) -> int:
    """Brings all reports that are not merged yet into episodes and returns how many readings were new."""
    n_new = record.count_unmerged(RULES)
    if not n_new:
        return 0
    if record.read_only:
        raise RecordError(
            f"{record.path} has {n_new:,} readings whose reports are not merged into episodes; "
            f"merge them with: dragoman relation STATE STATE --record {record.path}"
        )
    with record.merging(RULES):
        touched = find_copies(record)
        new = record.new_events()
        gone = record.gone_events()
        touched += _forget(record, gone)
        find_alike(record, new)
        gone_too = set(gone)
        regroup(record, [key for key in record.neighbours([*new, *touched]) if key not in gone_too])
    return n_new


def open_merged(path: str | Path, between: tuple[str, str] | None = None) -> Record:
    """The record in `path`, to be read, with all its reports merged: they are merged first where they are not.

    Those of a folder of parts are merged in memory and not kept; with `between` only those of texts that tell of two states.
    """
    from dragoman.record import open_record

    record = open_record(path, read_only=True, between=between)
    if record.count_unmerged(RULES):
        if record.in_parts:  # in memory, each time anew: the import keeps them
            record.read_only = False
            merge_reports(record)
            return record
        record.close()
        with open_record(path) as writable:
            merge_reports(writable)
        record = open_record(path, read_only=True)
    return record


def find_copies(record: Record) -> list[int]:
    """Signs the new texts and notes which are copies; returns merged events whose text turned out to be another's copy."""
    touched: list[int] = []
    for batch in record.new_texts():
        met = record.similar_texts({key: sign(text) for key, text in batch})
        copies = [(one, other) for one, other, first, second, _ in met if are_copies(first, second)]
        if not copies:
            continue
        before = record.originals(sorted({text for pair in copies for text in pair}))
        after = join_copies(before, copies)
        touched += record.set_originals({text: first for text, first in after.items() if before.get(text) != first})
    return touched


def find_alike(record: Record, new: Sequence[int]) -> None:
    """Compares the new events with those of their blocks and keeps the pairs that agree."""
    kin = {kind: sorted(names) for kind, names in load_words().kin.items()}
    slices = len(new) // SLICE + 1
    for slice_ in range(slices):
        held: dict[int, Told] = {}
        for pairs in record.candidates(new, kin, slice_=slice_, slices=slices):
            if len(held) > HELD:
                held.clear()
            wanted = sorted({key for pair in pairs for key in pair} - held.keys())
            for i in range(0, len(wanted), ASKED):  # rows as they come take more memory than what is made of them
                held |= {row["key"]: make_told(row) for row in record.told(wanted[i : i + ASKED])}
            alike = []
            for one, other in pairs:
                agreement = compare(held[one], held[other])
                if agreement is not None and agreement.points >= ENOUGH:
                    alike.append((one, other, agreement.points))
            record.add_alike(alike)


def regroup(record: Record, events: Sequence[int]) -> None:
    """Makes the episodes of these events anew, from the pairs that are alike."""
    if not events:
        return
    record.drop_episodes(events)
    tied: set[int] = set()
    for edges in _batch_edges(record.alike_among(events)):
        keys = sorted({key for one, other, _ in edges for key in (one, other)})
        tied.update(keys)
        record.add_episodes(group_reports({row["key"]: make_told(row) for row in record.told(keys)}, edges))
    alone = [key for key in events if key not in tied]
    for i in range(0, len(alone), HELD):
        record.add_episodes([[key] for key in alone[i : i + HELD]])


def _batch_edges(edges: Sequence[tuple[int, int, float]]) -> Iterator[list[tuple[int, int, float]]]:
    """The pairs in batches, those that hang together in the same one, so that no more reports are held than need be."""
    families = join_copies({}, ((one, other) for one, other, _ in edges))
    by_family: dict[int, list[tuple[int, int, float]]] = {}
    for edge in edges:
        by_family.setdefault(families[edge[0]], []).append(edge)
    batch: list[tuple[int, int, float]] = []
    for family in by_family.values():
        batch += family
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _forget(record: Record, gone: Sequence[int]) -> list[int]:
    """Takes events of replaced readings out of their episodes; returns the other events of these."""
    if not gone:
        return []
    left = set(record.neighbours(gone)) - set(gone)
    record.drop_episodes(gone)
    record.drop_alike(gone)
    return sorted(left)

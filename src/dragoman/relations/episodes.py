"""Events of the record -> episodes: reports of one event, in one text or in several, are brought together.

>>> merge_reports(record)
42
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.errors import RecordError

if TYPE_CHECKING:
    from pathlib import Path

    from dragoman.record import Record

# Version of the rules by which reports are merged: a record merged by others is merged anew.
RULES = "1"


def merge_reports(record: Record) -> int:
    """Brings all reports that are not merged yet into episodes and returns how many readings were new."""
    n_new = record.count_unmerged(RULES)
    if not n_new:
        return 0
    if record.read_only:
        raise RecordError(f"{record.path} has {n_new:,} readings that are not merged into episodes; open it with open_merged")
    with record.merging(RULES):
        first = record.next_episode()
        record.add_episodes(list(enumerate(record.new_events(), first)))
    return n_new


def open_merged(path: str | Path) -> Record:
    """The record in `path`, to be read, with all its reports merged: they are merged first where they are not."""
    from dragoman.record import open_record

    record = open_record(path, read_only=True)
    if record.count_unmerged(RULES):
        record.close()
        with open_record(path) as writable:
            merge_reports(writable)
        record = open_record(path, read_only=True)
    return record

"""A file of event data or of a history -> the record: `dragoman import FILE --format polecat` (or icews, gdelt, cow, atop ...).

What is brought in stands beside what was read from texts, never among it. Rows that cannot be read are named by file and line,
counted and left out; rows that are in order but have no place in the record are counted by reason.

    >>> import_file("gml-midb-2.2.1.csv", "gml", "gulf.duckdb")
    0
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.errors import InputError, UsageError
from dragoman.plain import clean_text

if TYPE_CHECKING:
    from dragoman.formats import Opened
    from dragoman.record import ImportRow, Tally
    from dragoman.types import Coded, Context

# Rows that are named one by one; of the rest only the number is told.
MOST_NAMED = 20


def import_file(path: str, form: str | None, record_path: str) -> int:
    """Brings the file into the record; 0, or 1 where some of its rows could not be read."""
    from dragoman.formats import FORMS, open_data
    from dragoman.record import Brought, ImportFile, Tally, open_record

    form = form.lower() if form else None
    if form is not None and form not in FORMS:
        raise UsageError(f"--format {form} is not known; it is one of {', '.join(FORMS)}")
    if not Path(path).is_file():
        raise UsageError(f"{path} is neither a file nor a folder of parts (which has a manifest.json)")
    fingerprint = hash_file(path)
    with open_data(path, form) as opened, open_record(record_path) as record:  # a file that is none makes no record
        brought = Brought(record)
        file = ImportFile(opened.form, opened.source, opened.table.name, fingerprint, opened.layout.name)
        if brought.is_known(file):
            click.echo(f"{file.file} is in {record_path} already, as {file.source}; nothing was added", err=True)
            return 0
        tally, reasons = Tally(), Reasons()
        row = brought.bring(file, take_items(opened, tally, reasons), tally)
        for line in list_account(row, reasons, record_path):
            click.echo(line, err=True)
    if not (row.n_events or row.n_context or row.n_twice):
        raise InputError(f"{path} has no row that could be brought in")
    return 1 if row.n_rejected else 0


class Reasons:
    """Why rows were rejected and left out, with the first of them by name."""

    def __init__(self) -> None:
        self.named: list[str] = []
        self.rejected: Counter[str] = Counter()
        self.left_out: Counter[str] = Counter()


def take_items(opened: Opened, tally: Tally, reasons: Reasons) -> Iterator[Coded | Context]:
    """What goes into the record; all else is counted on the way."""
    from dragoman.formats import Skipped
    from dragoman.types import Rejected

    for item in opened.items():
        if isinstance(item, Rejected):
            tally.n_rejected += 1
            reasons.rejected[item.reason] += 1
            if len(reasons.named) < MOST_NAMED:
                reasons.named.append(f"{item.where}: {item.reason}: {item.detail}")
        elif isinstance(item, Skipped):
            tally.n_left_out += 1
            reasons.left_out[str(item)] += 1
        else:
            yield item


def list_account(row: ImportRow, reasons: Reasons, record_path: str) -> list[str]:
    """What a person should know of the import."""
    lines = [clean_text(named) for named in reasons.named]
    if row.n_rejected > len(lines):
        lines.append(f"... and {row.n_rejected - len(lines):,} more rows")
    for reason, n in reasons.rejected.most_common():
        lines.append(f"{n:,} rows could not be read: {reason}")
    for reason, n in reasons.left_out.most_common(10):
        lines.append(f"{n:,} left out: {clean_text(reason)}")
    if row.n_twice:
        lines.append(f"{row.n_twice:,} were there already, in this file or another one of the form")
    kept = [f"{row.n_events:,} events"] if row.n_events else []
    kept += [f"{row.n_context:,} alliances, wars and disputes of pairs"] if row.n_context else []
    lines.append(f"{row.source}, {row.layout}: {' and '.join(kept) or 'nothing'} brought into {record_path}")
    return lines


def hash_file(path: str) -> str:
    """Hash of the bytes of a file of any size."""
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

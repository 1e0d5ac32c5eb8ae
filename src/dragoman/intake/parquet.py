"""`.parquet` -> one Draft per row; the columns are the fields of a JSONL row, those that it has besides are passed over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from dragoman.intake.draft import Draft, Notice, Source, UnreadableError
from dragoman.intake.rows import Row, make_draft
from dragoman.types import Rejected

BATCH = 64  # rows in memory at a time


def read_parquet(source: Source) -> Iterator[Draft | Rejected | Notice]:
    """A Draft for each row with a text; UnreadableError where the file is broken or has no such column."""
    import pyarrow as pa  # heavy: only where such a file is read
    import pyarrow.parquet as pq

    with source.open() as stream:
        try:
            file = pq.ParquetFile(stream)
            columns = [name for name in Row.__struct_fields__ if name in file.schema_arrow.names]
            if "text" not in columns:
                raise UnreadableError("no text", 'it has no column "text"; name the column so')
            n = 0
            for batch in file.iter_batches(batch_size=BATCH, columns=columns, use_threads=False):
                for cells in batch.to_pylist():
                    n += 1
                    yield _read_row(f"{source.where}:{n}", cells)
            source.count(stream.seek(0, 2))
        except pa.ArrowException as error:
            raise UnreadableError("broken Parquet", f"{str(error)[:120]}; write it anew") from error


def _read_row(where: str, cells: dict[str, Any]) -> Draft | Rejected:
    if isinstance(cells.get("published"), date):
        cells["published"] = cells["published"].isoformat()[:10]
    try:
        return make_draft(where, msgspec.convert(cells, Row))
    except msgspec.ValidationError as error:
        return Rejected(where, "wrong type", f"{error}; a row has strings in these columns")

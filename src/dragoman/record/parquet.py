"""Batches of rows -> a Parquet file, a batch at a time, so that memory does not grow with the record.

>>> write_batches(reader, "events.parquet", lambda rows: {"year": [row["date"][:4] for row in rows]})
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

More = Callable[[list[dict[str, Any]]], dict[str, Any]]


def write_batches(reader: pa.RecordBatchReader, path: str | Path, more: More | None = None) -> None:
    """Writes the rows as they come; `more` gives further columns (Arrow arrays) of each batch."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    def widen(batch: pa.RecordBatch) -> pa.Table:
        table = pa.Table.from_batches([batch])
        for name, values in (more(batch.to_pylist()) if more else {}).items():
            table = table.append_column(name, values)
        return table

    empty = widen(pa.RecordBatch.from_pylist([], schema=reader.schema))
    with pq.ParquetWriter(str(path), empty.schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_table(widen(batch))

"""`.parquet` -> a Draft for each row with a text, batch by batch; the columns are those of a CSV file, in any case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import msgspec

from dragoman.intake.draft import Draft, Item, Source, UnreadableError
from dragoman.intake.meter import open_seekable
from dragoman.intake.rows import Row, make_draft
from dragoman.types import Rejected

FIELDS = ("text", "id", "title", "source", "url", "language", "published")
BATCH = 64  # rows in memory at a time


def read_parquet(source: Source) -> Iterator[Item]:
    """A Draft for each row; UnreadableError where the file is broken or has no column `text`."""
    import pyarrow as pa  # heavy: only where such a file is read
    import pyarrow.parquet as pq

    with open_seekable(source, source.limits.file * 20) as stream:
        try:
            file = pq.ParquetFile(stream, pre_buffer=False)
            columns = {name.lower(): name for name in reversed(file.schema_arrow.names) if name.lower() in FIELDS}
            if "text" not in columns:
                raise UnreadableError("no text", 'it has no column "text"; name the column so')
            n = 0
            for batch in file.iter_batches(batch_size=BATCH, columns=list(columns.values()), use_threads=False):
                cells = {field: batch.column(name) for field, name in columns.items()}
                for i in range(batch.num_rows):
                    n += 1
                    yield _read_row(f"{source.where}:{n}", {field: column[i].as_py() for field, column in cells.items()}, source)
        except (pa.ArrowException, OSError, ValueError) as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise
            raise UnreadableError("broken Parquet", f"{str(error)[:120]}; write it anew") from error


def _read_row(where: str, cells: dict[str, Any], source: Source) -> Draft | Rejected:
    if cells["text"] is None:
        return Rejected(where, "empty", "there is no text in it")
    day = cells.get("published")
    if isinstance(day, (date, datetime)):
        cells["published"] = day.isoformat()[:10]
    if isinstance(cells["text"], str) and len(cells["text"]) > source.limits.line:
        return Rejected(where, "line too long", f"more than {source.limits.line // 1_000_000} MB in one cell; split the text")
    try:
        return make_draft(where, msgspec.convert(cells, Row))
    except msgspec.ValidationError as error:
        return Rejected(where, "wrong type", f"{error}; a row has strings in these columns")

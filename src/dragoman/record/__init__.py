"""Readings -> rows -> answers: the record, a DuckDB file that says of every fact which words, run and coder it is from.

>>> with open_record("dragoman.duckdb", read_only=True) as record:
...     print(sum(1 for event in record.events(EventFilter(between=("RUS", "IRN")))))
212
"""

from dragoman.record.answers import (
    Clue,
    Counts,
    DocumentHeader,
    DocumentRow,
    FoundId,
    LinkRow,
    Period,
    Report,
    Run,
    SeriesRow,
    StrongRow,
)
from dragoman.record.edtf import Days, read_edtf
from dragoman.record.filters import EpisodeFilter, EventFilter
from dragoman.record.store import Record, name_coder, open_record

__all__ = [
    "Clue",
    "Counts",
    "Days",
    "DocumentHeader",
    "DocumentRow",
    "EpisodeFilter",
    "EventFilter",
    "FoundId",
    "LinkRow",
    "Period",
    "Record",
    "Report",
    "Run",
    "SeriesRow",
    "StrongRow",
    "name_coder",
    "open_record",
    "read_edtf",
]

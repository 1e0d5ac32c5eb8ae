"""Readings -> rows -> answers: the record, a DuckDB file that says of every fact which words, run and coder it is from.

>>> with open_record("dragoman.duckdb", read_only=True) as record:
...     print(sum(1 for event in record.events(EventFilter(between=("RUS", "IRN")))))
212
"""

from dragoman.record.answers import DocumentHeader, FoundId, Kin, Period, Run, SeriesRow, StrongRow
from dragoman.record.edtf import Days, read_edtf
from dragoman.record.filters import EventFilter
from dragoman.record.store import Record, name_coder, open_record

__all__ = [
    "Days",
    "DocumentHeader",
    "EventFilter",
    "FoundId",
    "Kin",
    "Period",
    "Record",
    "Run",
    "SeriesRow",
    "StrongRow",
    "name_coder",
    "open_record",
    "read_edtf",
]

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
    Kin,
    LinkRow,
    Period,
    Report,
    Run,
    SeriesRow,
    StrongRow,
)
from dragoman.record.catalogue import Catalogue, DocumentCount, Mover, PersonCount, SourceCount, split_words
from dragoman.record.edtf import Days, read_edtf
from dragoman.record.filters import EpisodeFilter, EventFilter
from dragoman.record.model_answers import KeptAnswers
from dragoman.record.store import Record, name_coder, open_record

__all__ = [
    "Catalogue",
    "Clue",
    "Counts",
    "Days",
    "DocumentCount",
    "DocumentHeader",
    "DocumentRow",
    "EpisodeFilter",
    "EventFilter",
    "FoundId",
    "KeptAnswers",
    "Kin",
    "LinkRow",
    "Mover",
    "Period",
    "PersonCount",
    "Record",
    "Report",
    "Run",
    "SeriesRow",
    "SourceCount",
    "StrongRow",
    "name_coder",
    "open_record",
    "read_edtf",
    "split_words",
]

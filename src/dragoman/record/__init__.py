"""Readings -> rows -> answers: the record, a DuckDB file that says of every fact which words, run and coder it is from.

>>> with open_record("dragoman.duckdb", read_only=True) as record:
...     print(sum(1 for event in record.events(EventFilter(between=("RUS", "IRN")))))
212
"""

from dragoman.record.answers import (
    Clue,
    CopyRow,
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
from dragoman.record.brought import Brought, CodedRow, ImportFile, ImportRow, Tally
from dragoman.record.catalogue import Catalogue, Mover, PersonCount, SourceCount, split_words
from dragoman.record.connect import require_record
from dragoman.record.drawn import DrawnRow, draw_events
from dragoman.record.edtf import Days, read_edtf
from dragoman.record.filters import EpisodeFilter, EventFilter
from dragoman.record.model_answers import KeptAnswers
from dragoman.record.parts import MANIFEST, list_parts, load_manifest, locate_parts
from dragoman.record.schema import newest_version
from dragoman.record.store import Record, name_coder, open_record

__all__ = [
    "MANIFEST",
    "Brought",
    "Catalogue",
    "Clue",
    "CodedRow",
    "CopyRow",
    "Counts",
    "Days",
    "DocumentHeader",
    "DocumentRow",
    "DrawnRow",
    "EpisodeFilter",
    "EventFilter",
    "FoundId",
    "ImportFile",
    "ImportRow",
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
    "Tally",
    "draw_events",
    "list_parts",
    "load_manifest",
    "locate_parts",
    "name_coder",
    "newest_version",
    "open_record",
    "read_edtf",
    "require_record",
    "split_words",
]

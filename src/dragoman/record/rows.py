"""Readings -> columns of the tables, as Arrow tables, so that a batch goes into the record in a few bulk inserts.

Each `Rows` gathers one batch: keys are counted up from what the record holds, children (entities, quantities, evidence)
point to their parents by key.

    >>> rows = Rows(Keys(), run=1, coder="0.1.0"); rows.add_reading(reading, document=1); rows.tables()["events"].num_rows
    2
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dragoman.record.edtf import Days, read_edtf
from dragoman.types import Entity, Event, Finding, Reading, Stance, Why

if TYPE_CHECKING:
    import pyarrow as pa

# table -> columns and their kinds, in the order in which the methods below append; the insert casts ISO days to DATE
_ENTITY = "role:text position:int code:text sector:text other_sectors:texts name:text text:text start:int end:int"
_MADE_BY = "key:int id:text reading:int run:int coder:text"
_WORDS = "evidence_start:int evidence_end:int evidence_text:text"
COLUMNS: dict[str, str] = {
    "documents": "key:int id:text fingerprint:text title:text source:text url:text language:text published:text text:text",
    "readings": "key:int document:int document_id:text run:int coder:text n_words:int n_sentences:int n_parsed:int "
    "n_events:int n_stances:int n_findings:int",
    "events": f"{_MADE_BY} type:text mode:text contexts:texts date:text date_basis:text earliest:text latest:text "
    f"place_text:text place_code:text status:text alleged:bool score:float confidence:float {_WORDS} "
    "trigger_start:int trigger_end:int date_phrase_start:int date_phrase_end:int why:reasons",
    "entities": f"event:int {_ENTITY}",
    "quantities": "event:int position:int kind:text value:float unit:text text:text",
    "stances": f"{_MADE_BY} stance:text date:text earliest:text latest:text confidence:float {_WORDS} why:reasons",
    "stance_entities": f"stance:int {_ENTITY}",
    "findings": f"{_MADE_BY} finding:text severity:text why:text",
    "finding_evidence": "finding:int position:int document:text start:int end:int text:text",
}


@dataclass
class Keys:
    """The next free key of each table that has keys."""

    documents: int = 1
    readings: int = 1
    events: int = 1
    stances: int = 1
    findings: int = 1


class Rows:
    """Rows of one batch of readings, all of one run."""

    def __init__(self, keys: Keys, *, run: int, coder: str) -> None:
        self.keys = Keys(**vars(keys))
        self._run = run
        self._coder = coder
        self._rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in COLUMNS}

    def add_document(self, reading: Reading, fingerprint: str) -> int:
        """Adds the text itself and returns its key."""
        doc, key = reading.document, self.keys.documents
        self._rows["documents"].append(
            (key, doc.id, fingerprint, doc.title, doc.source, doc.url, doc.language, doc.published, doc.text)
        )
        self.keys.documents += 1
        return key

    def add_reading(self, reading: Reading, document: int) -> None:
        """Adds what was read from the text whose key is `document`."""
        key = self.keys.readings
        found = (len(reading.events), len(reading.stances), len(reading.findings))
        sizes = (reading.n_words, reading.n_sentences, reading.n_parsed)
        self._rows["readings"].append((key, document, reading.document.id, self._run, self._coder, *sizes, *found))
        self.keys.readings += 1
        for event in reading.events:
            self._add_event(event, key)
        for stance in reading.stances:
            self._add_stance(stance, key)
        for finding in reading.findings:
            self._add_finding(finding, key)

    def tables(self) -> dict[str, pa.Table]:
        """One Arrow table for each table of the record, in an order in which they can be inserted."""
        return {table: make_table(COLUMNS[table].split(), rows) for table, rows in self._rows.items() if rows}

    def _add_event(self, event: Event, reading: int) -> None:
        key, place, phrase = self.keys.events, event.place, event.date_phrase
        days = days_of(event.date)
        self._rows["events"].append(
            (
                key, event.id, reading, self._run, self._coder, event.type, event.mode, event.contexts,
                event.date, event.date_basis, days.earliest, days.latest,
                place.text if place else None, place.code if place else None,
                event.status, event.alleged, event.score, event.confidence,
                event.evidence.start, event.evidence.end, event.evidence.text, event.trigger.start, event.trigger.end,
                phrase.start if phrase else None, phrase.end if phrase else None, reasons(event.why),
            )
        )  # fmt: skip
        self.keys.events += 1
        said_by = (event.attribution,) if event.attribution else ()
        self._add_entities("entities", key, {"actor": event.actors, "recipient": event.recipients, "attribution": said_by})
        for i, number in enumerate(event.quantities):
            self._rows["quantities"].append((key, i, number.kind, number.value, number.unit, number.text))

    def _add_stance(self, stance: Stance, reading: int) -> None:
        key, days, words = self.keys.stances, days_of(stance.date), stance.evidence
        self._rows["stances"].append(
            (
                key, stance.id, reading, self._run, self._coder, stance.stance, stance.date, days.earliest, days.latest,
                stance.confidence, words.start, words.end, words.text, reasons(stance.why),
            )
        )  # fmt: skip
        self.keys.stances += 1
        said_by = (stance.attribution,) if stance.attribution else ()
        self._add_entities("stance_entities", key, {"holder": stance.holder, "toward": stance.toward, "attribution": said_by})

    def _add_finding(self, finding: Finding, reading: int) -> None:
        key = self.keys.findings
        self._rows["findings"].append(
            (key, finding.id, reading, self._run, self._coder, finding.finding, finding.severity, finding.why)
        )
        self.keys.findings += 1
        for i, words in enumerate(finding.evidence):
            self._rows["finding_evidence"].append((key, i, words.document, words.start, words.end, words.text))

    def _add_entities(self, table: str, key: int, roles: dict[str, Sequence[Entity]]) -> None:
        rows = self._rows[table]
        for role, entities in roles.items():
            for i, who in enumerate(entities):
                rows.append((key, role, i, who.code, who.sector, who.other_sectors, who.name, who.text, who.start, who.end))


def days_of(date: str | None) -> Days:
    """A date that is no EDTF is kept as it is and has no days: it is then found without --since and --until only."""
    return (read_edtf(date) if date else None) or Days(None, None)


def reasons(why: Sequence[Why]) -> list[dict[str, str]]:
    return [{"rule": reason.rule, "note": reason.note} for reason in why]


def make_table(columns: list[str], rows: list[tuple[Any, ...]]) -> pa.Table:
    """Rows as an Arrow table; `columns` are names with their kinds ("id:text")."""
    import pyarrow as pa  # only where something is written

    kinds = {
        "int": pa.int64(),
        "float": pa.float64(),
        "bool": pa.bool_(),
        "text": pa.string(),
        "texts": pa.list_(pa.string()),
        "reasons": pa.list_(pa.struct([("rule", pa.string()), ("note", pa.string())])),
        "entity": pa.struct(
            [
                *((name, pa.string()) for name in ("code", "sector")),
                ("other_sectors", pa.list_(pa.string())),
                *((name, pa.string()) for name in ("name", "text")),
                ("start", pa.int64()),
                ("end", pa.int64()),
            ]
        ),
    }
    arrays = {}
    for column, values in zip(columns, zip(*rows, strict=True), strict=True):
        name, _, kind = column.partition(":")
        try:
            arrays[name] = pa.array(values, kinds[kind])
        except UnicodeEncodeError:
            arrays[name] = pa.array([make_storable(value) for value in values], kinds[kind])
    return pa.table(arrays)


def make_storable(value: Any) -> Any:
    """Half a surrogate pair is no character and no database takes it; U+FFFD takes its place, so offsets stay."""
    if isinstance(value, str):
        return "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in value)
    if isinstance(value, (list, tuple)):
        return [make_storable(part) for part in value]
    if isinstance(value, dict):
        return {name: make_storable(part) for name, part in value.items()}
    return value

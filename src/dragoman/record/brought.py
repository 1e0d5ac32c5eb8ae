"""An open record -> what others coded: bringing a file in, and asking for its events and histories.

They lie in tables of their own (`kept.coded`, `kept.context`): nothing that is asked of the texts has them in it.

    >>> Brought(record).imports()[0].source
    'POLECAT 2.1'
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from dragoman import __version__
from dragoman.record.answers import DocumentHeader, FoundId, Period, PeriodRow
from dragoman.record.connect import explain_errors
from dragoman.record.filters import EventFilter, read_period
from dragoman.record.parquet import More, write_batches
from dragoman.record.rows import days_of, make_table, reasons
from dragoman.record.schema import load_query
from dragoman.types import Coded, Context, Document, Entity, Event

if TYPE_CHECKING:
    from dragoman.record.store import Record

BATCH = 10_000
# What of an EventFilter can be asked of the data of others.
FILTERS = "one other actors recipients types statuses documents ids since until limit offset".split()
_PLACE = "key:int id:text import:int line:int document:text"
COLUMNS = {
    "coded": f"{_PLACE} type:text mode:text contexts:texts actor:entity recipient:entity date:text earliest:text latest:text "
    "place_text:text place_code:text score:float killed:int publisher:text published:text why:reasons words:text",
    "context": f"{_PLACE} sort:text one:text other:text start:text end:text earliest:text latest:text label:text detail:text "
    "source:text words:text",
}


class ImportFile(msgspec.Struct, frozen=True):
    """A file that is brought in: whose data, which version, its name, the hash of its bytes, its layout."""

    form: str
    source: str
    file: str
    fingerprint: str
    layout: str


class ImportRow(ImportFile, frozen=True):
    """The same with what came of it."""

    n_events: int
    n_context: int
    n_twice: int
    n_rejected: int
    n_left_out: int


class CodedRow(PeriodRow, frozen=True):
    """Counts of one period in one data set."""

    form: str
    events: int
    cooperative: int
    conflictual: int
    score: float | None


class Tally:
    """What is counted while a file is read, and kept with it at its end."""

    def __init__(self) -> None:
        self.n_rejected = 0
        self.n_left_out = 0


class Brought:
    """Questions to an open record, and the writing of a file into it."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._read, self._ask = record._read, record._ask

    # ------------------------------------------------------------------------- writing

    def is_known(self, file: ImportFile) -> bool:
        """Whether the same bytes were brought in under this name."""
        found = self._ask("find_import", {"form": file.form, "file": file.file})
        return any(fingerprint == file.fingerprint for _, fingerprint in found)

    def bring(self, file: ImportFile, items: Iterable[Coded | Context], tally: Tally) -> ImportRow:
        """Keeps all items in one transaction; a file of the same name and form that was there before is taken out first.

        `tally` is counted up while `items` are read.
        """
        con, path = self._record._con, self._record.path
        con.execute("begin")
        try:
            for key, _ in self._ask("find_import", {"form": file.form, "file": file.file}):
                for query in ("drop_import_coded", "drop_import_context", "drop_import"):
                    self._ask(query, {"key": key})
            key, coded, context = self._ask("next_import")[0]
            n_read = self._insert(items, key, {"coded": coded, "context": context})
            for query in ("drop_coded_twice", "drop_context_twice"):
                self._ask(query, {"key": key, "form": file.form})
            n_kept = sum(count for (count,) in self._ask("count_import", {"key": key}))
            counts = {"n_twice": n_read - n_kept, "n_rejected": tally.n_rejected, "n_left_out": tally.n_left_out}
            self._ask("add_import", {**msgspec.structs.asdict(file), "key": key, "dragoman": __version__, **counts})
        except BaseException:
            con.execute("rollback")
            raise
        with explain_errors(path):
            con.execute("commit")
        return self.imports()[-1]

    def _insert(self, items: Iterable[Coded | Context], key: int, keys: dict[str, int]) -> int:
        con = self._record._con
        n_read = 0
        stream = iter(items)
        while batch := list(itertools.islice(stream, BATCH)):
            n_read += len(batch)
            rows: dict[str, list[tuple[Any, ...]]] = {"coded": [], "context": []}
            for item in batch:
                table = "coded" if isinstance(item, Coded) else "context"
                place = (keys[table], key)
                rows[table].append(_make_coded(item, *place) if isinstance(item, Coded) else _make_context(item, *place))
                keys[table] += 1
            for table, found in rows.items():
                if found:
                    con.register("new_rows", make_table(COLUMNS[table].split(), found))
                    self._ask(f"add_{table}")
                    con.unregister("new_rows")
        return n_read

    # ------------------------------------------------------------------------- asking

    def imports(self) -> list[ImportRow]:
        """The files that were brought in, in order."""
        return list(self._read("imports", {}, ImportRow))

    def events(self, wanted: EventFilter | None = None, forms: Sequence[str] = ()) -> Iterator[Event]:
        """Events of these data sets (all, where none is named) that pass the filter."""
        values = (wanted or EventFilter()).parameters()
        yield from self._read("coded", {**{name: values[name] for name in FILTERS}, "forms": list(forms) or None}, Event)

    def write_parquet(self, path: str | Path, wanted: EventFilter, forms: Sequence[str] = (), more: More | None = None) -> None:
        """The same as a Parquet file, like `Record.write_parquet`."""
        values = {name: wanted.parameters()[name] for name in FILTERS}
        with explain_errors(self._record.path), self._record._con.cursor() as cursor:
            answer = cursor.sql(load_query("coded"), params={**values, "forms": list(forms) or None})
            write_batches(answer.to_arrow_reader(2000), path, more)

    def series(
        self, one: str, other: str, by: Period, forms: Sequence[str] = (), since: str | None = None, until: str | None = None
    ) -> list[CodedRow]:
        """Counts and mean scores of two states by data set and period."""
        times = read_period(since, until)
        values = {"one": one, "other": other, "forms": list(forms) or None, **times}
        return list(self._read("coded_series", values, CodedRow, {"by": by}))

    def context(
        self, one: str, other: str, forms: Sequence[str] = (), since: str | None = None, until: str | None = None
    ) -> list[Context]:
        """Alliances, wars and disputes of two states, in order of their beginning."""
        first, second = sorted((one, other))
        times = read_period(since, until)
        return list(self._read("context", {"one": first, "other": second, "forms": list(forms) or None, **times}, Context))

    def document(self, id: str) -> Document | None:  # noqa: A002 - the name of the field
        """The row that an id of ours names, as a document."""
        return next(iter(self._read("coded_document", {"id": id}, Document)), None)

    def headers(self, ids: Iterable[str]) -> dict[str, DocumentHeader]:
        """What the data say of the articles behind their rows."""
        return {row.id: row for row in self._read("coded_headers", {"ids": sorted(set(ids))}, DocumentHeader)}

    def find(self, prefix: str, limit: int = 20) -> list[FoundId]:
        """Events of others whose id begins so."""
        return list(self._read("coded_ids", {"prefix": prefix, "limit": limit}, FoundId))


def _make_coded(item: Coded, key: int, import_: int) -> tuple[Any, ...]:
    event = item.event
    days, place = days_of(event.date), event.place
    killed = next((int(one.value) for one in event.quantities if one.unit == "killed"), None)
    return (
        key, event.id, import_, item.line, event.document, event.type, event.mode, event.contexts,
        _make_entity(event.actors), _make_entity(event.recipients), event.date, days.earliest, days.latest,
        place.text if place else None, place.code if place else None, event.score, killed, item.publisher, item.published,
        reasons(event.why), event.evidence.text,
    )  # fmt: skip


def _make_entity(entities: Sequence[Entity]) -> dict[str, Any] | None:
    return msgspec.structs.asdict(entities[0]) if entities else None


def _make_context(item: Context, key: int, import_: int) -> tuple[Any, ...]:
    began, ended = days_of(item.start), days_of(item.end)
    return (
        key, item.id, import_, item.line, item.document, item.sort, item.one, item.other, item.start, item.end, began.earliest,
        ended.latest, item.label, item.detail, item.source, item.words,
    )  # fmt: skip

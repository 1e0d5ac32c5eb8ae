"""The record: a DuckDB file that keeps readings and answers questions about them.

One process writes or many read. Each call of `add` is one transaction: whatever was added is there after a power cut, and
what was not is not, not in part. Reading a document again with the same coder adds nothing; a newer coder's reading of it
takes the place of the older one in the views and answers, and the older one is kept.

    >>> with open_record(":memory:") as record:
    ...     run = record.begin_run({"workers": 1}, "0.1.0", {})
    ...     record.add([reading], [], run)
    ...     record.end_run(run)
    ...     [event.type for event in record.events(EventFilter(between=("RUS", "IRN")))]
    1
    ['AGREE']
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import msgspec

from dragoman.record.answers import CopyRow, DocumentHeader, FoundId, Kin, Run
from dragoman.record.base import leave_out
from dragoman.record.brought import Brought
from dragoman.record.connect import connect, explain_errors
from dragoman.record.episodes import EpisodeAnswers
from dragoman.record.filters import EventFilter, read_period
from dragoman.record.merging import Merging
from dragoman.record.parts import import_part, locate_parts, write_tables
from dragoman.record.rows import Keys, Rows, make_storable
from dragoman.record.schema import load_query
from dragoman.types import Document, Event, Finding, Reading, Rejected, Stance

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def open_record(path: str | Path, *, read_only: bool = False, between: tuple[str, str] | None = None) -> Record:
    """The record in `path` (":memory:" keeps nothing), made or migrated where needed; RecordError says why not.

    With `read_only` nothing is made, and other processes may read at the same time. `between`: two states of whom a folder
    of parts will be asked, so that no other texts are looked at.
    """
    return Record(connect(str(path), read_only=read_only, between=between), str(path), read_only=read_only)


def name_coder(version: str, hashes: dict[str, str]) -> str:
    """The name of a coder: the version and, where there are hashes of data and models, eight digits that stand for them all."""
    if not hashes:
        return version
    listed = json.dumps(hashes, sort_keys=True).encode()
    return f"{version}+{hashlib.blake2b(listed, digest_size=4).hexdigest()}"


def mark_document(doc: Document) -> tuple[str, str]:
    """(id as it is kept, 32 hexadecimal digits that change with any field of the document)."""
    fields = json.dumps(msgspec.structs.astuple(doc)).encode()
    return make_storable(doc.id), hashlib.blake2b(fields, digest_size=16).hexdigest()


class Record(EpisodeAnswers, Merging):
    """An open record; a context manager that closes it."""

    def __init__(self, con: DuckDBPyConnection, path: str, *, read_only: bool = False) -> None:
        super().__init__(con, path, read_only=read_only)
        self._coders: dict[int, str] = {}
        self._keys: Keys | None = None  # the next free ones, once asked for: nobody else writes while we do

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._con.close()

    def share(self) -> Record:
        """The same open record for another thread, to be closed by itself."""
        return Record(self._con.cursor(), self.path, read_only=self.read_only)

    # ------------------------------------------------------------------------- writing

    def begin_run(self, settings: dict[str, Any], version: str, hashes: dict[str, str]) -> int:
        """Notes that reading begins and returns the number of the run. `hashes`: of data files and models, by name."""
        coder = name_coder(version, hashes)
        row = {
            "coder": coder,
            "version": version,
            "hashes": json.dumps(hashes, sort_keys=True),
            "settings": json.dumps(settings, sort_keys=True),
            "started": _now(),
        }
        run = int(self._ask("begin_run", row)[0][0])
        self._coders[run] = coder
        return run

    def coder(self, run: int) -> str:
        """Name of the coder of a run that this object began."""
        return self._coders[run]

    def end_run(self, run: int) -> None:
        """Notes that the run came to its end; a run that was killed has none."""
        self._ask("end_run", {"run": run, "finished": _now()})

    def known(self, documents: Iterable[str | Document], coder: str) -> set[str]:
        """Ids of those documents that `coder` has read. A Document whose text or fields changed is not known, an id is an id."""
        wanted = list(documents)
        ids = {make_storable(one): one for one in wanted if isinstance(one, str)}
        whole = [one for one in wanted if isinstance(one, Document)]
        found = {ids[row[0]] for row in self._ask("known_ids", {"ids": list(ids), "coder": coder})} if ids else set()
        if whole:
            kept = self._find_documents(whole, coder)
            found |= {doc.id for doc in whole if kept.get(mark_document(doc), (0, False))[1]}
        return found

    def add(self, readings: Sequence[Reading], rejected: Sequence[Rejected], run: int) -> int:
        """Keeps a batch in one transaction and returns the number of readings that were new."""
        self._con.execute("begin")
        try:
            n_new = self._add(readings, run)
            if rejected:
                self._ask(
                    "add_rejected",
                    {
                        "run": run,
                        "wheres": [make_storable(one.where) for one in rejected],
                        "reasons": [make_storable(one.reason) for one in rejected],
                        "details": [make_storable(one.detail) for one in rejected],
                    },
                )
        except BaseException:
            self._keys = None
            self._con.execute("rollback")
            raise
        with explain_errors(self.path):
            self._con.execute("commit")
        return n_new

    def write_part(self, folder: Path, part: int) -> dict[str, int]:
        """Writes all that is here as the tables of a part into a folder that is there; returns the rows of each."""
        return write_tables(self._con, folder, part)

    def import_part(self, folder: Path, run: int, upto: int) -> int:
        """Adds a part in one transaction and returns how many readings were new; `upto`: see `parts.import_part`."""
        self._keys = None
        with explain_errors(self.path):
            self._con.execute("begin")
            try:
                n_new = import_part(self._con, folder, run, self._coders[run], upto)
            except BaseException:
                self._con.execute("rollback")
                raise
            self._con.execute("commit")
        return n_new

    def count_documents(self) -> int:
        """How many documents were ever kept: the highest key."""
        return int(self._ask("next_keys")[0][0]) - 1

    @property
    def in_parts(self) -> bool:
        """Whether this is a folder of parts: what is merged in it is merged in memory and lost in the end."""
        return locate_parts(self.path) is not None

    def _add(self, readings: Sequence[Reading], run: int) -> int:
        if not readings:
            return 0
        coder = self._coders[run]
        known = self._find_documents([reading.document for reading in readings], coder)
        read_before = {mark[0] for mark in known}
        first = self._keys or Keys(*self._ask("next_keys")[0])
        rows = Rows(first, run=run, coder=coder)
        replaced = False
        for reading in readings:
            mark = mark_document(reading.document)
            key, was_read = known.get(mark, (0, False))
            if was_read:
                continue
            replaced |= mark[0] in read_before
            key = key or rows.add_document(reading, mark[1])
            rows.add_reading(reading, key)
            known[mark] = (key, True)
            read_before.add(mark[0])
        for table, frame in rows.tables().items():
            self._con.register("new_rows", frame)
            self._ask(f"add_{table}")
            self._con.unregister("new_rows")
        self._ask("add_pairs", {"first": first.events})
        if replaced:
            self._ask("replace_readings", {"first": first.readings})
        self._keys = rows.keys
        return rows.keys.readings - first.readings

    def _find_documents(self, docs: Sequence[Document], coder: str) -> dict[tuple[str, str], tuple[int, bool]]:
        """(id, fingerprint) -> (key, whether `coder` has read it), for all texts that are kept under these ids."""
        found = self._ask("known_documents", {"ids": [mark_document(doc)[0] for doc in docs], "coder": coder})
        return {(row[0], row[1]): (row[2], row[3]) for row in found}

    # ------------------------------------------------------------------------- asking

    def events(self, wanted: EventFilter | None = None) -> Iterator[Event]:
        """Events of the newest readings that pass the filter, ordered by earliest day (undated last), document and text."""
        yield from self._read("events", (wanted or EventFilter()).parameters(), Event)

    def write_parquet(
        self,
        path: str | Path,
        wanted: EventFilter | None = None,
        more: Callable[[list[dict[str, Any]]], dict[str, Any]] | None = None,
    ) -> None:
        """Writes what `events` gives to a Parquet file, in columns named like the fields of Event; a file there is replaced.

        `more`: rows -> further columns, by name.
        """
        from dragoman.record.parquet import write_batches

        with explain_errors(self.path), self._con.cursor() as cursor:
            sql, values = leave_out(load_query("events"), (wanted or EventFilter()).parameters())
            answer = cursor.sql(sql, params=values)
            write_batches(answer.to_arrow_reader(2000), path, more)

    def stances(
        self, *, between: tuple[str, str] | None = None, documents: Sequence[str] = (), ids: Sequence[str] = (),
        since: str | None = None, until: str | None = None,
    ) -> Iterator[Stance]:  # fmt: skip
        """Stances of the newest readings, ordered like events. `between`: held by one of two states toward the other; `since`,
        `until`: as of events."""
        one, other = between or (None, None)
        values = {"one": one, "other": other, "documents": list(documents) or None, "ids": list(ids) or None}
        bounds = read_period(since, until)
        yield from self._read("stances", {**values, **bounds}, Stance)

    def findings(
        self,
        *,
        documents: Sequence[str] = (),
        ids: Sequence[str] = (),
        findings: Sequence[str] = (),
        severities: Sequence[str] = (),
        between: tuple[str, str] | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> Iterator[Finding]:
        """Findings of the newest readings, errors first. `findings`: kinds of finding; `between`: two states, of whose events
        (of a time, where `since` or `until` bound it) the words are among those that clash."""
        one, other = between or (None, None)
        bounds = read_period(since, until)
        lists = {"documents": documents, "ids": ids, "findings": findings, "severities": severities}
        values = {name: list(wanted) or None for name, wanted in lists.items()}
        yield from self._read(
            "findings", {**values, **bounds, "one": one, "other": other, "limit": limit, "offset": offset}, Finding
        )

    def find(self, prefix: str, limit: int = 20) -> list[FoundId]:
        """What the beginning of an id may stand for, at most `limit`."""
        return list(self._read("find_ids", {"prefix": prefix, "limit": limit}, FoundId))

    def copies(self, run: int | None = None, limit: int | None = None) -> list[CopyRow]:
        """Documents that are copies of others, of one run or of all; once their reports have been merged."""
        return list(self._read("copies", {"run": run, "limit": limit}, CopyRow))

    def count_copies(self, run: int | None = None) -> int:
        """How many there are."""
        return int(self._ask("count_copies", {"run": run})[0][0])

    def document(self, id: str) -> Document | None:  # noqa: A002 - the name of the field
        """The document as it was last read; the id of a row that others coded gives that row."""
        return next(iter(self._read("document", {"id": id}, Document)), None) or Brought(self).document(id)

    def headers(self, ids: Iterable[str]) -> dict[str, DocumentHeader]:
        """Documents by id, without their texts."""
        return {row.id: row for row in self._read("headers", {"ids": sorted(set(ids))}, DocumentHeader)}

    def runs(self) -> list[Run]:
        """All runs, the first one first."""
        return list(self._read("runs", {}, Run))

    def rejected(self) -> list[Rejected]:
        """Inputs that the last run which met any could not read."""
        return list(self._read("rejected", {}, Rejected))

    def disputed(self, rules: Sequence[str], inside: str) -> list[str]:
        """Ids of events with one of these rules in `why`, or with the rule `inside` in a note of it; the least sure first."""
        return [row[0] for row in self._ask("disputed_ids", {"rules": list(rules), "inside": inside})]

    def kin_events(self, days: int) -> Iterator[Kin]:
        """Pairs of events of different documents that may be one, at most so many days apart: see `queries/kin_events.sql`."""
        yield from self._read("kin_events", {"days": days, "weeks": -(-days // 7)}, Kin)


def _now() -> datetime:
    """The one place that reads the clock."""
    return datetime.now(UTC).replace(tzinfo=None)

"""The Python interface: texts and files -> Readings, the same typed objects that the command line prints and keeps.

>>> import dragoman
>>> readings = dragoman.read("Peru recalled its ambassador from Chile in March 1879.")
>>> readings.events[0].type, readings.events[0].date
('SANCTION', '1879-03')
>>> frame = dragoman.read(["articles/"]).to_polars()
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, overload

import msgspec

from dragoman.errors import UsageError
from dragoman.types import Document, Event, Finding, Reading, Rejected, Stance

if TYPE_CHECKING:
    import pandas  # type: ignore[import-untyped]
    import polars

    from dragoman.second import LanguageModel

Input: TypeAlias = str | Path | Document
Kind: TypeAlias = Literal["events", "stances", "findings", "documents"]

KINDS: dict[Kind, type[msgspec.Struct]] = {"events": Event, "stances": Stance, "findings": Finding, "documents": Document}


def read(
    paths_or_texts: Input | Iterable[Input],
    *,
    published: str | None = None,
    workers: int = 1,
    any_language: bool = False,
    reader: LanguageModel | None = None,
) -> Readings:
    """Reads texts and returns what was read, in order; inputs that cannot be read are in `.rejected`, with reasons.

    A `Path` and a string that names an existing file or folder are read like on the command line; any other string is a
    text; a `Document` is taken as it is. `published` (YYYY-MM-DD) is the date of those that give none. `workers` is the
    number of processes. What is not English is left unread, in `.foreign`, unless `any_language` is given. `reader`: a
    `dragoman.LanguageModel` that reads instead of the built-in coder or beside it; what it has not read is in `.unread`. Raises
    UsageError where an argument is wrong.
    """
    from dragoman.language import leave_out_foreign
    from dragoman.workers import code_documents

    if workers < 1:
        raise UsageError(f"workers must be 1 or more, not {workers}")
    _check_day(published)
    inputs = [paths_or_texts] if isinstance(paths_or_texts, (str, Path, Document)) else paths_or_texts
    readings: list[Reading] = []
    rejected: list[Rejected] = []
    foreign: list[Document] = []
    documents = _list_documents(inputs, published)
    if not any_language:
        documents = leave_out_foreign(documents, foreign.append)
    chosen = None
    items: Iterable[Reading | Rejected]
    if reader is None:
        items = code_documents(documents, workers=workers)
    else:
        from dragoman.second import ChosenReader

        chosen = ChosenReader(reader)
        items = chosen.read(documents, workers)
    try:
        for item in items:
            if isinstance(item, Reading):
                readings.append(item)
            else:
                rejected.append(item)
    finally:
        if chosen is not None:
            chosen.close()
    return Readings(readings, rejected, foreign, chosen.unread if chosen is not None else ())


class Readings(Sequence[Reading]):
    """What was read, one Reading per document, in order; `rejected` are the inputs that could not be read, `foreign` the
    documents in other languages than English, which were left unread, `unread` those that a language model beside the built-in
    coder should have read and has not."""

    def __init__(
        self, readings: Iterable[Reading], rejected: Iterable[Rejected] = (), foreign: Iterable[Document] = (),
        unread: Iterable[Rejected] = (),
    ) -> None:  # fmt: skip
        self._readings = tuple(readings)
        self.rejected = tuple(rejected)
        self.foreign = tuple(foreign)
        self.unread = tuple(unread)

    @overload
    def __getitem__(self, index: int) -> Reading: ...
    @overload
    def __getitem__(self, index: slice) -> Readings: ...
    def __getitem__(self, index: int | slice) -> Reading | Readings:
        return Readings(self._readings[index]) if isinstance(index, slice) else self._readings[index]

    def __len__(self) -> int:
        return len(self._readings)

    def __repr__(self) -> str:
        counts = f"{len(self.events)} events, {len(self.stances)} stances, {len(self.findings)} findings"
        return f"<Readings: {len(self)} documents, {counts}, {len(self.rejected)} rejected>"

    @property
    def documents(self) -> tuple[Document, ...]:
        return tuple(reading.document for reading in self._readings)

    @property
    def events(self) -> tuple[Event, ...]:
        """All events, in order of the documents and of their texts."""
        return tuple(event for reading in self._readings for event in reading.events)

    @property
    def stances(self) -> tuple[Stance, ...]:
        return tuple(stance for reading in self._readings for stance in reading.stances)

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for reading in self._readings for finding in reading.findings)

    def to_dicts(self, kind: Kind = "events") -> list[dict[str, Any]]:
        """Plain dicts, equal to the JSON objects of the command line; documents have no `kind`."""
        return msgspec.json.decode(msgspec.json.encode(self._list(kind)), type=list[dict[str, Any]])

    def to_polars(self, kind: Kind = "events") -> polars.DataFrame:
        """One row for each event, stance, finding or document; columns are the fields, also where there are no rows."""
        import polars

        rows = [{name: value for name, value in row.items() if name != "kind"} for row in self.to_dicts(kind)]
        return polars.DataFrame(rows, schema=_make_schema(KINDS[kind]), orient="row")

    def to_pandas(self, kind: Kind = "events") -> pandas.DataFrame:
        """Like `to_polars`; lists and nested objects are Python lists and dicts."""
        import pandas

        return pandas.DataFrame(self.to_dicts(kind), columns=list(KINDS[kind].__struct_fields__))

    def _list(self, kind: Kind) -> Sequence[msgspec.Struct]:
        if kind not in KINDS:
            raise UsageError(f"kind {kind!r} is not one of {', '.join(KINDS)}")
        rows: Sequence[msgspec.Struct] = getattr(self, kind)
        return rows


def _list_documents(inputs: Iterable[Input], published: str | None) -> Iterator[Document | Rejected]:
    """Documents in order; paths that follow each other are read together, so that the same text in two files is read once."""
    from dragoman.intake import read_documents

    paths: list[str] = []
    for one in inputs:
        if not isinstance(one, (str, Path, Document)):
            raise UsageError(f"read takes paths, texts and Documents, not {type(one).__name__}")
        if isinstance(one, Path) or (isinstance(one, str) and _names_file(one)):
            paths.append(str(one))
            continue
        yield from read_documents(paths, published=published) if paths else ()
        paths = []
        yield _make_document(one, published) if isinstance(one, str) else _fill_published(one, published)
    yield from read_documents(paths, published=published) if paths else ()


def _names_file(text: str) -> bool:
    """Whether a string is the path of something that exists; a text is not, whatever is in it."""
    try:
        return bool(text) and "\n" not in text and Path(text).exists()
    except (OSError, ValueError):  # too long, or with characters that no path has
        return False


def _make_document(text: str, published: str | None) -> Document:
    """A text as it stands, under the id that the command line gives to a text without a title."""
    return Document(hashlib.sha256(f"\n{text}".encode("utf-8", "surrogatepass")).hexdigest()[:16], text, published=published)


def _fill_published(doc: Document, published: str | None) -> Document:
    return doc if doc.published or not published else msgspec.structs.replace(doc, published=published)


def _check_day(published: str | None) -> None:
    from datetime import date

    try:
        if published is not None:
            date.fromisoformat(published)
    except ValueError as error:
        raise UsageError(f"published {published!r} is no day; write it as 2019-03-04") from error


def _make_schema(kind: type[msgspec.Struct]) -> dict[str, Any]:
    """Polars types of the fields of a struct, by name."""
    return {field.name: _find_dtype(field.type) for field in msgspec.inspect.type_info(kind).fields}  # type: ignore[attr-defined]


def _find_dtype(kind: Any) -> Any:
    import polars

    inspect = msgspec.inspect
    match kind:
        case inspect.UnionType(types=parts):
            return _find_dtype(next(part for part in parts if not isinstance(part, inspect.NoneType)))
        case inspect.VarTupleType(item_type=item):
            return polars.List(_find_dtype(item))
        case inspect.StructType(cls=cls):
            return polars.Struct(_make_schema(cls))
        case inspect.IntType():
            return polars.Int64
        case inspect.FloatType():
            return polars.Float64
        case inspect.BoolType():
            return polars.Boolean
    return polars.String

"""`--source`: which sources a command asks, the texts or data that `dragoman import` brought in; by default the texts alone.

>>> read_sources(("polecat", "texts", "The Reef"))
Sources(texts=True, forms=('polecat',), publishers=('The Reef',))
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click
import msgspec

from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.record import DocumentHeader, EventFilter, Record
    from dragoman.types import Event

source_option: Callable[[Any], Any] = click.option(
    "--source", "sources", multiple=True, metavar="NAME",
    help="texts (the default); what was imported: polecat, icews, gdelt, ucdp, acled; all; or, for events, who published "
    "the texts. May be given several times.",
)  # fmt: skip


class Sources(NamedTuple):
    """`forms`: data sets that are asked for, or None for all; `publishers`: of texts."""

    texts: bool
    forms: tuple[str, ...] | None
    publishers: tuple[str, ...]

    @property
    def brought(self) -> bool:
        """Whether data of others are asked for."""
        return self.forms is None or bool(self.forms)


def read_sources(words: Iterable[str]) -> Sources:
    """What the words of `--source` mean; a word that is no data set is a publisher of texts."""
    from dragoman.formats import FORMS

    asked = list(words)
    small = [word.casefold() for word in asked]
    if "all" in small:
        return Sources(True, None, ())
    forms = tuple(dict.fromkeys(word for word in small if word in FORMS))
    publishers = tuple(word for word in asked if word.casefold() not in {*FORMS, "text", "texts"})
    return Sources(not asked or "text" in small or "texts" in small or bool(publishers), forms, publishers)


class Sourced:
    """An open record as one source or several: events and headers of the texts, of the data brought in, or of both in turn."""

    def __init__(self, record: Record, sources: Sources) -> None:
        from dragoman.record import Brought

        self._record, self._brought, self._sources = record, Brought(record), sources

    def events(self, wanted: EventFilter) -> Iterator[Event]:
        """The events of the texts, then those of each data set, each in order of date; at most `limit` of all."""
        parts: list[Iterator[Event]] = []
        if self._sources.texts:
            chosen = msgspec.structs.replace(wanted, sources=self._sources.publishers) if self._sources.publishers else wanted
            parts.append(self._record.events(chosen))
        if self._sources.brought:
            parts.append(self._brought.events(wanted, self._sources.forms or ()))
        yield from itertools.islice(itertools.chain(*parts), wanted.limit)

    def headers(self, ids: Iterable[str]) -> dict[str, DocumentHeader]:
        asked = list(ids)
        found = self._record.headers(asked) if self._sources.texts else {}
        return found | self._brought.headers(asked) if self._sources.brought else found

    def write_parquet(self, path: Path, wanted: EventFilter, more: Callable[[list[dict[str, Any]]], dict[str, Any]]) -> None:
        if self._sources.texts and self._sources.brought:
            raise UsageError("a Parquet file holds texts or data of others; name one kind with --source, and write two files")
        if self._sources.brought:
            self._brought.write_parquet(path, wanted, self._sources.forms or (), more)
        else:
            chosen = msgspec.structs.replace(wanted, sources=self._sources.publishers) if self._sources.publishers else wanted
            self._record.write_parquet(path, chosen, more)

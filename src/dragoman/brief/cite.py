"""Words of documents -> numbered citations. What is not in its document word for word gets no number and is not told.

>>> Citations(documents).cite("wire-1", 10, 24, "Greece met Peru")
1
"""

from __future__ import annotations

from collections.abc import Callable

from dragoman.brief.types import Citation, Source
from dragoman.types import Document, Event


class Citations:
    """Gives numbers in order of use; the same words of a document have one number."""

    def __init__(self, load: Callable[[str], Document | None]) -> None:
        self._load = load
        self._documents: dict[str, Document | None] = {}
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._all: list[Citation] = []

    def document(self, id_: str) -> Document | None:
        """The document, asked for once."""
        if id_ not in self._documents:
            self._documents[id_] = self._load(id_)
        return self._documents[id_]

    def holds(self, id_: str, start: int, end: int, text: str) -> bool:
        """Whether the document has these words at these offsets."""
        doc = self.document(id_)
        return doc is not None and start < end and doc.text[start:end] == text

    def cite(self, id_: str, start: int, end: int, text: str, event: Event | None = None) -> int | None:
        """The number of these words, with the date of the event that they tell; None where the document does not have them."""
        if not self.holds(id_, start, end, text):
            return None
        key = (id_, start, end)
        if key not in self._numbers:
            self._numbers[key] = len(self._all) + 1
            date, basis = (event.date, event.date_basis) if event else (None, None)
            self._all.append(Citation(len(self._all) + 1, id_, start, end, text, date, basis))
        return self._numbers[key]

    def list_citations(self) -> tuple[Citation, ...]:
        return tuple(self._all)

    def list_sources(self) -> tuple[Source, ...]:
        """The documents that are cited, in order of their first citation."""
        numbers: dict[str, list[int]] = {}
        for citation in self._all:
            numbers.setdefault(citation.document, []).append(citation.number)
        found = []
        for id_, cited in numbers.items():
            doc = self._documents[id_]
            if doc is not None:
                found.append(Source(id_, doc.title, doc.source, doc.url, doc.published, tuple(cited)))
        return tuple(found)

"""The nouns of a brief: sections of paragraphs of sentences, each sentence with the numbers of the words it stands on.

>>> Sentence((Piece("Greece and Turkey met", (4,)),)).marks
(4,)
"""

from __future__ import annotations

import msgspec

from dragoman.types import DateBasis


class Citation(msgspec.Struct, frozen=True):
    """Words of a document: `text` stands in it from `start` to `end`. `date`: what the record says of when that was."""

    number: int
    document: str
    start: int
    end: int
    text: str
    date: str | None
    date_basis: DateBasis | None


class Source(msgspec.Struct, frozen=True):
    """A document that is cited, with the numbers of the citations from it."""

    document: str
    title: str | None
    source: str | None
    url: str | None
    published: str | None
    citations: tuple[int, ...]


class Piece(msgspec.Struct, frozen=True):
    """A part of a sentence and the citations that it stands on."""

    text: str
    marks: tuple[int, ...]


class Sentence(msgspec.Struct, frozen=True):
    """Pieces that follow one another; the full stop is added where it is shown."""

    pieces: tuple[Piece, ...]

    @property
    def marks(self) -> tuple[int, ...]:
        return tuple(mark for piece in self.pieces for mark in piece.marks)

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


class Paragraph(msgspec.Struct, frozen=True):
    """Sentences under a heading of their own, or None where there is none."""

    heading: str | None
    sentences: tuple[Sentence, ...]


class Section(msgspec.Struct, frozen=True):
    """A part of a brief; `name` is a word for links."""

    name: str
    heading: str
    paragraphs: tuple[Paragraph, ...]


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """A cited account of two states. `facts`: what it is made from, in short phrases; `legend`: what the marks at dates mean."""

    pair: tuple[str, str]
    title: str
    facts: tuple[str, ...]
    legend: tuple[str, ...]
    sections: tuple[Section, ...]
    citations: tuple[Citation, ...]
    sources: tuple[Source, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(one for section in self.sections for paragraph in section.paragraphs for one in paragraph.sentences)

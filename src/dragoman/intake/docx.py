"""`.docx` -> its paragraphs, read as a stream; then the articles of a library export, or one Draft.

Only the text of the document is looked at: no macros, links, notes, headers or pictures. A document type declaration, with
which XML makes bombs, is refused.

    >>> TEXT_PART
    'word/document.xml'
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO
from xml.parsers import expat

from dragoman.intake.draft import Item, Source, Unpacked, UnreadableError
from dragoman.intake.layouts import read_article_lines
from dragoman.intake.meter import Meter, explain_unpacking, measure_stream, open_seekable

TEXT_PART = "word/document.xml"
PAGE = "\f"  # stands alone in a line where a page or a section ends


def read_docx(source: Source) -> Iterator[Item]:
    """The Drafts of a Word document; UnreadableError where it is none."""
    import zipfile

    with open_seekable(source, source.limits.file) as stream:
        size = measure_stream(stream)
        if size > source.limits.file:
            raise UnreadableError("too large", f"more than {source.limits.file // 1_000_000} MB; split it, or raise --max-size")
        if stream.read(4) == b"\xd0\xcf\x11\xe0":
            raise UnreadableError("has a password", "or it is an old .doc under another name; save it anew as .docx")
        stream.seek(0)
        with explain_unpacking():
            archive = zipfile.ZipFile(stream)
        with archive:
            try:
                with explain_unpacking():
                    part = archive.open(TEXT_PART)
            except KeyError as error:
                raise UnreadableError("not a Word document", f"it has no {TEXT_PART}; check what it is") from error
            bounded = Source(source.where, "", source.open, source.limits, source.count, unpacked=source.unpacked or Unpacked())
            text = Meter(part, bounded, lambda: size)  # type: ignore[arg-type]
            yield from read_article_lines(source.where, read_paragraphs(text, source.limits.line))


def read_paragraphs(stream: io.RawIOBase | BinaryIO, most: int) -> Iterator[str]:
    """Paragraphs in order, a row of a table as one line with tabs; PAGE where a page ends; none longer than `most`."""
    reader = _Paragraphs(most)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = reader.refuse_doctype
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.add
    while True:
        data = stream.read(65_536) or b""
        try:
            parser.Parse(data, not data)
        except expat.ExpatError as error:
            raise UnreadableError("broken XML", f"{error}; save the document anew") from error
        yield from reader.take()
        if not data:
            return


class _Paragraphs:
    """Gathers the text of paragraphs from the events of the XML parser."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.lines: list[str] = []
        self.pieces: list[str] = []
        self.row: list[str] = []
        self.n_chars = 0
        self.in_text = 0
        self.in_table = 0
        self.passed_over = 0  # within the second of two ways to show the same thing

    def refuse_doctype(self, *_: Any) -> None:
        raise UnreadableError("broken XML", "it declares a document type, which no Word document does")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if local == "Fallback":
            self.passed_over += 1
        elif local == "t":
            self.in_text += 1
        elif local == "tbl":
            self.in_table += 1
        elif local == "tab" and "val" not in {key.rpartition(" ")[2] for key in attributes}:  # else the place of a tab stop
            self.put("\t")
        elif local in ("br", "cr"):
            kind = next((value for key, value in attributes.items() if key.rpartition(" ")[2] == "type"), "")
            self.put(f"\n{PAGE}\n" if kind == "page" else "\n")
        elif local == "sectPr":
            self.put(f"\n{PAGE}")

    def end(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        if local == "Fallback":
            self.passed_over -= 1
        elif local == "t":
            self.in_text -= 1
        elif local == "p":
            text = "".join(self.pieces)
            self.pieces, self.n_chars = [], 0
            if self.in_table:
                self.row.append(text.replace("\n", " "))
            else:
                self.lines += text.split("\n")
        elif local == "tr" and self.row:
            self.lines.append("\t".join(cell for cell in self.row if cell.strip()))
            self.row = []
        elif local == "tbl":
            self.in_table -= 1

    def add(self, text: str) -> None:
        if self.in_text:
            self.put(text)

    def put(self, text: str) -> None:
        if self.passed_over:
            return
        self.pieces.append(text)
        self.n_chars += len(text)
        if self.n_chars > self.most:
            raise UnreadableError("line too long", f"more than {self.most // 1_000_000} MB in one paragraph; split it")

    def take(self) -> list[str]:
        taken, self.lines = self.lines, []
        return taken

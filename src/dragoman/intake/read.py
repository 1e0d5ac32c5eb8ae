"""Paths -> Documents: each text once, with an id, in the order of the input; what cannot be read is said, never raised."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator

from dragoman.errors import UsageError
from dragoman.intake.days import read_day
from dragoman.intake.draft import Draft, Limits, Notice, Source, UnreadableError
from dragoman.intake.formats import FORMATS, READERS
from dragoman.intake.seen import Seen
from dragoman.intake.walk import find_sources, reject_os_error
from dragoman.types import Document, Rejected

_BLANKS = re.compile(r"\s+")


def read_documents(
    paths: Iterable[str],
    *,
    published: str | None = None,
    input_format: str | None = None,
    limits: Limits | None = None,
    on_notice: Callable[[Notice], None] | None = None,
    on_bytes: Callable[[int], None] | None = None,
    seen: Seen | None = None,
) -> Iterator[Document | Rejected]:
    """Documents in order, lazily; memory grows by two hashes per text.

    `paths`: files, folders, `-` for standard input. `published`: the date of texts whose input gives none.
    `input_format` (text, markdown, html, jsonl, csv): how standard input and the named files are read, whatever their
    endings. `on_notice` is told of warnings, duplicates and skipped files; `on_bytes` of every stretch of bytes read. `seen`
    says which texts and ids were met before.
    Raises UsageError, at once, where `published` names no day or `input_format` no format.
    """
    day = None
    if published is not None and (day := read_day(published)) is None:
        raise UsageError(f"{published!r} names no day of publication; write it as 2019-03-04")
    if input_format is not None and input_format not in FORMATS:
        raise UsageError(f"{input_format!r} is no format; choose one of {', '.join(FORMATS)}")
    notify = on_notice or (lambda notice: None)
    sources = find_sources(paths, input_format=input_format, limits=limits or Limits(), count=on_bytes or (lambda n: None))
    return _finish_drafts(_read_sources(sources), day, notify, seen or Seen())


def _read_sources(sources: Iterator[Source | Rejected | Notice]) -> Iterator[Draft | Rejected | Notice]:
    for source in sources:
        if not isinstance(source, Source):
            yield source
            continue
        try:
            yield from READERS[source.ending](source)
        except UnreadableError as error:
            yield Rejected(source.where, error.reason, error.detail)
        except OSError as error:
            yield reject_os_error(source.where, error)


def _finish_drafts(
    drafts: Iterator[Draft | Rejected | Notice], day: str | None, notify: Callable[[Notice], None], seen: Seen
) -> Iterator[Document | Rejected]:
    for draft in drafts:
        if isinstance(draft, Notice):
            notify(draft)
            continue
        if isinstance(draft, Rejected):
            yield draft
            continue
        folded = _BLANKS.sub(" ", draft.text.strip())  # no list of words: the text may have 50 MB
        if not folded:
            yield Rejected(draft.where, "empty", "there is no text in it")
            continue
        text_hash = _hash(folded)
        if not seen.is_new_text(text_hash):
            notify(Notice("duplicate", draft.where, "duplicate", "the same text was read before"))
            continue
        yield _make_document(draft, text_hash, seen, day, notify)


def _make_document(draft: Draft, text_hash: bytes, seen: Seen, day: str | None, notify: Callable[[Notice], None]) -> Document:
    published = read_day(draft.published) if draft.published else None
    if draft.published and published is None:
        detail = f"{draft.published[:60]!r} names no day; write it as 2019-03-04"
        notify(Notice("warning", draft.where, "no date of publication", detail))
    doc_id = draft.id or _hash(f"{draft.title or ''}\n{draft.text}").hex()[:16]
    if not seen.is_new_id(_hash(doc_id)):
        other = f"{doc_id}-{text_hash.hex()[:8]}"
        notify(Notice("warning", draft.where, "id used twice", f"another text has the id {doc_id!r}; this one became {other!r}"))
        doc_id = other
    seen.take_id(_hash(doc_id))
    return Document(doc_id, draft.text, draft.title, draft.source, draft.url, draft.language, published or day)


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16]

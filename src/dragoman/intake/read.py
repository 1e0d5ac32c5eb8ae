"""Paths -> Documents: each text once, with an id, in the order of the input; what cannot be read is said, never raised."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator

from dragoman.errors import DragomanError, UsageError
from dragoman.intake.days import read_day
from dragoman.intake.draft import Draft, Limits, Notice, Source, UnreadableError
from dragoman.intake.formats import FORMATS, READERS
from dragoman.intake.seen import Seen
from dragoman.intake.walk import find_sources, reject_os_error
from dragoman.types import Document, Rejected

FAILED = "reader failed"
_BLANKS = re.compile(r"\s+")


def read_documents(
    paths: Iterable[str],
    *,
    published: str | None = None,
    input_format: str | None = None,
    limits: Limits | None = None,
    local: bool = False,
    on_notice: Callable[[Notice], None] | None = None,
    on_bytes: Callable[[int], None] | None = None,
    seen: Seen | None = None,
) -> Iterator[Document | Rejected]:
    """Documents in order, lazily; memory grows by two hashes per text.

    `paths`: files, folders, addresses (`https://`, `s3://`, `gs://`), `-` for standard input. `published`: the date of texts
    whose input gives none. `input_format` (a name of FORMATS): how standard input and the named files are read, whatever their
    endings. `local`: whether addresses of the local network may be asked. `on_notice` is told of warnings, duplicates and
    skipped files; `on_bytes` of every stretch of bytes read. `seen` says which texts and ids were met before.
    Raises UsageError, at once, where `published` names no day or `input_format` no format.
    """
    day = None
    if published is not None and (day := read_day(published)) is None:
        raise UsageError(f"{published!r} names no day of publication; write it as 2019-03-04")
    if input_format is not None and input_format not in FORMATS:
        raise UsageError(f"{input_format!r} is no format; choose one of {', '.join(FORMATS)}")
    notify = on_notice or (lambda notice: None)
    drafts = read_drafts(paths, input_format=input_format, limits=limits, local=local, on_bytes=on_bytes)
    return _finish_drafts(drafts, day, notify, seen or Seen())


def read_drafts(
    paths: Iterable[str],
    *,
    input_format: str | None = None,
    limits: Limits | None = None,
    local: bool = False,
    on_bytes: Callable[[int], None] | None = None,
) -> Iterator[Draft | Rejected | Notice]:
    """What the readers find, before it becomes Documents: with section, byline and length where a layout has them."""
    count = on_bytes or (lambda n: None)
    return _read_sources(find_sources(paths, input_format=input_format, limits=limits or Limits(), count=count, local=local))


def _read_sources(sources: Iterator[Draft | Source | Rejected | Notice]) -> Iterator[Draft | Rejected | Notice]:
    """Reads every source, also those that a source holds: an archive yields its files, each is read when it comes."""
    for source in sources:
        if not isinstance(source, Source):
            yield source
            continue
        try:
            yield from _read_sources(READERS[source.ending](source))
        except UnreadableError as error:
            yield Rejected(source.where, error.reason, error.detail)
        except OSError as error:
            yield reject_os_error(source.where, error)
        except (MemoryError, RecursionError) as error:
            yield Rejected(source.where, "beyond all bounds", f"reading it ended in a {type(error).__name__}; save it as text")
        except DragomanError:
            raise
        except Exception as error:  # noqa: BLE001  a defect costs one file and is said
            detail = f"{type(error).__name__}: {str(error)[:120]}; please report this with the file"
            yield Rejected(source.where, FAILED, detail)


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
        # the same words with another source or date are a reprint: kept, and counted once by the record
        text_hash = _hash_print(folded, draft.source, draft.published)
        if not seen.is_new_text(text_hash):
            notify(Notice("duplicate", draft.where, "duplicate", "the same text was read before"))
            continue
        yield _make_document(draft, text_hash, seen, day, notify)


def _hash_print(text: str, source: str | None, published: str | None) -> bytes:
    day = read_day(published) if published else None
    return _hash(f"{source or ''}\n{day or ''}\n{text}")


def _make_document(draft: Draft, text_hash: bytes, seen: Seen, day: str | None, notify: Callable[[Notice], None]) -> Document:
    published = read_day(draft.published) if draft.published else None
    if draft.published and published is None:
        detail = f"{draft.published[:60]!r} names no day; write it as 2019-03-04"
        notify(Notice("warning", draft.where, "no date of publication", detail))
    doc_id = draft.id or _hash(f"{draft.title or ''}\n{draft.text}").hex()[:16]
    if not seen.is_new_id(_hash(doc_id)):
        other = f"{doc_id}-{text_hash.hex()[:8]}"
        if draft.id is not None:  # else it is a reprint
            detail = f"another text has the id {doc_id!r}; this one became {other!r}"
            notify(Notice("warning", draft.where, "id used twice", detail))
        doc_id = other
    seen.take_id(_hash(doc_id))
    return Document(doc_id, draft.text, draft.title, draft.source, draft.url, draft.language, published or day)


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16]

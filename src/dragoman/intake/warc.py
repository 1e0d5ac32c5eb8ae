"""`.warc` (also in `.gz`), `.wet` -> a Draft for each page or text that was fetched; pictures, scripts and failures are skipped.

The day when a crawler came by is no day of publication: that is taken from the marks of the page alone.

    >>> PAGES
    ('text/html', 'application/xhtml+xml')
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from dragoman.intake.decode import decode_bytes
from dragoman.intake.draft import Draft, Item, Notice, Source, UnreadableError
from dragoman.intake.head import describe_text
from dragoman.intake.meter import BROKEN
from dragoman.intake.page import read_markup
from dragoman.types import Rejected

PAGES = ("text/html", "application/xhtml+xml")


def read_warc(source: Source) -> Iterator[Item]:
    """A Draft for each record that holds a page or plain text, in order; UnreadableError where the archive breaks off."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    n = 0
    with source.open() as opened:
        try:
            records = ArchiveIterator(
                cast(BinaryIO, _Counting(opened, source)),
                record_types=wanted,
                parse_http=True,
                auto_decode="all",
                stream_detect=False,
            )
            for record in records:
                n += 1
                yield from _read_record(source, record, n)
        except UnreadableError:
            raise
        except (OSError, ValueError, EOFError) as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise
            raise UnreadableError(BROKEN, f"after {n:,} records: {str(error)[:120]}; fetch the file again") from error
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # of Rust, which is none of Python's own kinds
                raise
            raise UnreadableError("archive not understood", f"after {n:,} records: {str(error)[:120]}") from error
    if not n:
        raise UnreadableError("no records", "it has no response, resource or conversion of a WARC archive")


class _Counting:
    """No more than `read` and `tell`: a stream that has `seek` and will not do it is too much for FastWARC."""

    def __init__(self, stream: Any, source: Source) -> None:
        self.read_some, self.source, self.n_bytes = getattr(stream, "read1", stream.read), source, 0

    def read(self, size: int = -1) -> bytes:
        data: bytes = self.read_some(size)
        self.source.count(len(data))
        self.n_bytes += len(data)
        return data

    def tell(self) -> int:
        return self.n_bytes


def _read_record(source: Source, record: Any, n: int) -> Iterator[Item]:
    url = record.headers.get("WARC-Target-URI")
    url = url.strip("<>") if url else None
    where = f"{source.where}#{n}"
    status = record.http_headers.status_code if record.is_http and record.http_headers else None
    kind = (record.http_content_type if record.is_http else record.headers.get("Content-Type")) or ""
    kind = kind.partition(";")[0].strip().lower()
    if status is not None and status != 200:
        yield Notice("skipped", where, "page that was not had", f"{url} answered {status}")
        return
    if kind not in (*PAGES, "text/plain"):
        yield Notice("skipped", where, "no page", f"{url} is {kind[:60] or 'of no stated kind'}")
        return
    try:
        data = record.reader.read(source.limits.file + 1)
        if len(data) > source.limits.file:
            yield Rejected(where, "too large", f"more than {source.limits.file // 1_000_000} MB in one page ({url})")
        elif not data.strip():
            yield Rejected(where, "empty", f"there is no text in it ({url})")
        elif kind == "text/plain":
            text = decode_bytes(data, declared=record.http_charset if record.is_http else None).text
            yield Draft(where, text, **{"url": url, **describe_text(text)})
        else:
            yield from read_markup(where, data, charset=record.http_charset, url=url)
    except UnreadableError as error:
        yield Rejected(where, error.reason, f"{error.detail} ({url})")

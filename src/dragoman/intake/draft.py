"""What the readers of the formats pass to `read_documents`: sources in, drafts and remarks out.

A reader takes a `Source` and yields a `Draft` per text, a `Rejected` per row that it cannot read, a `Notice` per remark, and
a `Source` per file that lies in it, which is read before the next is asked for; it raises `UnreadableError` where all is lost.

    >>> Draft("a.txt", "Peru wrote to Chile.").title is None
    True
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import BinaryIO, Literal

import msgspec

from dragoman.errors import InputError
from dragoman.types import Rejected


class Limits(msgspec.Struct, frozen=True):
    """Sizes in bytes above which an input is not read, so that one broken file cannot fill the memory."""

    file: int = 50_000_000  # of a file that is one document
    line: int = 20_000_000  # of one line or cell of a file of rows, which itself may have any size
    unpacked: int = 50_000_000_000  # of all that comes out of one file, through all archives in it
    members: int = 1_000_000  # files in one archive
    depth: int = 5  # archives within archives; `.tar.gz` are two
    # Bytes that may come out of one that goes in. Prose packs to a fourth, rows that repeat themselves to a fiftieth.
    ratio: int = 200


class Notice(msgspec.Struct, frozen=True):
    """A remark that costs no document (`warning`), or names an input that was left out on purpose."""

    kind: Literal["warning", "skipped", "duplicate"]
    where: str
    reason: str  # short, countable
    detail: str  # for a person


class Draft(msgspec.Struct, frozen=True):
    """A text and what its input says of it; `published` is as written, `id` is None where the input gives none.

    `section`, `byline` and `length` (as written: "512 words") are what library exports say; a Document has no place for them.
    """

    where: str
    text: str
    id: str | None = None
    title: str | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
    published: str | None = None
    section: str | None = None
    byline: str | None = None
    length: str | None = None


class Unpacked:
    """Bytes that have come out of one file so far, through all archives in it."""

    def __init__(self) -> None:
        self.n_bytes = 0


class Source(msgspec.Struct, frozen=True):
    """One file or stream: `where` names it to a person, `count` is told of every byte that was read.

    `depth`: how many archives it lies in; `unpacked`: what has come out of the outermost of them, None outside of any.
    `local`: whether addresses of the local network may be asked (lists of feeds).
    """

    where: str
    ending: str
    open: Callable[[], AbstractContextManager[BinaryIO]]
    limits: Limits
    count: Callable[[int], None]
    depth: int = 0
    unpacked: Unpacked | None = None
    path: str | None = None  # of a file on this machine, as the person gave it
    local: bool = False


class UnreadableError(InputError):
    """The whole source cannot be read: `reason` is short and countable, `detail` says what to do."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


Item = Draft | Rejected | Notice
Reader = Callable[[Source], Iterator["Draft | Rejected | Notice | Source"]]


def read_whole(source: Source) -> bytes:
    """All bytes of a source that is one document; raises UnreadableError above the limit."""
    limit = source.limits.file
    with source.open() as stream:
        data = stream.read(limit + 1)
    source.count(len(data))
    if len(data) > limit:
        raise UnreadableError("too large", f"more than {limit // 1_000_000} MB in one document; split it, or raise --max-size")
    return data

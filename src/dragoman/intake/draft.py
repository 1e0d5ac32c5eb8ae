"""What the readers of the formats pass to `read_documents`: sources in, drafts and remarks out.

A reader takes a `Source` and yields a `Draft` per text, a `Rejected` per row that it cannot read, a `Notice` per remark;
it raises `UnreadableError` where the whole source is lost.

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


class Notice(msgspec.Struct, frozen=True):
    """A remark that costs no document (`warning`), or names an input that was left out on purpose."""

    kind: Literal["warning", "skipped", "duplicate"]
    where: str
    reason: str  # short, countable
    detail: str  # for a person


class Draft(msgspec.Struct, frozen=True):
    """A text and what its input says of it; `published` is as written, `id` is None where the input gives none."""

    where: str
    text: str
    id: str | None = None
    title: str | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
    published: str | None = None


class Source(msgspec.Struct, frozen=True):
    """One file or stream: `where` names it to a person, `count` is told of every byte that was read."""

    where: str
    ending: str
    open: Callable[[], AbstractContextManager[BinaryIO]]
    limits: Limits
    count: Callable[[int], None]


class UnreadableError(InputError):
    """The whole source cannot be read: `reason` is short and countable, `detail` says what to do."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


Reader = Callable[[Source], Iterator[Draft | Rejected | Notice]]


def read_whole(source: Source) -> bytes:
    """All bytes of a source that is one document; raises UnreadableError above the limit."""
    limit = source.limits.file
    with source.open() as stream:
        data = stream.read(limit + 1)
    source.count(len(data))
    if len(data) > limit:
        raise UnreadableError("too large", f"more than {limit // 1_000_000} MB in one document; split it, or raise --max-size")
    return data

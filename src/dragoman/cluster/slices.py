"""A file -> the marks of its documents; a slice of a file -> its documents, as a single run over all files would have them.

A file is read from its beginning up to the end of the slice: any format that the intake reads can be cut so, and what is read
in vain costs little beside the coding. Files beyond a gigabyte are better split beforehand.

    >>> mark_file(Source("no-such-file.txt", True), Settings()).sizes
    ()
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

import msgspec

from dragoman.cluster.plan import HASH, Lost, Marks, Part, Settings, Slice, Source
from dragoman.intake import Limits, Notice, Seen, read_documents
from dragoman.types import Document, Rejected


class Noted(Seen):
    """Takes every text for a new one and notes the hashes."""

    def __init__(self) -> None:
        super().__init__()
        self.texts, self.ids = bytearray(), bytearray()

    def is_new_text(self, text: bytes) -> bool:
        self.texts += text
        return True

    def is_new_id(self, name: bytes) -> bool:
        self.ids += name
        return True

    def take_id(self, name: bytes) -> None:
        pass


class SliceEndError(Exception):
    """The next text lies behind the slice."""


class Decided(Seen):
    """Knows by the place of a text what it is; what lies before the slice passes for a duplicate and is dropped unread."""

    def __init__(self, wanted: Slice) -> None:
        super().__init__()
        self.wanted = wanted
        self.duplicates, self.reused = frozenset(wanted.duplicates), frozenset(wanted.reused)
        self.n_met = 0

    @property
    def inside(self) -> bool:
        """Whether what is met now and has no text (a row that cannot be read) belongs to the slice."""
        return self.wanted.first <= self.n_met < self.wanted.last or (self.wanted.at_end and self.n_met == self.wanted.last)

    def is_new_text(self, text: bytes) -> bool:
        place = self.n_met
        if place >= self.wanted.last:
            raise SliceEndError
        self.n_met += 1
        return place >= self.wanted.first and place not in self.duplicates

    def is_new_id(self, name: bytes) -> bool:
        return self.n_met - 1 not in self.reused

    def take_id(self, name: bytes) -> None:
        pass


def mark_file(source: Source, settings: Settings) -> Marks:
    """The marks of all documents of a file, duplicates and all."""
    noted = Noted()
    fields, sizes = bytearray(), []
    for item in _read(source, settings, noted, lambda notice: None, lambda n: None):
        if isinstance(item, Document):
            words = msgspec.json.encode(msgspec.structs.astuple(item))
            fields += hashlib.blake2b(words, digest_size=HASH).digest()
            sizes.append(len(item.text))
    return Marks(bytes(noted.texts), bytes(noted.ids), bytes(fields), tuple(sizes))


def read_part(
    part: Part, settings: Settings, on_notice: Callable[[Notice], None], on_bytes: Callable[[int], None]
) -> Iterator[Document | Rejected]:
    """The documents of a part in order, and what could not be read among them."""
    for item in part.items:
        if isinstance(item, Lost):
            yield item.rejected
            continue
        decided = Decided(item)

        def notify(notice: Notice, decided: Decided = decided) -> None:
            if decided.inside and notice.kind != "duplicate":  # the plan knows the duplicates
                on_notice(notice)

        try:
            for found in _read(item.source, settings, decided, notify, on_bytes):
                if isinstance(found, Document) or decided.inside:
                    yield found
        except SliceEndError:
            continue


def _read(
    source: Source, settings: Settings, seen: Seen, on_notice: Callable[[Notice], None], on_bytes: Callable[[int], None]
) -> Iterator[Document | Rejected]:
    return read_documents(
        [source.path],
        published=settings.published,
        input_format=settings.input_format if source.named else None,
        limits=Limits(file=settings.max_size * 1_000_000),
        local=settings.local,
        on_notice=on_notice,
        on_bytes=on_bytes,
        seen=seen,
    )

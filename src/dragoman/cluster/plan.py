"""Texts -> parts: which documents are coded together, and which are duplicates, decided before any is coded.

Every file is read once to mark its documents: by hashes of the text, of the id and of all fields. From all marks together
follows what a single run over all files would leave out or rename, so that each part can be coded without a look at the others.

    >>> list(cut([3, 3, 3], most_chars=5, most_documents=10))
    [(0, 2), (2, 3)]
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import msgspec

from dragoman.types import Rejected

PART_CHARS = 2_000_000  # some 330,000 words: about a minute for one core
PART_DOCUMENTS = 1000
HASH = 16  # bytes


class Settings(msgspec.Struct, frozen=True):
    """What decides, besides texts and coder, what is read; `folder`: where relative paths begin."""

    published: str | None = None
    input_format: str | None = None
    max_size: int = 50
    time_limit: float = 60.0
    gazetteers: tuple[str, ...] = ()
    any_language: bool = False
    local: bool = False
    folder: str = "."
    part_chars: int = PART_CHARS
    part_documents: int = PART_DOCUMENTS


class Source(msgspec.Struct, frozen=True):
    """A file; `named` by the person, or found in a folder."""

    path: str
    named: bool


class Marks(msgspec.Struct, frozen=True):
    """Of the documents of a file in order, one after the other: 16 bytes each for text, id and all fields; their characters."""

    texts: bytes
    ids: bytes
    fields: bytes
    sizes: tuple[int, ...]


class Slice(msgspec.Struct, frozen=True, tag="slice"):
    """Documents `first` to `last` (not included) of a file; of these, places of duplicates and of ids that were used before."""

    source: Source
    first: int
    last: int
    at_end: bool
    duplicates: tuple[int, ...] = ()
    reused: tuple[int, ...] = ()


class Lost(msgspec.Struct, frozen=True, tag="lost"):
    """A path that leads to no file."""

    rejected: Rejected


class Part(msgspec.Struct, frozen=True):
    """What is coded together. `digest` changes with the texts, the settings and the coder."""

    number: int
    items: tuple[Slice | Lost, ...]
    n_documents: int
    digest: str

    @property
    def name(self) -> str:
        return f"part-{self.number:06d}"


def make_parts(sources: Sequence[Source | Rejected], marks: Sequence[Marks], settings: Settings, coder: str) -> list[Part]:
    """The parts in order of the input; `marks` are those of the files among `sources`."""
    new, reused = find_repeats(marks)
    parts: list[Part] = []
    items: list[Slice | Lost] = []
    digest = hashlib.sha256()
    n_documents = n_chars = 0

    def close() -> None:
        nonlocal items, digest, n_documents, n_chars
        digest.update(msgspec.json.encode((items, settings, coder)))
        parts.append(Part(len(parts), tuple(items), n_documents, digest.hexdigest()[:32]))
        items, digest, n_documents, n_chars = [], hashlib.sha256(), 0, 0

    at = 0  # of the document among all
    of_file = iter(marks)
    for source in sources:
        if isinstance(source, Rejected):
            items.append(Lost(source))
            continue
        own = next(of_file)
        sizes = [size if new[at + i] else 0 for i, size in enumerate(own.sizes)]
        for first, last in cut(sizes, settings.part_chars, settings.part_documents, n_chars, n_documents):
            inside = range(first, last)
            items.append(
                Slice(
                    source,
                    first,
                    last,
                    last == len(sizes),
                    tuple(i for i in inside if not new[at + i]),
                    tuple(i for i in inside if new[at + i] and reused[at + i]),
                )
            )
            digest.update(own.fields[first * HASH : last * HASH])
            n_documents += sum(new[at + i] for i in inside)
            n_chars += sum(sizes[first:last])
            if n_chars >= settings.part_chars or n_documents >= settings.part_documents:
                close()
        at += len(sizes)
    if items or not parts:
        close()
    return parts


def cut(
    sizes: Sequence[int], most_chars: int, most_documents: int, n_chars: int = 0, n_documents: int = 0
) -> Iterator[tuple[int, int]]:
    """Stretches of a file, each until the part that holds `n_chars` and `n_documents` is full; a size 0 counts nothing."""
    first = 0
    for i, size in enumerate(sizes):
        n_chars += size
        n_documents += size > 0
        if n_chars >= most_chars or n_documents >= most_documents:
            yield first, i + 1
            first, n_chars, n_documents = i + 1, 0, 0
    if first < len(sizes) or not sizes:
        yield first, len(sizes)


def find_repeats(marks: Sequence[Marks]) -> tuple[list[bool], list[bool]]:
    """Of all documents in order: whether the text is new, and whether its id was used by another one before.

    The id that a second text gets instead is taken to be its own: no input has an id that ends in the hash of another text.
    """
    import polars

    def split(hashes: bytes) -> list[bytes]:
        return [hashes[i : i + HASH] for i in range(0, len(hashes), HASH)]

    texts = polars.Series([each for own in marks for each in split(own.texts)], dtype=polars.Binary)
    new = texts.is_first_distinct()
    ids = polars.Series([each for own in marks for each in split(own.ids)], dtype=polars.Binary)
    first_ids = iter((~ids.filter(new).is_first_distinct()).to_list())
    return new.to_list(), [is_new and next(first_ids) for is_new in new.to_list()]

"""`.txt` -> the articles of a library export, or one Draft: the text as it stands, with what its own lines say of it."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.intake.decode import decode_bytes
from dragoman.intake.draft import Draft, Item, Notice, Source, read_whole
from dragoman.intake.head import describe_text
from dragoman.intake.layouts import LOOKED_AT, find_layout, read_articles

LOOKED_AT_CHARS = 300_000


def read_plain(source: Source) -> Iterator[Item]:
    """One Draft whose line ends are kept, only a byte order mark goes; of an export, a Draft for each article."""
    decoded = decode_bytes(read_whole(source))
    if decoded.warning:
        yield Notice("warning", source.where, "characters lost", decoded.warning)
    layout = find_layout(decoded.text[:LOOKED_AT_CHARS].splitlines()[:LOOKED_AT])
    if layout is not None:
        yield from read_articles(source.where, layout, decoded.text.split("\n"))
        return
    yield Draft(source.where, decoded.text, **describe_text(decoded.text))

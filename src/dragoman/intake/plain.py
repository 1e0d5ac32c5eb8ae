"""`.txt` -> one Draft: the text as it stands, with the title, source and date that its own lines give."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.intake.decode import decode_bytes
from dragoman.intake.draft import Draft, Notice, Source, read_whole
from dragoman.intake.head import describe_text


def read_plain(source: Source) -> Iterator[Draft | Notice]:
    """One Draft; line ends are kept, only a byte order mark goes."""
    decoded = decode_bytes(read_whole(source))
    if decoded.warning:
        yield Notice("warning", source.where, "characters lost", decoded.warning)
    yield Draft(source.where, decoded.text, **describe_text(decoded.text))

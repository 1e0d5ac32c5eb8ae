"""The lines of a file of any size, one at a time, none longer than a limit, each decoded by itself."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from dragoman.intake.decode import decode_bytes, refuse_binary
from dragoman.intake.draft import Source, UnreadableError


class Line(msgspec.Struct, frozen=True):
    """`text` without its line end, or None where the line cannot be used; then `reason` and `detail` say why."""

    number: int
    text: str | None
    reason: str | None = None
    detail: str | None = None
    warning: str | None = None


def read_lines(source: Source) -> Iterator[Line]:
    """Lines as they stand, numbered from 1; a line above the limit is passed over without being kept."""
    with source.open() as opened:
        stream = opened if isinstance(opened, io.BufferedReader) else io.BufferedReader(opened)  # type: ignore[type-var]
        start = stream.peek(4)[:16]
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            yield from _read_wide_lines(source, stream)
            return
        refuse_binary(start)
        yield from _read_byte_lines(source, stream)


def _read_byte_lines(source: Source, stream: BinaryIO) -> Iterator[Line]:
    limit = source.limits.line
    number = 0
    while data := stream.readline(limit + 1):
        number += 1
        source.count(len(data))
        if len(data) > limit and not data.endswith(b"\n"):
            while (rest := stream.readline(limit)) and not rest.endswith(b"\n"):
                source.count(len(rest))
            yield _too_long(number, limit)
            continue
        try:
            decoded = decode_bytes(data)
        except UnreadableError as error:
            if number == 1:
                raise
            yield Line(number, None, error.reason, error.detail)
        else:
            yield Line(number, decoded.text.rstrip("\r\n"), warning=decoded.warning)


def _read_wide_lines(source: Source, stream: BinaryIO) -> Iterator[Line]:
    limit = source.limits.line // 2
    with io.TextIOWrapper(stream, encoding="utf-16", errors="replace", newline="\n") as wide:
        number = 0
        while text := wide.readline(limit + 1):
            number += 1
            source.count(2 * len(text))
            if len(text) > limit and not text.endswith("\n"):
                while (rest := wide.readline(limit)) and not rest.endswith("\n"):
                    source.count(2 * len(rest))
                yield _too_long(number, source.limits.line)
            else:
                yield Line(number, text.rstrip("\r\n"))


def _too_long(number: int, limit: int) -> Line:
    return Line(number, None, "line too long", f"more than {limit // 1_000_000} MB in one line; split the text into several rows")

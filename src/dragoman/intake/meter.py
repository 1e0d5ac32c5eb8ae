"""Streams that know when too much comes out of them, and say in words what else goes wrong while they are unpacked.

What comes out of an archive is counted against what went in, and against a sum for all archives of one file. So a bomb costs
no more than its first stretch, and a file that breaks off gives what came before.

    >>> BROKEN
    'archive broken off'
"""

from __future__ import annotations

import io
import lzma
import struct
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from dragoman.intake.draft import Source, UnreadableError

BROKEN = "archive broken off"
BOMB = "archive too large"
FREE_BYTES = 20_000_000  # that may come out whatever went in: a small file of blanks is no bomb
SPOOL_BYTES = 16_000_000  # kept in memory; above it a nameless temporary file is used


class Counted(io.RawIOBase):
    """Passes on a stream, tells `count` of every byte, and knows how many there were.

    `most_at_end`: readings beyond the end before an EOFError; tarfile goes on for as long as a header told it to.
    """

    def __init__(self, stream: BinaryIO, count: Callable[[int], None], most_at_end: int | None = None) -> None:
        self.stream, self.count, self.n_bytes = stream, count, 0
        self.n_at_end, self.most_at_end = 0, most_at_end

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self.stream.read(size)
        self.n_bytes += len(data)
        self.count(len(data))
        self.n_at_end += not data and size != 0
        if self.most_at_end is not None and self.n_at_end > self.most_at_end:
            raise EOFError("it ends before what it announces")
        return data

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        data = self.read(len(view))
        view[: len(data)] = data
        return len(data)


class Meter(io.RawIOBase):
    """What comes out of an archive: UnreadableError when it is too much for what went in, or where it breaks off.

    `packed` says how many bytes have gone in.
    """

    def __init__(self, stream: BinaryIO, source: Source, packed: Callable[[], int]) -> None:
        self.packed, self.limits = packed, source.limits
        # What is there already: `read` would lose it where the archive breaks off in what it waits for.
        self.read_some: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
        self.total = source.unpacked
        self.n_bytes = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        size = 1_000_000 if size < 0 else min(size, 1_000_000)
        with explain_unpacking():
            data = self.read_some(size)
        self.n_bytes += len(data)
        if self.total is not None:
            self.total.n_bytes += len(data)
            if self.total.n_bytes > self.limits.unpacked:
                bound = f"{self.limits.unpacked / 1_000_000_000:,.3g} GB"
                raise UnreadableError(BOMB, f"more than {bound} came out of it; unpack it and read its files")
        if self.n_bytes > FREE_BYTES and self.n_bytes > self.limits.ratio * max(1, self.packed()):
            detail = f"more than {self.limits.ratio} bytes came out of each that went in, as of a bomb; unpack it to read it"
            raise UnreadableError(BOMB, detail)
        return data

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        data = self.read(len(view))
        view[: len(data)] = data
        return len(data)

    def readall(self) -> bytes:
        return b"".join(iter(lambda: self.read(1_000_000), b""))


def buffer(stream: io.RawIOBase) -> io.BufferedReader:
    """The stream, read in larger stretches, with lines and a look ahead."""
    return cast(io.BufferedReader, io.BufferedReader(stream, 1 << 16))


@contextmanager
def explain_unpacking() -> Iterator[None]:
    """Within it, what the standard library raises of a broken archive is an UnreadableError."""
    import tarfile
    import zipfile

    try:
        yield
    except (EOFError, zlib.error, lzma.LZMAError, tarfile.TarError, zipfile.BadZipFile) as error:
        detail = f"{str(error)[:120] or 'it ends too early'}; what came before is kept, fetch the file again"
        raise UnreadableError(BROKEN, detail) from error
    except (NotImplementedError, RuntimeError) as error:  # a method of packing that Python lacks; a password
        raise UnreadableError("archive not understood", f"{str(error)[:120]}; unpack it and read its files") from error
    except (ValueError, OverflowError, IndexError, struct.error) as error:  # of numbers that point nowhere
        raise UnreadableError("archive not understood", f"{type(error).__name__}: {str(error)[:120]}") from error
    except OSError as error:
        if error.errno is not None:  # the disk, not the archive
            raise
        raise UnreadableError(BROKEN, f"{str(error)[:120]}; fetch the file again") from error


@contextmanager
def open_seekable(source: Source, most: int) -> Iterator[BinaryIO]:
    """The source as a stream that can go back: the file itself, or else a nameless copy of at most `most` bytes."""
    with source.open() as stream:
        if stream.seekable():
            source.count(measure_stream(stream))
            yield stream
            return
        with tempfile.SpooledTemporaryFile(SPOOL_BYTES) as copy:
            n_bytes = 0
            while data := stream.read(1_000_000):
                source.count(len(data))
                n_bytes += len(data)
                if n_bytes > most:
                    raise UnreadableError("too large", f"more than {most // 1_000_000:,} MB; unpack it, or raise --max-size")
                copy.write(data)
            copy.seek(0)
            yield cast(BinaryIO, copy)


def measure_stream(stream: BinaryIO) -> int:
    """Bytes of a stream that can go back; it stands at its beginning afterwards."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    return size

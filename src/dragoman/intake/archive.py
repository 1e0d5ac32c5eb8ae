"""`.zip`, `.tar`, `.gz`, `.xz`, `.bz2` -> the files in them, each as a Source, one after the other and never on the disk.

Names of members are labels ("letters.zip!1921/a.txt") and no paths: nothing is unpacked under them. Links and devices are
left out; a name that leads out of the archive is refused, as is what has a password.

    >>> find_inner_name("a/letters.jsonl.gz"), find_inner_name("letters.tgz")
    ('letters.jsonl', 'letters.tar')
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
from collections.abc import Iterator
from contextlib import nullcontext
from typing import BinaryIO, cast

import msgspec

from dragoman.intake.draft import Notice, Source, Unpacked, UnreadableError
from dragoman.intake.meter import BOMB, BROKEN, Counted, Meter, buffer, explain_unpacking, measure_stream, open_seekable
from dragoman.types import Rejected

SHORT = {".tgz": ".tar.gz", ".tbz2": ".tar.bz2", ".tbz": ".tar.bz2", ".txz": ".tar.xz"}
PACKED = (".gz", ".bz2", ".xz", *SHORT)
# The table at the end of a ZIP archive is held whole, at about ten times its size.
MOST_TABLE_BYTES = 40_000_000
MOST_HEADER_BYTES = 1_000_000
_TABLE = struct.Struct("<4s4H2LH")  # PKWARE, APPNOTE.TXT 6.3.10, section 4.3.16


def find_inner_name(name: str) -> str:
    """The name of what is packed in a file of this name."""
    base = name.replace("\\", "/").rpartition("/")[2].rpartition("!")[2]
    stem, dot, ending = base.rpartition(".")
    return stem + SHORT[f".{ending.lower()}"].rpartition(".")[0] if dot + ending.lower() in SHORT else stem


def read_packed(source: Source) -> Iterator[Source]:
    """What is packed in a `.gz`, `.xz` or `.bz2`, as one Source with the ending of the inner name."""
    inner = enter(source)
    with source.open() as opened:
        packed = Counted(opened, source.count)
        buffered = buffer(packed)
        start = buffered.peek(6)[:6]
        with explain_unpacking():
            stream = _open_packed(buffered, start)
        out = buffer(Meter(stream, inner, lambda: packed.n_bytes))
        name = find_inner_name(source.where)
        ending = ending_of(name, out)
        where = f"{source.where}!{name}" if ending in PACKED else source.where  # packed twice: it needs a name of its own
        yield msgspec.structs.replace(inner, where=where, ending=ending, open=lambda: nullcontext(cast(BinaryIO, out)))


def _open_packed(stream: io.BufferedReader, start: bytes) -> BinaryIO:
    if start.startswith(b"\x1f\x8b"):
        return cast(BinaryIO, gzip.GzipFile(fileobj=stream))
    if start.startswith(b"BZh"):
        return cast(BinaryIO, bz2.BZ2File(stream))
    if start.startswith((b"\xfd7zXZ\0", b"\x5d\0\0")):
        return cast(BinaryIO, lzma.LZMAFile(stream))
    if not start:
        raise UnreadableError("empty", "there is nothing in it")
    raise UnreadableError("archive not understood", "it does not begin like .gz, .bz2 or .xz; check what it is")


def make_tar_info() -> type:
    """A reader of tar headers that refuses long names beyond all use, as it would hold them whole."""
    import tarfile

    long = (tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK)

    class BoundedInfo(tarfile.TarInfo):
        def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
            if self.type in long and self.size > MOST_HEADER_BYTES:
                raise tarfile.ReadError("a name in it is beyond all use")
            member: tarfile.TarInfo = super()._proc_member(archive)  # type: ignore[misc]
            return member

    return BoundedInfo


def read_tar(source: Source) -> Iterator[Source | Notice | Rejected]:
    """The files of a tar archive, in the order in which they lie in it; it is read once, from front to back."""
    import tarfile

    inner = enter(source)
    with source.open() as opened:
        packed = Counted(opened, source.count, most_at_end=8)
        with explain_unpacking():
            archive = tarfile.open(fileobj=packed, mode="r|", tarinfo=make_tar_info())  # noqa: SIM115  closed with its stream
        n_members = 0
        while True:
            with explain_unpacking():
                member = archive.next()
            archive.members = []  # type: ignore[attr-defined]  # it would keep them all
            if member is None:
                if packed.n_bytes % tarfile.BLOCKSIZE:
                    raise UnreadableError(BROKEN, "it ends within a block; what came before is kept, fetch the file again")
                return
            n_members += 1
            check_members(n_members, source)
            where = f"{source.where}!{member.name}"
            if member.isdir():
                continue
            if member.issym() or member.islnk():
                yield Notice("skipped", where, "link", "links in archives are left out")
            elif not member.isfile():
                yield Notice("skipped", where, "not a file", "pipes and devices in archives are left out")
            elif (refusal := refuse_name(where, member.name)) is not None:
                yield refusal
            else:
                with explain_unpacking():
                    stream = archive.extractfile(member)
                out = buffer(Meter(cast(BinaryIO, stream), inner, lambda: max(packed.n_bytes, 1)))
                yield offer(inner, where, member.name, out)


def read_zip(source: Source) -> Iterator[Source | Notice | Rejected]:
    """The files of a ZIP archive, in the order of its table."""
    import zipfile

    inner = enter(source)
    with open_seekable(source, source.limits.file * 20) as stream:
        size = measure_stream(stream)
        _check_table(stream, size)
        with explain_unpacking():
            archive = zipfile.ZipFile(stream)
        with archive:
            check_members(len(archive.infolist()), source)
            for member in archive.infolist():
                where = f"{source.where}!{member.filename}"
                if member.is_dir():
                    continue
                if (member.external_attr >> 28) == 0xA:  # made on Unix, where it was a symbolic link
                    yield Notice("skipped", where, "link", "links in archives are left out")
                elif (refusal := refuse_name(where, member.filename)) is not None:
                    yield refusal
                elif member.flag_bits & 1:
                    yield Rejected(where, "has a password", "unpack it with its password and read the file")
                else:
                    yield _offer_zipped(archive, member, inner, where, size)


def _offer_zipped(archive: object, member: object, inner: Source, where: str, size: int) -> Source | Notice | Rejected:
    import zipfile

    assert isinstance(archive, zipfile.ZipFile)
    assert isinstance(member, zipfile.ZipInfo)
    try:
        with explain_unpacking():
            stream = archive.open(member)
    except UnreadableError as error:
        return Rejected(where, error.reason, error.detail)
    # Against the whole archive, as members may share their bytes (D. Fifield, 2019).
    out = buffer(Meter(cast(BinaryIO, stream), inner, lambda: min(size, max(1, member.compress_size))))
    return offer(inner, where, member.filename, out)


def _check_table(stream: BinaryIO, size: int) -> None:
    """Refuses a ZIP archive whose table of files would fill the memory, before it is loaded."""
    stream.seek(max(0, size - 65_557))
    tail = stream.read()
    at = tail.rfind(b"PK\5\6")
    if at >= 0 and len(tail) - at >= _TABLE.size:
        n_bytes = _TABLE.unpack_from(tail, at)[5]
        large = tail.rfind(b"PK\6\6", 0, at)  # ZIP64: the same numbers, wider
        if n_bytes == 0xFFFFFFFF and large >= 0 and len(tail) - large >= 48:
            n_bytes = struct.unpack_from("<Q", tail, large + 40)[0]
        if n_bytes > MOST_TABLE_BYTES:
            raise UnreadableError(BOMB, "its table of files is beyond all use; unpack it and read its files")
    stream.seek(0)


# ------------------------------------------------------------------ for all archives


def enter(source: Source) -> Source:
    """The source as those within it see it: one level deeper, its bytes not counted again."""
    if source.depth >= source.limits.depth:
        raise UnreadableError("archives too deep", f"it lies in {source.depth} archives; unpack the outer ones")
    total = source.unpacked or Unpacked()
    return msgspec.structs.replace(source, depth=source.depth + 1, unpacked=total, count=lambda n: None, path=None)


def check_members(n: int, source: Source) -> None:
    if n > source.limits.members:
        raise UnreadableError(BOMB, f"more than {source.limits.members:,} files in one archive; unpack it")
    if source.unpacked is not None and source.unpacked.n_bytes > source.limits.unpacked:
        raise UnreadableError(BOMB, "too much has come out of the archive that it lies in")


def refuse_name(where: str, name: str) -> Rejected | None:
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or name.startswith(("/", "\\")) or ":" in parts[0]:
        return Rejected(where, "name leads out of the archive", "nothing is read under such a name; pack the file anew")
    return None


def offer(inner: Source, where: str, name: str, stream: io.BufferedReader) -> Source | Notice | Rejected:
    """A file of an archive, or why it is left out: as in a folder, hidden files and unknown endings are."""
    from dragoman.intake.formats import NAMED_ONLY, READERS  # the table that has this reader in it

    parts = name.replace("\\", "/").split("/")
    if any(part.startswith(".") or part == "__MACOSX" for part in parts):
        return Notice("skipped", where, "hidden", "hidden files are left out")
    ending = suffix_of(parts[-1])
    if ending not in READERS or ending in NAMED_ONLY:
        return Notice("skipped", where, f"unknown ending {ending or '(none)'}", f"the endings read are {' '.join(READERS)}")
    return msgspec.structs.replace(inner, where=where, ending=ending, open=lambda: nullcontext(cast(BinaryIO, stream)))


def suffix_of(name: str) -> str:
    """ ".gz" of "a.tar.GZ"; "" where there is none."""
    stem, dot, ending = name.rpartition(".")
    return f".{ending.lower()}" if dot and stem else ""


def ending_of(name: str, stream: io.BufferedReader) -> str:
    """The ending of a name that has a reader; else what the first bytes look like."""
    from dragoman.intake.formats import NAMED_ONLY, READERS, guess_ending

    ending = suffix_of(name)
    return ending if ending in READERS and ending not in NAMED_ONLY else guess_ending(stream.peek(4096)[:4096])

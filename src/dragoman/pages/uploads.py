"""Pasted words and dropped files -> files in a private folder, under names of ours, for the reader to take in.

Nothing of a name that was sent becomes part of a path: files are 0000.txt, 0001.md and so on, and the names are kept beside
them to be shown. Files are bounded in number and size, those of ZIP archives before they are unpacked and while they are.

    >>> keep_file(parcel, "../../etc/passwd", io.BytesIO(b"..."))
    Refused('../../etc/passwd', 'unknown kind of file')
"""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO

import msgspec

ENDINGS = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson", ".csv", ".tsv")
CHUNK = 1_000_000


class Refused(msgspec.Struct, frozen=True):
    """A file that is not taken in, and why."""

    name: str
    reason: str


class Parcel:
    """What one upload brings: files in `folder` with the names they came under, and those that were refused."""

    def __init__(self, folder: Path, *, most_files: int, most_bytes: int) -> None:
        self.folder = folder
        self.names: dict[str, str] = {}  # file in the folder -> the name it came under
        self.refused: list[Refused] = []
        self.n_files = 0
        self.n_bytes = 0
        self.most_files = most_files
        self.most_bytes = most_bytes

    def keep_text(self, text: str, title: str | None, source: str | None, published: str | None) -> None:
        """A pasted text and what was said of it, as one row."""
        row = {"text": text, "title": title, "source": source, "published": published}
        data = msgspec.json.encode({name: value for name, value in row.items() if value})
        self._write("pasted text", ".jsonl", [data])

    def keep_file(self, name: str, stream: BinaryIO) -> None:
        """A file, or all files of a ZIP archive."""
        ending = _ending_of(name)
        if ending == ".zip":
            self._unpack(name, stream)
        elif ending in ENDINGS:
            self._write(name, ending, iter(lambda: stream.read(CHUNK), b""))
        else:
            self.refused.append(Refused(name, f"unknown kind of file; these are read: {' '.join(ENDINGS)} and .zip of them"))

    def _unpack(self, name: str, stream: BinaryIO) -> None:
        try:
            with zipfile.ZipFile(stream) as archive:
                for entry in archive.infolist():
                    inner = f"{name}: {entry.filename}"
                    base = entry.filename.rpartition("/")[2]
                    if entry.is_dir() or base.startswith(".") or entry.filename.startswith("__MACOSX/"):
                        continue
                    if _ending_of(base) not in ENDINGS:
                        self.refused.append(Refused(inner, "unknown kind of file"))
                    elif entry.flag_bits & 1:
                        self.refused.append(Refused(inner, "locked with a password"))
                    else:
                        with archive.open(entry) as member:
                            self._write(inner, _ending_of(base), iter(lambda member=member: member.read(CHUNK), b""))  # type: ignore[misc]
                    if self.n_files >= self.most_files or self.n_bytes >= self.most_bytes:
                        self.refused.append(Refused(name, "the rest of the archive is left out: too many files or too large"))
                        return
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError) as error:
            self.refused.append(Refused(name, f"the archive cannot be read ({type(error).__name__})"))

    def _write(self, name: str, ending: str, chunks: object) -> None:
        if self.n_files >= self.most_files:
            self.refused.append(Refused(name, f"more than {self.most_files} files at once"))
            return
        file = self.folder / f"{self.n_files:04d}{ending}"
        self.n_files += 1
        with file.open("wb") as out:
            for chunk in chunks:  # type: ignore[attr-defined]
                self.n_bytes += len(chunk)
                if self.n_bytes > self.most_bytes:
                    self.refused.append(Refused(name, f"more than {self.most_bytes // 1_000_000} MB at once, unpacked"))
                    file.unlink()
                    return
                out.write(chunk)
        self.names[file.name] = name


def _ending_of(name: str) -> str:
    base = name.replace("\\", "/").rpartition("/")[2]
    return "." + base.rpartition(".")[2].lower() if "." in base else ""

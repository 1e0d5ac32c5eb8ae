"""Pasted words and dropped files -> files in a private folder, under names of ours, for the reader to take in.

Nothing of a name that was sent becomes part of a path: files are 0000.txt, 0001.jsonl.gz and so on, and the names are kept
beside them to be shown. Files are bounded in number and size; what lies in archives is the reader's to bound (`read_in`).

    >>> keep_file(parcel, "../../etc/passwd", io.BytesIO(b"..."))
    Refused('../../etc/passwd', 'unknown kind of file: ...')
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import msgspec

from dragoman.intake import ENDINGS

# A list of feeds makes the program ask the network, which nobody expects of a file that is dropped.
ASKS_NETWORK = ".toml"
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
        """A file of any kind that the intake reads, as it is."""
        ending = find_ending(name)
        if ending in ENDINGS:
            inner = find_inner_ending(name) if ending in PACKED else ""
            self._write(name, inner + ending, iter(lambda: stream.read(CHUNK), b""))
        elif ending == ASKS_NETWORK:
            self.refused.append(Refused(name, "list of feeds: it asks the network; read it with `dragoman read`"))
        else:
            self.refused.append(Refused(name, f"unknown kind of file: the endings read are {' '.join(ENDINGS)}"))

    def _write(self, name: str, ending: str, chunks: Iterable[bytes]) -> None:
        if self.n_files >= self.most_files:
            self.refused.append(Refused(name, f"too many files: more than {self.most_files} at once"))
            return
        file = self.folder / f"{self.n_files:04d}{ending}"
        self.n_files += 1
        with file.open("wb") as out:
            for chunk in chunks:
                self.n_bytes += len(chunk)
                if self.n_bytes > self.most_bytes:
                    self.refused.append(Refused(name, f"too large: more than {self.most_bytes // 1_000_000} MB at once"))
                    file.unlink()
                    return
                out.write(chunk)
        self.names[file.name] = name


# What is packed in these has its own ending before theirs ("rows.jsonl.gz").
PACKED = (".gz", ".bz2", ".xz")


def find_ending(name: str) -> str:
    """ ".txt" of "C:\\x\\a.TXT"; "" where there is none."""
    base = name.replace("\\", "/").rpartition("/")[2]
    return "." + base.rpartition(".")[2].lower() if "." in base else ""


def find_inner_ending(name: str) -> str:
    """ ".jsonl" of "rows.jsonl.gz"; "" where it is none that is read."""
    inner = find_ending(name.rpartition(".")[0])
    return inner if inner in ENDINGS else ""

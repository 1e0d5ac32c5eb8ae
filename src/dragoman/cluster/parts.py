"""A part -> its folder of Parquet files with a manifest, which appears whole, by one renaming, when all is written.

Two workers may code the same part, where the first was given up for lost: the folder that comes second is thrown away.

>>> code_part(part, Settings(), Path("parts"), crew).n_events
1204
"""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import time
import uuid
from pathlib import Path

import msgspec

import dragoman
from dragoman.cluster.plan import Lost, Part, Settings, Slice
from dragoman.cluster.slices import read_part
from dragoman.crew import Crew
from dragoman.errors import DragomanError
from dragoman.language import leave_out_foreign
from dragoman.record import Record, open_record
from dragoman.types import Reading, Rejected
from dragoman.workers import code_documents

DONE = "part.json"
ASIDE = ".aside"  # folder of parts that are being written
BATCH = 50  # readings that are held at a time


class Coder(msgspec.Struct, frozen=True):
    """Who codes: version of Dragoman, hashes of its data and code, and the name that stands for them."""

    name: str
    version: str
    hashes: dict[str, str]

    def check(self) -> None:
        """Raises DragomanError where this machine has another Dragoman: its parts would not fit in with the others."""
        from dragoman.pipeline import hash_data

        own = hash_data()
        if self.version != dragoman.__version__ or any(self.hashes.get(name) != value for name, value in own.items()):
            raise DragomanError(
                f"{socket.gethostname()} has another Dragoman (or other data, or another parser) than the machine that gave the "
                "command; install the same everywhere"
            )


class File(msgspec.Struct, frozen=True):
    name: str
    rows: int
    bytes: int
    sha256: str


class PartDone(msgspec.Struct, frozen=True):
    """The manifest of a part. `seconds`: of the clock; `processor_seconds`: of the process that codes and the one that writes."""

    part: str
    digest: str
    coder: str
    inputs: tuple[Slice | Lost, ...]
    n_documents: int
    n_duplicates: int
    n_words: int
    n_sentences: int
    n_parsed: int
    n_events: int
    n_stances: int
    n_findings: int
    rejected: tuple[Rejected, ...]
    notices: dict[str, int]
    bytes_read: int
    files: tuple[File, ...]
    seconds: float
    processor_seconds: float
    host: str


def load_done(folder: Path, part: Part) -> PartDone | None:
    """The manifest of this part where it is finished, of these texts and by this coder."""
    try:
        done = msgspec.json.decode((folder / part.name / DONE).read_bytes(), type=PartDone)
    except (OSError, msgspec.DecodeError):
        return None
    return done if done.digest == part.digest else None


def list_done(folder: Path, names: list[str]) -> list[PartDone]:
    """The manifests of these parts, which must all be there."""
    return [msgspec.json.decode((folder / name / DONE).read_bytes(), type=PartDone) for name in names]


def code_part(part: Part, settings: Settings, folder: Path, coder: Coder, crew: Crew) -> PartDone:
    """Codes a part, unless it is finished, and returns its manifest."""
    if done := load_done(folder, part):
        return done
    began = time.monotonic(), time.process_time() + _seconds_of(crew)
    aside = folder / ASIDE / f"{part.name}-{uuid.uuid4().hex}"
    aside.mkdir(parents=True)
    counts = dict.fromkeys(("n_documents", "n_words", "n_sentences", "n_parsed", "n_events", "n_stances", "n_findings"), 0)
    rejected: list[Rejected] = []
    notices: dict[str, int] = {}
    n_bytes = 0

    def count(n: int) -> None:
        nonlocal n_bytes
        n_bytes += n

    with open_record(":memory:") as record:
        run = record.begin_run({}, coder.version, coder.hashes)
        held: list[Reading] = []

        def note(reason: str) -> None:
            notices[reason] = notices.get(reason, 0) + 1

        documents = read_part(part, settings, lambda one: note(one.reason), count)
        if not settings.any_language:
            documents = leave_out_foreign(documents, lambda doc: note(f"in another language: {doc.language}"))
        for item in code_documents(documents, crew=crew):
            if isinstance(item, Rejected):
                rejected.append(item)
                continue
            held.append(item)
            for name, n in _count(item).items():
                counts[name] += n
            if len(held) == BATCH:
                record.add(held, [], run)
                held = []
        record.add(held, rejected, run)
        files = _write_files(record, aside, part)
    seconds = time.monotonic() - began[0]
    processor_seconds = time.process_time() + _seconds_of(crew) - began[1]
    n_duplicates = sum(len(item.duplicates) for item in part.items if isinstance(item, Slice))
    done = PartDone(
        part.name, part.digest, coder.name, part.items, **counts, n_duplicates=n_duplicates, rejected=tuple(rejected),
        notices=notices, bytes_read=n_bytes, files=files, seconds=round(seconds, 3),
        processor_seconds=round(processor_seconds, 3), host=socket.gethostname(),
    )  # fmt: skip
    (aside / DONE).write_bytes(msgspec.json.encode(done))
    _settle(aside, folder / part.name)
    return load_done(folder, part) or done


def drop_strangers(folder: Path, parts: list[Part]) -> None:
    """Removes what was left half-written, and parts that are not those planned (of other texts, or by another coder)."""
    shutil.rmtree(folder / ASIDE, ignore_errors=True)
    wanted = {part.name: part for part in parts}
    for found in folder.glob("part-*"):
        if found.name not in wanted or load_done(folder, wanted[found.name]) is None:
            shutil.rmtree(found)


def _write_files(record: Record, aside: Path, part: Part) -> tuple[File, ...]:
    rows = record.write_part(aside, part.number)
    files = []
    for table, n in rows.items():
        path = aside / f"{table}.parquet"
        with path.open("rb") as file:
            os.fsync(file.fileno())
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        files.append(File(path.name, n, path.stat().st_size, digest))
    return tuple(files)


def _settle(aside: Path, target: Path) -> None:
    """Renames the folder to its place; where another is there already, that one stays."""
    try:
        aside.rename(target)
    except OSError:
        if not (target / DONE).is_file():
            raise
        shutil.rmtree(aside, ignore_errors=True)


def _count(reading: Reading) -> dict[str, int]:
    return {
        "n_documents": 1, "n_words": reading.n_words, "n_sentences": reading.n_sentences, "n_parsed": reading.n_parsed,
        "n_events": len(reading.events), "n_stances": len(reading.stances), "n_findings": len(reading.findings),
    }  # fmt: skip


def _seconds_of(crew: Crew) -> float:
    """Seconds of processor that the living workers have used, where the system tells."""
    total = 0.0
    for pid in crew.pids():
        try:
            words = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        total += (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")
    return total

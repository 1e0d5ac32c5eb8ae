"""Files beside a record: the sample (JSON) and the answers of those who coded it (JSON lines, or CSV made elsewhere).

`gulf.duckdb` has `gulf.sample.json` and `gulf.answers.jsonl`. Answers are only ever added; of two by one person on one event the
later counts.

    >>> add_answer("gulf.answers.jsonl", Answer(sample="5f0c", id="39a91dbb07fc546a", coder="Ana", type="AID"))
"""

from __future__ import annotations

import csv
import os
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from dragoman.errors import InputError, UsageError
from dragoman.sampling.draw import Sample
from dragoman.types import EventType, Status

# What a coder says besides a category: that the words tell of no event, or that it cannot be told.
Verdict = EventType | Literal["NONE", "UNCLEAR"]
_writing = threading.Lock()


class Answer(msgspec.Struct, frozen=True):
    """What one person says of one event. `actors`, `recipients`: codes, None where they were not judged."""

    sample: str
    id: str
    coder: str
    type: Verdict
    status: Status | None = None
    actors: tuple[str, ...] | None = None
    recipients: tuple[str, ...] | None = None
    note: str | None = None


def sample_path(record_path: str) -> Path:
    """Where the sample of a record lies: gulf.duckdb -> gulf.sample.json."""
    return Path(record_path).with_suffix(".sample.json")


def answers_path(record_path: str) -> Path:
    """Where the answers to it lie: gulf.duckdb -> gulf.answers.jsonl."""
    return Path(record_path).with_suffix(".answers.jsonl")


def save_sample(sample: Sample, path: str | Path) -> None:
    """Writes the sample; a sample that is there is not replaced, as answers may hang on it."""
    text = msgspec.json.format(msgspec.json.encode(sample), indent=1).decode() + "\n"
    try:
        with Path(path).open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        if Path(path).read_text(encoding="utf-8") != text:
            raise UsageError(
                f"{path} holds another sample, on which answers may hang; move it away, or name another file with --output"
            ) from None


def load_sample(path: str | Path) -> Sample:
    """The sample in a file; InputError where it is none."""
    try:
        return msgspec.json.decode(Path(path).read_bytes(), type=Sample)
    except (OSError, msgspec.DecodeError) as error:
        raise InputError(f"{path} is no sample: {error}; draw one with: dragoman sample 200") from error


def add_answer(path: str | Path, answer: Answer) -> None:
    """Adds a line, in one write, so that two who code at a time do not mix their lines."""
    line = msgspec.json.encode(answer) + b"\n"
    with _writing:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            os.write(handle, line)
            os.fsync(handle)
        finally:
            os.close(handle)


def read_answers(paths: Iterable[str | Path], sample: str | None = None) -> list[Answer]:
    """The last answer of each person on each event, in order; InputError with file and line where one is none.

    `sample`: answers to another sample are left out. CSV has the fields as columns; lists are joined by semicolons.
    """
    last: dict[tuple[str, str], Answer] = {}
    for path in paths:
        for where, row in _read_rows(Path(path)):
            try:
                answer = msgspec.convert(row, Answer)
            except msgspec.ValidationError as error:
                raise InputError(f"{where} is no answer: {error}") from error
            if sample is None or answer.sample == sample:
                last.pop((answer.coder, answer.id), None)
                last[answer.coder, answer.id] = answer
    return list(last.values())


def _read_rows(path: Path) -> Iterator[tuple[str, object]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError as error:
        raise InputError(f"there is no file {path}; answers are in the file beside the record, or as you named them") from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}") from error
    if path.suffix.lower() == ".csv":
        for number, cells in enumerate(csv.DictReader(lines), 2):
            row: dict[str, object] = {name: cell for name, cell in cells.items() if name and cell}
            for name in ("actors", "recipients"):
                if name in row:
                    row[name] = [one.strip() for one in str(row[name]).split(";") if one.strip()]
            yield f"{path}:{number}", row
        return
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield f"{path}:{number}", msgspec.json.decode(line)
            except msgspec.DecodeError as error:
                raise InputError(f"{path}:{number} is no JSON: {error}") from error

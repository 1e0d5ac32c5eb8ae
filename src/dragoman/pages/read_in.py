"""The process beside the server: files of an upload -> the record, with word of how far it is.

Files go through the same intake as those of `dragoman read`, with the bounds of an upload, and what is left out has the same
reasons. The record is held only while it is written, for a moment every few texts.

    >>> [told.state for told in read_task(task, coder)]
    ['reading', 'reading', 'done']
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from dragoman.errors import DragomanError, RecordError

if TYPE_CHECKING:
    from dragoman.types import Document

State = Literal["waiting", "starting", "reading", "done", "failed", "stopped"]
IDLE_SECONDS = 600.0
BATCH_TEXTS = 20
BATCH_SECONDS = 5.0
NAMED = 200  # inputs that are named; of more it is said that there are more
# Reasons for leaving out that nobody needs to hear: what systems put into archives by themselves.
SILENT = ("hidden",)


class Task(msgspec.Struct, frozen=True):
    """What the process is told: files to read, and the record to put them into. `most_files`: in one archive."""

    folder: str
    names: dict[str, str]
    published: str | None
    record: str
    lock_seconds: float
    most_bytes: int = 50_000_000
    most_files: int = 200


class ReadText(msgspec.Struct, frozen=True):
    """A text that is in the record now."""

    id: str
    title: str | None
    n_events: int
    n_stances: int
    n_findings: int
    known: bool


class Left(msgspec.Struct, frozen=True):
    """An input that was not read, and why; or that was read with a doubt (in `doubts`)."""

    where: str
    reason: str


class Progress(msgspec.Struct, frozen=True):
    """How far a job is. `n_texts` is 0 until all files are opened; `message`: what a person should know."""

    state: State
    n_texts: int = 0
    n_done: int = 0
    n_words: int = 0
    texts: tuple[ReadText, ...] = ()
    left: tuple[Left, ...] = ()
    doubts: tuple[Left, ...] = ()
    message: str | None = None


def work(connection: Connection) -> None:
    """Body of the process: tasks in, progress out, until nothing comes for a long time or the server is gone."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's to handle
    coder: Any = None
    with contextlib.suppress(EOFError, OSError):
        while connection.poll(IDLE_SECONDS):
            task = connection.recv()
            if coder is None:
                from dragoman.workers import load_coder

                coder = load_coder()
            for progress in read_task(task, coder):
                connection.send(progress)


def read_task(task: Task, coder: Any) -> Iterator[Progress]:
    """Reads the files of a task into the record, and says how far it is."""
    from dragoman.types import Reading, Rejected
    from dragoman.workers import code_one

    docs, left, doubts = open_files(task)
    progress = Progress("reading", n_texts=len(docs), left=tuple(left), doubts=tuple(doubts))
    yield progress
    texts: list[ReadText] = []
    batch: list[Reading] = []
    n_words, last = 0, time.monotonic()
    for i, doc in enumerate(docs, start=1):
        answer = code_one(coder, doc)
        if isinstance(answer, Rejected):
            progress = msgspec.structs.replace(progress, left=(*progress.left, Left(doc.title or doc.id, answer.detail)))
        else:
            batch.append(answer)
            n_words += answer.n_words
        progress = msgspec.structs.replace(progress, n_done=i, n_words=n_words)
        if i == len(docs) or len(batch) >= BATCH_TEXTS or time.monotonic() - last >= BATCH_SECONDS:
            try:
                texts += keep_readings(task, batch)
            except DragomanError as error:
                yield msgspec.structs.replace(progress, state="failed", message=f"{str(error)[:1].upper()}{str(error)[1:]}.")
                return
            batch, last = [], time.monotonic()
            progress = msgspec.structs.replace(progress, texts=tuple(texts))
        yield progress
    yield msgspec.structs.replace(progress, state="done")


def open_files(task: Task) -> tuple[list[Document], list[Left], list[Left]]:
    """The texts of the files, within the bounds of an upload; what is left out, and what is doubtful, each with its reason."""
    from dragoman.intake import Limits, Notice, Seen, read_documents
    from dragoman.language import leave_out_foreign, name_language
    from dragoman.types import Rejected

    docs: list[Document] = []
    left: list[Left] = []
    doubts: list[Left] = []

    def note(notice: Notice) -> None:
        if notice.reason not in SILENT:
            told = Left(name_input(task, notice.where), f"{notice.reason}: {notice.detail}")
            (doubts if notice.kind == "warning" else left).append(told)

    def leave_foreign(doc: Document) -> None:
        left.append(Left(doc.title or doc.id, f"not English: it is in {name_language(doc.language or '')}"))

    limits = Limits(file=task.most_bytes, line=task.most_bytes, unpacked=task.most_bytes, members=task.most_files)
    paths = [str(Path(task.folder) / name) for name in sorted(task.names)]
    n_bytes = 0
    for item in leave_out_foreign(
        read_documents(paths, published=task.published, limits=limits, on_notice=note, seen=Seen()), leave_foreign
    ):
        if isinstance(item, Rejected):
            left.append(Left(name_input(task, item.where), f"{item.reason}: {item.detail}"))
            continue
        n_bytes += len(item.text)
        if n_bytes > task.most_bytes:
            bound = f"too large: more than {task.most_bytes // 1_000_000} MB of text in one upload; use `dragoman read`"
            left.append(Left(f"{item.title or item.id}, and what comes after it", bound))
            break
        docs.append(item)
    return docs, cut_list(left), cut_list(doubts)


def cut_list(told: list[Left]) -> list[Left]:
    """The first of them, and how many more there are."""
    if len(told) <= NAMED:
        return told
    return [*told[:NAMED], Left("and others", f"{len(told) - NAMED:,} more; `dragoman read` counts them by reason")]


def keep_readings(task: Task, batch: list[Any]) -> list[ReadText]:
    """Adds readings to the record, which it holds for that moment only; waits where another process writes."""
    from dragoman import __version__
    from dragoman.pipeline import hash_data
    from dragoman.record import open_record
    from dragoman.relations import merge_reports

    if not batch:
        return []
    until = time.monotonic() + task.lock_seconds
    while True:
        try:
            record = open_record(task.record)
            break
        except RecordError as error:
            if "in use by" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.5)
    with record:
        run = record.begin_run({"read in": "the reading room", "published": task.published}, __version__, hash_data())
        known = record.known([reading.document for reading in batch], record.coder(run))
        record.add(batch, [], run)
        record.end_run(run)
        merge_reports(record)
    return [
        ReadText(
            one.document.id, one.document.title, len(one.events), len(one.stances), len(one.findings), one.document.id in known
        )
        for one in batch
    ]  # fmt: skip


def name_input(task: Task, where: str) -> str:
    """The name that an input came under, in place of ours: "0000.zip!a.jsonl:12" is "letters.zip!a.jsonl, line 12"."""
    path, colon, line = where.rpartition(":")
    whole, rest = (path, f", line {line}") if colon and line.isdigit() else (where, "")
    within = whole.replace("\\", "/").removeprefix(task.folder.replace("\\", "/") + "/")
    file = next((name for name in task.names if within == name or within.startswith((f"{name}!", f"{name}#"))), None)
    return "a text" + rest if file is None else task.names[file] + within[len(file) :] + rest

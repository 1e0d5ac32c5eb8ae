"""The process beside the server: files of an upload -> the record, with word of how far it is.

Files go through the same intake as those of `dragoman read`, with the bounds of an upload, and what is left out has the same
reasons. The record is held only while it is written, for a moment every few texts.

    >>> [told.state for told in read_task(task, coder)]
    ['reading', 'reading', 'done']
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from dragoman.errors import DragomanError, RecordError
from dragoman.pages.words import say_error

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dragoman.record import Record
    from dragoman.second import ChosenReader, LanguageModel
    from dragoman.types import Document, ModelAnswer, Reading, Rejected

State = Literal["waiting", "starting", "reading", "done", "failed", "stopped"]
IDLE_SECONDS = 600.0
BATCH_TEXTS = 20
BATCH_SECONDS = 5.0
NAMED = 200  # inputs that are named; of more it is said that there are more
# Reasons for leaving out that nobody needs to hear: what systems put into archives by themselves.
SILENT = ("hidden",)


class Task(msgspec.Struct, frozen=True):
    """What the process is told: files to read, and the record to put them into. `most_files`: in one archive. `reader`: a
    language model that reads, None for the built-in coder."""

    folder: str
    names: dict[str, str]
    published: str | None
    record: str
    lock_seconds: float
    most_bytes: int = 50_000_000
    most_files: int = 200
    reader: LanguageModel | None = None


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
            if coder is None and task.reader is None:
                from dragoman.workers import load_coder

                coder = load_coder()
            for progress in read_task(task, coder):
                connection.send(progress)


def read_task(task: Task, coder: Any) -> Iterator[Progress]:
    """Reads the files of a task into the record, and says how far it is."""
    from dragoman.types import Rejected

    docs, left, doubts = open_files(task)
    progress = Progress("reading", n_texts=len(docs), left=tuple(left), doubts=tuple(doubts))
    yield progress
    texts: list[ReadText] = []
    batch: list[Reading] = []
    n_words, last = 0, time.monotonic()
    chosen: ChosenReader | None = None
    try:
        chosen = open_reader(task)
        for i, (doc, answer) in enumerate(zip(docs, list_answers(docs, coder, chosen), strict=True), start=1):
            if isinstance(answer, Rejected):
                progress = msgspec.structs.replace(progress, left=(*progress.left, Left(doc.title or doc.id, answer.detail)))
            else:
                batch.append(answer)
                n_words += answer.n_words
                if not getattr(answer, "finished", True):
                    told = Left(doc.title or doc.id, "not read by the model; the built-in coder's reading stands for now")
                    progress = msgspec.structs.replace(progress, doubts=(*progress.doubts, told))
            progress = msgspec.structs.replace(progress, n_done=i, n_words=n_words)
            if i == len(docs) or len(batch) >= BATCH_TEXTS or time.monotonic() - last >= BATCH_SECONDS:
                texts += keep_readings(task, batch, chosen)
                batch, last = [], time.monotonic()
                progress = msgspec.structs.replace(progress, texts=tuple(texts))
            yield progress
    except DragomanError as error:
        yield msgspec.structs.replace(progress, state="failed", message=say_error(error))
        return
    finally:
        if chosen is not None:
            chosen.close()
    yield msgspec.structs.replace(progress, state="done")


def open_reader(task: Task) -> ChosenReader | None:
    """The language model of the task, with the answers that the record holds."""
    if task.reader is None:
        return None
    from dragoman.second import ChosenReader

    return ChosenReader(task.reader, RecordAnswers(task))


def list_answers(docs: Sequence[Document], coder: Any, chosen: ChosenReader | None) -> Iterator[Reading | Rejected]:
    """A Reading or Rejected for each document, in order."""
    from dragoman.workers import code_one

    if chosen is not None:
        yield from chosen.read(docs)
        return
    for doc in docs:
        yield code_one(coder, doc)


class RecordAnswers:
    """Answers of a model in the record, which is held only while it is asked: pages stay readable in between."""

    def __init__(self, task: Task) -> None:
        self.task = task

    def find(self, keys: Sequence[str]) -> Mapping[str, ModelAnswer]:
        from dragoman.record import KeptAnswers

        with hold_record(self.task) as record, KeptAnswers(record) as kept:
            return kept.find(keys)

    def add(self, answer: ModelAnswer) -> None:
        from dragoman.record import KeptAnswers

        with hold_record(self.task) as record, KeptAnswers(record) as kept:
            kept.add(answer)


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


# One thread at a time opens the record: DuckDB would give the second the same file anew.
_HOLD = threading.Lock()


@contextlib.contextmanager
def hold_record(task: Task) -> Iterator[Record]:
    """The record, open for a moment; waits where another process writes."""
    from dragoman.record import open_record

    until = time.monotonic() + task.lock_seconds
    with _HOLD:
        while True:
            try:
                record = open_record(task.record)
                break
            except RecordError as error:
                if "in use by" not in str(error) or time.monotonic() > until:
                    raise
                time.sleep(0.5)
        with record:
            yield record


def keep_readings(task: Task, batch: Sequence[Reading], chosen: ChosenReader | None = None) -> list[ReadText]:
    """Adds readings to the record; those that the model has not finished as the built-in coder's, so that it reads them again."""
    from dragoman import __version__
    from dragoman.pipeline import hash_data
    from dragoman.relations import merge_reports

    if not batch:
        return []
    settings = {"read in": "the reading room", "published": task.published}
    if task.reader is not None:
        settings["model"] = task.reader.model
    known: set[str] = set()
    with hold_record(task) as record:
        for finished in (True, False):
            some = [reading for reading in batch if getattr(reading, "finished", True) == finished]
            if some:
                parts = chosen.parts if chosen is not None and finished else {}
                run = record.begin_run(settings, __version__, {**hash_data(), **parts})
                known |= record.known([reading.document for reading in some], record.coder(run))
                record.add(some, [], run)
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

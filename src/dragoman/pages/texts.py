"""Reading a text in the page: the form, the upload, and a page that shows how far the reading is.

>>> make_reading(ask).state
'reading'
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from dragoman.errors import UsageError
from dragoman.intake import ENDINGS
from dragoman.pages.ask import Ask, PageError
from dragoman.pages.desk import Desk, Job
from dragoman.pages.page import Page
from dragoman.pages.read_in import Left, ReadText, State
from dragoman.pages.settings import RoomSettings
from dragoman.pages.uploads import Parcel
from dragoman.pages.words import say_error

if TYPE_CHECKING:
    from starlette.requests import Request


class JobLine(msgspec.Struct, frozen=True):
    id: str
    names: tuple[str, ...]
    state: State
    n_texts: int


class ReadPage(Page, frozen=True):
    """The form for texts, its bounds, and the readings since the room was opened, the newest first. `model`: the language model
    that reads, null for the built-in coder; `sent_to`: where texts go then."""

    endings: tuple[str, ...]
    most_files: int
    most_megabytes: int
    model: str | None
    sent_to: str | None
    jobs: tuple[JobLine, ...]


class ReadingPage(Page, frozen=True):
    """A reading: how far it is, the texts that are in the record now, what was left out, and what was read with a doubt."""

    id: str
    state: State
    over: bool
    names: tuple[str, ...]
    n_texts: int
    n_done: int
    n_words: int
    texts: tuple[ReadText, ...]
    left: tuple[Left, ...]
    doubts: tuple[Left, ...]
    message: str | None


def make_read(ask: Ask) -> ReadPage:
    jobs = ask.desk.list() if ask.desk else []
    lines = tuple(JobLine(job.id, tuple(job.parcel.names.values()), job.progress.state, job.progress.n_texts) for job in jobs)
    reader = ask.desk.reader if ask.desk else None
    model, sent_to = (reader.model, reader.endpoint) if reader else (None, None)
    most = ask.settings.upload_files, ask.settings.upload_bytes // 1_000_000
    return ReadPage("Read a text", ENDINGS, *most, model, sent_to, lines)


def make_reading(ask: Ask) -> ReadingPage:
    job = ask.desk.find(ask.id()) if ask.desk else None
    if job is None:
        raise PageError(404, "There is no such reading. The room forgets them when it closes; what they read is in the record.")
    told = job.progress
    return ReadingPage(
        "Reading", job.id, told.state, job.is_over, tuple(job.parcel.names.values()), told.n_texts, told.n_done, told.n_words,
        told.texts, told.left, told.doubts, told.message,
    )  # fmt: skip


async def receive_form(request: Request, settings: RoomSettings) -> FormData:
    """The fields and files of the form, bounded in number and size."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in ("multipart/form-data", "application/x-www-form-urlencoded"):
        raise HTTPException(415, "Send the form of the page.")
    return await request.form(max_files=settings.upload_files, max_fields=20, max_part_size=settings.upload_bytes)


async def submit_form(form: FormData, desk: Desk, settings: RoomSettings) -> Job:
    """Takes in what the form brings and puts it in the row; HTTPException where there is nothing to read in it."""
    return await run_in_threadpool(_submit, form, desk, settings)


def _submit(form: FormData, desk: Desk, settings: RoomSettings) -> Job:
    fields = {name: value.strip() for name, value in form.multi_items() if isinstance(value, str)}
    files = [value for _, value in form.multi_items() if isinstance(value, UploadFile) and value.filename]
    published = _read_day(fields.get("published"))
    parcel = Parcel(
        Path(tempfile.mkdtemp(prefix="dragoman-")), most_files=settings.upload_files, most_bytes=settings.upload_bytes
    )
    try:
        if fields.get("text"):
            parcel.keep_text(fields["text"], fields.get("title"), fields.get("source"), published)
        for file in files:
            parcel.keep_file(file.filename or "", file.file)
        if not parcel.names:
            told = "; ".join(f"{one.name}: {one.reason}" for one in parcel.refused[:5])
            raise HTTPException(400, f"Nothing was read. {told}." if told else "There is no text and no file in the form.")
        return desk.submit(parcel, published)
    except UsageError as error:
        shutil.rmtree(parcel.folder, ignore_errors=True)
        raise HTTPException(503, say_error(error)) from error
    except BaseException:
        shutil.rmtree(parcel.folder, ignore_errors=True)
        raise


def _read_day(value: str | None) -> str | None:
    from datetime import date

    try:
        return date.fromisoformat(value).isoformat() if value else None
    except ValueError as error:
        raise HTTPException(400, f"{value!r} is no day of publication; write it as 2019-03-04.") from error

"""Coding by hand: an event's words in their paragraph, without what the machine made of them; a form; an answer kept in a file.

Whoever codes gives a name, so that several can; each sees only the own answers. The sample and the answers lie beside the record.

>>> make_sample(ask).n_done
12
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import msgspec
from starlette.exceptions import HTTPException

from dragoman.errors import InputError, UsageError
from dragoman.pages.ask import Ask, PageError
from dragoman.pages.marks import Mark, Stretch, cut_text, find_paragraph
from dragoman.pages.page import Page
from dragoman.pages.words import say_error
from dragoman.record import EventFilter
from dragoman.sampling import Answer, Sample, add_answer, answers_path, load_sample, read_answers, sample_path
from dragoman.states import name_state, resolve_state
from dragoman.types import Status

if TYPE_CHECKING:
    from starlette.datastructures import FormData

LONGEST_NAME, LONGEST_NOTE = 60, 1000
# A key for each category: a letter of its name, no two the same, and none that a browser takes.
KEYS = {
    "AGREE": "g", "CONSULT": "c", "SUPPORT": "s", "CONCEDE": "n", "COOPERATE": "o", "AID": "a", "RETREAT": "r", "REQUEST": "q",
    "ACCUSE": "u", "REJECT": "j", "THREATEN": "h", "PROTEST": "p", "SANCTION": "t", "MOBILIZE": "m", "COERCE": "e",
    "ASSAULT": "l", "NONE": "0", "UNCLEAR": "9",
}  # fmt: skip


class Choice(msgspec.Struct, frozen=True):
    """A category that may be chosen, with its key."""

    value: str
    key: str


class SamplePage(Page, frozen=True):
    """An event of the sample to be coded by hand: the paragraph with the words of the act marked, and nothing of what the machine
    made of them; how far the coder is, and the own answer where there is one (`actors`, `recipients`: as they are written in the
    form). Without a name it asks for one."""

    sample: str | None
    n_items: int
    coder: str | None
    n_done: int
    item: int | None
    about: str | None
    published: str | None
    stretches: tuple[Stretch, ...]
    gone: bool
    answer: Answer | None
    actors: str
    recipients: str
    choices: tuple[Choice, ...]
    statuses: tuple[str, ...]
    over: bool


def make_sample(ask: Ask) -> SamplePage:
    sample = find_sample(ask.desk.record_path if ask.desk else None)
    coder = ask.text("coder")
    choices = tuple(Choice(value, key) for value, key in KEYS.items())
    if sample is None or coder is None or ask.desk is None:
        found = sample.id if sample else None
        n = len(sample.items) if sample else 0
        return SamplePage("Code by hand", found, n, None, 0, None, None, None, (), False, None, "", "", choices, (), False)
    name = check_name(coder)
    done = {one.id: one for one in list_answers(ask.desk.record_path, sample) if one.coder == name}
    number = choose_item(ask, sample, done)
    if number is None:
        n = len(sample.items)
        return SamplePage(
            "Code by hand", sample.id, n, name, len(done), None, None, None, (), False, None, "", "", choices, (), True
        )  # fmt: skip
    item = sample.items[number - 1]
    event = next(ask.record.events(EventFilter(ids=(item.id,))), None)
    doc = ask.record.document(event.document) if event else None
    answer = done.get(item.id)
    stretches: tuple[Stretch, ...] = ()
    if event and doc:
        left, right = find_paragraph(doc.text, event.evidence.start, event.evidence.end)
        marks = [Mark(event.trigger.start, event.trigger.end, "here")]
        stretches = tuple(one for part in cut_text(doc.text, marks, left, right) for one in part)
    return SamplePage(
        title=f"Code by hand, {number} of {len(sample.items)}",
        sample=sample.id,
        n_items=len(sample.items),
        coder=name,
        n_done=len(done),
        item=number,
        about=" · ".join(filter(None, (doc.title, doc.source))) if doc else None,
        published=doc.published if doc else None,
        stretches=stretches,
        gone=not stretches,
        answer=answer,
        actors=name_states(answer.actors) if answer else "",
        recipients=name_states(answer.recipients) if answer else "",
        choices=choices,
        statuses=get_args(Status),
        over=False,
    )


def choose_item(ask: Ask, sample: Sample, done: dict[str, Answer]) -> int | None:
    """The number that is asked for, else the first that the coder has not answered; None where all are."""
    asked = ask.text("item")
    if asked is not None:
        if not asked.isascii() or not asked.isdigit() or not 1 <= int(asked) <= len(sample.items):
            raise PageError(404, f"The sample has the numbers 1 to {len(sample.items)}.")
        return int(asked)
    return next((i for i, item in enumerate(sample.items, 1) if item.id not in done), None)


def find_sample(record_path: str | None) -> Sample | None:
    """The sample beside the record; None where none was drawn."""
    if record_path is None or not sample_path(record_path).is_file():
        return None
    try:
        return load_sample(sample_path(record_path))
    except InputError as error:
        raise PageError(503, say_error(error)) from error


def list_answers(record_path: str, sample: Sample) -> list[Answer]:
    path = answers_path(record_path)
    try:
        return read_answers([path], sample.id) if path.is_file() else []
    except InputError as error:
        raise PageError(503, say_error(error)) from error


def check_name(words: str) -> str:
    """The name of a coder, on one line; PageError where it is none."""
    name = " ".join(words.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise PageError(400, f"A coder's name is one to {LONGEST_NAME} characters that can be printed.")
    return name


# ------------------------------------------------------------------------------- writing


def keep_answer(form: FormData, record_path: str) -> str:
    """Keeps what the form says and returns the name of the coder; HTTPException where it is no answer to this sample."""
    fields = {name: value.strip() for name, value in form.multi_items() if isinstance(value, str)}
    sample = find_sample(record_path)
    if sample is None or fields.get("sample") != sample.id:
        raise HTTPException(409, "The sample has changed since this page was made. Load it again.")
    number, kind, status = fields.get("item", ""), fields.get("type", ""), fields.get("status") or None
    if not number.isascii() or not number.isdigit() or not 1 <= int(number) <= len(sample.items):
        raise HTTPException(400, "The form names no event of the sample.")
    if kind not in KEYS or status not in (None, *get_args(Status)):
        raise HTTPException(400, "Choose a category, or say that there is no event or that it is unclear.")
    judged = kind not in ("NONE", "UNCLEAR")
    answer = Answer(
        sample=sample.id,
        id=sample.items[int(number) - 1].id,
        coder=check_name(fields.get("coder", "")),
        type=kind,  # type: ignore[arg-type]
        status=status if judged else None,  # type: ignore[arg-type]
        actors=read_states(fields.get("actors")) if judged else None,
        recipients=read_states(fields.get("recipients")) if judged else None,
        note=(fields.get("note") or "")[:LONGEST_NOTE] or None,
    )
    add_answer(answers_path(record_path), answer)
    return answer.coder


def read_states(words: str | None) -> tuple[str, ...] | None:
    """Codes of states that are written with commas between; '-' is nobody, nothing is not judged; HTTPException for no state."""
    if not words:
        return None
    if words == "-":
        return ()
    try:
        return tuple(sorted({resolve_state(one.strip()) for one in words.split(",") if one.strip()}))
    except UsageError as error:
        raise HTTPException(400, f"{say_error(error)} Go back and write it otherwise.") from error


def name_states(codes: tuple[str, ...] | None) -> str:
    """The same the other way round, for the form."""
    if codes is None:
        return ""
    return ", ".join(map(name_state, codes)) or "-"

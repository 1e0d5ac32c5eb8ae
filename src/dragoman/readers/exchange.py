"""What is asked and what is answered, by key: the same words to the same model under the same settings have the same key.

`converse` is the whole course of a part: asked, asked again once where the answer breaks the form, cut in two where it did not
fit. It is run twice: when the model is asked, with a `look_up` that asks, and when the text is read, with one that remembers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

import msgspec

from dragoman.actors import Name
from dragoman.readers.form import N_FAULTS, Filled, make_schema, read_form
from dragoman.readers.parts import Part, halve_part
from dragoman.readers.prompt import hash_prompt, write_part, write_system
from dragoman.types import Document, Finish, ModelAnswer, Sentence

MAX_REPEATED = 20_000  # characters of a broken answer that are shown to the model again


class ModelSettings(msgspec.Struct, frozen=True):
    """What, beside the words, decides an answer. `part_size`: characters of a part; `max_tokens`: of an answer."""

    model: str
    temperature: float = 0.0
    max_tokens: int = 8_000
    part_size: int = 8_000


class Request(msgspec.Struct, frozen=True):
    """Messages in turn, the first by us: system, user, and after a broken answer assistant, user."""

    messages: tuple[str, ...]

    def make_key(self, settings: ModelSettings) -> str:
        """64 hexadecimal digits that stand for these words, the model, its settings and the form of the answer."""
        told = [settings.model, settings.temperature, settings.max_tokens, make_schema(), list(self.messages)]
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


class Outcome(msgspec.Struct, frozen=True):
    """What came of a part: its items; `fate`: read, or why it was set aside, or missing where there is no answer."""

    part: Part
    filled: Filled
    fate: Literal["read", "refused", "broken", "missing"]


LookUp = Callable[[Request], ModelAnswer | None]


def make_request(doc: Document, sentences: Sequence[Sentence], names: Sequence[Name], part: Part) -> Request:
    """The first request of a part."""
    return Request((write_system(), write_part(doc, sentences, names, part)))


def converse(
    doc: Document, sentences: Sequence[Sentence], names: Sequence[Name], part: Part, look_up: LookUp
) -> Iterator[Outcome]:
    """What comes of a part; of each half where the answer was too long for one."""
    request = make_request(doc, sentences, names, part)
    answer = look_up(request)
    if answer is None:
        yield Outcome(part, Filled(), "missing")
        return
    if answer.finish == "length" and (halves := halve_part(sentences, part)):
        for half in halves:
            yield from converse(doc, sentences, names, half, look_up)
        return
    filled = read_form(answer.text)
    if not filled.faults:
        yield Outcome(part, filled, "read")
        return
    again = look_up(ask_again(request, answer, filled))
    if again is None:
        yield Outcome(part, Filled(), "missing")
        return
    second = read_form(again.text)
    if second.whole:
        yield Outcome(part, second, "read")
    elif filled.whole:
        yield Outcome(part, filled, "read")
    else:
        refused = "refused" in (answer.finish, again.finish)
        yield Outcome(part, Filled(), "refused" if refused else "broken")


def ask_again(request: Request, answer: ModelAnswer, filled: Filled) -> Request:
    """The request with the broken answer and what is wrong with it."""
    faults = "\n".join(f"- {fault}" for fault in filled.faults[:N_FAULTS])
    told = f"Your answer breaks the form:\n{faults}\nAnswer again, with the whole JSON object and nothing else."
    return Request((*request.messages, answer.text[:MAX_REPEATED] or "(nothing)", told))


def make_answer(
    request: Request, settings: ModelSettings, text: str, finish: Finish, tokens_in: int = 0, tokens_out: int = 0
) -> ModelAnswer:
    """The answer to a request, under its key."""
    return ModelAnswer(request.make_key(settings), settings.model, hash_prompt(), text, finish, tokens_in, tokens_out)

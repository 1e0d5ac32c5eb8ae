"""The second reader on the road: documents with the answers of a language model -> Readings, in any process.

>>> coder = make_second_coder(SecondSettings(ModelSettings("some-model")))
>>> coder(Answered(doc.id, doc.text, answers=answers)).events
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import msgspec

from dragoman import actors
from dragoman.pipeline import finish_reading, read_account
from dragoman.readers import Answer, Both, ModelReader, ModelSettings, Reader
from dragoman.types import Document, Reading

# Codes of actors without a country.
NO_COUNTRY = ("IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC")
Kind = Literal["llm", "both"]


class SecondSettings(msgspec.Struct, frozen=True):
    """Which reader: the model alone, or beside the built-in coder; and the names that the user added."""

    model: ModelSettings
    kind: Kind = "llm"
    gazetteers: tuple[str, ...] = ()


class Answered(Document, frozen=True):
    """A document with all that the model answered about it. `asked`: the sentences it was asked about, None for all.

    `reading`: what stands already, where nothing was asked; `finished`: whether every question has its answer.
    """

    answers: tuple[Answer, ...] = ()
    asked: tuple[int, ...] | None = None
    reading: Reading | None = None
    finished: bool = True


class SecondReading(Reading, frozen=True):
    """A Reading in which a model had part. `counts`: what of its answers was not taken, by reason; `finished`: False where the
    model has not read the document, and the built-in coder's reading stands for it."""

    counts: dict[str, int] = msgspec.field(default_factory=dict)
    finished: bool = True


def make_second_coder(settings: SecondSettings) -> Callable[[Document], Reading]:
    """A coder for Answered documents; the same document gives the same Reading."""
    gazetteer = actors.load_gazetteer(*map(Path, settings.gazetteers))
    codes = list_codes(gazetteer)

    def code(doc: Document) -> Reading:
        if not isinstance(doc, Answered):
            raise TypeError(f"document {doc.id} comes without answers")
        if doc.reading is not None:
            return _extend(doc.reading, {}, doc.finished)
        return read_answered(doc, settings, gazetteer, codes)

    return code


def read_answered(doc: Answered, settings: SecondSettings, gazetteer: actors.Gazetteer, codes: frozenset[str]) -> SecondReading:
    """What the reader of the settings makes of the answers."""
    plain = strip_answers(doc)
    answers = {answer.key: answer for answer in doc.answers}
    names = actors.find_names(plain.text, gazetteer)
    model = ModelReader(plain, names, settings.model, answers, codes, doc.asked)
    reader: Reader = model if settings.kind == "llm" else Both(model, doc.asked or ())
    prepared, account = read_account(plain, gazetteer, reader)
    return _extend(finish_reading((prepared, account)), account.counts, doc.finished)


def strip_answers(doc: Document) -> Document:
    """The document as it was read, without what was answered about it."""
    return Document(**{name: getattr(doc, name) for name in Document.__struct_fields__})


def list_codes(gazetteer: actors.Gazetteer) -> frozenset[str]:
    """All codes that an actor may have."""
    return frozenset(entry.code for entries in gazetteer.senses for entry in entries if entry.code).union(NO_COUNTRY)


def _extend(reading: Reading, counts: dict[str, int], finished: bool) -> SecondReading:
    fields = {name: getattr(reading, name) for name in Reading.__struct_fields__}
    return SecondReading(**fields, counts=counts, finished=finished)

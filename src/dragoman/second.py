"""The second reader on the road: a language model is asked in threads of this process, its answers are read in any process.

    documents -> Asker -> documents with their answers -> coder -> Readings             --reader llm
    documents -> coder -> what is doubtful -> Asker -> the same with answers -> coder   --reader both

The coder is a function of document and answers alone, so neither the order of the answers nor the number of workers counts.
"""

from __future__ import annotations

import hashlib
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future
from functools import partial
from importlib.resources import files
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Literal, TypeVar

import msgspec

from dragoman import actors, workers
from dragoman.errors import UsageError
from dragoman.language import split_sentences
from dragoman.pipeline import finish_reading, read_account
from dragoman.readers import Asker, Both, ModelReader, ModelSettings, Reader, Store, find_doubtful, hash_prompt
from dragoman.types import Document, ModelAnswer, Reading, Rejected

# Codes of actors without a country.
NO_COUNTRY = ("IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC")
Kind = Literal["llm", "both"]
# Reason of a Rejected that the model alone should have read and has not.
NOT_READ = "not read by the model"
AHEAD = 3  # documents for each call under way that are taken in advance


class SecondSettings(msgspec.Struct, frozen=True):
    """Which reader: the model alone, or beside the built-in coder; and the names that the user added."""

    model: ModelSettings
    kind: Kind = "llm"
    gazetteers: tuple[str, ...] = ()


class LanguageModel(msgspec.Struct, frozen=True):
    """A language model that reads for `dragoman.read`: its name as its server calls it, and where it answers.

    `kind`: "llm" the model alone, "both" only where the built-in coder is unsure. `answers`: files of answers given before
    (`dragoman readers --export`); what they hold is not asked again. `send`: texts may go to an endpoint on another machine.
    """

    model: str
    endpoint: str | None = None
    kind: Kind = "llm"
    answers: tuple[str, ...] = ()
    calls: int = 4
    max_calls: int | None = None
    timeout: float = 300.0
    send: bool = False


class ChosenReader:
    """The model of a choice, ready to be asked; UsageError, before anything is sent, where the choice cannot be.

    `parts`: what decides a reading besides the built-in coder's parts. To be closed, which ends calls that are under way.
    """

    def __init__(self, choice: LanguageModel, store: Store | None = None) -> None:
        from dragoman.readers import Budget, Client, MemoryStore, check_endpoint, is_local, read_answers

        if choice.kind not in ("llm", "both"):
            raise UsageError(f"kind {choice.kind!r} is neither 'llm' nor 'both'")
        if not choice.model or not (choice.endpoint or choice.answers):
            raise UsageError("a LanguageModel needs its name and an endpoint to ask, or files with answers given before")
        if choice.endpoint and not choice.send and not is_local(check_endpoint(choice.endpoint)):
            raise UsageError(f"{choice.endpoint} is not on this machine: nothing was sent; say send=True to send the texts there")
        self.choice = choice
        self.settings = SecondSettings(ModelSettings(choice.model), choice.kind)
        self.parts = hash_second(self.settings)
        given = [answer for path in choice.answers for answer in read_answers(Path(path).read_bytes().splitlines(), path)]
        self.client = Client(choice.endpoint, self.settings.model, timeout=choice.timeout) if choice.endpoint else None
        self.asker = Asker(self.settings.model, MemoryStore(given, store), self.client, Budget(choice.max_calls, None, None))

    def read(self, documents: Iterable[Document | Rejected], n_workers: int = 1) -> Iterator[Reading | Rejected]:
        """A Reading per document, in order, as `read_with_model`."""
        return read_with_model(documents, self.settings, self.asker, n_workers=n_workers, n_calls=self.choice.calls)

    @property
    def unread(self) -> tuple[Rejected, ...]:
        """Documents for which the built-in coder's reading stands, as the model has not read them."""
        told = self.asker.unread.items()
        return tuple(Rejected(f"document {one}", NOT_READ, why) for why, documents in told for one in documents)

    def close(self) -> None:
        if self.client is not None:
            self.client.close()


class Answered(Document, frozen=True):
    """A document with all that the model answered about it. `asked`: the sentences it was asked about, None for all.

    `reading`: what stands already, where nothing was asked; `finished`: whether every question has its answer.
    """

    answers: tuple[ModelAnswer, ...] = ()
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


def hash_second(settings: SecondSettings) -> dict[str, str]:
    """What decides a reading besides the built-in coder's parts and the text: model, settings, prompt, code and data."""
    root = Path(str(files("dragoman")))
    digest = hashlib.sha256()
    for file in [root / "second.py", *sorted((root / "readers").glob("*.py")), *sorted((root / "data" / "readers").iterdir())]:
        if file.is_file():
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return {
        "reader": settings.kind,
        "model": msgspec.json.encode(settings.model).decode(),
        "prompt": hash_prompt(),
        "reader code": digest.hexdigest()[:16],
    }


def strip_answers(doc: Document) -> Document:
    """The document as it was read, without what was answered about it."""
    return Document(**{name: getattr(doc, name) for name in Document.__struct_fields__})


def list_codes(gazetteer: actors.Gazetteer) -> frozenset[str]:
    """All codes that an actor may have."""
    return frozenset(entry.code for entries in gazetteer.senses for entry in entries if entry.code).union(NO_COUNTRY)


def _extend(reading: Reading, counts: dict[str, int], finished: bool) -> SecondReading:
    fields = {name: getattr(reading, name) for name in Reading.__struct_fields__}
    return SecondReading(**fields, counts=counts, finished=finished)


# ------------------------------------------------------------------ asking and reading


def read_with_model(
    documents: Iterable[Document | Rejected],
    settings: SecondSettings,
    asker: Asker,
    *,
    n_workers: int = 1,
    n_calls: int = 4,
    **options: Any,
) -> Generator[Reading | Rejected, None, None]:
    """A Reading per document, in order. `n_workers`: processes that read; `n_calls`: calls under way at a time; `options` go on
    to `workers.code_documents`.

    What the model has not read: with `llm` a Rejected, with `both` the built-in coder's reading, marked unfinished.
    """
    gazetteer = actors.load_gazetteer(*map(Path, settings.gazetteers))
    make_coder = partial(make_second_coder, settings)
    if settings.kind == "llm":
        asked = ask_ahead(documents, partial(ask_all, asker=asker, gazetteer=gazetteer), n_calls)
        yield from workers.code_documents(asked, workers=n_workers, make_coder=make_coder, **options)
        return
    n_workers = -(-n_workers // 2)  # two crews, one after the other on the road
    load_coder = partial(workers.load_coder, settings.gazetteers)
    first = workers.code_documents(documents, workers=n_workers, make_coder=load_coder, **options)
    asked = ask_ahead(first, partial(ask_doubtful, asker=asker, gazetteer=gazetteer), n_calls)
    yield from workers.code_documents(asked, workers=n_workers, make_coder=make_coder, **options)


def ask_all(doc: Document | Rejected, asker: Asker, gazetteer: actors.Gazetteer) -> Answered | Rejected:
    """The document with the model's answers to every sentence of it; a Rejected where some are missing."""
    if isinstance(doc, Rejected):
        return doc
    asked = asker.ask(doc, split_sentences(doc.text), actors.find_names(doc.text, gazetteer))
    if asked.missing is not None:
        return Rejected(f"document {doc.id}", NOT_READ, asked.missing)
    return _answer(doc, asked.answers)


def ask_doubtful(read: Reading | Rejected, asker: Asker, gazetteer: actors.Gazetteer) -> Answered | Rejected:
    """The document with the model's answers to what the built-in coder is unsure of; or with the built-in reading, where there
    is nothing to ask or an answer is missing."""
    if isinstance(read, Rejected):
        return read
    doc = read.document
    sentences, names = split_sentences(doc.text), actors.find_names(doc.text, gazetteer)
    doubtful = find_doubtful(sentences, names, read.events)
    if not doubtful:
        return _answer(doc, (), reading=read)
    asked = asker.ask(doc, sentences, names, doubtful)
    if asked.missing is not None:
        asker.note_unread(doc.id, asked.missing)
        return _answer(doc, (), reading=read, finished=False)
    return _answer(doc, asked.answers, doubtful)


def _answer(
    doc: Document,
    answers: tuple[ModelAnswer, ...],
    asked: tuple[int, ...] | None = None,
    reading: Reading | None = None,
    finished: bool = True,
) -> Answered:
    fields = {name: getattr(doc, name) for name in Document.__struct_fields__}
    return Answered(**fields, answers=answers, asked=asked, reading=reading, finished=finished)


T = TypeVar("T")
U = TypeVar("U")


def ask_ahead(items: Iterable[T], ask: Callable[[T], U], n_calls: int) -> Iterator[U]:
    """`ask` of each item, in order, `n_calls` at a time; only so many are taken in advance that memory stays flat.

    The threads are daemons: who ends a run does not wait for a server that is silent.
    """
    under_way: deque[Future[U]] = deque()
    todo: SimpleQueue[tuple[T, Future[U]] | None] = SimpleQueue()
    for _ in range(n_calls):
        threading.Thread(target=_serve, args=(todo, ask), daemon=True, name="dragoman call").start()
    try:
        for item in items:
            under_way.append(Future())
            todo.put((item, under_way[-1]))
            if len(under_way) >= n_calls * AHEAD:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    finally:
        for future in under_way:
            future.cancel()
        for _ in range(n_calls):
            todo.put(None)


def _serve(todo: SimpleQueue[tuple[T, Future[U]] | None], ask: Callable[[T], U]) -> None:
    while (task := todo.get()) is not None:
        item, future = task
        if future.set_running_or_notify_cancel():
            try:
                future.set_result(ask(item))
            except BaseException as error:  # noqa: BLE001  raised where the answer is waited for
                future.set_exception(error)

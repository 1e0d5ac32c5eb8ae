"""Asks a model about documents within a budget, and keeps every answer as soon as it is there.

What has been answered before is not asked again. What gets no answer is named with a reason, and the document goes on without.

    >>> Asker(settings, MemoryStore(), None, Budget()).ask(doc, sentences, names).missing
    'there is no answer to it, and no --endpoint to ask'
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

import msgspec

from dragoman.actors import Name
from dragoman.errors import UsageError
from dragoman.readers.client import CallError, StoppedError
from dragoman.readers.estimate import Prices, count_tokens, estimate_answer
from dragoman.readers.exchange import ModelSettings, Request, converse
from dragoman.readers.parts import cut_parts
from dragoman.types import Document, ModelAnswer, Sentence

NO_ENDPOINT = "there is no answer to it, and no --endpoint to ask"
NAMED = 20  # reasons, and documents of each, that are told one by one
NO_BUDGET = "the budget is used up"


class Store(Protocol):
    """Where answers are kept; several threads ask it."""

    def find(self, keys: Sequence[str]) -> Mapping[str, ModelAnswer]:
        """Those that are kept, by key."""

    def add(self, answer: ModelAnswer) -> None:
        """Keeps one more."""


class Model(Protocol):
    """Who answers (`client.Client`)."""

    def ask(self, request: Request) -> ModelAnswer: ...


class MemoryStore:
    """Answers of this run, and those of a file, over another store."""

    def __init__(self, answers: Iterable[ModelAnswer] = (), below: Store | None = None) -> None:
        self.answers = {answer.key: answer for answer in answers}
        self.below = below

    def find(self, keys: Sequence[str]) -> Mapping[str, ModelAnswer]:
        found = {key: self.answers[key] for key in keys if key in self.answers}
        missing = [key for key in keys if key not in found]
        if self.below is None:
            return found
        for answer in found.values():
            self.below.add(answer)  # so that a record holds all that it was read with
        if not missing:
            return found
        return {**self.below.find(missing), **found}

    def add(self, answer: ModelAnswer) -> None:
        if self.below is not None:
            self.below.add(answer)
        else:
            self.answers[answer.key] = answer


def read_answers(lines: Iterable[bytes], where: str) -> list[ModelAnswer]:
    """Answers from the lines of a file that `dragoman readers --answers` wrote; UsageError names the first bad one."""
    found = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                found.append(msgspec.json.decode(line, type=ModelAnswer))
            except msgspec.DecodeError as error:
                raise UsageError(f"{where}:{number} is no answer of a model ({error})") from error
    return found


class Budget:
    """What may be spent in a run: calls, and money at the given prices. None is without bound."""

    def __init__(self, max_calls: int | None = None, max_cost: float | None = None, prices: Prices | None = None) -> None:
        if max_cost is not None and prices is None:
            raise UsageError("--max-cost needs to know the prices: give --price-in and --price-out (per million tokens)")
        self.max_calls = max_calls
        self.max_cost = max_cost
        self.prices = prices or Prices()
        self.n_calls = 0
        self.cost = 0.0  # of answers that are there, and the estimate for those under way
        self._lock = threading.Lock()

    def take(self, request: Request) -> float | None:
        """Sets aside one call and returns its estimated cost; None where it is beyond the budget."""
        tokens = sum(map(count_tokens, request.messages))
        cost = self.prices.cost(tokens, estimate_answer(request.messages[1]))
        with self._lock:
            if self.max_calls is not None and self.n_calls >= self.max_calls:
                return None
            if self.max_cost is not None and self.cost + cost > self.max_cost:
                return None
            self.n_calls += 1
            self.cost += cost
        return cost

    def settle(self, estimated: float, answer: ModelAnswer | None) -> None:
        """Puts what a call did cost in the place of the estimate; a call without an answer counts as free."""
        cost = self.prices.cost(answer.tokens_in, answer.tokens_out) if answer else 0.0
        with self._lock:
            self.cost += cost - estimated


class Asked(msgspec.Struct, frozen=True):
    """All answers to what was asked about a document; `missing`: why some are not there, None where all are."""

    answers: tuple[ModelAnswer, ...]
    missing: str | None = None


class Asker:
    """Asks about one document at a time; may be used by several threads. `counts`: what came of it, for the summary."""

    def __init__(self, settings: ModelSettings, store: Store, model: Model | None, budget: Budget) -> None:
        self.settings = settings
        self.store = store
        self.model = model
        self.budget = budget
        self.counts: Counter[str] = Counter()
        self.unread: dict[str, list[str]] = {}  # why -> documents, of each kind the first ones
        self._lock = threading.Lock()

    def ask(
        self, doc: Document, sentences: Sequence[Sentence], names: Sequence[Name], wanted: Collection[int] | None = None
    ) -> Asked:
        """The answers to all parts of a document; `wanted`: the sentences to ask about, None for all."""
        found: dict[str, ModelAnswer] = {}
        missing: list[str] = []

        def look_up(request: Request) -> ModelAnswer | None:
            answer = self._look_up(request, missing)
            if answer is not None:
                found[answer.key] = answer
            return answer

        for part in cut_parts(sentences, self.settings.part_size, wanted):
            for outcome in converse(doc, sentences, names, part, look_up):
                self._count(f"parts {outcome.fate}")
        return Asked(tuple(found.values()), missing[0] if missing else None)

    def _look_up(self, request: Request, missing: list[str]) -> ModelAnswer | None:
        key = request.make_key(self.settings)
        kept = self.store.find([key]).get(key)
        if kept is not None:
            self._count("answers known")
            return kept
        if self.model is None:
            missing.append(NO_ENDPOINT)
            return None
        estimated = self.budget.take(request)
        if estimated is None:
            missing.append(NO_BUDGET)
            return None
        answer = None
        try:
            answer = self.model.ask(request)
        except StoppedError as error:
            missing.append(str(error))
        except CallError as error:
            missing.append(f"no answer after several tries: {error}")
        finally:
            self.budget.settle(estimated, answer)
        if answer is not None:
            self.store.add(answer)
            with self._lock:
                self.counts.update({"calls": 1, "tokens in": answer.tokens_in, "tokens out": answer.tokens_out})
        return answer

    def note_unread(self, doc_id: str, why: str) -> None:
        """Notes that the model has not read a document."""
        with self._lock:
            self.counts["documents unread"] += 1
            named = self.unread.setdefault(why, []) if len(self.unread) < NAMED else []
            if len(named) < NAMED:
                named.append(doc_id)

    def _count(self, what: str) -> None:
        with self._lock:
            self.counts[what] += 1

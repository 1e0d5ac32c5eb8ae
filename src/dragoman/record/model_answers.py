"""The answers of language models that a record keeps: found by key, added one by one from any thread.

>>> with open_record("gulf.duckdb") as record, KeptAnswers(record) as kept:
...     kept.find(["5f1d..."])
{}
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Self

import msgspec

from dragoman.record.base import Connected
from dragoman.record.rows import make_storable
from dragoman.types import ModelAnswer


class KeptAnswers(Connected):
    """The answers in an open record, over a connection of their own: each is kept at once, whatever becomes of the reading."""

    def __init__(self, record: Connected) -> None:
        super().__init__(record._con.cursor(), record.path, read_only=record.read_only)
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._con.close()

    def find(self, keys: Sequence[str]) -> Mapping[str, ModelAnswer]:
        """Those that are kept, by key."""
        with self._lock:
            return {answer.key: answer for answer in self._read("find_answers", {"keys": list(keys)}, ModelAnswer)}

    def add(self, answer: ModelAnswer) -> None:
        """Keeps one more; one that is there stays as it is."""
        row = make_storable(msgspec.structs.asdict(answer))
        with self._lock:
            self._ask("add_answer", row)

    def list_all(self) -> Iterator[ModelAnswer]:
        """All answers, in order of their keys."""
        with self._lock:
            yield from self._read("list_answers", {}, ModelAnswer)

"""Answers of one copy of the record, kept while there is room for them; each is made once, however many readers ask at once.

>>> answers = Answers(1_000_000)
>>> answers.give("a page", lambda: b"its words", len), answers.give("a page", lambda: b"never made", len)
(b'its words', b'its words')
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

T = TypeVar("T")


class Answers:
    """Keeps up to `most_bytes`, those that were asked for last. Each copy has its own: none outlives what it was made from."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, tuple[object, int]] = OrderedDict()
        self._making: dict[Hashable, threading.Event] = {}
        self.n_bytes = 0

    def give(self, key: Hashable, make: Callable[[], T], weigh: Callable[[T], int | None]) -> T:
        """The answer that is kept under `key`, or what `make` gives; `weigh`: its bytes, or None where it is not to be kept."""
        while True:
            with self._lock:
                if key in self._kept:
                    self._kept.move_to_end(key)
                    return cast(T, self._kept[key][0])
                done = self._making.get(key)
                if done is None:
                    done = self._making[key] = threading.Event()
                    break
            done.wait()  # and look again: what failed for another reader is tried anew for this one
        try:
            answer = make()
            size = weigh(answer)
            if size is not None:
                self._keep(key, answer, size)
            return answer
        finally:
            with self._lock:
                del self._making[key]
            done.set()

    def _keep(self, key: Hashable, answer: object, size: int) -> None:
        size += len(repr(key))
        if size > self._most // 8:  # one answer shall not drive out all others
            return
        with self._lock:
            self._kept[key] = (answer, size)
            self.n_bytes += size
            while self.n_bytes > self._most:
                _, (_, least) = self._kept.popitem(last=False)
                self.n_bytes -= least

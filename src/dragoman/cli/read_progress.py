"""How far a run is: a bar with rate and time left on a terminal, now and then a plain line elsewhere. All on stderr."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Any, Self

import click

LINE_SECONDS = 10.0
LINE_DOCUMENTS = 500


class Progress:
    """A context manager; `total` is the number of bytes of the input, None where it is not known beforehand."""

    def __init__(self, total: int | None) -> None:
        self.total = total
        self.n_bytes = self.n_documents = self.n_words = 0
        self.started = self.last_line = time.monotonic()
        self.bar: Any = None
        self.task: Any = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

            text = TextColumn("{task.fields[said]}")
            columns = (TextColumn("reading"), BarColumn(), TaskProgressColumn(), text, TimeRemainingColumn(compact=True))
            self.bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self.task = self.bar.add_task("reading", total=self.total, said="loading")
            self.bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.bar is not None:
            self.bar.stop()

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.started

    def update(self, n_bytes: int, n_words: int) -> None:
        """One more document is done; `n_bytes` of the input lie behind."""
        self.n_bytes = n_bytes
        self.n_documents += 1
        self.n_words += n_words
        if self.bar is not None:
            self.bar.update(self.task, completed=n_bytes, said=self._describe_rate())
        elif time.monotonic() - self.last_line >= LINE_SECONDS or self.n_documents % LINE_DOCUMENTS == 0:
            self.last_line = time.monotonic()
            click.echo(self._describe_rate() + self._describe_rest(), err=True)

    def _describe_rate(self) -> str:
        rate = self.n_words / max(0.1, self.seconds)
        return f"{self.n_documents:,} document{'s' * (self.n_documents != 1)}, {self.n_words:,} words, {rate:,.0f} words/s"

    def _describe_rest(self) -> str:
        if not self.total or not self.n_bytes:
            return ""
        share = min(1.0, self.n_bytes / self.total)
        left = max(0.0, self.seconds / share - self.seconds)
        return f", {share:.0%}, about {_say_time(left)} left"


def _say_time(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"

"""A limit of processor time for tests of hostile input: it holds on a busy machine, and ends even a regular expression.

>>> with processor_time(1):
...     sum(range(10))
45
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


class TimeIsUpError(BaseException):
    """The block used more processor time than it was given. No Exception, as readers of hostile input catch those."""


@contextmanager
def processor_time(seconds: float) -> Iterator[None]:
    """Raises TimeIsUpError inside the block once this process has computed for `seconds` in it."""

    def stop(*_: object) -> None:
        raise TimeIsUpError(f"more than {seconds} seconds of processor time")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)

"""When: expressions of time, their values (EDTF), the running time of a text, and the dates of events.

>>> [time.edtf for time in find_dates("Peace was made on 18 October 1912.")]
['1912-10-18']
"""

from __future__ import annotations

import sys
from types import ModuleType

from dragoman.dates.event import date_event
from dragoman.dates.find import find_dates
from dragoman.dates.news import date_saying
from dragoman.dates.timeline import Timeline, read_timeline
from dragoman.dates.told import DateTold, check_date
from dragoman.types import TimeMention

__all__ = ["DateTold", "Timeline", "check_date", "date_event", "date_saying", "find_dates", "read_timeline"]


class _CallableRoom(ModuleType):
    """`dragoman.dates` is this room and, for those who want only dates, also the function: `dragoman.dates(text)`."""

    def __call__(self, text: str, reference_date: str | None = None) -> list[TimeMention]:
        return find_dates(text, reference_date)


sys.modules[__name__].__class__ = _CallableRoom

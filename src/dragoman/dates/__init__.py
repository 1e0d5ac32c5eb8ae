"""When: expressions of time, their values (EDTF), the running time of a text, and the dates of events.

>>> [time.edtf for time in find_dates("Peace was made on 18 October 1912.")]
['1912-10-18']
"""

from dragoman.dates.event import date_event
from dragoman.dates.find import find_dates
from dragoman.dates.timeline import Timeline, read_timeline

__all__ = ["Timeline", "date_event", "find_dates", "read_timeline"]

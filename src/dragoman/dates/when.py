"""A stretch of days with its EDTF string: the value of an expression of time.

>>> of_month(1920, 5)
When(edtf='1920-05', first=701326, last=701356, grain='month')
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from dragoman.dates.days import add_months, is_date, make_day, monday_of, month_length, read_day

Grain = Literal["day", "weekend", "week", "month", "season", "quarter", "half", "year", "decade", "century", "millennium", "span"]

# Coarseness in days: how far an expression of this grain leaves the day open.
GRAIN_DAYS: dict[str, int] = {
    "day": 1, "weekend": 2, "week": 7, "month": 30, "season": 91, "quarter": 91, "half": 182, "year": 365,
    "decade": 3652, "century": 36524, "millennium": 365242, "span": 0,
}  # fmt: skip


class When(NamedTuple):
    """`first` and `last` are day numbers, None where the value is open on that side."""

    edtf: str
    first: int | None
    last: int | None
    grain: Grain

    @property
    def ymd(self) -> tuple[int, int, int]:
        """Year, month and day of the first day (of the last, if open at the beginning)."""
        day = self.first if self.first is not None else self.last
        return read_day(day if day is not None else 0)

    @property
    def year(self) -> int:
        return self.ymd[0]

    @property
    def anchor(self) -> int:
        """The day from which shifts are counted: the first one, or the last if the beginning is open."""
        day = self.first if self.first is not None else self.last
        return day if day is not None else 0


def in_range(year: int) -> bool:
    """Years that four EDTF digits hold."""
    return -9998 <= year <= 9998


def write_year(year: int) -> str:
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


@lru_cache(4096)
def write_day(number: int) -> str:
    year, month, day = read_day(number)
    return f"{write_year(year)}-{month:02d}-{day:02d}"


def of_day(year: int, month: int, day: int) -> When | None:
    if not in_range(year) or not is_date(year, month, day):
        return None
    return day_when(make_day(year, month, day))


def day_when(number: int) -> When:
    return When(write_day(number), number, number, "day")


def of_month(year: int, month: int) -> When | None:
    if not in_range(year) or not 1 <= month <= 12:
        return None
    first = make_day(year, month, 1)
    return When(f"{write_year(year)}-{month:02d}", first, first + month_length(year, month) - 1, "month")


def of_year(year: int) -> When | None:
    if not in_range(year):
        return None
    return When(write_year(year), make_day(year, 1, 1), make_day(year, 12, 31), "year")


def _of_months(year: int, code: int, month: int, n: int, grain: Grain) -> When | None:
    if not in_range(year):
        return None
    last_year, last_month = add_months(year, month, n - 1)
    last = make_day(last_year, last_month, month_length(last_year, last_month))
    return When(f"{write_year(year)}-{code}", make_day(year, month, 1), last, grain)


def of_season(year: int, code: int) -> When | None:
    """Codes 21 spring (from March) to 24 winter (from December of that year), as in EDTF."""
    return _of_months(year, code, 3 * (code - 20), 3, "season")


def of_quarter(year: int, n: int) -> When | None:
    return _of_months(year, 32 + n, 3 * n - 2, 3, "quarter")


def of_half(year: int, n: int) -> When | None:
    return _of_months(year, 39 + n, 6 * n - 5, 6, "half")


def of_decade(year: int) -> When | None:
    """The decade that begins with `year` (a multiple of ten); before Christ the year that the text names: 480 for the 480s."""
    if not in_range(year) or not in_range(year + 9):
        return None
    if year < 0:  # the 480s BC are 489 to 480 BC
        return of_span(of_year(year - 8), of_year(year + 1), "decade")
    return When(f"{year:04d}"[:3] + "X", make_day(year, 1, 1), make_day(year + 9, 12, 31), "decade")


def of_century(n: int) -> When | None:
    """The nth century: 19 is 1800 to 1899 (18XX); -5 is the fifth before Christ (500 to 401 BC)."""
    if n == 0 or not -98 <= n <= 99:
        return None
    if n < 0:
        return of_span(of_year(100 * n + 1), of_year(100 * n + 100), "century")
    return When(f"{n - 1:02d}XX", make_day(100 * (n - 1), 1, 1), make_day(100 * n - 1, 12, 31), "century")


def of_millennium(n: int) -> When | None:
    if n == 0 or not -9 <= n <= 9:
        return None
    if n < 0:
        return of_span(of_year(1000 * n + 1), of_year(1000 * n + 1000), "millennium")
    return When(f"{n - 1}XXX", make_day(1000 * (n - 1), 1, 1), make_day(1000 * n - 1, 12, 31), "millennium")


def of_week(number: int) -> When:
    """The ISO week of a day, as an interval of days."""
    monday = monday_of(number)
    return When(f"{write_day(monday)}/{write_day(monday + 6)}", monday, monday + 6, "week")


def of_weekend(number: int) -> When:
    """Saturday and Sunday of the ISO week of a day."""
    saturday = monday_of(number) + 5
    return When(f"{write_day(saturday)}/{write_day(saturday + 1)}", saturday, saturday + 1, "weekend")


def of_span(first: When | None, last: When | None, grain: Grain = "span") -> When | None:
    """From the beginning of one value to the end of another; None if it would run backwards."""
    if first is None or last is None or first.first is None or last.last is None or first.first > last.last:
        return None
    return When(f"{bare_start(first)}/{bare_end(last)}", first.first, last.last, grain)


def bare_start(when: When) -> str:
    """How a value is written as the left end of an interval: qualifiers stay, inner intervals lose their end."""
    left = when.edtf.split("/")[0]
    return write_year(when.ymd[0]) if "X" in left else left


def bare_end(when: When) -> str:
    right = when.edtf.split("/")[-1]
    return write_year(read_day(when.last)[0]) if "X" in right and when.last is not None else right


def open_after(when: When) -> When:
    return When(f"{bare_start(when)}/..", when.first, None, when.grain)


def of_grain(grain: str, number: int) -> When | None:
    """The stretch of a given grain that a day lies in."""
    year, month, _ = read_day(number)
    match grain:
        case "day":
            return day_when(number)
        case "week":
            return of_week(number)
        case "weekend":
            return of_weekend(number)
        case "month":
            return of_month(year, month)
        case "season":
            return of_season(year if month > 2 else year - 1, 21 + (month - 3) % 12 // 3)
        case "quarter":
            return of_quarter(year, (month + 2) // 3)
        case "half":
            return of_half(year, (month + 5) // 6)
        case "year":
            return of_year(year)
        case "decade":
            if -9 < year <= 0:  # 9 to 1 BC
                return of_span(of_year(-8), of_year(0), "decade")
            return of_decade(year // 10 * 10 if year > 0 else -((1 - year) // 10 * 10))
        case "century":
            return of_century(year // 100 + 1 if year > 0 else -((-year) // 100 + 1))
        case "millennium":
            return of_millennium(year // 1000 + 1 if year > 0 else -((-year) // 1000 + 1))
    return None

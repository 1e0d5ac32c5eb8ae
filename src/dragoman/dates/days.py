"""Day numbers: the proleptic Gregorian calendar as plain integers, years before Christ included.

Day 0 is 1 March of year 0; years are astronomical (44 BC is year -43). Python's own dates end at year 1.

    >>> read_day(make_day(1920, 5, 18) + 3)
    (1920, 5, 21)
"""

from __future__ import annotations

from functools import lru_cache

MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def make_day(year: int, month: int, day: int) -> int:
    """The number of a day (days from 0000-03-01, after H. Hinnant's `days_from_civil`)."""
    if month <= 2:
        year -= 1
    era, year_of_era = divmod(year, 400)
    day_of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year


@lru_cache(4096)
def read_day(number: int) -> tuple[int, int, int]:
    """Year, month and day of a day number."""
    era, day_of_era = divmod(number, 146097)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    return year_of_era + era * 400 + (month <= 2), month, day_of_year - (153 * shifted + 2) // 5 + 1


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    return 29 if month == 2 and is_leap(year) else MONTH_LENGTHS[month - 1]


def is_date(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= month_length(year, month)


def add_months(year: int, month: int, n: int) -> tuple[int, int]:
    """The month `n` months after (year, month)."""
    years, month0 = divmod(year * 12 + month - 1 + n, 12)
    return years, month0 + 1


def weekday(number: int) -> int:
    """0 for Monday to 6 for Sunday."""
    return (number + 2) % 7


def monday_of(number: int) -> int:
    """The Monday of the ISO week that the day lies in."""
    return number - weekday(number)


def easter(year: int) -> int:
    """Western Easter Sunday (Gauss's rule in the form of the Anonymous Gregorian algorithm, Nature, 20 April 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return make_day(year, month, day + 1)


def orthodox_easter(year: int) -> int:
    """Eastern Easter Sunday in the Gregorian calendar (J. Meeus, Astronomical Algorithms, 1991, chapter 8)."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return make_day(year, month, day + 1) + julian_lag(year)


def julian_lag(year: int) -> int:
    """Days by which the Julian calendar is behind the Gregorian one, from March of `year` on (13 from 1900 to 2099)."""
    return year // 100 - year // 400 - 2

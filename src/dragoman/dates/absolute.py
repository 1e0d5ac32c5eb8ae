"""Readings of calendar dates, seasons, quarters, decades, centuries, holidays and eras.

Each takes the parts that a rule captured and the story so far, and gives the days meant, or None.
"""

from __future__ import annotations

import re

from dragoman.dates.days import add_months, julian_lag, monday_of, read_day
from dragoman.dates.holidays import load_eras, read_holiday
from dragoman.dates.story import Story
from dragoman.dates.when import (
    When,
    day_when,
    of_century,
    of_day,
    of_decade,
    of_half,
    of_millennium,
    of_month,
    of_quarter,
    of_season,
    of_span,
    of_week,
    of_weekend,
    of_year,
)
from dragoman.dates.words import load_words, month_numbers, read_ordinal, weekday_numbers
from dragoman.dates.years import Parts, choose_year, near_short_year, read_year, sign_of


def read_calendar(parts: Parts, story: Story) -> When | None:
    year = read_year(parts, story)
    month = month_numbers().get(parts.get("month", "").lower()) or (int(parts["m"]) if "m" in parts else None)
    day = int(re.sub(r"\D", "", parts.get("dom") or parts.get("d") or "") or 0) or read_ordinal(parts.get("ordinal", "")) or 0
    if day > 31:
        return None
    if "dom_new" in parts and year is not None and month:
        new = of_day(year, month_numbers()[parts.get("month_new", parts["month"]).lower()], int(parts["dom_new"]))
        old = of_day(year, month, day)
        if old and new and new.anchor - old.anchor == julian_lag(year):
            return new
        return of_span(old, new) if old and new and 0 < new.anchor - old.anchor <= 2 else None  # the night of 4/5 May
    if "dom_last" in parts and month and day:
        year = year if year is not None else choose_year(month, day, story)
        return None if year is None else of_span(of_day(year, month, day), of_day(year, month, int(parts["dom_last"])))
    if month is None and day:
        when = _place_day(day, parts, story)
    elif month is None:
        when = of_year(year) if year is not None else None
    else:
        if year is None:
            year = choose_year(month, day or None, story, weekday_numbers().get(parts.get("weekday", "").lower()))
        when = None if year is None else of_day(year, month, day) if day else of_month(year, month)
    return _qualified(when, parts)


def _qualified(when: When | None, parts: Parts) -> When | None:
    if when and "/" not in when.edtf:
        if "approx" in parts:
            return when._replace(edtf=when.edtf + "~")
        if "unsure" in parts:
            return when._replace(edtf=when.edtf + "?")
    return when


def _place_day(day: int, parts: Parts, story: Story) -> When | None:
    """ "the 28th": of the running month, or of the next one if that day has passed."""
    base = story.then
    if base is None:
        return None
    year, month, base_day = read_day(base.anchor)
    if base.grain not in ("day", "week", "weekend", "month"):
        return None
    if rel := parts.get("relmonth"):
        year, month = add_months(year, month, {"ult": -1, "ultimo": -1, "prox": 1, "proximo": 1}.get(rel.lower()) or sign_of(rel))
    elif base.grain == "day" and day < base_day - 3:
        year, month = add_months(year, month, 1)
    return of_day(year, month, day)


def read_numeric(parts: Parts, story: Story) -> When | None:
    """11/10/2024: settled by a number above 12, by the full stops of German and Russian style, or by the publication date
    next to which only one of the two can be; else both are given."""
    first, second, year = int(parts["num1"]), int(parts["num2"]), int(parts["numy"])
    if len(parts["numy"]) == 2:
        year = near_short_year(year, story.now.year if story.now else 1950)
    elif not 1000 <= year <= 2999:
        return None
    european, american = of_day(year, second, first), of_day(year, first, second)
    if not european or not american or european == american:
        return european or american
    style = parts.get("style", "day" if parts["sep"] == "." else "")
    if style:
        return european if style == "day" else american
    if story.reference is not None:
        near = sorted((abs(when.anchor - story.reference), when) for when in (european, american))
        if near[0][0] <= 31 < near[1][0] or (near[0][0] <= 3 and near[1][1].anchor > story.reference):
            return near[0][1]
    early, late = sorted((european, american), key=lambda when: when.anchor)
    return When(f"[{early.edtf},{late.edtf}]", early.first, late.last, "span")


# ------------------------------------------------------------------------------------------------- seasons and the like


def read_season(parts: Parts, story: Story) -> When | None:
    code = load_words()["seasons"][parts["season"].lower()]
    year = read_year(parts, story)
    if year is not None:
        return _qualified(of_season(year, code), parts)
    base = story.now
    if base is None:
        return None
    sign = sign_of(parts.get("rel", ""))
    if parts.get("rel", "").lower() in ("that", "that same", "same"):
        base = story.then_of_years or base
    near = [when for y in range(base.year - 2, base.year + 3) if (when := of_season(y, code))]
    if not story.in_history or sign:
        if sign > 0 or (not sign and story.looks_ahead):
            return next((when for when in near if (when.first or 0) > base.anchor), None)
        if sign < 0:
            return next((when for when in reversed(near) if (when.last or 0) < base.anchor), None)
        return next((when for when in reversed(near) if (when.first or 0) <= base.anchor), None)
    if base.grain in ("year", "decade", "century"):
        return of_season(base.year, code)
    # In a narrative: the one that runs at the time, else the next one, unless that is further than the one before.
    following = next((when for when in near if (when.last or 0) >= base.anchor), None)
    if following and (following.first or 0) - base.anchor > 240:
        return next((when for when in reversed(near) if (when.last or 0) < base.anchor), following)
    return following


def read_quarter(parts: Parts, story: Story) -> When | None:
    n = read_ordinal(parts.get("quarterno") or parts["ordinal"])
    if n is None or not 1 <= n <= 4:
        return None
    year = read_year(parts, story)
    if year is None:
        base = story.now
        if base is None:
            return None
        near = [when for y in (base.year - 1, base.year, base.year + 1) if (when := of_quarter(y, n))]
        if story.looks_ahead:
            return next((when for when in near if (when.last or 0) >= base.anchor), None)
        return next((when for when in reversed(near) if (when.last or 0) <= base.anchor + 31), None)
    return of_quarter(year, n)


def read_half(parts: Parts, story: Story) -> When | None:
    n = read_ordinal(parts.get("halfno") or parts["ordinal"])
    year = read_year(parts, story)
    if year is None and (base := story.then):
        year = base.year
    return of_half(year, n) if year is not None and n in (1, 2) else None


def read_decade(parts: Parts, story: Story) -> When | None:
    if digits := parts.get("decade"):
        year = int(digits)
        if "bc2" in parts:
            return of_decade(-year)
        if year % 100 == 0 and year != 2000:  # the 1600s are a century; the 2000s, in common use, ten years
            return _qualified(of_century(year // 100 + 1), parts)
        return _qualified(of_decade(year), parts)
    tens = load_words()["decades"].get(parts.get("decadeword", "").lower())
    if tens is None:
        tens = int(parts.get("yy", "0"))
    base = story.now
    near = base.year if base else 1999
    if spelled := parts.get("cent"):
        return of_decade({"nineteen": 1900, "eighteen": 1800}[spelled.lower()] + tens)
    year = near // 100 * 100 + tens
    return of_decade(year - 100 if year > near + 5 else year)


def read_century(parts: Parts, story: Story) -> When | None:
    n = read_ordinal(parts["ordinal"])
    if n is None or n > 30:
        return None
    return of_century(-n if parts.get("era", "").upper().startswith("B") else n)


def read_millennium(parts: Parts, story: Story) -> When | None:
    n = read_ordinal(parts["ordinal"])
    if n is None or n > 9:
        return None
    return of_millennium(-n if parts.get("era", "").upper().startswith("B") else n)


def read_week_of(parts: Parts, story: Story) -> When | None:
    when = read_calendar(parts, story)
    if when is None or when.first is None or when.last is None:
        return None
    if when.grain == "day":
        return of_week(when.first) if parts["wk"].lower() == "week" else of_weekend(when.first)
    nth = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1, "final": -1}.get(parts.get("nth", "").lower())
    if when.grain != "month" or nth is None:
        return None
    monday = monday_of(when.last - 6) if nth < 0 else monday_of(when.first + 3) + 7 * (nth - 1)
    if nth < 0 and monday + 13 <= when.last:
        monday += 7
    return of_week(monday) if parts["wk"].lower() == "week" else of_weekend(monday)


def read_edge_day(parts: Parts, story: Story) -> When | None:
    """ "the last day of March": of a month, of a year, or of the running one."""
    if span := parts.get("span"):
        base = story.then
        month = base is not None and "month" in span and base.grain in ("day", "week", "month")
        when = None if base is None else of_month(*base.ymd[:2]) if month else of_year(base.year) if "year" in span else None
    else:
        when = read_calendar(parts, story)
    if when is None or when.first is None or when.last is None or when.grain not in ("month", "year"):
        return None
    return day_when(when.first if parts["edge"].lower() in ("first", "opening") else when.last)


def read_holiday_date(parts: Parts, story: Story) -> When | None:
    year = read_year(parts, story)
    name = parts["holiday"]
    if year is not None:
        return read_holiday(name, year)
    base = story.now
    if base is None:
        return None
    if story.in_history and base.grain in ("year", "decade", "century"):
        return read_holiday(name, base.year)
    near = [when for y in (base.year - 1, base.year, base.year + 1) if (when := read_holiday(name, y))]
    return min(near, key=lambda when: (abs(when.anchor - base.anchor), when.anchor), default=None)


def read_era(parts: Parts, story: Story) -> When | None:
    era = load_eras().get(re.sub(r"\s+", " ", parts["eraname"].lower()))
    return era.when if era else None

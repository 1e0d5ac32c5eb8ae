"""Readings of weekdays, "yesterday", "two weeks later", "the following month" and their kin.

Each takes the parts that a rule captured and the story so far, and gives the days meant, or None.
"""

from __future__ import annotations

from dragoman.dates.days import add_months, make_day, month_length, weekday
from dragoman.dates.story import Story
from dragoman.dates.when import (
    GRAIN_DAYS,
    When,
    day_when,
    of_day,
    of_grain,
    of_month,
    of_quarter,
    of_season,
    of_week,
    of_weekend,
    of_year,
)
from dragoman.dates.words import month_numbers, read_number, read_ordinal, unit_grains, weekday_numbers
from dragoman.dates.years import Parts, sign_of


def read_weekday(parts: Parts, story: Story) -> When | None:
    when = _read_weekday(parts, story)
    told = story.last
    if "ends" in parts and when and told and told.grain == "day" and told.anchor - 7 < when.anchor < told.anchor:
        return day_when(when.anchor + 7)  # "from Monday to Friday": the second end is after the first
    return when


def _read_weekday(parts: Parts, story: Story) -> When | None:
    day = weekday_numbers()[parts["weekday"].lower()]
    direction = parts.get("dir", "").lower()
    base = story.now
    if base is None:
        return None
    if not story.in_history and not any(word in direction for word in ("following", "previous", "that", "same")):
        anchor = base.anchor
        if "next" in direction or "coming" in direction:
            ahead = True
        elif direction:
            ahead = direction == "this" and (story.looks_ahead or not story.looks_past)
        else:
            ahead = story.looks_ahead
        if ahead:
            gap = (day - weekday(anchor)) % 7
            gap = gap or (7 if "next" in direction else 0)
        else:
            gap = -((weekday(anchor) - day) % 7)
            gap = gap or (-7 if direction in ("last", "past", "this past") else 0)
            if "n" in parts:  # "two Fridays ago"
                n = read_number(parts["n"])
                if n is None:
                    return None
                gap -= 7 * (int(n) - 1)
        return day_when(anchor + gap + (7 if "week" in parts else 0))
    told = story.then
    if told is None or told.grain not in ("day", "week", "weekend"):
        return None
    anchor = told.anchor
    if "previous" in direction or "last" in direction:
        return day_when(anchor - ((weekday(anchor) - day) % 7 or 7))
    gap = (day - weekday(anchor)) % 7
    return day_when(anchor + (gap or (7 if "following" in direction or "next" in direction else 0)))


def read_deictic(parts: Parts, story: Story) -> When | None:
    if story.in_history or story.reference is None:
        return None
    words = parts["deictic"].lower()
    gap = (
        2
        if "after tomorrow" in words
        else -2
        if "before yesterday" in words
        else (-1 if words in ("yesterday", "last night") else 1 if words == "tomorrow" else 0)
    )
    return day_when(story.reference + gap)


def read_shift(parts: Parts, story: Story) -> When | None:
    grain = unit_grains()[parts["unit"].lower()]
    sign = sign_of(parts["dir"])
    base = story.now if parts["anchor"] == "reference" else story.then_of_years
    if base is None:
        return None
    if grain in ("hour", "minute", "second"):
        return base if base.grain == "day" else None
    n = read_number(parts["n"]) if "n" in parts else None
    if n is None:
        return None
    if "half" in parts:
        n += 0.5
    return shift(base, grain, sign * n)


def shift(base: When, grain: str, n: float) -> When | None:
    """`base` moved by n units, as precise as the unit (weeks move days); None if the base is vaguer than that."""
    if n != int(n):
        grain, n = ("month", n * 12) if grain == "year" else ("year", n * 10) if grain == "decade" else ("month", n)
    n = int(n)
    if abs(n) > 5000:
        return None
    year, month, _ = base.ymd
    match grain:
        case "day" | "night":
            return day_when(base.anchor + n) if base.grain == "day" else _blurred(base, n)
        case "week" | "fortnight" | "weekend":
            days = n * (14 if grain == "fortnight" else 7)
            if base.grain == "day":
                return day_when(base.anchor + days)
            return of_week(base.anchor + days) if base.grain in ("week", "weekend") else _blurred(base, days)
        case "month" | "season" | "quarter" | "half":
            months = n * {"month": 1, "season": 3, "quarter": 3, "half": 6}[grain]
            if GRAIN_DAYS[base.grain] > 100 or base.grain == "span":
                return of_year(year + (n // 12 if abs(n) >= 12 else 0)) if base.grain == "year" and abs(months) >= 12 else None
            return of_month(*add_months(year, month, months))
        case "year":
            return of_year(year + n)
        case "decade":
            return of_grain("decade", make_day(year + 10 * n, month, 1)) if abs(year + 10 * n) < 9000 else None
        case "century":
            return of_grain("century", make_day(year + 100 * n, month, 1)) if abs(year + 100 * n) < 9000 else None
    return None


def _blurred(base: When, days: int) -> When | None:
    """A few days after "May 1811" is still May 1811, as far as one can say."""
    return base if abs(days) * 2 < GRAIN_DAYS[base.grain] else None


def read_ago_this(parts: Parts, story: Story) -> When | None:
    """ "three years ago this month": as precise as the second half."""
    n = read_number(parts["n"])
    grain = unit_grains()[parts["unit"].lower()]
    base = story.now
    if n is None or base is None or base.grain != "day" or grain not in ("week", "month", "year", "decade"):
        return None
    back = -int(n)
    if grain == "week":
        day = base.anchor + 7 * back
    else:
        months = {"month": 1, "year": 12, "decade": 120}[grain] * back
        year, month, dom = base.ymd
        year, month = add_months(year, month, months)
        if not 0 < year < 9000:
            return None
        day = make_day(year, month, min(dom, month_length(year, month)))
    if "today" in parts:
        return day_when(day - (parts["today"].lower() == "yesterday"))
    return of_grain(unit_grains()[parts["unitone"].lower()], day)


def read_weekend(parts: Parts, story: Story) -> When | None:
    """In news "the weekend" is the last one, unless the text looks ahead."""
    base, words = story.now, (story.found.text.lower().split() if story.found else [])
    if base is None or base.grain not in ("day", "week", "weekend"):
        return None
    day, on = base.anchor, weekday(base.anchor)
    if "next" in words:
        return of_weekend(day + 7)
    if "this" in words or story.in_history:
        return of_weekend(day - 7 if "past" in words and on < 5 else day)
    return of_weekend(day - 7 if on < 5 and not story.looks_ahead else day)


def read_turn_of_century(parts: Parts, story: Story) -> When | None:
    n = read_ordinal(parts["ordinal"]) if "ordinal" in parts else None
    if n is not None:
        year = 100 * (n - 1)
    else:
        base = story.now
        year = base.year // 100 * 100 if base and base.year >= 1800 else 1900
    when = of_year(year) if 100 <= year <= 2900 else None
    return when._replace(edtf=f"{when.edtf}~") if when else None


def read_named(parts: Parts, story: Story) -> When | None:
    grain = unit_grains().get(parts.get("unitone", "day").lower(), "day")
    words = (parts.get("rel2") or parts.get("rel") or "same").lower().split()
    rel = words[-1] if words else "same"
    before = parts.get("before", "").lower()
    if before in ("before last", "after next"):
        sign, base = (-2 if before == "before last" else 2), story.now
    elif before:
        sign, base = sign_of(before), story.then
    else:
        if rel == "past":  # "the past year": a length of time
            return None
        if rel == "last" and grain == "day" and "tod" not in parts:  # "the last day" of something
            return None
        sign = sign_of(rel)
        base = story.now if rel in ("last", "this", "current", "coming") else story.then
    if base is not None and GRAIN_DAYS.get(grain, 0) > 300 and base is story.then:
        base = story.then_of_years
    if base is None:
        return None
    if grain in ("night", "day") or "tod" in parts:
        if base.grain != "day" and not story.in_history and story.publication and not sign:
            base = story.publication
        return day_when(base.anchor + sign) if base.grain == "day" else (base if base.grain in ("month", "week") else None)
    if grain in ("second", "minute", "hour"):
        return base if base.grain == "day" else None
    if grain in ("week", "weekend"):
        if base.grain not in ("day", "week", "weekend"):
            return None
        return of_grain(grain, base.anchor + 7 * sign)
    if grain == "month":
        if GRAIN_DAYS[base.grain] > 100 or base.grain == "span":
            return None
        return of_month(*add_months(*base.ymd[:2], sign))
    if grain == "fortnight":
        return None
    if GRAIN_DAYS[base.grain] > GRAIN_DAYS.get(grain, 365):
        return None
    if grain in ("season", "quarter", "half"):
        return of_grain(grain, base.anchor + sign * GRAIN_DAYS[grain])
    years = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}[grain] * sign
    return of_grain(grain, make_day(base.year + years, 6, 1)) if abs(base.year + years) < 9000 else None


def read_named_month(parts: Parts, story: Story) -> When | None:
    base = story.then if parts["rel"].lower() in ("following", "previous", "preceding", "same") else story.now
    if base is None:
        return None
    month = month_numbers()[parts["month"].lower()]
    sign = sign_of(parts["rel"].split()[-1])
    year, base_month, _ = base.ymd
    if sign < 0:
        return of_month(year if month < base_month else year - 1, month)
    if sign > 0:
        return of_month(year if month > base_month else year + 1, month)
    return of_month(year, month)


def read_anaphor(parts: Parts, story: Story) -> When | None:
    words = parts["what"].lower()
    if "point" in words or (not story.in_history and "same" not in words and "da" not in words):
        return None
    return story.last


def read_same_period(parts: Parts, story: Story) -> When | None:
    """ "the same period last year": what was told last, a year off."""
    base, what = story.then, parts.get("what", "").lower()
    if base is None:
        return None
    grain: str = base.grain
    if what in ("month", "quarter") and GRAIN_DAYS[grain] < GRAIN_DAYS[what]:
        grain = what
        if base == story.publication and (whole := of_grain(what, base.anchor)) and whole.first is not None:
            base = day_when(whole.first - 1)  # news tell of the last full one
    year, month, day = base.ymd
    year += sign_of(parts.get("rel") or parts["dir"])
    match grain:
        case "day":
            return of_day(year, month, day)
        case "month":
            return of_month(year, month)
        case "quarter":
            return of_quarter(year, (month + 2) // 3)
        case "season":
            return of_season(year, 21 + (month - 3) % 12 // 3)
        case "year":
            return of_year(year)
    return None


def read_clock(parts: Parts, story: Story) -> When | None:
    """The day that an hour belongs to: the one told of, else that of publication."""
    base = story.running
    if base is None or base.grain != "day":
        base = story.now
    return base if base and base.grain == "day" else None

"""Matches -> values: each in the light of what the text said before, of the publication date and of the words around.

One function per value name of rules.toml; each takes the parts that the rule captured and the story so far.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dragoman.dates.days import add_months, is_date, julian_lag, make_day, monday_of, month_length, read_day, weekday
from dragoman.dates.holidays import load_eras, read_holiday
from dragoman.dates.story import Story
from dragoman.dates.when import (
    GRAIN_DAYS,
    When,
    day_when,
    of_century,
    of_day,
    of_decade,
    of_grain,
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
from dragoman.dates.words import load_words, month_numbers, read_number, read_ordinal, unit_grains, weekday_numbers

Parts = dict[str, str]

# In a history a month that lies more than so many months back in the calendar is one of the next year.
MONTHS_BACK = 5
GOES_ON = 45  # days within which a date goes on from the last one


def _none(parts: Parts, story: Story) -> When | None:
    return None


# ------------------------------------------------------------------------------------------------------- calendar dates


def read_year(parts: Parts, story: Story) -> int | None:
    """The year that the words name; astronomical."""
    if era_year := parts.get("eyear") or parts.get("adyear"):
        year = int(era_year)
        return 1 - year if parts.get("era", "AD").upper().startswith("B") else year
    if whole := parts.get("year") or parts.get("yearalone"):
        return int(whole)
    if short := parts.get("yy"):
        near = story.then
        return _near_short_year(int(short), near.year if near else 1950)
    if rel := parts.get("rel"):
        base = story.now if rel.lower() in ("last", "next", "this", "current") else story.then_of_years
        return base.year + _sign(rel.split()[-1]) if base else None
    return None


def _near_short_year(short: int, near: int) -> int:
    """'82 near 2008 is 1982: the latest such year that is at most ten years after."""
    year = near // 100 * 100 + short
    return year - 100 if year > near + 10 else year


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


def choose_year(month: int, day: int | None, story: Story, on: int | None = None) -> int | None:
    """The year of a date that names none: the one that lies nearest, with a leaning."""
    base = story.now
    if base is None:
        return story.hint
    if on is not None and day:
        fitting = [y for y in range(base.year - 3, base.year + 4) if is_date(y, month, day) and weekday(make_day(y, month, day)) == on]
        if fitting:
            return min(fitting, key=lambda y: (abs(make_day(y, month, day) - base.anchor), y))
    if story.in_history:
        return _year_in_frame(_year_of_story(month, day, story), month, day, story)
    return _year_of_news(month, day, story, base)


def _year_of_story(month: int, day: int | None, story: Story) -> int | None:
    """The year told of, unless the calendar has turned since the last date."""
    main = story.main
    if main is None or (story.hint is not None and story.is_firm):
        return story.hint if story.hint is not None else story.now.year if story.now else None
    year, main_month, _ = read_day(main.anchor)
    if story.looks_back:
        return year
    if story.hint is not None and story.hint != year:
        gap = make_day(year, month, day) - main.anchor if day and is_date(year, month, day) else None
        return year if gap is not None and -3 <= gap <= 31 else story.hint
    return year + 1 if month < main_month - MONTHS_BACK else year


def _year_in_frame(year: int | None, month: int, day: int | None, story: Story) -> int | None:
    """After digressions a new paragraph returns to the stretch of time that the opening named, if the date can lie in it."""
    if year is None or story.frame is None or not story.returns:
        return year
    if story.main and abs(make_day(year, month, min(day or 15, 28)) - story.main.anchor) <= GOES_ON:
        return year
    first, last = story.frame
    for candidate in (year, *range(read_day(first)[0], read_day(last)[0] + 1)):
        length = month_length(candidate, month)
        start = make_day(candidate, month, min(day or 1, length))
        if start <= last and start + (0 if day else length - 1) >= first:
            return candidate
    return year


def _year_of_news(month: int, day: int | None, story: Story, base: When) -> int | None:
    """The year in which the date lies nearest to publication; the past counts as nearer, unless the text looks ahead."""

    def distance(year: int) -> float:
        first = make_day(year, month, day or 1)
        last = first if day else first + month_length(year, month) - 1
        if last < base.anchor:
            return (base.anchor - last) * (2.0 if story.looks_ahead else 1.0)
        return max(0, first - base.anchor) * (0.5 if story.looks_ahead else 2.5 if day is None else 2.0)

    years = [year for year in range(base.year - 4, base.year + 5) if day is None or is_date(year, month, day)]
    return min(years, key=lambda year: (distance(year), -year), default=None)


def _place_day(day: int, parts: Parts, story: Story) -> When | None:
    """ "the 28th": of the running month, or of the next one if that day has passed."""
    base = story.then
    if base is None:
        return None
    year, month, base_day = read_day(base.anchor)
    if base.grain not in ("day", "week", "weekend", "month"):
        return None
    if rel := parts.get("relmonth"):
        year, month = add_months(year, month, {"ult": -1, "ultimo": -1, "prox": 1, "proximo": 1}.get(rel.lower()) or _sign(rel))
    elif base.grain == "day" and day < base_day - 3:
        year, month = add_months(year, month, 1)
    return of_day(year, month, day)


def read_numeric(parts: Parts, story: Story) -> When | None:
    """11/10/2024: settled by a number above 12, by the full stops of German and Russian style, or by the publication date
    next to which only one of the two can be; else both are given."""
    first, second, year = int(parts["num1"]), int(parts["num2"]), int(parts["numy"])
    if len(parts["numy"]) == 2:
        year = _near_short_year(year, story.now.year if story.now else 1950)
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
    sign = _sign(parts.get("rel", ""))
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


# --------------------------------------------------------------------------------------------------- relative expressions

FORWARD = frozenset("next following coming ensuing later after hence afterwards afterward thereafter".split())
BACKWARD = frozenset("last previous preceding past earlier before ago back beforehand previously".split())


def _sign(word: str) -> int:
    words = word.lower().split()
    return 1 if FORWARD.intersection(words) or word.lower() in ("from now", "after that", "after next") else (
        -1 if BACKWARD.intersection(words) else 0
    )


def read_weekday(parts: Parts, story: Story) -> When | None:
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
            ahead = story.looks_ahead if direction == "this" else False
        else:
            ahead = story.looks_ahead
        if ahead:
            gap = (day - weekday(anchor)) % 7
            gap = gap or (7 if "next" in direction else 0)
        else:
            gap = -((weekday(anchor) - day) % 7)
            gap = gap or (-7 if direction in ("last", "past", "this past") else 0)
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
    gap = 2 if "after tomorrow" in words else -2 if "before yesterday" in words else (
        -1 if words in ("yesterday", "last night") else 1 if words == "tomorrow" else 0
    )
    return day_when(story.reference + gap)


def read_shift(parts: Parts, story: Story) -> When | None:
    grain = unit_grains()[parts["unit"].lower()]
    sign = _sign(parts["dir"])
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
        sign, base = _sign(before), story.then
    else:
        if rel == "past":  # "the past year": a length of time
            return None
        sign = _sign(rel)
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
    sign = _sign(parts["rel"].split()[-1])
    year, base_month, _ = base.ymd
    if sign < 0:
        return of_month(year if month < base_month else year - 1, month)
    if sign > 0:
        return of_month(year if month > base_month else year + 1, month)
    return of_month(year, month)


def read_anaphor(parts: Parts, story: Story) -> When | None:
    return None if "point" in parts["what"].lower() else story.last


def read_same_period(parts: Parts, story: Story) -> When | None:
    """ "the same period last year": what was told last, a year off."""
    base = story.then
    if base is None:
        return None
    year, month, day = base.ymd
    year += _sign(parts.get("rel") or parts["dir"])
    match base.grain:
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


Reading = Callable[[Parts, Story], "When | None"]
READINGS: dict[str, Reading] = {
    "none": _none,
    "calendar": read_calendar,
    "numeric": read_numeric,
    "season": read_season,
    "quarter": read_quarter,
    "half": read_half,
    "decade": read_decade,
    "century": read_century,
    "millennium": read_millennium,
    "week_of": read_week_of,
    "holiday": read_holiday_date,
    "era": read_era,
    "weekday": read_weekday,
    "deictic": read_deictic,
    "shift": read_shift,
    "ago_this": read_ago_this,
    "weekend": read_weekend,
    "turn_of_century": read_turn_of_century,
    "named": read_named,
    "named_month": read_named_month,
    "anaphor": read_anaphor,
    "same_period": read_same_period,
    "clock": read_clock,
}

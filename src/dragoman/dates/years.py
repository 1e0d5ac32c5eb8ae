"""The year of a date: named, short, relative, or left to be told from the running time or the day of publication.

>>> near_short_year(82, 2008)
1982
"""

from __future__ import annotations

from dragoman.dates.days import is_date, make_day, month_length, read_day, weekday
from dragoman.dates.story import Story
from dragoman.dates.when import When

Parts = dict[str, str]

# In a history a month that lies more than so many months back in the calendar is one of the next year.
MONTHS_BACK = 5
GOES_ON = 45  # days within which a date goes on from the last one


FORWARD = frozenset("next following coming ensuing later after hence afterwards afterward thereafter".split())
BACKWARD = frozenset("last previous preceding past earlier before ago back beforehand previously".split())


def sign_of(word: str) -> int:
    """1 for words that lead on ("next", "later"), -1 for words that lead back, 0 for others."""
    words = word.lower().split()
    return (
        1
        if FORWARD.intersection(words) or word.lower() in ("from now", "after that", "after next")
        else (-1 if BACKWARD.intersection(words) else 0)
    )


def read_year(parts: Parts, story: Story) -> int | None:
    """The year that the words name; astronomical."""
    if era_year := parts.get("eyear") or parts.get("adyear"):
        year = int(era_year)
        return 1 - year if parts.get("era", "AD").upper().startswith("B") else year
    if whole := parts.get("year") or parts.get("yearalone"):
        return int(whole)
    if short := parts.get("yy"):
        near = story.then
        return near_short_year(int(short), near.year if near else 1950)
    if rel := parts.get("rel"):
        base = story.now if rel.lower() in ("last", "next", "this", "current") else story.then_of_years
        return base.year + sign_of(rel.split()[-1]) if base else None
    return None


def near_short_year(short: int, near: int) -> int:
    """'82 near 2008 is 1982: the latest such year that is at most ten years after."""
    year = near // 100 * 100 + short
    return year - 100 if year > near + 10 else year


def choose_year(month: int, day: int | None, story: Story, on: int | None = None) -> int | None:
    """The year of a date that names none: the one that lies nearest, with a leaning."""
    base = story.now
    if base is None:
        return story.hint
    if on is not None and day:
        fitting = [
            y for y in range(base.year - 3, base.year + 4) if is_date(y, month, day) and weekday(make_day(y, month, day)) == on
        ]
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
    candidate: int
    first, last = story.frame
    for candidate in (year, *range(read_day(first)[0], read_day(last)[0] + 1)):
        length = month_length(candidate, month)
        start = make_day(candidate, month, min(day or 1, length))
        if start <= last and start + (0 if day else length - 1) >= first:
            return candidate
    return year


AFTER_PAST = 20.0  # "when he returned in November" is over, however near the next November is


def _year_of_news(month: int, day: int | None, story: Story, base: When) -> int | None:
    """The year in which the date lies nearest to publication; the past counts as nearer, unless the text looks ahead."""

    def distance(year: int) -> float:
        first = make_day(year, month, day or 1)
        last = first if day else first + month_length(year, month) - 1
        if last < base.anchor:
            return (base.anchor - last) * (2.0 if story.looks_ahead else 1.0)
        ahead = 0.5 if story.looks_ahead else AFTER_PAST if story.follows_past else 2.5 if day is None else 2.0
        return max(0, first - base.anchor) * ahead

    years = [year for year in range(base.year - 4, base.year + 5) if day is None or is_date(year, month, day)]
    return min(years, key=lambda year: (distance(year), -year), default=None)

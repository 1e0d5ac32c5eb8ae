"""What holds for every date and every text."""

import datetime
import os
import time as clock

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.dates import find_dates, read_timeline
from dragoman.dates.days import easter, make_day, month_length, read_day, weekday
from dragoman.dates.when import of_century, of_decade, of_grain, of_month, of_season, write_day

MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
DATES = st.dates(datetime.date(1000, 1, 1), datetime.date(2099, 12, 31))


def ordinal(n: int) -> str:
    return f"{n}{'th' if 10 <= n % 100 <= 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"


FORMS = [
    lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{MONTHS[d.month - 1]} {d.day}, {d.year}",
    lambda d: f"{MONTHS[d.month - 1]} {ordinal(d.day)}, {d.year}",
    lambda d: f"the {ordinal(d.day)} of {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{WEEKDAYS[d.weekday()]}, {d.day} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{d.day:02d} {MONTHS[d.month - 1][:3]}{'' if d.month == 5 else '.'} {d.year}",
    lambda d: f"{MONTHS[d.month - 1]}, {d.year}",
    lambda d: d.isoformat(),
    lambda d: f"{d.day}.{d.month}.{d.year}",
]


@given(DATES, st.sampled_from(FORMS))
def test_a_date_written_is_the_date_read(date, form):
    phrase = form(date)
    found = [time for time in find_dates(f"The envoys met on {phrase} in Lima.") if time.text == phrase]
    wanted = date.isoformat() if any(char.isdigit() for char in phrase.replace(str(date.year), "")) else date.isoformat()[:7]
    assert [time.edtf for time in found] == [wanted]


@given(DATES, st.integers(1, 200), st.sampled_from(["days", "weeks"]), st.sampled_from([1, -1]))
def test_ago_and_in_count_days(date, n, unit, sign):
    text = f"It happened {n} {unit} ago." if sign < 0 else f"It happens {n} {unit} from now."
    shifted = date + datetime.timedelta(days=sign * n * (7 if unit == "weeks" else 1))
    assert [time.edtf for time in find_dates(text, date.isoformat())] == [shifted.isoformat()]


@given(DATES, st.sampled_from(WEEKDAYS))
def test_a_weekday_is_the_latest_one(date, name):
    (found,) = find_dates(f"The envoy resigned on {name}.", date.isoformat())
    read = datetime.date.fromisoformat(found.edtf)
    assert WEEKDAYS[read.weekday()] == name
    assert 0 <= (date - read).days < 7


@given(DATES, DATES)
def test_a_range_spans_its_ends(one, other):
    first, last = sorted((one, other))
    (found,) = find_dates(f"They fought from {FORMS[0](first)} to {FORMS[0](last)}.")
    assert (found.earliest, found.latest, found.edtf) == (first.isoformat(), last.isoformat(), f"{first}/{last}")


WORDS = st.sampled_from(
    "the of on in and to from between - – , . ( ) ' 's ’ \n \n\n 3 31 38th 1999 12/1/10 0 May March Monday fall second week year "
    "years ago later last next BC AD century early late mid- end day night at 10:30 p.m. Easter since until now today same that "
    "Q3 half quarter 1920s '80s several two a \u202e \x00 é 中 1000000 turn season following".split(" ")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=200), st.none() | DATES.map(str) | st.text(max_size=12))
def test_no_text_raises_and_spans_lie_in_it(text, reference):
    times = find_dates(text, reference)
    end = 0
    for time in times:
        assert end <= time.start < time.end <= len(text)
        assert text[time.start : time.end] == time.text
        assert time.edtf is not None or (time.earliest is None and time.latest is None)
        assert not (time.earliest and time.latest) or day_number(time.earliest) <= day_number(time.latest)
        end = time.end
    timeline = read_timeline(text, times, reference)
    for offset in (0, len(text) // 2, len(text)):
        days = timeline.at(offset)
        assert days is None or day_number(days[0]) <= day_number(days[1])


def day_number(iso: str) -> int:
    sign = -1 if iso.startswith("-") else 1
    year, month, day = map(int, iso.lstrip("-").split("-"))
    return make_day(sign * year, month, day)


@given(st.integers(-3_000_000, 3_000_000))
def test_days_are_the_calendar(number):
    year, month, day = read_day(number)
    assert make_day(year, month, day) == number
    assert 1 <= day <= month_length(year, month)
    if 1 <= year <= 9999:
        date = datetime.date(year, month, day)
        assert weekday(number) == date.weekday()
        assert write_day(number) == date.isoformat()


@given(st.integers(1583, 4000))
def test_easter_is_a_sunday_of_spring(year):
    assert weekday(easter(year)) == 6
    assert (3, 22) <= read_day(easter(year))[1:] <= (4, 25)


@given(st.integers(-900_000, 900_000), st.sampled_from("day week weekend month season quarter half year decade century".split()))
def test_a_day_lies_in_its_stretch(number, grain):
    when = of_grain(grain, number)
    assert when is not None
    if grain != "weekend":
        assert when.first <= number <= when.last


def test_stretches_have_their_bounds():
    assert [write_day(day) for day in of_season(1846, 24)[1:3]] == ["1846-12-01", "1847-02-28"]
    assert [write_day(day) for day in of_century(19)[1:3]] == ["1800-01-01", "1899-12-31"]
    assert [write_day(day) for day in of_decade(-480)[1:3]] == ["-0488-01-01", "-0479-12-31"]
    assert [write_day(day) for day in of_month(1900, 2)[1:3]] == ["1900-02-01", "1900-02-28"]


def test_nothing_hangs_on_zone_or_locale(monkeypatch):
    text = "On Friday the court met; it had met in March and will meet tomorrow."
    before = find_dates(text, "2013-03-21")
    for zone in ("Pacific/Kiritimati", "America/Adak"):
        monkeypatch.setitem(os.environ, "TZ", zone)
        monkeypatch.setitem(os.environ, "LC_ALL", "tr_TR.UTF-8")
        clock.tzset()
        assert find_dates(text, "2013-03-21") == before
    monkeypatch.undo()
    clock.tzset()

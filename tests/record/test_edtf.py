"""EDTF strings -> first and last day: cases in cases/edtf.toml, and what must hold for any string."""

import datetime
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.record import Days, read_edtf

CASES = tomllib.loads((Path(__file__).parent / "cases" / "edtf.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["edtf"] or "empty")
def test_read_edtf_gives_first_and_last_day(case):
    expected = None if case.get("none") else Days(case["earliest"] or None, case["latest"] or None)
    assert read_edtf(case["edtf"]) == expected


@given(st.dates())
def test_a_day_is_its_own_first_and_last(day):
    assert read_edtf(day.isoformat()) == Days(day.isoformat(), day.isoformat())


@given(st.integers(1, 9999), st.integers(1, 12))
def test_a_month_ends_before_the_next_begins(year, month):
    days = read_edtf(f"{year:04d}-{month:02d}")
    last = datetime.date.fromisoformat(days.latest)
    assert (last.year, last.month) == (year, month)
    assert last == datetime.date.max or (last + datetime.timedelta(1)).day == 1


@given(st.text(alphabet="0123456789X-/.~?%[]{},TYS ", max_size=24))
def test_no_string_raises_and_days_are_in_order(text):
    days = read_edtf(text)
    if days and days.earliest and days.latest and "-" not in (days.earliest[0], days.latest[0]):
        assert len(days.earliest) < len(days.latest) or days.earliest <= days.latest

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.intake.days import read_day

CASES = tomllib.loads((Path(__file__).parent / "cases/days.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["written"] or "nothing")
def test_read_day(case):
    assert read_day(case["written"]) == (case["day"] or None)


@given(st.dates())
def test_read_day_reads_every_iso_day(day):
    assert read_day(day.isoformat()) == day.isoformat()
    assert read_day(f"{day.day} {day:%B} {day.year:04d}") == day.isoformat()


@given(st.text())
def test_read_day_never_raises(written):
    read_day(written)

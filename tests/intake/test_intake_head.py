import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.intake.head import describe_text

CASES = tomllib.loads((Path(__file__).parent / "cases/head.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_describe_text(case):
    wanted = {field: value for field, value in case.items() if field not in ("name", "text")}
    assert describe_text(case["text"]) == wanted


@given(st.text(alphabet="AZ az.:()-\n\r\t'é\u200f"))
def test_describe_text_never_raises(text):
    describe_text(text)

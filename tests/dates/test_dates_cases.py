"""Sentences with the dates that a reader finds in them; add one in `cases/*.toml`."""

import tomllib
from pathlib import Path

import pytest

from dragoman.dates import find_dates

CASES = [
    (path.stem, case)
    for path in sorted((Path(__file__).parent / "cases").glob("*.toml"))
    if path.stem not in ("events", "bounds", "news_events")
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


@pytest.mark.parametrize(("group", "case"), CASES, ids=[f"{group}: {case['why']}" for group, case in CASES])
def test_case(group, case):
    found = [[time.text, time.edtf or ""] for time in find_dates(case["text"], case.get("reference"))]
    assert found == case["dates"]

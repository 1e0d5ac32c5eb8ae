"""Texts that nobody should write: no value or a clear one, never an exception, never slow."""

import time as clock

import pytest

from dragoman.dates import find_dates


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("31 February 2023", [None]),
        ("It was 31 February 2023.", [None]),
        ("the year 99999", []),
        ("1" * 10_000, []),
        ("on \u202e3102 yaM 5\u202c they met", []),
        ("٣ مايو ٢٠٢٣ May 2023", ["2023-05"]),
        ("On 5\u00a0May\u00a01923 they met", ["1923-05-05"]),
        ("0 May 0000", []),
        ("9999 years ago and 9999 decades later", [None, None]),
        ("the 99th century and the 0th century", [None, None]),
        ("9999 BC", ["-9998"]),
        ("May " * 5_000, None),
    ],
)
def test_odd_text(text, values):
    found = [time.edtf for time in find_dates(text, "2023-05-05")]
    if values is not None:
        assert found == values


@pytest.mark.parametrize(
    "piece",
    ["the end of the ", "1 ", "12-", "from 1 to ", "May ", "early ", "a few ", "\n", "10:30 ", "in the year ", "last ", "Sun, ",
     "two and a half ", "the the ", "1999", "1999-", "\u0660", "late in the early "],
)  # fmt: skip
def test_work_grows_with_the_text_only(piece):
    def seconds(n: int) -> float:
        text = piece * (n // len(piece))
        start = clock.process_time()
        find_dates(text, "2013-03-21")
        return clock.process_time() - start

    seconds(2_000)
    small = min(seconds(5_000) for _ in range(2))
    large = seconds(40_000)
    assert large < 0.2 + 24 * small  # 8 times the text; 3 times for noise


def test_a_wrong_publication_date_counts_as_none():
    for reference in ("", "yesterday", "2013-02-30", "2013", "20130321", "-1", "2013-03-21T10:00:00Z"):
        values = [time.edtf for time in find_dates("They met yesterday.", reference)]
        assert values == (["2013-03-20"] if reference.startswith("2013-03-21") else [None])

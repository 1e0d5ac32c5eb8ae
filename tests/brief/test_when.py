"""Dates in words, as exact as the EDTF says and no more."""

import pytest

from dragoman.brief.when import say_after, say_date


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("1920", "in 1920"),
        ("1920-05", "in May 1920"),
        ("1920-05-08", "on 8 May 1920"),
        ("1920-22", "in the summer of 1920"),
        ("1920-34", "in the second quarter of 1920"),
        ("199X", "in the 1990s"),
        ("17XX", "in the 18th century"),
        ("20XX", "in the 21st century"),
        ("17XX/18XX", "in the 18th and 19th centuries"),
        ("[17XX,18XX]", "in the 18th century or the 19th century"),
        ("1947/1991", "between 1947 and 1991"),
        ("1991/..", "since 1991"),
        ("../1991", "before the end of 1991"),
        ("../1991-12-25", "before 25 December 1991"),
        ("2015~", "about 2015"),
        ("2015?", "perhaps in 2015"),
        ("2015-03-04%", "about 4 March 2015"),
        ("-0497", None),
        ("XXXX", None),
        ("next week", None),
        ("", None),
        (None, None),
    ],
)
def test_say_date(edtf, said):
    assert say_date(edtf) == said


@pytest.mark.parametrize(
    ("before", "edtf", "said"),
    [
        ("1974-07-15", "1974-07-20", "five days later"),
        ("1974-07-15", "1974-07-16", "the next day"),
        ("1974-07-15", "1974-07-15", "on the same day"),
        ("1974-07-15", "1974-08", "in August"),
        ("1974-07-15", "1975-08", "in August 1975"),
        ("1974", "1974-08-02", "on 2 August 1974"),
        ("1974-07-15", "1974-08-02~", "about 2 August 1974"),
        (None, "1974", "in 1974"),
    ],
)
def test_say_after(before, edtf, said):
    assert say_after(before, edtf) == said

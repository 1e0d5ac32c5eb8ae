"""Where expressions may begin, and how ranges and open intervals are given."""

import pytest

from dragoman.dates import find_dates
from dragoman.dates.first import find_firsts
from dragoman.dates.rules import compile_source, load_rules
from dragoman.dates.runs import find_starts
from dragoman.dates.scan import scan_text

TEXT = "They held Lima from 1879 to 1883, and since May 1884 nobody has."


def test_ordinary_words_begin_nothing():
    assert list(find_starts("The envoys of both states dined together and left.")) == []


def test_parts_of_large_numbers_begin_nothing():
    assert [found.text for found in scan_text("They had 5,000 men and 1,914 horses on April 12,1915.")] == ["April 12,1915"]


@pytest.mark.parametrize(
    ("source", "firsts"),
    [
        ("(?:the )?[12]x|Q?3", "123qt"),
        (r"(?P<a>\d|'s)?(?=z)(?<!y)b{2}", "'0123456789b"),
        (r"(?-i:May|MAY)\b", "m"),
        ("[a-c]{0,2}d", "abcd"),
        ("x?", None),
        (r"\w+", None),
        ("[^a]b", None),
        (".b", None),
    ],
)
def test_firsts(source, firsts):
    assert find_firsts(source) == (None if firsts is None else frozenset(firsts))


def test_firsts_hold_for_every_example():
    for rule in load_rules():
        firsts = find_firsts(rule.source)
        for example in rule.examples:
            match = compile_source(rule.source).search(example.text)
            assert match
            assert firsts is None or match.group()[0].lower() in firsts


def test_ends_of_a_range_apart_or_whole():
    assert [time.edtf for time in find_dates(TEXT)] == ["1879", "1883", "1884-05"]
    assert [time.edtf for time in find_dates(TEXT, whole=False)] == ["1879", "1883", "1884-05"]
    assert [(time.text, time.edtf) for time in find_dates(TEXT, whole=True)] == [
        ("1879 to 1883", "1879/1883"),
        ("since May 1884", "1884-05/.."),
    ]
    assert [time.edtf for time in find_dates("They held Lima from 1879 to 1883.")] == ["1879/1883"]
    assert [time.edtf for time in find_dates("They held Lima from 1879 to 1883.", whole=False)] == ["1879", "1883"]

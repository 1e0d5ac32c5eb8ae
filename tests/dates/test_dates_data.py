"""The data files: what is wrong in them is named, all of it at once."""

import pytest

from dragoman.dates import holidays, rules, words
from dragoman.dates.holidays import load_eras, load_holidays, read_holiday
from dragoman.dates.rules import load_rules
from dragoman.dates.words import load_words, read_number, read_ordinal
from dragoman.errors import DataError


def with_file(monkeypatch, module, load, text):
    """The message of the DataError that a loader gives for a file with this text."""
    monkeypatch.setattr(module, "read_data", lambda name: text)
    load.cache_clear()
    try:
        with pytest.raises(DataError) as caught:
            load()
    finally:
        load.cache_clear()
    return str(caught.value)


def test_bad_holidays_are_all_named(monkeypatch):
    text = "name,rule,note\nLabour Day,first Monday May,\n,1 May,\nEaster,easter,\nEaster,easter +1,\nOdd Day,31 Thermidor,\n"
    message = with_file(monkeypatch, holidays, load_holidays, text)
    assert [f"holidays.csv:{n}" in message for n in range(2, 7)] == [True, True, False, True, True]


def test_bad_eras_are_all_named(monkeypatch):
    text = "name,kind,starts,ends,source,note\n"
    text += "A,period,1900,1890,x,\nB,period,1900,1910,,\nC,period,1900,,x,\nD,period,190,1910,x,\n"
    message = with_file(monkeypatch, holidays, load_eras, text)
    assert [f"eras.csv:{n}" in message for n in range(2, 6)] == [True, True, False, True]


def test_bad_rules_are_all_named(monkeypatch):
    text = """
[[rule]]
id = "a"
needs = ["month"]
pattern = "{nopiece}"
value = "calendar"
examples = [{ text = "x", phrase = "x" }]
[[rule]]
id = "b"
needs = ["month"]
pattern = "x"
kind = "MOMENT"
value = "calendar"
examples = [{ text = "x", phrase = "x" }]
[[rule]]
id = "c"
pattern = "x"
value = "calendar"
examples = []
[[rule]]
pattern = "x"
"""
    message = with_file(monkeypatch, rules, load_rules, text)
    assert all(part in message for part in ("a: ", "nopiece", "b: ", "c has no example", "c says neither", "rule number 4"))


def test_a_pattern_that_is_none_is_named():
    assert all(rules.compile_source(rule.source) for rule in load_rules())
    with pytest.raises(DataError, match="unclosed"):
        rules.compile_source("(?:unclosed")


def test_missing_word_lists_are_named(monkeypatch):
    assert "[numbers]" in with_file(monkeypatch, words, load_words, '[months]\nnames = ["May"]\n')


def test_every_holiday_and_era_can_be_read():
    assert all(read_holiday(name, year) for name in load_holidays() for year in (1700, 1999, 2000))
    assert all(era.when.first is not None and era.source for era in load_eras().values())


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("three", 3),
        ("twenty-five", 25),
        ("2.5", 2.5),
        ("a hundred", 100),
        ("one hundred and five", 105),
        ("several", None),
        ("", None),
    ],
)
def test_numbers(text, number):
    assert read_number(text) == number


@pytest.mark.parametrize(("text", "number"), [("3rd", 3), ("twenty-first", 21), ("Twenty First", 21), ("nth", None)])
def test_ordinals(text, number):
    assert read_ordinal(text) == number

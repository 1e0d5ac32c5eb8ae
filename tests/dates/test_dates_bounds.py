"""Acts that date other acts: the data, the text's own acts, the bounds that follow."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.dates import acts, find_dates, read_timeline
from dragoman.dates.acts import family_of, find_named, load_acts, load_named
from dragoman.dates.bounds import bound
from dragoman.dates.first import find_digit_runs
from dragoman.dates.link import is_later
from dragoman.dates.rules import load_rules
from dragoman.errors import DataError
from dragoman.types import Why

DAYS = st.dates().map(str)


def test_words_of_acts():
    assert [family_of(word) for word in ("invaded", "Invasion", "airstrikes", "besieging", "table", "withdrew")] == [
        "invasion", "invasion", "attack", "siege", None, "withdrawal",
    ]  # fmt: skip


def test_bad_acts_and_named_acts_are_all_told(monkeypatch):
    monkeypatch.setattr(
        acts, "read_data", lambda name: '[acts]\na = { same = ["b"] }\nc = { verbs = [], same = ["d", "d"] }\n[words]\n'
    )
    load_acts.cache_clear()
    with pytest.raises(DataError) as caught:
        load_acts()
    assert "a needs a list" in str(caught.value)
    assert "d stands there twice" in str(caught.value)
    text = "name,starts,ends,source\nA,1900,1890,x\nB,1900,1910,\nC,1900-01-01,1900-01-01,x\nC,1900,1900,x\n"
    monkeypatch.setattr(acts, "read_data", lambda name: text)
    load_named.cache_clear()
    with pytest.raises(DataError) as caught:
        load_named()
    assert [f"events.csv:{n}" in str(caught.value) for n in (2, 3, 4, 5)] == [True, True, False, True]
    load_acts.cache_clear()
    load_named.cache_clear()


def test_a_named_act_in_any_writing():
    act = find_named("before the  Seven Years\u2019 war", 0, 40)
    assert act is not None
    assert (act.starts, act.ends) == ("1756-08-29", "1763-02-15")
    assert find_named("before the war of the roses", 0, 30) is None


def test_every_named_act_is_found_by_its_name():
    for name, act in load_named().items():
        assert find_named(f"after the {name} they left", 0, 200) == act


def dated(text, family, names=()):
    act = read_timeline(text, find_dates(text), None).acts.find(family, len(text), names)
    return (act.starts, act.ends) if act else None


def test_what_a_text_dates():
    assert dated("The siege began on 3 May 1811. It went on. The siege ended on 9 June 1811.", "siege") == (
        "1811-05-03",
        "1811-06-09",
    )
    assert dated("On 3 May 1811 they attacked.", "attack") == ("1811-05-03", "1811-05-03")
    assert dated("Two days after the attack, on 5 May 1811, they fled.", "attack") is None
    assert dated("They will attack on 3 May 1811.", "attack") is None
    assert dated("The Vienna conference met on 3 May 1811.", "conference", ["Lisbon"]) is None


@given(
    DAYS,
    DAYS,
    st.booleans(),
    st.sampled_from(["after", "before", "during"]),
    st.none() | st.tuples(st.integers(1, 90), st.sampled_from(["day", "week", "month", "year"])),
)
def test_a_bound_never_runs_backwards(one, other, lasts, side, amount):
    first, last = sorted((one, other))
    date = bound(side, first, last, lasts, amount, None, Why("test", ""))
    assert date is not None
    assert not (date.earliest and date.latest and is_later(date.earliest, date.latest))
    if amount is None and side == "after":
        assert (date.earliest, date.latest) == (last, None)
    if amount is None and side == "before":
        assert (date.earliest, date.latest) == (None, first)


@given(
    st.text(max_size=80), st.sampled_from(["after the siege", "invaded", "on 3 May 1811", "The siege began", "World War I", ". "])
)
def test_no_text_breaks_the_index_of_acts(text, piece):
    whole = f"{text}{piece}{text}"
    read_timeline(whole, find_dates(whole), None).acts.find("siege", len(whole))


def test_a_rule_is_tried_wherever_its_examples_begin():
    for rule in load_rules():
        for example in rule.examples:
            digits = re.match(r"\d*", example.phrase).end()
            assert not digits or rule.follows or min(digits, 5) in find_digit_runs(rule.source), rule.id


def test_runs_of_digits():
    assert sorted(find_digit_runs(r"(?:the )?[12]\d{3}|Q?3[.]")) == [0, 1, 4]
    assert sorted(find_digit_runs(r"\d+")) == [1, 2, 3, 4, 5]
    assert sorted(find_digit_runs(r"\d{1,2}(?:st|nd)?(?!\d)")) == [1, 2]

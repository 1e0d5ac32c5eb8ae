"""Names in raw text: longest first, at the edges of words, whatever the text."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.actors import find_names, has_anaphor, load_gazetteer
from dragoman.actors.fold import fold_text


def spans(text: str) -> list[str]:
    return [text[name.start : name.end] for name in find_names(text, load_gazetteer()) if name.entries]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Iran’s navy", ["Iran"]),
        ("Guinea-Bissau and Guinea", ["Guinea-Bissau", "Guinea"]),
        ("South Korea, not Korea", ["South Korea", "Korea"]),
        ("Omani ships, no womani", ["Omani"]),
        ("he gave it to us", []),
        ("the US and the U.S.", ["US", "U.S."]),
        ("roast turkey on a chad", []),
        ("Erdoğan and Erdogan", ["Erdoğan", "Erdogan"]),
        ("EGYPT WARNS LIBYA", ["EGYPT", "LIBYA"]),
        ("Ivory\nCoast", ["Ivory\nCoast"]),
        ("(Niger)", ["Niger"]),
        ("Nigerien, Nigerian", ["Nigerien", "Nigerian"]),
    ],
)
def test_find_names(text, names):
    assert spans(text) == names


def test_a_common_surname_is_no_actor_until_introduced():
    gazetteer = load_gazetteer()
    assert not any(name.is_actor for name in find_names("Mr Carter bought a farm.", gazetteer))
    text = "Jimmy Carter arrived. Carter spoke."
    assert [name.is_actor for name in find_names(text, gazetteer)] == [True, True]


def test_a_person_whom_the_text_introduces_is_worth_a_parse():
    text = "Foreign Minister Teodor Vasca spoke. Rain fell. Vasca left."
    found = [name for name in find_names(text, load_gazetteer()) if text[name.start : name.end] == "Vasca"]
    assert len(found) == 2
    assert all(name.is_actor for name in found)


@pytest.mark.parametrize(
    "text", ["They left.", "The two countries met.", "both sides", "HE SPOKE", "the president said", "its army", "the former"]
)
def test_has_anaphor(text):
    assert has_anaphor(text)


@pytest.mark.parametrize("text", ["Rain fell on Tuesday.", "A theory of items.", ""])
def test_has_no_anaphor(text):
    assert not has_anaphor(text)


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_fold_text_keeps_length(text):
    assert len(fold_text(text)) == len(text)


@given(
    st.lists(
        st.sampled_from(["Iran", " ", "’s ", "\u202e", "\x00", "USSR", "-", ".", "Côte d'Ivoire", "é", "\n", "Kim", "(SDF)"]),
        max_size=30,
    )
)
@settings(max_examples=150, deadline=None)
def test_find_names_returns_ordered_spans(parts):
    text = "".join(parts)
    named = [name for name in find_names(text, load_gazetteer()) if name.entries]
    assert all(0 <= name.start < name.end <= len(text) for name in named)
    assert all(one.end <= other.start for one, other in itertools.pairwise(named))


@pytest.mark.parametrize("unit", ["A", "Iran ", "the ", "President A ", "A B C, the ", "(", "I.R.A. "])
def test_find_names_takes_linear_time(unit):
    gazetteer = load_gazetteer()
    text = unit * (60_000 // len(unit))
    start = time.perf_counter()
    find_names(text, gazetteer)
    has_anaphor(text)
    assert time.perf_counter() - start < 4

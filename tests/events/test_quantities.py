"""Numbers of money, people and things: the cases of quantities.toml, and to which act a number belongs."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman import Document, code_document
from dragoman.events import find_quantities
from dragoman.language import parse_sentences, split_sentences

CASES = tomllib.loads(Path(__file__).with_name("quantities.toml").read_text(encoding="utf-8"))["case"]


def name_case(case):
    marks = [pytest.mark.xfail(strict=True, reason=case["wrong"])] if "wrong" in case else []
    return pytest.param(case, id=case["text"], marks=marks)


def find(text):
    return [each for sent in parse_sentences(split_sentences(text)) for each in find_quantities(sent)]


@pytest.mark.parametrize("case", [name_case(case) for case in CASES])
def test_numbers_of_a_sentence(case):
    found = [f"{q.kind} {q.value:,.12g} {q.unit} | {q.text}" for q in (each.quantity for each in find(case["text"]))]
    assert found == case["found"]


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from(
            "1,000 3 2.5 1e9 999999999999999999999 ¼ ٣ ② $ € £ % two twenty -five a dozen million m bn k - killed dead men "
            "of dollars soldiers ships , . and 1-2 1/2 00 -7 +".split()
        ),
        max_size=12,
    )
)
def test_any_row_of_numbers_and_units(parts):
    text = "Peru sent " + " ".join(parts)
    for each in find(text):
        assert text[each.span.start : each.span.end] == each.quantity.text
        assert 0 <= each.quantity.value <= 1e30
        assert each.quantity.unit


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("Togo lent Benin $2 million and Benin freed nine sailors.", {"AID": ["$2 million"], "RETREAT": ["nine sailors"]}),
        ("Peru lent Chile $5 million on 3 May 1920.", {"AID": ["$5 million"]}),
        pytest.param(
            "The weather cost Togo $2 million and Benin freed nine sailors.",
            {"RETREAT": ["nine sailors"]},
            marks=pytest.mark.xfail(
                strict=True, reason="an only act takes all numbers of its sentence, those of other clauses too"
            ),
        ),
    ],
)
def test_a_number_belongs_to_the_act_that_it_hangs_on(text, shares):
    found = {event.type: [each.text for each in event.quantities] for event in code_document(Document("d", text)).events}
    assert {kind: texts for kind, texts in found.items() if texts} == shares

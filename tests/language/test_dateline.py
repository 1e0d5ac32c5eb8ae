"""Datelines: many forms of them, and what looks like one and is none; what they do not do to the record."""

import tomllib
from pathlib import Path

import pytest

from dragoman.language import find_datelines, split_sentences
from dragoman.pipeline import code_document
from dragoman.types import Document
from limits import processor_time

CASES = tomllib.loads((Path(__file__).parent / "cases" / "datelines.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_dateline_is_told_from_what_looks_like_one(case):
    found = [span.slice(case["text"]) for span in find_datelines(case["text"])]
    assert found == [case["dateline"]] * bool(case["dateline"]), case.get("why")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_dateline_is_a_sentence_of_its_own_and_nothing_is_lost(case):
    text = case["text"]
    sentences = split_sentences(text)
    assert all(text[one.start : one.end] == one.text for one in sentences)
    assert "".join("".join(one.text for one in sentences).split()) == "".join(text.split())
    if case["dateline"]:
        assert case["dateline"] in [one.text for one in sentences]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("BRASILIA, Oct 27 - Peru and Ecuador signed a peace treaty on Monday.", {"PER", "ECU"}),
        ("ATHENS, Dec 7 - Turkey and Cyprus signed a declaration in the city on Thursday.", {"TUR", "CYP"}),
        ("MOSCOW (Wire) - Ukraine attacked a bridge. It said the bridge had been used against it.", {"UKR"}),
    ],
)
def test_city_of_a_dateline_has_no_part_in_what_is_told(text, parties):
    events = code_document(Document("d", text, published="1998-10-27")).events
    assert events
    assert {party.code for event in events for party in (*event.actors, *event.recipients)} <= parties
    assert not any(event.evidence.text.startswith(("BRASILIA", "ATHENS", "MOSCOW")) for event in events)


def test_day_of_a_dateline_dates_what_it_heads_in_the_year_of_the_text():
    (event,) = code_document(
        Document("d", "CAIRO, 12 June - Egypt recalled its envoy from Sudan.", published="1998-06-13")
    ).events
    assert event.date == "1998-06-12"


@pytest.mark.parametrize(
    "text", ["A" * 50_000, "A, " * 20_000, "PARIS, " * 10_000 + "- The", "(A" * 20_000, "AB/" * 20_000, "Aa " * 20_000 + "- The"]
)
def test_hostile_beginnings_cost_little(text):
    with processor_time(2):
        find_datelines(text)

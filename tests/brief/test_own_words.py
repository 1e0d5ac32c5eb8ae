"""Small things that make a sentence right or silly: where words begin and end, and how what they name is called."""

from __future__ import annotations

import pytest

from dragoman.brief.bounds import extend_end
from dragoman.brief.claimed import is_vague
from dragoman.brief.clause import make_clause
from dragoman.brief.names import Namer, strip_dateline
from dragoman.brief.phases import name_centuries
from dragoman.brief.ties import name_instrument
from dragoman.relations import Phase
from dragoman.types import Document
from hand_made import make_entity, make_event


@pytest.mark.parametrize(
    ("words", "bare"),
    [
        ("LIMA, Feb 2 (APS) - Peruvian helicopters attacked", "Peruvian helicopters attacked"),
        ("QUITO, Feb 11 - Ecuadorian jets", "Ecuadorian jets"),
        ("MOSCOW (Own Wire) — The ministry", "The ministry"),
        ("NEW DELHI, 3 March: Indian troops", "Indian troops"),
        ("ECOWAS imposed sanctions on Niger", "ECOWAS imposed sanctions on Niger"),
        ("The US - Soviet treaty", "The US - Soviet treaty"),
        ("Greece - Turkey", "Greece - Turkey"),
    ],
)
def test_dateline_is_no_part_of_what_is_told(words, bare):
    assert strip_dateline(words) == bare


def test_clause_does_not_end_at_ever():
    text = "Peru has distrusted Chile ever since the war, and says so."
    assert text[: extend_end(text, text.index(" ever"))] == "Peru has distrusted Chile ever since the war"
    text = "Peru has met Chile since the war, and says so."
    assert text[: extend_end(text, text.index(" since"))] == "Peru has met Chile"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("signed the Protocol of Peace, Friendship and Boundaries in Rio", "the Protocol of Peace, Friendship and Boundaries"),
        ("signed a treaty of peace, and left", "a treaty of peace"),
        ("concluded an agreement with Laos, Chad and Finland", "an agreement"),
    ],
)
def test_name_of_what_was_signed(text, name):
    assert name_instrument(text) == name


def test_centuries_are_called_centuries():
    def make_phase(start, end, *, firm=False):
        return Phase(start=start, end=end, character="conflictual", firm=firm, marks=(), label="war", why="")

    assert name_centuries(make_phase("1700", "1899")) == "the 18th and 19th centuries"
    assert name_centuries(make_phase("1700", "1799")) == "the 18th century"
    assert name_centuries(make_phase("1701", "1899")) is None
    assert name_centuries(make_phase("1900", "1999", firm=True)) is None


def test_name_of_a_state_is_not_cut_out_of_a_longer_word():
    doc = Document(
        "wire", "Later on Monday, Peru said that its soldiers had recaptured three posts of Ecuador.", published="1981-02-02"
    )
    event = make_event(
        doc, "ASSAULT", ["PER.MIL:its soldiers"], ["ECU:Ecuador"], act="recaptured", says="PER:Peru", confidence=0.9
    )
    text = make_clause(event, doc, Namer()).text
    assert text == "Peru said that Peruvian forces “had recaptured three posts of Ecuador”"


def test_year_of_something_else_stays_in_its_words():
    doc = Document("history", "Chad helped Laos in its civil war after the landing in 2015.")
    event = make_event(doc, "AID", ["TCD:Chad"], ["LAO:Laos"], act="helped", date="2015", when="2015", confidence=0.9)
    clause = make_clause(event, doc, Namer())
    assert (clause.quote, clause.dated) == ("helped Laos in its civil war after the landing in 2015", True)


def test_source_that_names_nobody_is_none():
    doc = Document("wire", "Western allegations surfaced. Western officials spoke. Peru reports losses.")
    assert is_vague(make_entity(doc, "-:Western"), doc)
    second = doc.text.index("Western officials")
    assert not is_vague(make_entity(Document("x", doc.text[second:]), "-:Western"), Document("x", doc.text[second:]))
    assert not is_vague(make_entity(doc, "PER:Peru"), doc)

"""Demands and refusals that no word of the lexicon carries, and categories that only the parties tell."""

import pytest

from dragoman.pipeline import code_document
from dragoman.types import Document


def read(text):
    """(type, mode, actors, recipients, status) of each event of the text."""
    events = code_document(Document("d", text)).events
    return [(e.type, e.mode, {a.code for a in e.actors}, {r.code for r in e.recipients}, e.status) for e in events]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Kenya said Somalia must release the crew.", ("REQUEST", "yield", {"KEN"}, {"SOM"}, "occurred")),
        ('"Iran must let the inspectors in," Britain said.', ("REQUEST", "yield", {"GBR"}, {"IRN"}, "occurred")),
        ("France will not lift the ban on British beef.", ("REJECT", "yield", {"FRA"}, {"GBR"}, "occurred")),
        ("Iran is unwilling to receive Iraqi envoys.", ("REJECT", "meet", {"IRN"}, {"IRQ"}, "occurred")),
        ("Kenya said Ethiopia's invasion of Somalia must end.", ("REQUEST", "yield", {"KEN"}, {"ETH"}, "occurred")),
        ("Kenya said the invasion of Somalia must end.", ("REQUEST", "yield", {"KEN"}, set(), "occurred")),
        ("Kenya said that any attack on Somalia must be prevented.", ("REQUEST", None, {"KEN"}, set(), "occurred")),
        ("Kenya said that the sanctions on Somalia should be lifted.", ("REQUEST", "yield", {"KEN"}, set(), "occurred")),
        ("Chad and Niger failed to agree on a border.", ("REJECT", None, {"TCD", "NER"}, set(), "occurred")),
        ("The Polish president will meet his German counterpart on Monday.", ("AGREE", None, {"POL"}, {"DEU"}, "planned")),
        ("Dozens of Russian peacekeepers began deploying to Armenia.", ("AID", None, {"RUS"}, {"ARM"}, "occurred")),
        ("Iran ceased shelling Iraq.", ("RETREAT", "ceasefire", {"IRN"}, {"IRQ"}, "occurred")),
    ],
)
def test_it_is_read_as_what_it_amounts_to(text, event):
    assert event in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya did not say that Somalia must release the crew.",
        "If Norway will not release the trawler, Iceland will protest.",
        "Peru will not attack Chile.",
        "The United States said it must defend itself.",
    ],
)
def test_and_not_where_nobody_demands_or_refuses(text):
    assert not {kind for kind, *_ in read(text)} & {"REQUEST", "REJECT"}


@pytest.mark.parametrize(
    "text", ["Kenya said the invasion of Somalia must end.", "Kenya said that any attack on Somalia must be prevented."]
)
def test_who_says_that_a_deed_must_stop_has_not_done_it(text):
    assert [kind for kind, *_ in read(text)] == ["REQUEST"]


def test_what_an_act_is_for_keeps_its_category():
    told = read("Fighters of Chad filled the hall to pay tribute to Sudan. Chad will pay tribute to Sudan on Monday.")
    assert [(kind, status) for kind, _, actors, _, status in told if actors == {"TCD"}] == [
        ("SUPPORT", "planned"),
        ("AGREE", "planned"),
    ]

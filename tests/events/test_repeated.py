"""Whom an act concerns by what the text told before: withdrawals and offensives told again, ties cut with the one other state."""

from __future__ import annotations

import pytest

from dragoman import Document, code_document


def recipients(text, kind, words, published="2021-06-15"):
    """Codes of the recipients of the last event of that category with that trigger; None where there is none."""
    found = [
        event for event in code_document(Document("told", text, published=published)).events
        if event.type == kind and text[event.trigger.start : event.trigger.end] == words
    ]  # fmt: skip
    return [entity.code for entity in found[-1].recipients] if found else None


@pytest.mark.parametrize(
    ("text", "kind", "words", "codes"),
    [
        (
            "Kenya will withdraw its troops from Somalia by June, it said. Few believe it. The Kenyan withdrawal may matter.",
            "RETREAT", "withdrawal", ["SOM"],
        ),
        ("Ethiopia invaded Eritrea in May. The Ethiopian offensive drove thousands out.", "ASSAULT", "offensive", ["ERI"]),
        ("Vietnam pulled its divisions out of Cambodia. Vietnamese troops left the area in May.", "RETREAT", "left", ["KHM"]),
        # one that is named for another land, and one that was done to a person
        ("Kenya will leave Somalia. The drawdown of some of the Kenyan forces in Sudan is next.", "RETREAT", "drawdown", []),
        # whoever attacked two may mean either
        ("Iraq invaded Kuwait. Iraq had invaded Iran before. The Iraqi invasion shook oil prices.", "ASSAULT", "invasion", []),
        # what others did is another act
        ("Kenya invaded Somalia. The Ethiopian offensive came later.", "ASSAULT", "offensive", []),
    ],
)  # fmt: skip
def test_an_act_told_again_concerns_whom_it_concerned(text, kind, words, codes):
    assert recipients(text, kind, words) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Sweden criticised Iran over the hanging. It recalled its ambassador on Friday.", ["IRN"]),
        ("Bolivia recalled its ambassador over remarks by the president of Chile.", ["CHL"]),
        ("Bolivia quarrelled with Chile and Peru. It recalled its ambassador.", []),
        ("Chile mourned its poet.\n\nBolivia recalled its ambassador.", []),
    ],
)
def test_an_ambassador_comes_home_from_the_one_other_state(text, codes):
    assert recipients(text, "SANCTION", "recalled") == codes


@pytest.mark.parametrize(
    ("text", "kind", "words", "codes"),
    [
        ("Boko Haram fled Baga on Monday. Chadian troops took the town.", "ASSAULT", "took", ["NGA"]),
        # several lands, one's own, and a place that is named itself
        ("Floods hit Baga and Agadez. Chadian troops took the town.", "ASSAULT", "took", []),
        ("Floods hit Baga. Nigerian troops took the town.", "ASSAULT", "took", []),
        ("Floods hit Baga. Chadian troops took the town of Kidal.", "ASSAULT", "took", ["MLI"]),
    ],
)  # fmt: skip
def test_ground_that_was_named_before_is_its_states(text, kind, words, codes):
    assert recipients(text, kind, words) == codes

"""Denials in other words than the claim, end to end: from the text to the finding."""

from __future__ import annotations

import pytest

from dragoman import code_document
from dragoman.types import Document

DENIED = [
    # a word for the claim
    ("Kenya accused Uganda of arming the rebels. Uganda rejected the charge.", "arming the rebels", "rejected the charge"),
    ("Ethiopia alleged that Ugandan aircraft bombed Juba, a charge which Uganda rejects.", "Ugandan aircraft", "Uganda rejects"),
    ("Officials in Kinshasa say Rwandan troops crossed into Goma. Kigali dismissed the reports as untrue.", "Rwandan", "untrue"),
    ("Saudi Arabia says Qatar funds the rebels. Qatar denies the accusations.", "Qatar funds", "denies the accusations"),
    # no act of its own
    ("In 1977 Somalia's army invaded Ethiopia. Mogadishu denied that any of its soldiers were there.", "invaded", "any of its"),
    ("Chad said that Libyan planes had bombed Faya. Libya denied any involvement.", "bombed Faya", "any involvement"),
    # called false
    ("It is alleged that Peru massed troops on the river. The statement is entirely without foundation.", "massed", "foundation"),
    ("Chad said that Libyan planes had bombed Faya. Tripoli called the report a fabrication.", "bombed Faya", "a fabrication"),
]
NOT_DENIED = [
    "Greece denied entry to two Turkish officials. Turkey denied him any visa.",
    "Somalia's army invaded Ethiopia. Mogadishu did not deny that any of its soldiers were there.",
    "Somalia's army invaded Ethiopia. Mogadishu denied that it was bound by the truce of May.",
    "Somalia's army invaded Ethiopia. Norway denied that any of its soldiers were there.",
    "Peru moved troops to the border. Peru denied that Chile had asked for talks.",
    "Chad thanked Libya. The statement is entirely without foundation.",
    # the nearer of two things said: no act that is coded
    "Kenya banned Ugandan milk. Kenyan guards were hurt by a mine that Uganda said was old; Kenya denied it.",
    # too far from what it may deny
    "Somalia's army invaded Ethiopia. It rained. It rained again. It snowed. Mogadishu denied that any soldier was there.",
]


def test_denial_in_the_sentence_of_the_claim_shows_what_comes_after_it():
    text = "Serbia declared war on Bulgaria, claiming that Bulgarian soldiers had fired on its guards; Sofia denied it."
    (finding,) = [each for each in code_document(Document("d", text)).findings if each.finding == "denial"]
    assert [piece.text for piece in finding.evidence][-1] == "Sofia denied it."


@pytest.mark.parametrize(("text", "claim", "denial"), DENIED)
def test_denial_is_held_against_what_it_denies(text, claim, denial):
    (finding,) = [each for each in code_document(Document("d", text)).findings if each.finding == "denial"]
    assert finding.severity == "note"
    assert claim in finding.evidence[0].text
    assert denial in finding.evidence[-1].text


@pytest.mark.parametrize("text", NOT_DENIED)
def test_no_denial(text):
    assert not [each for each in code_document(Document("d", text)).findings if each.finding == "denial"]

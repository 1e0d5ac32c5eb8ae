"""What is said of an act told before is said to whoever did it: in news, where no party is guessed, and in histories."""

from __future__ import annotations

import pytest

from dragoman import code_document
from dragoman.types import Document

DAY = "2011-05-04"
FOUND = [
    ("Colombian jets bombed a rebel camp in Ecuador. Venezuela condemned the raid.", "ACCUSE", "VEN", "COL"),
    ("Colombian jets bombed a rebel camp in Ecuador. Colombia apologised for the incursion.", "CONCEDE", "COL", "ECU"),
    ("Kenya accused Somalia of harbouring pirates. Somalia dismissed the accusation.", "REJECT", "SOM", "KEN"),
    ("Peru demanded that Chile withdraw its ships. Chile rejected the demand.", "REJECT", "CHL", "PER"),
    ("Togo closed its border with Ghana. Benin, its neighbour, criticised the decision.", "ACCUSE", "BEN", "TGO"),
    ("Italian troops invaded Abyssinia in October. Norway deplored the invasion.", "ACCUSE", "NOR", "ITA"),
    ("Ivorian gendarmes arrested two Ghanaian soldiers. Mali, an ally of Ghana, condemned the arrests.", "ACCUSE", "MLI", "CIV"),
    ("Togo closed its border with Ghana. Benin was silent. Togo lifted the measure.", "CONCEDE", "TGO", "GHA"),
]
NOT_FOUND = [
    # not answered by the one to whom it was said
    ("Kenya accused Somalia of harbouring pirates. Malawi dismissed the accusation.", "MWI"),
    # no such act was told
    ("Kenya thanked Somalia for its help. Malawi condemned the raid.", "MWI"),
    # the word is not definite
    ("Colombian jets bombed a rebel camp in Ecuador. Malawi condemned raids by any state.", "MWI"),
    # it was told too long ago
    ("Togo closed its border with Ghana. " + "The rains were late that year. " * 14 + "Malawi condemned the closure.", "MWI"),
]


@pytest.mark.parametrize("published", [DAY, None])
@pytest.mark.parametrize(("text", "kind", "actor", "recipient"), FOUND)
def test_act_that_points_to_an_earlier_one_finds_its_recipient(text, kind, actor, recipient, published):
    last = [event for event in code_document(Document("d", text, published=published)).events if event.type == kind][-1]
    assert ([each.code for each in last.actors], [each.code for each in last.recipients]) == ([actor], [recipient])


@pytest.mark.parametrize(("text", "actor"), NOT_FOUND)
def test_word_that_points_to_no_such_act_gives_no_recipient(text, actor):
    events = code_document(Document("d", text, published=DAY)).events
    assert [event for event in events if [each.code for each in event.actors] == [actor]]
    assert not any(event.recipients for event in events if [each.code for each in event.actors] == [actor])


def test_the_note_says_which_word_told_it():
    events = code_document(Document("d", FOUND[0][0], published=DAY)).events
    assert "recipient: by what 'raid' tells again" in events[-1].why[0].note
    assert events[-1].confidence > 0.3

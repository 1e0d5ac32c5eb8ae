"""Who is for or against a ruler, who stands without an article, and towns by the spelling of the press."""

from __future__ import annotations

import pytest

from dragoman import Document, code_document


def codes(text, kind, published="2018-04-12"):
    event = next(event for event in code_document(Document("sides", text, published=published)).events if event.type == kind)
    return [entity.code for entity in event.actors], [entity.code for entity in event.recipients]


@pytest.mark.parametrize(
    ("text", "kind", "published", "code"),
    [
        ("Russia bombed anti-Assad rebels.", "ASSAULT", "2016-02-03", "SYR"),
        ("NATO jets struck pro-Gaddafi forces.", "ASSAULT", "2011-05-03", "LBY"),
        ("Germany supported anti-Mubarak protesters.", "SUPPORT", "2011-02-03", "EGY"),
        ("France condemned anti-Maduro rebels.", "ACCUSE", "2019-02-03", "VEN"),
    ],
)
def test_who_is_for_or_against_a_ruler_is_of_his_state(text, kind, published, code):
    assert codes(text, kind, published)[1] == [code]


def test_who_is_for_a_camp_or_against_a_state_is_of_none_by_that():
    for text in ("Sudan bombed pro-Western rebels.", "Russia bombed anti-American rebels."):
        assert codes(text, "ASSAULT")[1] == [None]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The Yemeni rebels took the port. Saudi Arabia bombed rebels again on Monday.", "YEM"),
        ("The Libyan rebels fell back. Italy attacked rebels on Monday.", "LBY"),
        ("The Angolan rebels fell back. South Africa supported rebels in June.", "AGO"),
        ("The Greek rebels fell back. Egypt attacked rebels in June.", "GRC"),
    ],
)
def test_rebels_without_an_article_are_those_named_before(text, code):
    events = code_document(Document("sides", text, published="2018-04-12")).events
    assert code in {entity.code for event in events for entity in event.recipients}


@pytest.mark.parametrize(
    ("town", "code"),
    [
        ("Raqqa", "SYR"), ("Fallujah", "IRQ"), ("Misrata", "LBY"), ("Hodeidah", "YEM"), ("Avdiivka", "UKR"),
        ("Kargil", "IND"), ("Kidal", "MLI"), ("Chibok", "NGA"), ("Marawi", "PHL"), ("Bentiu", "SSD"),
    ],
)  # fmt: skip
def test_towns_of_wars_are_known_as_newspapers_spell_them(town, code):
    assert codes(f"French jets bombed {town} on Monday.", "ASSAULT")[1] == [code]


def test_a_seat_of_old_is_no_capital_now():
    assert codes("Russian agents mounted an attack in Salisbury.", "ASSAULT")[1] == ["GBR"]
    assert codes("Zambian jets bombed Salisbury on Monday.", "ASSAULT", "1978-04-12")[1] == ["ZWE"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Syria's Kurds hold the north. Turkey bombed Kurdish fighters on Monday.", "SYR"),
        ("Iraqi Kurdish fighters left the hills. Iran shelled Kurdish rebels on Sunday.", "IRQ"),
        ("The Kurds in Iran rose. France armed the Kurds in June.", "IRN"),
        ("Turkish Kurds fled. Syria attacked Kurdish rebels on Sunday.", "TUR"),
        ("Syrian Kurds and Iraqi Kurds met. Turkey bombed Kurdish fighters on Monday.", None),
        ("Turkey bombed Kurdish fighters on Monday.", None),
        ("The US armed Kurdish fighters. Turkey bombed Kurdish fighters on Monday.", None),
    ],
)
def test_a_people_of_several_states_is_the_part_that_the_text_has_named(text, code):
    events = code_document(Document("sides", text, published="2018-04-12")).events
    last = [event for event in events if event.type in ("ASSAULT", "AID")][-1]
    assert [entity.code for entity in last.recipients] == [code]

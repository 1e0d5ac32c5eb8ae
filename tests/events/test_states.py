"""Histories: who deals where states deal, whose a deed is that is remembered, and what stops of itself."""

from __future__ import annotations

import pytest

from dragoman import Document, code_document

WAR = "In 1990 Iraqi soldiers fought Kuwaiti civilians. "


def parties(text):
    return [
        (event.type, {(each.code, each.sector) for each in (*event.actors, *event.recipients)})
        for event in code_document(Document("states", text)).events
    ]


@pytest.mark.parametrize(
    "told",
    [
        "A peace treaty was signed in 1994.",
        "In 1994 the two countries restored diplomatic relations.",
        "In 1994 the two governments met in Geneva.",
        "In 1994 talks began.",
    ],
)
def test_states_deal_with_each_other_though_soldiers_and_people_were_named_last(told):
    assert parties(WAR + told)[1][1] == {("IRQ", "GOV"), ("KWT", "GOV")}


def test_soldiers_who_fight_or_are_named_themselves_stay_soldiers():
    assert parties(WAR)[0][1] == {("IRQ", "MIL"), ("KWT", "CVL")}
    assert ("IRQ", "MIL") in parties("In 1990 Iraq invaded Kuwait. Iraqi soldiers signed a truce with Kuwait.")[1][1]


def kinds(text):
    return [
        (event.type, {each.code for each in event.actors}, {each.code for each in event.recipients})
        for event in code_document(Document("told again", text)).events
    ]


INVASION = "Iraq invaded Kuwait in 1990. "


@pytest.mark.parametrize(
    "told",
    [
        "Kuwaitis remembered the invasion with bitterness.",
        "Kuwait marked the anniversary of the invasion.",
        "Kuwait commemorated the victims of the invasion.",
        "Kuwaitis mourned the victims of the invasion.",
        "Kuwait witnessed the attack.",
    ],
)
def test_who_remembers_a_deed_did_not_do_it(told):
    assert kinds(INVASION + told) == [("ASSAULT", {"IRQ"}, {"KWT"})]


def test_a_deed_that_is_remembered_with_its_doer_is_his():
    assert ("ASSAULT", {"IRQ"}, {"KWT"}) in kinds("Kuwait commemorates the Iraqi invasion of 1990.")


@pytest.mark.parametrize("stopped", ["stopped for a decade", "ceased altogether", "came to a standstill", "lapsed in 1970"])
def test_trade_that_stopped_is_no_dealing(stopped):
    war = "In 1969 El Salvador invaded Honduras. "
    assert kinds(war + f"Trade between them {stopped}.") == [("ASSAULT", {"SLV"}, {"HND"})]
    assert kinds(war + "Honduras stopped trade with El Salvador.")[1:] == [("SANCTION", {"HND"}, {"SLV"})]


def test_ground_that_is_the_occupier_s_only_since_was_the_other_s():
    told = kinds("Chile and Bolivia quarrelled in 1878. In 1879 Chilean troops occupied Antofagasta.")
    assert told[1] == ("ASSAULT", {"CHL"}, {"BOL"})


def test_who_withdraws_his_own_army_gives_way_to_another():
    told = kinds("Somalia invaded Ethiopia in 1977. In 1978 Siad Barre announced the withdrawal of his army.")
    assert told[1] == ("CONCEDE", {"SOM"}, {"ETH"})


def test_a_signature_that_is_withdrawn_is_no_retreat():
    assert kinds("Armenia withdrew its signature from the protocols with Turkey in 2018.")[0][0] == "SANCTION"


def test_who_stands_behind_a_date_is_the_subject_and_no_ally_of_his_own():
    text = (
        "Peru and Bolivia signed an alliance in 1873. The talks with Chile collapsed when the alliance became known, and on "
        "5 April 1879 Chile declared war on both allies."
    )
    assert kinds(text)[-1] == ("ASSAULT", {"CHL"}, {"PER", "BOL"})


def test_who_brokered_a_truce_is_no_party_to_it():
    told = kinds(
        "Armenia attacked Azerbaijan in 1993. Azerbaijan shelled Armenia. Russia brokered a ceasefire, which was signed in May."
    )
    assert told[2:] == [("CONSULT", {"RUS"}, {"ARM", "AZE"})]

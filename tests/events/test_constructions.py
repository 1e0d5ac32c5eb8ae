"""Acts that stand behind other words: things only counted, agents behind a date, fighting that "ensued"."""

import pytest

from dragoman.pipeline import code_document
from dragoman.types import Document


def read(text):
    """(type, actors, recipients) of each event of the text."""
    events = code_document(Document("d", text)).events
    return [(e.type, {a.code for a in e.actors}, {r.code for r in e.recipients}) for e in events]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Five days of heavy fighting occurred between Peru and Chile.", ("ASSAULT", {"PER", "CHL"}, {"PER", "CHL"})),
        ("Three rounds of talks were held between Peru and Chile in Lima.", ("CONSULT", {"PER", "CHL"}, set())),
        ("One of the largest raids of the war was launched by Japan against Burma.", ("ASSAULT", {"JPN"}, {"MMR"})),
        ("By May most of the Tigray had been captured by Eritrean forces.", ("ASSAULT", {"ERI"}, {"ETH"})),
        ("The Ethiopian town of Badme was captured the next day by Eritrean forces.", ("ASSAULT", {"ERI"}, {"ETH"})),
        ("Severe fighting ensued between Turkish and Greek forces.", ("ASSAULT", {"TUR", "GRC"}, {"TUR", "GRC"})),
        ("This was followed by negotiations, involving Delhi and Islamabad.", ("CONSULT", {"IND", "PAK"}, set())),
        ("Another request for British troops came from Tanganyika.", ("REQUEST", {"TZA"}, {"GBR"})),
        ("Sharp criticism of Chad came from Libya.", ("ACCUSE", {"LBY"}, {"TCD"})),
        ("This was accepted by Japan on the 23rd.", ("AGREE", {"JPN"}, set())),
        ("Mali visited Togo, as did envoys from Benin and Niger.", ("CONSULT", {"MLI", "BEN", "NER"}, {"TGO"})),
        ("Talks were held in the winter of 1949 between Soviet and Swedish envoys.", ("CONSULT", {"RUS", "SWE"}, set())),
        ("Russian irregular units used guerrilla tactics against the Finnish forces.", ("ASSAULT", {"RUS"}, {"FIN"})),
        ("In October Germany and Russia divided Poland.", ("COERCE", {"DEU", "RUS"}, {"POL"})),
        ("In May Boura was captured by Nigerien troops.", ("ASSAULT", {"NER"}, set())),
        ("A Nigerian court rejected an appeal filed by lawyers of Ghana.", ("REJECT", {"NGA"}, {"GHA"})),
        ("The mayor of Guatemala demanded support from the Guatemalan government.", ("REQUEST", {"GTM"}, {"GTM"})),
        ("The summit between Greece and Turkey failed to reach agreement.", ("REJECT", {"GRC", "TUR"}, set())),
        ("Armed Chadians attacked an army camp in Mali near the border with Niger.", ("ASSAULT", {"TCD"}, {"MLI"})),
        ("The Afghan government said Iranian agents were responsible.", ("ACCUSE", {"AFG"}, {"IRN"})),
        ("Kenya says Somali fighters were behind the raid.", ("ACCUSE", {"KEN"}, {"SOM"})),
        ("In May Mali launched a raid against Chad, as well as Niger and Ghana.", ("ASSAULT", {"MLI"}, {"TCD", "NER", "GHA"})),
        (
            "Envoys from Togo, Benin, Ghana, and Mali met with the German command.",
            ("CONSULT", {"TGO", "BEN", "GHA", "MLI"}, {"DEU"}),
        ),
        ("Iran tested a missile, triggering a crisis for Israel and Oman.", ("MOBILIZE", {"IRN"}, {"ISR", "OMN"})),
        ("Bolivia's mobilization caused alarm in Peru and Chile.", ("MOBILIZE", {"BOL"}, {"PER", "CHL"})),
        ("Rebels of Chad held Sudanese nuns as human shields.", ("ASSAULT", {"TCD"}, {"SDN"})),
        ("Ghana is suing the government of Togo for damages.", ("ACCUSE", {"GHA"}, {"TGO"})),
        ("The Polish premier launched a scathing attack on Germany.", ("ACCUSE", {"POL"}, {"DEU"})),
        ("Kenya announced the deployment of 230 troops to Haiti on a peacekeeping mission.", ("AID", {"KEN"}, {"HTI"})),
        ("Japan handed over 40 tons of medical equipment to Laos.", ("AID", {"JPN"}, {"LAO"})),
        ("The Cuban minister led a delegation to Angola.", ("CONSULT", {"CUB"}, {"AGO"})),
        ("Mali met with Niger in July and made proposals to the rebels.", ("CONSULT", {"MLI"}, {"NER"})),
    ],
)
def test_it_is_found(text, event):
    assert event in read(text)


def test_talks_on_a_border_are_not_those_of_the_states_that_it_parts():
    assert ("CONSULT", {"PER", "CHL"}, set()) not in read("Talks were held by envoys on the border between Peru and Chile.")


@pytest.mark.parametrize("text", ["Peru said it was behind schedule.", "Kenya said Somalia was not responsible."])
def test_nobody_is_blamed(text):
    assert not [each for each in read(text) if each[0] == "ACCUSE"]


def test_two_who_withdrew_did_so_before_each_other():
    text = "Togo and Benin quarrelled for a year. In May Ghana warned both. Both sides withdrew from the river on 2 May 1968."
    assert ("RETREAT", {"TGO", "BEN"}, {"TGO", "BEN"}) in read(text)


def test_the_town_of_a_treaty_is_no_party_to_it():
    found = read("On 8 January 1979 Togo and Benin signed the Act of Montevideo.")
    assert ("SUPPORT", {"TGO", "BEN"}, {"TGO", "BEN"}) in found
    assert not [each for each in found if "URY" in each[2]]


def test_what_ends_in_war_is_war():
    found = read("The rivalry between Togo and Benin ended in war.")
    assert "ASSAULT" in {each[0] for each in found}
    assert "RETREAT" not in {each[0] for each in found}


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("The bombing of Libya continued.", "LBY"),
        ("The invasion of Kuwait shocked the world.", "KWT"),
        ("The massacre of Beninese traders caused an outcry.", "BEN"),
    ],
)
def test_violence_of_which_only_the_victim_is_named_is_not_his_own(text, recipient):
    assert ("ASSAULT", set(), {recipient}) in read(text)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "Saudi Arabia, the UAE, Bahrain and Egypt severed ties with Qatar.",
            ("SANCTION", {"SAU", "ARE", "BHR", "EGY"}, {"QAT"}),
        ),
        ("Togo cancelled a contract with Benin, prompting Cotonou to recall its ambassador.", ("SANCTION", {"BEN"}, {"TGO"})),
        ("Hungary blocked an aid package for Ukraine.", ("REJECT", {"HUN"}, {"UKR"})),
    ],
)
def test_it_is_theirs(text, event):
    assert event in read(text)


def test_an_act_that_lexicon_and_classifier_see_is_one():
    assert [each for each in read("Turkey has ratified Sweden's bid to join NATO.") if each[1] == {"TUR"}] == [
        ("SUPPORT", {"TUR"}, {"SWE"})
    ]

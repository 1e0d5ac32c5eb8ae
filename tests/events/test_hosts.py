"""Whom an act in the news met, by where it was done, what it was for and who stood beside; all sentences our own."""

from __future__ import annotations

import pytest

from dragoman import Document, code_document


def read(text, published="2021-06-15"):
    return code_document(Document("hosts", text, published=published)).events


def parties(text, kind, published="2021-06-15"):
    """Codes of actors and recipients of the first event of the category; None where there is none."""
    event = next((event for event in read(text, published) if event.type == kind), None)
    if event is None:
        return None
    return tuple(" ".join(entity.code for entity in side if entity.code) for side in (event.actors, event.recipients))


WHERE_IT_WAS_DONE = [
    ("Turkey launched a military campaign in Afrin last month.", "ASSAULT", "TUR", "SYR"),
    ("Eritrean troops seized territory in northern Ethiopia.", "ASSAULT", "ERI", "ETH"),
    ("The Danish drawdown in Iraq has pleased Tehran.", "RETREAT", "DNK", "IRQ"),
    ("Colombia, where Venezuelan gunmen launched an attack on Sunday, sent reinforcements.", "ASSAULT", "VEN", "COL"),
    ("Russia captured Mariupol after a long siege.", "ASSAULT", "RUS", "UKR"),
    ("Riyadh's war in Yemen has lasted six years.", "ASSAULT", "SAU", "YEM"),
]


@pytest.mark.parametrize(("text", "kind", "actor", "recipient"), WHERE_IT_WAS_DONE)
def test_the_state_on_whose_ground_it_was_done_is_the_recipient(text, kind, actor, recipient):
    assert parties(text, kind) == (actor, recipient)


@pytest.mark.parametrize(
    ("text", "kind", "recipient"),
    [
        ("Saudi jets bombed civilians in Yemen.", "ASSAULT", "YEM"),
        ("Colombian jets killed rebels inside Ecuador.", "ASSAULT", "ECU"),
        ("Egypt arrested activists in Cairo.", "COERCE", "EGY"),
        ("A US drone strike killed three militants in Somalia.", "ASSAULT", "SOM"),
        ("Turkey supported rebels in Libya.", "AID", "LBY"),
    ],
)
def test_people_of_no_named_state_are_of_the_place_where_the_act_met_them(text, kind, recipient):
    assert parties(text, kind)[1] == recipient


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Russia bombed western hostages in Idlib.", "ASSAULT"),
        ("The United States lobbied its allies to remove their citizens from camps in Syria.", "COERCE"),
        ("Cuban troops fought in Angola.", "ASSAULT"),
        ("The minister conceded in Cairo that the policy had failed.", "RETREAT"),
    ],
)
def test_a_place_alone_makes_no_recipient_of_strangers(text, kind):
    assert (parties(text, kind) or ("", ""))[1] == ""


@pytest.mark.parametrize(
    ("text", "kind", "actor", "recipient"),
    [
        ("Polish pilots fought with the British against Germany.", "ASSAULT", "POL", "DEU"),
        ("Kenyan soldiers fought with Somali troops in the war against Eritrea.", "ASSAULT", "KEN", "ERI"),
        ("British volunteers fought with the Free French.", "ASSAULT", "GBR", ""),
        ("Iraq fought with Iran for eight years.", "ASSAULT", "IRQ", "IRN"),
    ],
)
def test_who_fights_beside_is_no_foe(text, kind, actor, recipient):
    assert parties(text, kind) == (actor, recipient)


@pytest.mark.parametrize(
    ("text", "kind", "recipient"),
    [
        ("Kenya sent troops to fight the Ethiopian army.", "MOBILIZE", "ETH"),
        ("Egypt launched a campaign to drive Isis from the desert.", "ASSAULT", "IMG"),
        ("France deployed warships to attack the Libyan fleet.", "MOBILIZE", "LBY"),
        ("Rwanda mounted an operation to capture Burundian soldiers.", "ASSAULT", "BDI"),
    ],
)
def test_the_foe_that_a_purpose_names_is_the_recipient(text, kind, recipient):
    assert parties(text, kind)[1] == recipient


@pytest.mark.parametrize(
    ("text", "kind", "actor", "recipient"),
    [
        ("A former British soldier was jailed in Turkey for seven years.", "COERCE", "TUR", "GBR"),
        ("Two Canadians were sentenced to death in China.", "SANCTION", "CHN", "CAN"),
        ("Egyptian activists were arrested in Beirut.", "COERCE", "LBN", "EGY"),
        ("A French journalist was tried in Algeria.", "ACCUSE", "DZA", "FRA"),
    ],
)
def test_where_somebody_was_jailed_is_who_jailed_him(text, kind, actor, recipient):
    assert parties(text, kind) == (actor, recipient)


@pytest.mark.parametrize(
    ("text", "kind", "actor", "recipient"),
    [
        ("Leon Trotsky's murder by a Mexican agent shocked Moscow.", "ASSAULT", "MEX", "RUS"),
        ("Alexander Litvinenko, whose killing by Russian agents shocked London, had fled.", "ASSAULT", "RUS", "GBR"),
        ("Chile's murder of the Peruvian envoy was denounced.", "ASSAULT", "CHL", "PER"),
        ("Israel's assassination of an Iranian scientist was denounced.", "ASSAULT", "ISR", "IRN"),
    ],
)
def test_what_a_person_suffers_he_does_not_do(text, kind, actor, recipient):
    assert parties(text, kind) in {(actor, recipient), None} if "Trotsky" in text else parties(text, kind) == (actor, recipient)


@pytest.mark.parametrize(
    ("text", "kind", "actor", "recipient"),
    [
        ("Norway's request was rejected by Sweden.", "REJECT", "SWE", "NOR"),
        ("Peru's claims were upheld by the League of Nations.", "SUPPORT", "IGO", "PER"),
        ("The appeals of Mexico were ignored by Texas, and Haiti's offer was spurned by Spain.", "REJECT", "ESP", "HTI"),
        ("UN appeals have been ignored by Damascus.", "REJECT", "SYR", "UNO"),
    ],
)
def test_whose_request_is_refused_did_not_refuse_it(text, kind, actor, recipient):
    found = [
        tuple(" ".join(entity.code for entity in side if entity.code) for side in (event.actors, event.recipients))
        for event in read(text) if event.type == kind
    ]  # fmt: skip
    assert (actor, recipient) in found
    assert all(pair[0] in (actor, "USA") for pair in found)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("France has pressured other countries not to recognise Kosovo.", "XKX"),
        ("Chad asked other states to stop arming Sudan.", "SDN"),
        ("Tokyo urged western governments to condemn China.", "CHN"),
        ("Bolivia asked neighbouring countries to arm Peru.", "PER"),
    ],
)
def test_who_is_asked_is_not_whom_it_would_be_done_to(text, never):
    requests = [event for event in read(text) if event.type == "REQUEST"]
    assert requests
    assert all(never not in [entity.code for entity in event.recipients] for event in requests)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The US has put pressure on the Syrian regime to negotiate.", "SYR"),
        ("Egypt issued calls for Israel to withdraw from Sinai.", "EGY"),
        ("The League sent an appeal to Japan to withdraw from Manchuria.", None),
    ],
)
def test_who_is_pressed_is_to_do_it(text, actor):
    talks = [event for event in read(text) if event.type in ("CONSULT", "AGREE")]
    assert all(event.actors[0].code == actor for event in talks)


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("Trump ordered the withdrawal of half the US military presence in Afghanistan.", "AFG"),
        ("Paris announced the withdrawal of French troops from Mali.", "MLI"),
        ("Moscow began the pullout of its forces in Afghanistan.", "AFG"),
        ("Israel withdrew its troops in southern Lebanon.", "LBN"),
    ],
)
def test_nobody_withdraws_from_himself(text, recipient):
    event = next(event for event in read(text) if event.type in ("RETREAT", "CONCEDE"))
    assert [entity.code for entity in event.recipients] == [recipient]


def test_views_are_exchanged_with_somebody_and_not_with_what_they_are_on():
    for text in ("Merkel met Putin and exchanged views on Ukraine.", "Lula and Macron exchanged views on Haiti."):
        talks = [event for event in read(text) if event.type == "CONSULT"]
        assert talks
        assert not {"UKR", "HTI"} & {entity.code for event in talks for entity in event.recipients}


def test_fighters_who_arrive_pay_no_visit():
    assert parties("Four Saudi extremists arrived in Turkey.", "CONSULT") is None
    assert parties("Jordanian militants travelled to Iraq.", "CONSULT") is None
    assert parties("Four Saudi ministers arrived in Turkey.", "CONSULT") == ("SAU", "TUR")


def test_the_office_beside_an_office_is_of_the_same_state():
    assert parties("Turkey's president and foreign minister condemned Israel.", "ACCUSE") == ("TUR", "ISR")
    event = next(event for event in read("Togo's king and prime minister condemned Ghana.") if event.type == "ACCUSE")
    assert all(entity.code for entity in event.actors)


def test_one_strike_that_killed_is_one_act():
    for text in ("A US drone strike killed three militants in Somalia.", "An Israeli raid killed two villagers in Lebanon."):
        assert len([event for event in read(text) if event.type == "ASSAULT"]) == 1


@pytest.mark.parametrize(
    ("text", "kind", "actor", "recipient"),
    [
        ("It will involve the Turkish army and Syrian rebels backed by Ankara.", "AID", "TUR", "SYR"),
        ("Trump had expressed concern about destructive rhetoric coming from Turkey.", "ACCUSE", "USA", "TUR"),
        ("France voiced alarm about threats emanating from Libya.", "ACCUSE", "FRA", "LBY"),
        ("Russia bombed Kafranbel in Syria.", "ASSAULT", "RUS", "SYR"),
        ("Russian agents mounted an attack in Salisbury.", "ASSAULT", "RUS", "GBR"),
    ],
)
def test_the_other_side_of_the_clause(text, kind, actor, recipient):
    assert parties(text, kind, "2018-04-12") == (actor, recipient)


def test_whom_nobody_knows_is_no_reason_to_take_another():
    for text in ("The British minister accused him of silence over Turkey.", "Kenya accused her of spying on Chad."):
        found = read(text)
        assert found
        assert not {"TUR", "TCD"} & {entity.code for event in found if event.type == "ACCUSE" for entity in event.recipients}


def test_a_ceasefire_that_somebody_orders_is_not_his():
    text = "Syria attacked in defiance of a ceasefire ordered by the UN security council."
    assert all(event.type != "RETREAT" for event in read(text))


def test_a_decision_is_not_of_the_place_where_it_was_taken():
    for text in ("The decision in Syria to attack Jordan was late.", "The plan in Chad to invade Niger was known."):
        assert all(not event.actors for event in read(text) if event.type == "ASSAULT")

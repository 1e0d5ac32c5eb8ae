"""Words of the lexicon in a use in which nobody acts; each beside the use in which somebody does."""

from __future__ import annotations

import pytest

from dragoman import Document, code_document


def types(text, published=None):
    return {event.type for event in code_document(Document("seeming", text, published=published)).events}


@pytest.mark.parametrize(
    ("seeming", "real", "kind"),
    [
        ("Chad insisted that Mali was not at war.", "Chad insisted that Mali withdraw its troops.", "REQUEST"),
        (
            "Chad and Mali agreed that Libya had broken the truce.",
            "Chad and Mali agreed that the border would be opened.",
            "AGREE",
        ),
        ("Why are we paying for Mali, Nkrumah asked.", "Nkrumah asked Mali to pay.", "REQUEST"),
        ("Chad asked why Mali had left.", "Chad asked Mali to leave.", "REQUEST"),
        (
            "A Kenyan official declined to comment on Somalia.",
            "A Kenyan official declined to receive the Somali envoy.",
            "REJECT",
        ),
        ("Chad refused to say who had been held.", "Chad refused to free the Malian officers.", "REJECT"),
        ("The Kenyan family crossed the border into Somalia.", "Kenyan troops crossed the border into Somalia.", "ASSAULT"),
        ("Erdogan and Putin clashed in public over the price.", "Turkish and Russian troops clashed at the border.", "ASSAULT"),
    ],
)
def test_only_the_real_one_is_an_act(seeming, real, kind):
    assert kind not in types(seeming)
    assert kind in types(real)


def test_statesmen_who_clash_quarrel():
    assert "ACCUSE" in types("Erdogan and Putin clashed in public over the price.")


def test_the_name_of_an_operation_is_no_act():
    assert "AGREE" not in types("Turkey called the campaign Operation Olive Branch.")


def test_an_interview_with_a_paper_is_no_meeting():
    assert "CONSULT" not in types("The Kenyan minister spoke in an interview with the newspaper.")


@pytest.mark.parametrize(
    "text", ["Mali reacted to criticism.", "Chad has exploited fears of a war.", "Kenya deflected criticism."]
)
def test_in_news_a_noun_needs_a_verb_that_does_it(text):
    assert not types(text, "2021-06-15") & {"ACCUSE", "ASSAULT"}


def test_in_news_a_verb_that_does_it_is_enough():
    assert "ASSAULT" in types("Mali launched an attack.", "2021-06-15")


@pytest.mark.parametrize(
    ("seeming", "real", "kind"),
    [
        ("India and Pakistan waged a cold war.", "India and Pakistan waged a war.", "ASSAULT"),
        ("US sanctions hit Iran hard in 2018.", "US missiles hit Iran hard in 2018.", "ASSAULT"),
        ("An earthquake struck Nepal, killing 9,000 Nepalis.", "A Chinese raid struck Nepal, killing 9 Nepalis.", "ASSAULT"),
        ("Canada killed the deal with Saudi Arabia.", "Canada killed the envoy of Saudi Arabia.", "ASSAULT"),
        ("A typhoon hit the Philippines.", "A Japanese bomber hit the Philippines.", "ASSAULT"),
        ("Macron took European allies by surprise.", "Macron became an ally of Greece.", "SUPPORT"),
        ("Australia is an ally of Japan.", "Australia became an ally of Japan.", "SUPPORT"),
        ("Washington, an ally of Kenya, reviewed the ruling.", "Washington, which became an ally of Kenya, gave way.", "SUPPORT"),
        ("Togo waged a publicity campaign against Benin.", "Togo waged a campaign against Benin.", "ASSAULT"),
        ("Ghana left its friends without warning.", "Ghana sent Togo a stern warning.", "THREATEN"),
        ("Peru took personal charge of the affair.", "Peru brought a charge against Chile.", "ACCUSE"),
        ("The minister's tough talk of Fiji failed.", "Talks of Fiji with Tonga failed.", "CONSULT"),
        ("Malaysia, which chairs ASEAN, sent rice.", "Malaysia chaired talks with Laos.", "CONSULT"),
        ("Oman could not provide an estimate to Iran.", "Oman could provide a loan to Iran.", "AID"),
        ("Syria used the talks to advance its interests.", "Syrian tanks advanced into Lebanon.", "ASSAULT"),
        ("Militias directed by Libya fled Chad.", "Libya directed the militias to leave Chad.", "REQUEST"),
        ("The raid was quietly sanctioned by Kenya.", "Uganda was sanctioned by Kenya.", "SANCTION"),
        ("Two Kenyans signed up for the course.", "Two Kenyan ministers signed up to the treaty.", "SUPPORT"),
        ("As Tokayev demonstrates daily, facts are few.", "Kazakh students demonstrate daily.", "PROTEST"),
        ("Two Turks took a Syrian flight from Paris to Oslo.", "Two Turks seized a Syrian plane.", "COERCE"),
        ("The Omani prince was captured on film.", "The Omani prince was captured by Yemen.", "COERCE"),
        ("France will end an intolerable threat to peace.", "France threatened Chad with war.", "THREATEN"),
        ("Iraq said it agreed with Iran that time was short.", "Iraq agreed with Iran to share the water.", "AGREE"),
        ("Japan pushed Korea to make hard choices.", "Japan pushed Korean troops back.", "ASSAULT"),
        ("Kenya gathered evidence in Sudan.", "Ministers of Kenya and Sudan gathered in Juba.", "CONSULT"),
        ("Two ministers were sacked by Kenya.", "Two towns in Sudan were sacked by Kenya.", "ASSAULT"),
        ("Egypt insisted that peace would be impossible.", "Egypt insisted that Israel withdraw.", "REQUEST"),
        ("Turkey may appeal the verdict.", "Turkey may appeal to Iran for help.", "REQUEST"),
        ("The speech was obtained by the Associated Press.", "The rifles were obtained by Chile from Prussia.", "COOPERATE"),
    ],
)
def test_in_news_only_the_real_one_is_an_act(seeming, real, kind):
    assert kind not in types(seeming, "2021-06-15")
    assert kind in types(real, "2021-06-15")


def test_who_drives_fighters_out_uses_force():
    assert "ASSAULT" in types("Kurdish troops of Iraq led a campaign to oust Isis from Mosul.", "2021-06-15")
    assert "COERCE" in types("The army of Chad moved to oust the president.", "2021-06-15")


def test_who_is_struck_from_a_list_is_not_hit():
    kinds = [event.type for event in code_document(Document("d", "The tsar of Russia struck Bulgaria from the list.")).events]
    assert "ASSAULT" not in kinds
    (event,) = code_document(Document("d", "Russia struck Bulgaria in 1885.")).events
    assert event.type == "ASSAULT"


def test_who_declines_to_discuss_details_refuses_nothing():
    assert types("Chad declined to discuss details of the raid with Sudan.", "2021-06-15") == set()
    assert "REJECT" in types("Chad declined to discuss a truce with Sudan.", "2021-06-15")

"""Sentences of agencies: who stops whom, who demonstrates where, what one will not hear of, and when it was."""

from __future__ import annotations

import pytest

from dragoman import Document, code_document

PUBLISHED = "2018-05-17"  # a Thursday


def read(text):
    """Category, mode, codes of both sides with the actors' sectors, date, in order of the text."""
    events = code_document(Document("wire", text, published=PUBLISHED)).events
    return [
        (
            event.type,
            event.mode,
            [f"{each.code} {each.sector}" for each in event.actors],
            [each.code for each in event.recipients],
            event.date,
        )
        for event in events
    ]


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        ("Police in Lima stopped a Chilean minister from addressing a rally.", "PER COP", "CHL"),
        ("Egypt prevented Sudanese officials from boarding a plane.", "EGY GOV", "SDN"),
        ("India barred Pakistani journalists from covering the summit.", "IND GOV", "PAK"),
        ("Togo banned Beninese truckers from using the coast road.", "TGO GOV", "BEN"),
        ("Austria cancelled several Turkish rallies.", "AUT GOV", "TUR"),
    ],
)
def test_who_keeps_others_from_doing_something_restricts_them(text, actor, recipient):
    assert [each[:4] for each in read(text)] == [("COERCE", "restrict", [actor], [recipient])]


@pytest.mark.parametrize(
    "text",
    [
        "Sanctions are meant to stop Iran from selling oil.",
        "Israel focused on preventing Iran from entering the market.",
        "Nothing kept Peru from the meeting.",
    ],
)
def test_what_somebody_means_to_prevent_is_not_done(text):
    assert not [each for each in read(text) if each[0] == "COERCE"]


def test_who_is_banned_is_told_also_where_nobody_did_it():
    assert [(each[0], each[3]) for each in read("Thirty Egyptian activists were banned from travelling.")] == [
        ("COERCE", ["EGY"])
    ]


@pytest.mark.parametrize(
    "text",
    [
        'Mark Rutte called the Turkish demand for an apology "bizarre".',
        "Mark Rutte called the Turkish demand for an apology absurd.",
        "Mark Rutte described the Turkish demand as unacceptable.",
    ],
)
def test_who_calls_a_demand_absurd_rejects_it(text):
    found = [each for each in read(text) if each[2] == ["NLD GOV"]]
    assert [(each[0], each[3]) for each in found] == [("REJECT", ["TUR"])]


def test_who_finds_a_demand_fair_does_not():
    found = read("Mark Rutte called the Turkish demand for an apology reasonable.")
    assert not [each for each in found if each[0] == "REJECT"]


@pytest.mark.parametrize(
    ("text", "actor", "recipients"),
    [
        ("About 2,000 people demonstrated in front of the Dutch consulate in Istanbul.", "TUR CVL", ["NLD"]),
        ("Thousands of people protested outside the US embassy in Khartoum.", "SDN CVL", ["USA"]),
        ("In Dhaka, thousands of people marched to the Indian embassy.", "BGD CVL", ["IND"]),
        ("Thousands demonstrated in Rome against the war.", "ITA CVL", []),
    ],
)
def test_crowd_is_of_the_place(text, actor, recipients):
    assert [each[:4] for each in read(text)] == [("PROTEST", "demo", [actor], recipients)]


def test_police_are_of_the_place():
    assert read("In Beijing, police arrested a Japanese businessman.")[0][2:4] == (["CHN COP"], ["JPN"])


@pytest.mark.parametrize(
    "text",
    [
        "On Tuesday Peru called on Chile to leave the strip, a call that Chile dismissed as worthless.",
        "On Tuesday Peru accused Chile of piracy, a charge that Chile rejected.",
    ],
)
def test_what_came_of_it_is_of_the_same_day_and_to_who_said_it(text):
    first, answer = read(text)
    assert (answer[0], answer[2], answer[3], answer[4]) == ("REJECT", ["CHL GOV"], ["PER"], "2018-05-15")
    assert first[4] == "2018-05-15"


def test_answer_without_a_day_is_of_the_day_of_publication():
    assert read("Peru called on Chile to leave the strip, a call that Chile dismissed as worthless.")[1][4] == PUBLISHED


def test_who_will_not_talk_will_not_with_the_only_other_party():
    text = "Peru summoned the Chilean envoy. Its foreign ministry said it would never negotiate under threats."
    assert read(text)[1][:4] == ("REJECT", "meet", ["PER GOV"], ["CHL"])
    three = "Peru summoned the Chilean envoy, and Bolivia protested. Lima said it would never negotiate under threats."
    assert [each[3] for each in read(three) if each[:2] == ("REJECT", "meet")] == [[]]


@pytest.mark.parametrize(
    "aside",
    [
        "Kenya, which closed the border last week, urged Uganda to be calm.",
        "Kenya accused Uganda on Thursday of sheltering men who raided Busia last month.",
        "Kenya asked Uganda to prepare a visit planned for later this month.",
    ],
)
def test_day_of_an_aside_is_not_that_of_what_follows(aside):
    found = read(f"On Thursday Kenya recalled its envoy from Uganda. {aside} Tanzania asked Rwanda to send doctors.")
    assert found[-1][2:] == (["TZA GOV"], ["RWA"], PUBLISHED)


def test_years_of_an_aside_still_say_that_it_is_background():
    text = "The party, which was founded in 2009, is small. Kenya seized a ship of Somalia."
    assert [each[4] for each in read(text)] == [None]


def test_deadline_of_a_threat_is_not_its_day():
    found = read("Kenya threatened to close the Ugandan border if the men were not freed by Sunday.")
    assert [each[4] for each in found if each[0] == "THREATEN"] == [PUBLISHED]


def test_who_accuses_and_warns_in_one_breath_warns_whom_he_accuses():
    found = read("Erdogan accused the Dutch of lying and warned that the price would be high.")
    assert [(each[0], each[3]) for each in found] == [("ACCUSE", ["NLD"]), ("THREATEN", ["NLD"])]


def test_secretary_general_is_no_general():
    assert read("The UN secretary general visited Chile.")[0][2] == ["UNO IGO"]

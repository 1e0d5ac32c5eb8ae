"""Turns of phrase of diplomatic history, and whose the thing is that somebody meets, takes up or puts at a disposal."""

from __future__ import annotations

import pytest

from dragoman.pipeline import code_document
from dragoman.types import Document


def read(text):
    return {
        (event.type, doer.code, hearer.code)
        for event in code_document(Document("d", text)).events if event.status == "occurred"
        for doer in event.actors for hearer in event.recipients
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Kenya met Somalia's demands in May 1977.", ("CONCEDE", "KEN", "SOM")),
        ("Albania seconded Italy's motion.", ("SUPPORT", "ALB", "ITA")),
        ("In 1965 Iran came to Oman's rescue.", ("AID", "IRN", "OMN")),
        ("Sweden placed three ports at Finland's disposal.", ("AGREE", "SWE", "FIN")),
        ("Mexico espoused Nicaragua's cause.", ("SUPPORT", "MEX", "NIC")),
        ("Bulgaria made common cause with Hungary.", ("SUPPORT", "BGR", "HUN")),
        ("In 1961 Ghana leaned on Togo to release the traders.", ("REQUEST", "GHA", "TGO")),
        ("Japan took China to task over the boycott.", ("ACCUSE", "JPN", "CHN")),
        ("Ecuador beat back a Peruvian assault.", ("ASSAULT", "ECU", "PER")),
        ("Iceland towed a British trawler into port.", ("COERCE", "ISL", "GBR")),
        ("Zambia held up Malawian exports for a month.", ("COERCE", "ZMB", "MWI")),
        ("Chile put out feelers to Bolivia.", ("AGREE", "CHL", "BOL")),
    ],
)
def test_turn_of_phrase_is_an_act(text, act):
    assert act in read(text)


def test_what_is_the_actors_own_is_nobody_elses():
    assert not read("Kenya met its obligations in May 1977.")


def test_verb_that_the_parser_hangs_on_what_is_said_is_the_sayers():
    text = "Voldemaras, the Lithuanian dictator, wired Geneva that war was imminent and begged Berlin and Moscow for support."
    assert {("REQUEST", "LTU", "DEU"), ("REQUEST", "LTU", "RUS")} <= read(text)


def test_whom_one_asks_for_help_one_does_not_arm_against():
    text = "Greece shelled Bulgaria in 1925. Bulgaria mobilised two divisions and asked Italy for help."
    acts = read(text)
    assert ("MOBILIZE", "BGR", "GRC") in acts
    assert ("MOBILIZE", "BGR", "ITA") not in acts

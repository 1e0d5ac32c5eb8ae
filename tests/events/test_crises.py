"""How crises are told: whose crisis an act began or ended, who helps, who answers, who mediates, what is said as a noun."""

from __future__ import annotations

import pytest

from dragoman.pipeline import code_document
from dragoman.types import Document


def tell(text, published=None):
    """(category, actors, recipients) of what the coder reads, by codes."""
    events = code_document(Document("d", text, published=published)).events
    return [
        (event.type, [each.code for each in event.actors], [each.code for each in event.recipients], event.status)
        for event in events
    ]  # fmt: skip


def holds(text, kind, actors, recipients, status="occurred", published=None):
    told = tell(text, published)
    assert (kind, actors, recipients, status) in told, told


@pytest.mark.parametrize(
    ("text", "kind", "actor", "other"),
    [
        ("A crisis was triggered for Mali on 3 May 1975 when Togolese troops crossed the river.", "ASSAULT", "TGO", "MLI"),
        ("Laos' crisis was triggered by a raid by Siamese gunboats on 3 May 1893.", "ASSAULT", "THA", "LAO"),
        ("The crisis trigger for Ecuador was a massing of Peruvian troops on its border.", "MOBILIZE", "PER", "ECU"),
        ("Togo withdrew its troops on 3 May 1975, ending the crisis for Mali.", "RETREAT", "TGO", "MLI"),
        ("The end of the crisis for Mali came on 3 May when Togo withdrew its troops.", "RETREAT", "TGO", "MLI"),
        ("The counteroffensive by Kenyan forces began in 1974, triggering a crisis for Burundi.", "ASSAULT", "KEN", "BDI"),
    ],
)
def test_the_other_party_is_whose_crisis_the_act_began_or_ended(text, kind, actor, other):
    holds(text, kind, [actor], [other])


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("An agreement was finally reached on 3 May 1975, terminating the crisis for Iran and Iraq.", ["IRN", "IRQ"]),
        ("A truce was reached in 1962, ending the crisis for India and China.", ["IND", "CHN"]),
        ("The dispute was closed by a formal agreement for cooperation between Argentina and Chile.", ["ARG", "CHL"]),
        ("It ended with an agreement on fishing between Iceland and Norway in 1980.", ["ISL", "NOR"]),
    ],
)
def test_agreements_that_end_a_crisis_are_of_those_who_had_it(text, pair):
    assert any(kind in ("AGREE", "CONCEDE", "RETREAT") and actors == pair for kind, actors, _, _ in tell(text)), tell(text)


@pytest.mark.parametrize(
    ("text", "helper", "helped"),
    [
        ("Kenyan troops, with Ugandan military assistance, occupied part of Burundi.", "UGA", "KEN"),
        ("Bolivia, with Argentine military aid, attacked Peru.", "ARG", "BOL"),
        ("Somali forces, with Cuban military assistance, crossed the Kenyan border.", "CUB", "SOM"),
        ("Ethiopia, with Soviet military assistance, invaded Somalia in 1978.", "RUS", "ETH"),
    ],
)
def test_who_acts_with_help_is_helped(text, helper, helped):
    holds(text, "AID", [helper], [helped])


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        ("Condemnation of Chad by Mali was general.", "ACCUSE", ["MLI"], ["TCD"]),
        ("The condemnation of Chad--by Mali, Niger and Benin--was of no use.", "ACCUSE", ["MLI", "NER", "BEN"], ["TCD"]),
        ("Criticism of Thailand by Laos went on.", "ACCUSE", ["LAO"], ["THA"]),
        ("Air and naval raids by Israel on Lebanon continued.", "ASSAULT", ["ISR"], ["LBN"]),
    ],
)
def test_by_names_the_doer_wherever_the_parser_hangs_it(text, kind, actors, recipients):
    holds(text, kind, actors, recipients)


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        ("Sweden had asked China to let the ship pass; China refused.", "REJECT", ["CHN"], ["SWE"]),
        ("Argentina and Chile proposed a settlement; Bolivia rejected it.", "REJECT", ["BOL"], ["ARG", "CHL"]),
        ("Mali demanded the cattle back from Niger, but Niger refused.", "REJECT", ["NER"], ["MLI"]),
        ("Peru asked Chile for Arica, and Chile agreed to talk.", "AGREE", ["CHL"], ["PER"]),
        ("Chad attacked Niger; Mali denied the accusation of Togo.", "REJECT", ["MLI"], ["TGO"]),
    ],
)
def test_an_answer_goes_to_who_had_asked_in_the_sentence(text, kind, actors, recipients):
    holds(text, kind, actors, recipients, published="2001-05-04")


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        ("The Chilean response was a decision on 21 May 1975 to send rifles to Bolivia.", "AGREE", ["CHL"], ["BOL"]),
        ("Japan replied with a decision to withdraw from Siberia in 1922.", "CONCEDE", ["JPN"], []),
        ("The declaration by Ghana that it would attack Togo came in May 1964.", "THREATEN", ["GHA"], ["TGO"]),
        ("Peru replied with an announcement that it would not attack Chile.", "AGREE", ["PER"], ["CHL"]),
    ],
)
def test_announcements_and_decisions_told_as_nouns(text, kind, actors, recipients):
    told = [each[:3] for each in tell(text) if each[3] == "occurred"]
    assert (kind, actors) in [each[:2] for each in told], told
    if recipients:
        assert (kind, actors, recipients) in told


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("France and Britain tried in vain to persuade Greece to withdraw its note.", ["FRA", "GBR"], ["GRC"]),
        ("Norway's efforts from 1976 to 1979 to persuade Denmark to close the plant came to nothing.", ["NOR"], ["DNK"]),
        ("The Soviet envoy persuaded Lithuania to accept the package.", ["RUS"], ["LTU"]),
        ("Canada sought to convince Mexico to sign; Canada induced Cuba to sign.", ["CAN"], ["CUB"]),
    ],
)
def test_who_tried_to_persuade_has_asked(text, actors, recipients):
    holds(text, "REQUEST", actors, recipients)


@pytest.mark.parametrize(
    ("text", "mediator", "between"),
    [
        ("Britain was active in mediation efforts between Peru and Chile.", ["GBR"], ["PER", "CHL"]),
        ("Both the United States and Britain were active in mediation between Mali and Togo.", ["USA", "GBR"], ["MLI", "TGO"]),
        ("Brazil was involved in attempting to mediate between Peru and Ecuador.", ["BRA"], ["PER", "ECU"]),
        ("Peru and Ecuador fought in 1941. Argentina and the OAS tried to mediate.", ["ARG", "IGO"], ["ECU", "PER"]),
    ],
)
def test_mediators_and_those_between_whom(text, mediator, between):
    holds(text, "CONSULT", mediator, between)


@pytest.mark.parametrize(
    "text",
    [
        "Chad and Libya went to war in 1980. Fighting in the north subsided on 5 March.",
        "Chad and Libya went to war in 1980. Fighting continued until 3 May, when a mission of the OAU arrived.",
        "Chad and Libya went to war in 1980. Heavy fighting persisted in the desert.",
        "Chad and Libya went to war in 1980. In May the fighting abated.",
    ],
)
def test_fighting_that_goes_on_is_of_the_two_whom_the_text_is_about(text):
    assert ("ASSAULT", {"TCD", "LBY"}) in [(kind, set(actors)) for kind, actors, _, _ in tell(text)[1:]], tell(text)


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Chad and Libya went to war in 1980. Mali and Niger offered to send troops.", ["MLI", "NER"]),
        ("Finland and the Soviet Union fought in 1939. Sweden and Norway promised help.", ["SWE", "NOR"]),
        ("Iraq attacked Kuwait in 1990. Egypt and Syria pledged troops.", ["EGY", "SYR"]),
        ("Bolivia fought Paraguay in 1932. Peru and Chile gave assurances.", ["PER", "CHL"]),
    ],
)
def test_several_who_promise_something_promise_it_to_another(text, actors):
    promised = [recipients for kind, doers, recipients, _ in tell(text) if kind == "AGREE" and doers == actors]
    assert promised, tell(text)
    assert promised[0], tell(text)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Unsuccessful raids by Chad into Libya followed in 1979.", "occurred"),
        ("Togo responded almost at once, invading Benin in May 1970.", "occurred"),
        ("The failed talks between Oman and Yemen in 1988 were forgotten.", "occurred"),
        ("Togo almost invaded Benin in May 1970.", "negated"),
    ],
)
def test_what_failed_was_done_and_what_almost_was_was_not(text, status):
    assert [each[3] for each in tell(text)] == [status], tell(text)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Belgian fort fell to the Germans in August 1914.", "DEU"),
        ("Port Arthur fell to the Japanese on 2 January 1905.", "JPN"),
        ("On 26 May 1940 Boulogne fell to the Germans.", "DEU"),
        ("Kuwait fell to the Iraqis within a day.", "IRQ"),
    ],
)
def test_what_falls_to_somebody_is_taken_by_him(text, actor):
    assert ("ASSAULT", [actor]) in [each[:2] for each in tell(text)], tell(text)


def test_wages_that_fall_to_a_sum_are_taken_by_nobody():
    assert not [each for each in tell("Oil exports from Iran fell to two million barrels.") if each[0] == "ASSAULT"]


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Oman shelled Yemen in 1972. Oman later admitted its error.", ("OMN", "YEM")),
        ("Greece shelled Bulgaria in 1925. Greece then expressed regret.", ("GRC", "BGR")),
        ("Peru raided Ecuador in 1941. Peru later apologized.", ("PER", "ECU")),
        ("Libya invaded Chad in 1980. In 1994 Libya complied.", ("LBY", "TCD")),
    ],
)
def test_whom_one_yields_to_is_understood_in_histories(text, pair):
    yielded = [(actors[0], *recipients) for kind, actors, recipients, _ in tell(text) if kind == "CONCEDE"]
    assert yielded == [pair], tell(text)

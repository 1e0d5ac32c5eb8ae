"""Whose a deed is, whom it meets and what it is, where the nearest word misleads: faults that were found by reading."""

from __future__ import annotations

import pytest

from dragoman import Document, code_document

NEWS = "2021-06-15"


def read(text, published=None):
    return {
        (event.type, *(",".join(sorted(each.code or "?" for each in who)) for who in (event.actors, event.recipients)))
        for event in code_document(Document("deed", text, published=published)).events
    }


def test_who_is_accused_is_not_whom_the_deed_concerns():
    assert read("Sudan accused the Gulf state of arming the Libyans.", NEWS) == {("ACCUSE", "SDN", "")}
    assert ("ACCUSE", "SDN", "ARE") in read("Sudan accused the UAE of arming the Libyans.", NEWS)


def test_a_force_without_its_name_is_the_one_named_before():
    text = "Sudan's army denied the raid. The UAE sent rice, and an army spokesman blamed the Libyan rebels."
    assert ("ACCUSE", "SDN", "LBY") in read(text, NEWS)
    assert ("ACCUSE", "SDN", "LBY") not in read(text.replace("denied the raid", "and Chad's army denied the raid"), NEWS)


@pytest.mark.parametrize("published", [None, NEWS])
def test_a_truce_is_of_those_who_fought_and_not_of_its_broker(published):
    acts = read("Peru and Ecuador traded fire. A ceasefire brokered by Brazil took effect on Friday.", published)
    assert ("RETREAT", "ECU,PER", "ECU,PER") in acts
    assert not any("BRA" in (actor, other) for kind, actor, other in acts if kind == "RETREAT")


def test_a_truce_in_news_is_nobodys_where_several_fought():
    text = "Peru and Ecuador traded fire. Chile shelled Bolivia. A ceasefire brokered by Brazil took effect on Friday."
    assert "RETREAT" not in {kind for kind, _, _ in read(text, NEWS)}


def test_ties_are_cut_with_whom_the_text_names_beside_the_actor():
    text = "Relations between Argentina and Britain worsened. Chile sided with Britain. Buenos Aires broke off relations in 1982."
    assert ("SANCTION", "ARG", "GBR") in read(text)


def test_who_annexes_does_not_annex_from_himself():
    acts = read("Mexico and the United States were at odds. In 1845 the United States annexed Texas.")
    assert ("COERCE", "USA", "MEX") in acts


def test_each_side_accuses_the_other():
    acts = read("Eritrea and Ethiopia fought on. Each side accused the other of breaking the truce.")
    assert ("ACCUSE", "ERI,ETH", "ERI,ETH") in acts
    assert ("SANCTION", "ERI,ETH", "ERI,ETH") not in acts
    assert len(acts) == 2, "whose breach it was, the text does not say"


def test_each_country_is_every_country():
    assert "ACCUSE" not in {kind for kind, actor, _ in read("Chad met Mali. Each country accused them.") if "TCD" in actor}


def test_who_does_not_forgive_a_deed_has_not_done_it():
    assert ("SANCTION", "KHM", "") not in read("Cambodians have never forgiven the expulsion.")


def test_what_goes_not_unpunished_is_threatened():
    acts = read("Iran vowed that the Israeli strike would not go unpunished.", NEWS)
    assert ("THREATEN", "IRN", "ISR") in acts
    assert "AGREE" not in {kind for kind, _, _ in acts}


@pytest.mark.parametrize(
    "text", ["Israel's defence minister said Lebanon would pay a heavy price.", "Israel said Lebanon would face consequences."]
)
def test_to_say_that_one_will_suffer_is_to_threaten(text):
    assert ("THREATEN", "ISR", "LBN") in read(text, NEWS)


def test_to_say_what_one_will_suffer_oneself_is_no_threat():
    assert "THREATEN" not in {kind for kind, _, _ in read("Lebanon said it would face consequences.", NEWS)}


def test_killed_when_others_opened_fire_is_one_act_of_theirs():
    acts = read("Two Indian soldiers were killed when Pakistani troops opened fire across the river.", NEWS)
    assert acts == {("ASSAULT", "PAK", "IND")}


@pytest.mark.parametrize(
    "text", ["A bomb planted by Chadian rebels killed nine Libyan policemen.", "Shells fired by Chad struck a Libyan hospital."]
)
def test_what_was_thrown_is_thrown_by_somebody(text):
    assert read(text, NEWS) == {("ASSAULT", "TCD", "LBY")}


def test_killing_told_as_the_outcome_is_no_second_act():
    events = code_document(Document("d", "The Soviet Union shot down a Korean airliner in 1983, killing 269.")).events
    assert [event.type for event in events] == ["ASSAULT"]
    assert [each.value for each in events[0].quantities] == [269]


def test_what_one_has_done_is_ones_own_deed():
    acts = read("In 1839 the Chinese commissioner had two thousand chests of British opium destroyed.")
    assert ("ASSAULT", "CHN", "GBR") in acts


def test_help_against_somebody_is_not_his():
    acts = read("Cuba sent soldiers to help Angola against South Africa.")
    assert ("AID", "CUB", "AGO") in acts
    assert ("AID", "CUB", "ZAF") not in acts


def test_whose_troops_are_ordered_to_leave():
    assert ("SANCTION", "NER", "USA") in read("Niger ordered US troops to leave.", NEWS)
    assert ("RETREAT", "TCD", "SDN") in read("Chad ordered its troops to leave Sudan.", NEWS)
    assert ("MOBILIZE", "TCD", "SDN") in read("Chad ordered its troops to the Sudanese border.", NEWS)


def test_them_is_the_thing_of_the_verb_before():
    acts = read("Guatemala severed relations with Britain in 1963, and restored them in 1986.")
    assert ("SUPPORT", "GTM", "GBR") in acts


def test_a_city_with_a_name_is_taken():
    assert ("ASSAULT", "RWA", "COD") in read("Rwandan troops took Goma on Monday.", NEWS)


def test_whose_bid_is_ratified():
    assert ("SUPPORT", "TUR", "SWE") in read("Turkey's parliament ratified Sweden's bid to join NATO.", NEWS)


def test_who_is_told_to_stop_is_asked():
    acts = read("Iraq's prime minister told Turkey to stop shelling Dohuk.", NEWS)
    assert {("REQUEST", "IRQ", "TUR")} == acts
    assert "REQUEST" not in {kind for kind, _, _ in read("Iraq told Turkey that it would shell Dohuk.", NEWS)}


def test_who_stands_by_is_not_who_fights():
    acts = read("A Kurdish militia, backed by Washington, repelled a Turkish assault on Manbij.", NEWS)
    assert ("ASSAULT", "USA", "TUR") not in acts


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Nepal protested after India inaugurated a road through the pass.", ("ACCUSE", "NPL", "IND")),
        ("Japan scrambled jets after Russian bombers flew past.", ("MOBILIZE", "JPN", "RUS")),
        ("Burundi accused Rwanda of the raid and shut the border.", ("SANCTION", "BDI", "RWA")),
    ],
)
def test_in_news_an_answer_is_to_whose_deed_is_told_beside_it(text, act):
    assert act in read(text, NEWS)


def test_a_clause_about_oneself_names_nobody_else():
    assert ("ACCUSE", "FRA", "") in read("France protested after it learned of the coup.", NEWS)


@pytest.mark.parametrize("term", ["72 hours", "six months"])
def test_who_is_given_a_term_to_leave_is_expelled(term):
    assert ("SANCTION", "MLI", "FRA") in read(f"Mali gave the French ambassador {term} to leave.", NEWS)
    assert "SANCTION" not in {kind for kind, _, _ in read(f"Mali gave the French ambassador {term} to reply.", NEWS)}


def test_money_that_is_counted_is_what_is_frozen():
    assert ("COERCE", "USA", "AFG") in read("Washington froze $7bn of Afghan reserves.", NEWS)


def test_a_coup_that_is_foiled_is_not_his_who_foils_it():
    assert ("COERCE", "IND", "") not in read("India foiled the coup.", NEWS)


def test_what_is_laid_to_the_charge_of_somebody_unknown_accuses_nobody_else():
    assert read("The White House accused a foreign power of meddling in Georgia's election.", NEWS) == {("ACCUSE", "USA", "")}
    assert ("AID", "ETH", "ERI") not in read("Ethiopia charged an unnamed Arab state with backing Eritrean rebels.", NEWS)


def test_an_army_that_speaks_is_recorded_without_its_state():
    assert ("ACCUSE", "?", "SDN") in read("In Sudan, an army spokesman blamed the RSF.", NEWS)


def test_envoys_are_not_recalled_from_rebels():
    assert ("SANCTION", "QAT", "LBY") not in read("Denying it had armed the Libyan rebels, Qatar recalled its envoy.", NEWS)


def test_an_armistice_that_a_body_negotiated_is_of_those_who_fought():
    acts = read("Honduras and Nicaragua fought on the Coco. An armistice negotiated by the OAS came into force in May.")
    assert ("CONCEDE", "HND,NIC", "HND,NIC") in acts


def test_each_alone_is_of_the_two_named_before():
    assert ("ACCUSE", "RUS,TUR", "RUS,TUR") in read("Russia and Turkey were at war. Each accused the other of treachery.")


def test_to_whom_nobody_knows_is_to_nobody_else():
    assert ("REQUEST", "ETH", "ITA") not in read("Ethiopia appealed to the League, which imposed sanctions on Italy.")


@pytest.mark.parametrize(
    "text", ["Moscow retaliated, ordering 20 Czech diplomats out.", "Moscow retaliated by banning Czech beer."]
)
def test_who_retaliates_by_other_means_attacks_nobody(text):
    assert "ASSAULT" not in {kind for kind, _, _ in read(text, NEWS)}


def test_a_deed_that_is_applauded_was_not_done_to_who_applauds():
    assert ("ASSAULT", "PER", "") in read("Poland thanked Peru, which had attacked the port.")
    assert ("ASSAULT", "PER", "POL") in read("Poland accused Peru, which had attacked the port.")

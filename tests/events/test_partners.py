"""The other party by the whole text: who is taken where a clause leaves it out, and who never is."""

from __future__ import annotations

import msgspec
import pytest

from dragoman.events import tie_partners
from dragoman.pipeline import code_document
from dragoman.types import Candidate, Document, Entity, Mention, Span, Why


def mention(code, at, kind="state"):
    entity = Entity(code, None, (), None, code, at, at + 3)
    return Mention(at, at + 3, code, at // 100, kind, (entity,), Why("test", "made by hand"))


def act(kind, at, actors=(), recipients=(), recipient_from="clause", mode=None, clause=0):
    span, why = Span(at, at + 4), Why("verbs:1", "made")
    parties = tuple(actors), tuple(recipients)
    return Candidate(at // 100, kind, mode, (), 0, clause, span, *parties, None, 0.6, why, recipient_from)


def codes(candidate):
    return [entity.code for each in candidate.recipients for entity in each.entities]


LBY, TCD, SDN = mention("LBY", 0), mention("TCD", 20), mention("SDN", 150)
EGY, MAR = mention("EGY", 205), mention("MAR", 207)


def test_partner_of_the_text_takes_the_place_of_the_party_last_named():
    told = [act("ASSAULT", 10, [LBY], [TCD]), act("ASSAULT", 210, [LBY], [SDN], "before")]
    tied = tie_partners(told, [LBY, TCD, SDN])
    assert codes(tied[1]) == ["TCD"]
    assert (tied[1].recipient_from, tied[1].confidence) == ("text", 0.48)
    assert "deals with most" in tied[1].why.note


def test_recipient_that_was_missing_costs_no_confidence():
    told = [act("ASSAULT", 10, [LBY], [TCD]), act("ASSAULT", 210, [LBY])]
    assert tie_partners(told, [LBY, TCD])[1].confidence == 0.6


def test_stated_recipient_stays():
    told = [act("ASSAULT", 10, [LBY], [TCD]), act("ASSAULT", 210, [LBY], [SDN])]
    assert tie_partners(told, [LBY, TCD, SDN]) == told


def test_sign_of_the_dealings_counts():
    told = [
        act("AID", 10, [LBY], [SDN]), act("AID", 30, [LBY], [SDN]), act("ASSAULT", 60, [LBY], [TCD]),
        act("ASSAULT", 210, [LBY]),
    ]  # fmt: skip
    assert codes(tie_partners(told, [LBY, TCD, SDN])[3]) == ["TCD"]


def test_party_named_only_later_is_not_taken():
    later = mention("TCD", 400)
    told = [act("ASSAULT", 210, [LBY]), act("ASSAULT", 410, [LBY], [later])]
    assert codes(tie_partners(told, [LBY, later])[0]) == []


def test_guesses_do_not_breed_guesses():
    told = [act("ASSAULT", 110, [LBY], [SDN], "before"), act("ASSAULT", 210, [LBY])]
    assert codes(tie_partners(told, [LBY, SDN])[1]) == []


def test_acts_that_reach_nobody_get_no_partner():
    told = [act("ASSAULT", 10, [LBY], [TCD]), act("PROTEST", 210, [LBY])]
    assert codes(tie_partners(told, [LBY, TCD])[1]) == []


def test_sentence_that_names_a_third_state_is_left_alone_where_the_act_is_a_noun():
    told = [act("ASSAULT", 10, [LBY], [TCD]), act("ASSAULT", 210, [LBY], clause=1)]
    there = mention("SDN", 230, "place")
    assert codes(tie_partners(told, [LBY, TCD, there])[1]) == []
    assert codes(tie_partners(told, [LBY, TCD])[1]) == ["TCD"]


def test_verb_takes_the_partner_beside_a_third_state_unless_one_was_found_before():
    there = mention("SDN", 230, "place")
    told = [act("ASSAULT", 10, [LBY], [TCD]), act("ASSAULT", 210, [LBY])]
    assert codes(tie_partners(told, [LBY, TCD, there])[1]) == ["TCD"]
    told[1] = act("ASSAULT", 210, [LBY], [SDN], "before")
    assert codes(tie_partners(told, [LBY, TCD, SDN, there])[1]) == ["SDN"]


def test_mediator_mediates_between_those_most_at_odds():
    quarrel = [act("AID", 10, [LBY], [SDN]), act("ASSAULT", 60, [LBY], [TCD])]
    offer = act("CONSULT", 210, [EGY, MAR], mode="third-party")
    assert codes(tie_partners([*quarrel, offer], [LBY, TCD, SDN, EGY])[2]) == ["LBY", "TCD"]
    own = act("CONSULT", 210, [LBY], mode="third-party")
    assert codes(tie_partners([*quarrel, own], [LBY, TCD, SDN])[2]) != ["LBY", "TCD"]


def test_outsider_appeals_to_both_who_quarrel():
    told = [act("ASSAULT", 10, [LBY], [TCD]), act("REQUEST", 210, [EGY])]
    assert codes(tie_partners(told, [LBY, TCD, EGY])[1]) == ["LBY", "TCD"]
    told = [act("ASSAULT", 10, [LBY], [TCD]), act("ACCUSE", 40, [EGY], [LBY]), act("REQUEST", 210, [EGY])]
    assert codes(tie_partners(told, [LBY, TCD, EGY])[2]) == ["LBY", "TCD"]


def test_who_does_more_than_complain_is_no_outsider():
    told = [act("ASSAULT", 10, [LBY], [TCD]), act("SANCTION", 40, [EGY], [LBY]), act("REQUEST", 210, [EGY])]
    assert codes(tie_partners(told, [LBY, TCD, EGY])[2]) == ["LBY"]


def test_what_the_sentence_gives_to_be_understood_tells_who_deals_with_whom():
    told = [act("ASSAULT", 110, [LBY], [SDN], "sentence"), act("ASSAULT", 210, [LBY])]
    assert codes(tie_partners(told, [LBY, SDN])[1]) == ["SDN"]


def test_actor_without_dealings_turns_to_the_chief_party():
    told = [act("ASSAULT", 10, [LBY], [TCD]), act("ASSAULT", 40, [LBY], [SDN]), act("THREATEN", 210, [EGY])]
    assert codes(tie_partners(told, [LBY, TCD, SDN, EGY])[2]) == ["LBY"]


WAR = "In 1879 Chile attacked Peru. Peru bombarded Chile in May. "


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Talks began in June.", "CONSULT"),
        ("An armistice was signed on 4 July.", "CONCEDE"),
        ("Heavy fighting broke out again in August.", "ASSAULT"),
        ("Three more days of talks were held in Lima.", "CONSULT"),
    ],
)
def test_what_two_do_together_is_done_by_those_whom_a_history_is_about(text, kind):
    events = [e for e in code_document(Document("d", WAR + text)).events if e.trigger.start >= len(WAR)]
    assert [(e.type, {a.code for a in e.actors}) for e in events] == [(kind, {"CHL", "PER"})]
    assert "understood" in events[0].why[0].note


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Talks began in June.", "1879-06-30"),  # news passes from one pair to the next
        ("Bolivia looked on while talks began in June.", None),
        ("The civil war continued until 1884.", None),
        ("The treaty was praised by the press.", None),
        ("He spoke of war and peace.", None),
    ],
)
def test_and_nobody_does_it_in_news_or_where_others_are_named_or_at_war_with_themselves(text, published):
    events = code_document(Document("d", WAR + text, published=published)).events
    assert not [e for e in events if e.trigger.start >= len(WAR) and {"CHL", "PER"} <= {a.code for a in e.actors}]


def test_a_text_about_many_has_no_chief_two():
    text = "Chile attacked Peru. Mali invaded Niger. Chad bombed Sudan. Togo accused Ghana. Talks began in June."
    assert not [e for e in code_document(Document("d", text)).events if e.type == "CONSULT"]


def test_delegates_of_two_states_are_of_both_though_one_was_named_last():
    text = (
        "The Riksdag of Sweden demanded a vote in Norway. The Norwegians voted. The clerk went to Karlstad with two boxes. "
        "Delegates of the two countries met there on 31 August."
    )
    (met,) = [event for event in code_document(Document("d", text)).events if event.type == "CONSULT"]
    assert {entity.code for entity in (*met.actors, *met.recipients)} == {"SWE", "NOR"}


def unsure(rule, kind, at, actors, recipients=()):
    return msgspec.structs.replace(act(kind, at, actors, recipients), why=Why(rule, "made"))


def test_what_the_classifier_alone_sees_of_one_actor_is_done_to_its_partner():
    told = [act("ASSAULT", 10, [LBY], [TCD]), unsure("model:alone", "MOBILIZE", 210, [LBY])]
    assert codes(tie_partners(told, [LBY, TCD])[1]) == ["TCD"]


def test_what_the_classifier_alone_sees_of_who_deals_with_nobody_is_dropped():
    told = [act("ASSAULT", 10, [LBY], [TCD]), unsure("model:alone", "MOBILIZE", 210, [EGY])]
    assert tie_partners(told, [LBY, TCD, EGY]) == told[:1]


@pytest.mark.parametrize(("recipient", "kept"), [(TCD, 2), (SDN, 1)])
def test_faint_reading_of_a_pair_holds_where_the_two_deal_with_each_other(recipient, kept):
    told = [act("ASSAULT", 10, [LBY], [TCD]), unsure("model:faint", "THREATEN", 210, [LBY], [recipient])]
    assert len(tie_partners(told, [LBY, TCD, SDN])) == kept


def test_faint_readings_do_not_bear_each_other_out():
    told = [unsure("model:faint", "THREATEN", at, [LBY], [TCD]) for at in (110, 210)]
    assert tie_partners(told, [LBY, TCD]) == []


def test_body_of_many_states_is_no_partner_by_the_text():
    league = mention("IGO", 40, "organisation")
    told = [act("REQUEST", at, [LBY], [league]) for at in (50, 60, 70)] + [act("ASSAULT", 80, [LBY], [TCD])]
    told += [act("THREATEN", 210, [LBY])]
    assert codes(tie_partners(told, [LBY, TCD, league])[-1]) == ["TCD"]


HISTORY = "In 1933 Mali attacked Niger. Niger shelled Mali. In May Mali readied every gun it had."


def test_act_in_words_that_no_entry_has_is_read_in_a_history_of_two():
    last = code_document(Document("d", HISTORY)).events[-1]
    assert (last.type, [each.code for each in last.recipients]) == ("MOBILIZE", ["NER"])
    assert last.confidence < 0.4


def test_the_same_words_alone_or_in_news_are_no_act():
    alone = code_document(Document("d", "In May 1933 Mali readied every gun it had."))
    news = code_document(Document("d", HISTORY, published="1933-06-01"))
    assert all(event.type != "MOBILIZE" for reading in (alone, news) for event in reading.events)


def test_what_the_only_two_of_a_sentence_did_was_done_to_each_other():
    text = "Peru protested to Chile. Hostilities erupted after Togolese troops had massed on Benin's border."
    fights = [each for each in code_document(Document("d", text)).events if text[each.trigger.start :].startswith("Hostilities")]
    assert {each.code for each in fights[0].recipients} == {"TGO", "BEN"}


def test_who_only_chairs_or_mediates_is_no_party():
    text = (
        "Thailand and Cambodia fought. ASEAN, chaired by Indonesia, sent observers. A ceasefire brokered by Malaysia was signed."
    )
    events = code_document(Document("d", text)).events
    observed = [each for each in events if "ASEAN" in each.evidence.text]
    assert observed
    assert all(party.code != "IDN" for each in observed for party in each.recipients)
    assert not [each for each in events if each.type == "RETREAT" and "MYS" in {party.code for party in each.actors}]


def test_the_two_ministers_are_those_of_the_two_at_odds():
    text = (
        "Kenya attacked Somalia. Kenya accused Somalia of piracy. Somalia protested to Kenya. "
        "Indonesia and Norway sent observers. The two defence ministers agreed to withdraw their troops."
    )
    last = code_document(Document("d", text)).events[-1]
    assert {party.code for party in last.actors} == {"KEN", "SOM"}

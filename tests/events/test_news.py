"""What is left open in news, where a wrong party is worse than none, and what is still understood."""

from __future__ import annotations

import pytest

from dragoman import Document, code_document

PUBLISHED = "2021-06-15"


def read(text, published=PUBLISHED):
    return code_document(Document("news", text, published=published)).events


def parties(text, kind, published=PUBLISHED):
    """Codes of the actors and of the recipients of the first event of a category; None where there is none."""
    event = next((event for event in read(text, published) if event.type == kind), None)
    if event is None:
        return None
    actors, recipients = ([entity.code for entity in side if entity.code] for side in (event.actors, event.recipients))
    return actors, recipients


LEFT_OPEN = [
    # the other party that the sentence happens to name
    ("Kenya's cabinet met for two hours to discuss fighting in Somalia.", "CONSULT", ["SOM"]),
    ("France said the Chadian withdrawal had changed the situation.", "RETREAT", ["FRA"]),
    ("Bolivia investigated the killing of miners, while the plight of refugees in Chad grew worse.", "ACCUSE", ["TCD"]),
    # where it was done, and whom something else in the clause concerns
    ("Kurdish fighters have been fighting near the border of Syria.", "ASSAULT", ["SYR"]),
    ("Iraq warned Kurdish villagers not to rely on American protection.", "THREATEN", ["USA"]),
    # what talks are about, whose foes are meant, for whom something is done, where something is written
    ("Norway will hold a Sudan conference in May.", "AGREE", ["SDN"]),
    ("Envoys of Brazil will discuss Haiti.", "AGREE", ["HTI"]),
    ("Serbia vowed to destroy Croatia's old enemies.", "ASSAULT", ["HRV"]),
    ("The port was retaken by troops fighting on behalf of the Congolese government.", "ASSAULT", ["COD"]),
    ("The port was shelled by Ethiopia and not by Kenya.", "ASSAULT", ["KEN"]),
]


@pytest.mark.parametrize(("text", "kind", "never"), LEFT_OPEN)
def test_no_party_is_taken_from_elsewhere(text, kind, never):
    found = parties(text, kind)
    assert found is None or not set(found[1]) & set(never)


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        ("Peru demanded on Monday that Ecuador withdraw its patrols.", "REQUEST", ["PER"], ["ECU"]),
        ("Turkish jets attacked rebels in Iraq on Monday.", "ASSAULT", ["TUR"], ["IRQ"]),
        ("Mali tried to expel the French envoy.", "SANCTION", ["MLI"], ["FRA"]),
        ("Kenya launched an incursion into Somalia.", "ASSAULT", ["KEN"], ["SOM"]),
        ("The Kenyan pullout from Somalia, announced by Kenyatta in May, has begun.", "CONCEDE", ["KEN"], ["SOM"]),
        ("The African Union plans to send a delegation of elders to Juba.", "AGREE", ["IGO"], ["SSD"]),
        ("Pakistan fired rockets into India on Sunday.", "ASSAULT", ["PAK"], ["IND"]),
        ("North Korea fired two missiles into the Sea of Japan.", "MOBILIZE", ["PRK"], []),
        ("Madrid hit back at Washington over the tariffs.", "ACCUSE", ["ESP"], ["USA"]),
        ("Mali objected to the Turkish inspection and Chad urged restraint.", "ACCUSE", ["MLI"], ["TUR"]),
        ("The strikes were launched not by Kenya or Uganda, but by Ethiopia.", "ASSAULT", ["ETH"], []),
        ("The withdrawal of 200 Turkish troops from Libya has begun.", "RETREAT", ["TUR"], ["LBY"]),
        ("If Rwanda removes its troops from Congo, others will too.", "RETREAT", ["RWA"], ["COD"]),
        ("Cuban troops have fought alongside Angolan forces.", "COOPERATE", ["CUB"], ["AGO"]),
        ("Museveni discussed the dam in separate phone calls with Kagame and Tshisekedi.", "CONSULT", ["UGA"], ["RWA", "COD"]),
        ("Mali is wary of the Taliban, with whom it has fought a long war.", "ASSAULT", ["MLI"], ["AFG"]),
        ("Chadian forces captured 41 posts held by the Libyan army.", "ASSAULT", ["TCD"], ["LBY"]),
        ("Nigerien soldiers shelled the town, backed by French planes.", "SUPPORT", ["FRA"], ["NER"]),
        (
            "Norway welcomed the findings and called on the Kremlin to speak at a session of the council.",
            "REQUEST",
            ["NOR"],
            ["RUS"],
        ),
    ],
)
def test_what_the_clause_names_is_kept(text, kind, actors, recipients):
    assert parties(text, kind) == (actors, recipients)


def test_histories_still_understand_the_other_party():
    text = "Chile and Peru quarrelled over Arica. Chile refused."
    assert any(event.type == "REJECT" and event.recipients for event in read(text, None))
    assert not any(event.type == "REJECT" and event.recipients for event in read(text))


def test_an_uncoded_subject_is_no_reason_to_guess_another():
    found = parties("Students trying to negotiate with Libya angered Egypt.", "CONSULT")
    assert found is None or "EGY" not in found[0]


def test_a_noun_does_not_take_the_actor_of_the_verb_above():
    text = "Norway urged both sides to limit military operations."
    assert not any(event.type == "ASSAULT" and event.actors for event in read(text))


def test_a_decision_is_of_whom_it_names():
    found = read("Turkey criticised the Peruvian decision to attack Chile.")
    attack = next(event for event in found if event.type == "ASSAULT")
    assert [entity.code for entity in attack.actors] == ["PER"]


def test_what_is_measured_counts_not_the_measure():
    assert parties("The Red Cross delivered 12 tons of medical supplies to Ethiopia.", "AID")[1] == ["ETH"]


PAIR = "Kenya accused Somalia. Somali police seized a Kenyan boat and arrested four men. Kenya protested to Somalia."
MORE = PAIR + " Chad, Mali and Niger sent envoys. Togo and Ghana did not."


def test_news_of_one_pair_understand_the_other_of_it():
    arrest = next(event for event in read(PAIR) if event.mode == "arrest")
    assert "KEN" in [entity.code for entity in arrest.recipients] or "understood" in arrest.why[0].note
    arrest = next(event for event in read(MORE) if event.mode == "arrest")
    assert "understood" not in arrest.why[0].note


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Government of Chad therefore requests the Government of Mali to leave the posts by March.", "REQUEST"),
        ("Chad remains ready to discuss the wells with Mali.", "AGREE"),
    ],
)
def test_a_note_speaks_on_its_own_day(text, kind):
    event = next(event for event in read(text, "1958-02-19") if event.type == kind)
    assert (event.date, event.date_basis) == ("1958-02-19", "published")


def test_two_talks_in_one_breath_are_with_the_same():
    found = read("Norway spoke to Finland by phone and also exchanged views on the fisheries.")
    assert [[entity.code for entity in event.recipients] for event in found if event.type == "CONSULT"] == [["FIN"], ["FIN"]]


def test_the_sayer_is_not_the_other_party_of_what_somebody_else_does_far_below():
    """Also in news of one pair only who has part in what is told right beside the act is understood."""
    text = "Kenya accused Somalia. Kenya protested to Somalia. Somali clans advanced while Kenya slept."
    assert all(not event.recipients or event.type != "ASSAULT" for event in read(text))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Peru's attack on Chile has no precedent.", "occurred"),
        ("Peru made no attack on Chile.", "negated"),
        ("No attack on Chile took place, Peru said.", "negated"),
    ],
)
def test_what_lacks_something_was_done_all_the_same(text, status):
    assert [event.status for event in read(text) if event.type == "ASSAULT"] == [status]

"""Pairs that no act of the lexicon ties: which are offered to the classifier, who acts; trees by hand."""

from __future__ import annotations

from built import build_mention, build_sentence

from dragoman.events.lexicon import load_lexicon
from dragoman.events.match import find_drafts
from dragoman.events.pairs import MOST_PAIRS, find_open_pairs
from dragoman.events.scene import Scene
from dragoman.pipeline import code_document
from dragoman.types import Document

CODES = {"Peru": "PER", "Chile": "CHL", "Bolivia": "BOL"}
ACTIVE = "Peru/NNP/nsubj/1 harried/VBD/ROOT/1/harry Chile/NNP/dobj/1"
PASSIVE = (
    "parcels/NNS/nsubjpass/2/parcel were/VBD/auxpass/2/be spoken/VBN/ROOT/2/speak by/IN/agent/2 "
    "Peru/NNP/pobj/3 to/IN/prep/2 Chile/NNP/pobj/5"
)
JOINED = "Peru/NNP/nsubj/3 and/CC/cc/0 Chile/NNP/conj/0 slept/VBD/ROOT/3/sleep"
APART = (
    "Peru/NNP/nsubj/1 slept/VBD/ROOT/1/sleep while/IN/mark/5 a/DT/det/4 ship/NN/nsubj/5 sailed/VBD/advcl/1/sail that/WDT/nsubj/7 "
    "left/VBD/relcl/4/leave Chile/NNP/dobj/7"
)


def offer(told):
    sent = build_sentence(told)
    mentions = [build_mention(sent, word, code) for word, code in CODES.items() if word in sent.text.split()]
    scene = Scene(sent, mentions)
    pairs = find_open_pairs(scene, find_drafts(scene, load_lexicon()))
    return [(pair.actor.text, pair.recipient.text, scene.tokens[pair.trigger].text) for pair in pairs]


def test_subject_acts_on_what_stands_below_the_verb():
    assert offer(ACTIVE) == [("Peru", "Chile", "harried")]


def test_agent_of_a_passive_acts():
    assert offer(PASSIVE) == [("Peru", "Chile", "spoken")]


def test_two_joined_by_and_do_nothing_to_each_other():
    assert offer(JOINED) == []


def test_two_clauses_apart_are_not_offered():
    assert offer(APART) == []


def test_pair_that_the_lexicon_ties_is_not_offered():
    assert offer("Peru/NNP/nsubj/1 attacked/VBD/ROOT/1/attack Chile/NNP/dobj/1") == []


def test_long_lists_are_left_alone():
    names = [f"Land{chr(65 + k)}" for k in range(8)]
    told = " ".join(f"{name}/NNP/{'nsubj' if k % 2 else 'dobj'}/8" for k, name in enumerate(names)) + " harried/VBD/ROOT/8/harry"
    sent = build_sentence(told)
    scene = Scene(sent, [build_mention(sent, name, f"X{name[-1]}X") for name in names])
    assert len(names) * (len(names) - 1) / 2 > MOST_PAIRS
    assert find_open_pairs(scene, []) == []


def test_a_clause_with_its_own_subject_is_another_deed():
    events = code_document(Document("d", "Brazil agreed to talks, and Peru attacked Chile.")).events
    assert {(event.type, *(r.code for r in event.recipients)) for event in events} == {("AGREE",), ("ASSAULT", "CHL")}
    told = "Brazil reportedly offered to mediate, and Argentine peacekeepers may be sent to the border."
    assert not any("recipient from obj" in event.why[0].note for event in code_document(Document("d", told)).events)


def test_who_stands_deep_in_what_is_said_is_not_spoken_to():
    told = "Brazil stated that the treaty would elevate the alliance with regard to the new government of Peru."
    assert code_document(Document("d", told)).events == ()

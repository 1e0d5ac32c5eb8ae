"""Who stands in which slot of a verb or a noun, on trees written by hand: no model decides what these tests say."""

from __future__ import annotations

import pytest
from built import build_mention, build_sentence

from dragoman.events.phrases import unique
from dragoman.events.scene import Scene

CODES = {"Peru": "PER", "Chile": "CHL", "Bolivia": "BOL", "Brazil": "BRA", "Chilean": "CHL", "Peruvian": "PER", "Lima": "PER"}

ACTIVE = "Peru/NNP/nsubj/1 attacked/VBD/ROOT/1/attack Chile/NNP/dobj/1"
PASSIVE = "Chile/NNP/nsubjpass/2 was/VBD/auxpass/2/be attacked/VBN/ROOT/2/attack by/IN/agent/2 Peru/NNP/pobj/3"
REDUCED = "Chile/NNP/nsubj/4 ,/,/punct/0 attacked/VBN/acl/0/attack by/IN/agent/2 withdrew/VBD/ROOT/4/withdraw"
JOINT = "Peru/NNP/nsubj/3 and/CC/cc/0 Chile/NNP/conj/0 met/VBD/ROOT/3/meet Bolivia/NNP/dobj/3"
RELATIVE = "Peru/NNP/nsubj/5 ,/,/punct/0 which/WDT/nsubj/3 attacked/VBD/relcl/0/attack Chile/NNP/dobj/3 lost/VBD/ROOT/5/lose"
GAP = "Chile/NNP/ROOT/0 ,/,/punct/0 which/WDT/dobj/4 Peru/NNP/nsubj/4 attacked/VBD/relcl/0/attack"
CONTROL = "Peru/NNP/nsubj/1 agreed/VBD/ROOT/1/agree to/TO/aux/3 leave/VB/xcomp/1 Chile/NNP/dobj/3"
OBJECT_CONTROL = "Peru/NNP/nsubj/1 urged/VBD/ROOT/1/urge Chile/NNP/dobj/1 to/TO/aux/4 leave/VB/xcomp/1 Bolivia/NNP/dobj/4"
CHAIN = "Peru/NNP/nsubj/1 attacked/VBD/ROOT/1/attack Chile/NNP/dobj/1 and/CC/cc/1 left/VBD/conj/1/leave Bolivia/NNP/dobj/4"
SHARED = "Peru/NNP/nsubj/1 shelled/VBD/ROOT/1/shell and/CC/cc/1 took/VBD/conj/1/take Chile/NNP/dobj/3"
POSSESSED = "Peru/NNP/poss/2 's/POS/case/0 attack/NN/nsubj/6 on/IN/prep/2 the/DT/det/5 Chilean/JJ/pobj/3 failed/VBD/ROOT/6/fail"
FORCES = "Chilean/JJ/amod/1 ships/NNS/nsubj/2/ship left/VBD/ROOT/2/leave Lima/NNP/dobj/2"
OF = "the/DT/det/1 ships/NNS/nsubj/4/ship of/IN/prep/1 Chile/NNP/pobj/2 left/VBD/ROOT/4/leave"
GAVE = "Peru/NNP/nsubj/1 gave/VBD/ROOT/1/give Chile/NNP/dative/1 ships/NNS/dobj/1/ship"
GAVE_TO = "Peru/NNP/nsubj/1 gave/VBD/ROOT/1/give ships/NNS/dobj/1/ship to/IN/dative/1 Chile/NNP/pobj/3"
ACCUSED = "Peru/NNP/nsubj/1 accused/VBD/ROOT/1/accuse Chile/NNP/dobj/1 of/IN/prep/1 shelling/VBG/pcomp/3/shell Bolivia/NNP/dobj/4"
DECISION = "Peru/NNP/nsubj/1 took/VBD/ROOT/1/take a/DT/det/3 decision/NN/dobj/1 to/TO/aux/5 attack/VB/acl/3 Chile/NNP/dobj/5"
OUT_OF = "Peru/NNP/nsubj/1 pulled/VBD/ROOT/1/pull out/IN/prep/1 of/IN/prep/2 Chile/NNP/pobj/3"


def read(told, **kinds):
    sent = build_sentence(told)
    return Scene(
        sent,
        [build_mention(sent, word, code, kinds.get(word, "state")) for word, code in CODES.items() if word in sent.text.split()],
    )


def verb(scene, text):
    return next(token.i for token in scene.tokens if token.text == text)


def codes(mentions):
    return [entity.code for mention in mentions for entity in mention.entities]


@pytest.mark.parametrize(
    ("told", "word", "expected"),
    [
        (ACTIVE, "attacked", ["PER"]),
        (PASSIVE, "attacked", ["PER"]),
        (JOINT, "met", ["PER", "CHL"]),
        (RELATIVE, "attacked", ["PER"]),
        (RELATIVE, "lost", ["PER"]),
        (GAP, "attacked", ["PER"]),
        (CONTROL, "leave", ["PER"]),
        (OBJECT_CONTROL, "leave", ["CHL"]),
        (CHAIN, "left", ["PER"]),
        (SHARED, "took", ["PER"]),
        (FORCES, "left", ["CHL"]),
        (OF, "left", ["CHL"]),
        (ACCUSED, "shelling", ["CHL"]),
        (DECISION, "attack", ["PER"]),
    ],
)
def test_agents_of_a_verb(told, word, expected):
    scene = read(told)
    assert codes(scene.agents(verb(scene, word))) == expected


@pytest.mark.parametrize(
    ("told", "word", "expected"),
    [
        (ACTIVE, "attacked", "Chile"),
        (PASSIVE, "attacked", "Chile"),
        (REDUCED, "attacked", "Chile"),
        (GAP, "attacked", "Chile"),
        (GAVE, "gave", "ships"),
        (CONTROL, "leave", "Chile"),
    ],
)
def test_objects_of_a_verb(told, word, expected):
    scene = read(told)
    assert [scene.tokens[i].text for i in scene.objects(verb(scene, word))] == [expected]


def test_verb_without_object_has_none():
    scene = read(RELATIVE)
    assert scene.objects(verb(scene, "lost")) == []


def test_two_verbs_share_the_object_of_the_second():
    scene = read(SHARED)
    assert [scene.tokens[i].text for i in scene.shared_objects(verb(scene, "shelled"))] == ["Chile"]


@pytest.mark.parametrize(
    ("told", "word", "is_so"), [(ACTIVE, "attacked", False), (PASSIVE, "attacked", True), (REDUCED, "attacked", True)]
)
def test_passive(told, word, is_so):
    scene = read(told)
    assert scene.is_passive(verb(scene, word)) is is_so


@pytest.mark.parametrize("told", [GAVE, GAVE_TO])
def test_whom_something_is_given_to(told):
    scene = read(told)
    assert codes(scene.datives(verb(scene, "gave"))) == ["CHL"]


@pytest.mark.parametrize(("told", "base", "word"), [(OUT_OF, "pulled", "of"), (POSSESSED, "attack", "on"), (OF, "ships", "of")])
def test_actors_after_a_preposition(told, base, word):
    scene = read(told)
    assert codes(scene.fill_preposition([verb(scene, base)], word)) == ["CHL"]


def test_actor_of_a_noun_is_its_owner_or_what_qualifies_it():
    possessed, forces = read(POSSESSED), read(FORCES)
    assert codes(possessed.fill(verb(possessed, "attack"))) == ["PER"]
    assert codes(forces.fill(verb(forces, "ships"))) == ["CHL"]


def test_place_acts_only_where_it_is_asked_for():
    scene = read(FORCES, Lima="place")
    lima = verb(scene, "Lima")
    assert codes(scene.fill(lima)) == []
    assert codes(scene.fill(lima, places=True)) == ["PER"]


def test_what_a_relative_pronoun_stands_for():
    scene = read(RELATIVE)
    assert scene.tokens[scene.antecedent(verb(scene, "which"))].text == "Peru"


def test_conjuncts_and_governors():
    scene = read(CHAIN)
    assert scene.conjuncts(verb(scene, "attacked")) == [verb(scene, "attacked"), verb(scene, "left")]
    assert [token.text for token in scene.climb(verb(scene, "Bolivia"))] == ["left", "attacked"]


def test_mention_that_did_not_resolve_is_nobody():
    sent = build_sentence(ACTIVE)
    nobody = build_mention(sent, "Peru", None)
    scene = Scene(sent, [nobody.__class__(nobody.start, nobody.end, nobody.text, 0, "group", (), nobody.why)])
    assert scene.agents(1) == []


def test_a_chain_of_hundreds_of_verbs_does_no_harm():
    told = "Peru/NNP/nsubj/1 " + " ".join(f"said/VBD/xcomp/{max(1, i)}/say" for i in range(1, 400))
    scene = read(told)
    assert codes(scene.agents(399)) in ([], ["PER"])


def test_each_mention_counts_once():
    sent = build_sentence(ACTIVE)
    peru, chile = (build_mention(sent, word, CODES[word]) for word in ("Peru", "Chile"))
    assert unique([chile, peru, chile]) == [chile, peru]

"""Those who are named by one word for several, and pronouns that syntax or the answer ties to one."""

from __future__ import annotations

import pytest

from dragoman import actors
from dragoman.pipeline import prepare_document
from dragoman.readers import BuiltIn
from dragoman.types import Document


def find(text, words, nth=0):
    """Codes of the mention of these words in the text."""
    prepared = prepare_document(Document("d", text), actors.load_gazetteer(), BuiltIn())
    found = [each for each in prepared.mentions if each.text == words]
    assert len(found) > nth, [each.text for each in prepared.mentions]
    return [entity.code for entity in found[nth].entities if entity.code]


@pytest.mark.parametrize(
    ("text", "words", "codes"),
    [
        ("The Anglo-French forces occupied Port Said.", "Anglo-French forces", ["GBR", "FRA"]),
        ("The Anglo-American forces took Palermo in 1943.", "Anglo-American forces", ["GBR", "USA"]),
        ("An Anglo-Russian force entered Iran in 1941.", "Anglo-Russian force", ["GBR", "RUS"]),
        ("Representatives of the two Koreas met in Beijing in 1990.", "Representatives of the two Koreas", ["KOR", "PRK"]),
        ("In 1957 the superpowers protested to Israel.", "superpowers", ["RUS", "USA"]),
    ],
)
def test_one_word_for_two_states(text, words, codes):
    assert sorted(find(text, words)) == sorted(codes)


@pytest.mark.parametrize(
    ("text", "words", "codes"),
    [
        ("There was war between Chile and Peru. Their presidents met in 1883.", "Their presidents", ["CHL", "PER"]),
        ("Mali and Niger quarrelled in 1960. Their troops shelled Benin.", "Their troops", ["MLI", "NER"]),
        ("Peru, Chile and Bolivia met in Lima, and at the end they threatened Brazil.", "they", ["PER", "CHL", "BOL"]),
        ("The talks broke down between Iran and Iraq. They recalled their envoys.", "They", ["IRN", "IRQ"]),
    ],
)
def test_plural_pronouns_take_up_those_who_were_joined(text, words, codes):
    assert find(text, words) == codes


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("The clash triggered a crisis for Togo over land in Benin. It responded with a protest.", "It", "BEN"),
        ("News came from Peru and Chile of a raid on Bolivia. Its response was an appeal to Brazil.", "Its", "BOL"),
        ("The Danish response came when it placed its ships on alert.", "it", "DNK"),
        ("The pact alarmed Denmark, which asked Germany and Britain that its coast be left alone.", "its", "DNK"),
        ("Angola's part in the war was driven by its wish for oil, said Zambia.", "its", "AGO"),
    ],
)
def test_pronouns_that_the_answer_or_syntax_ties(text, words, code):
    assert find(text, words) == [code]


def test_both_the_united_states_and_another_are_no_two_states_named_before():
    text = "India and Pakistan fought. Both the United States and Britain protested."
    prepared = prepare_document(Document("d", text), actors.load_gazetteer(), BuiltIn())
    named = {entity.code for mention in prepared.mentions if mention.sentence == 1 for entity in mention.entities}
    assert named == {"USA", "GBR"}


def test_what_is_of_several_powers_is_not_of_the_one_state_that_stands_near():
    assert find("Greece was blockaded by the fleets of five powers.", "fleets") == []
    assert find("Greece rearmed, and the navy attacked Turkey.", "navy") == ["GRC"]

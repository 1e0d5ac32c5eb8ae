"""What a marked pair did, whatever its names are: shares, sides, and words that no syntax binds to the pair."""

from __future__ import annotations

import pytest

from dragoman.events import classify_pair, load_ontology, mark_pair
from dragoman.language import parse_sentences, split_sentences
from dragoman.types import Span


def classify(text, actor, recipient=None):
    spans = [Span(text.index(words), text.index(words) + len(words)) if words else None for words in (actor, recipient)]
    parsed = parse_sentences(split_sentences(text))
    return classify_pair(text, parsed, mark_pair(parsed, text, *spans))


@pytest.mark.parametrize(
    ("text", "actor", "recipient", "kind", "mode"),
    [
        ("The League expelled the envoys of Borduria.", "The League", "Borduria", "SANCTION", "expel"),
        ("Borduria's invasion of Syldavia failed.", "Borduria", "Syldavia", "ASSAULT", None),
        ("Syldavia was invaded by Borduria.", "Borduria", "Syldavia", "ASSAULT", None),
        ("Borduria and Syldavia signed a treaty.", "Borduria", "Syldavia", "SUPPORT", None),
        ("Borduria demanded that Syldavia withdraw its troops.", "Borduria", "Syldavia", "REQUEST", "yield"),
        ("Borduria threatened to invade Syldavia.", "Borduria", "Syldavia", "THREATEN", "violence"),
        ("Borduria threatened to attack Syldavia.", "Borduria", "Syldavia", "THREATEN", "violence"),
        ("Borduria refused to meet Syldavia.", "Borduria", "Syldavia", "REJECT", "meet"),
        ("The king of Syldavia visited Borduria.", "The king of Syldavia", "Borduria", "CONSULT", "visit"),
    ],
)
def test_category_and_mode(text, actor, recipient, kind, mode):
    found = classify(text, actor, recipient)
    assert (found.type, found.mode) == (kind, mode)
    assert found.probabilities[kind] == max(found.probabilities.values()) > 0.3


def test_act_of_the_pair_wins_over_that_of_others():
    text = "Borduria attacked Khemed, and Syldavia thanked San Theodoros."
    assert classify(text, "Syldavia", "San Theodoros").type == "SUPPORT"
    assert classify(text, "Borduria", "Khemed").type == "ASSAULT"


def test_shares_are_of_all_categories_and_make_up_one():
    found = classify("Borduria attacked Khemed.", "Borduria", "Khemed")
    assert set(found.probabilities) == set(load_ontology())
    assert sum(found.probabilities.values()) == pytest.approx(1)
    assert min(found.probabilities.values()) > 0


def test_where_neither_reads_an_act_there_is_none():
    found = classify("Borduria lies north of Syldavia.", "Borduria", "Syldavia")
    assert (found.type, found.mode, found.status, found.candidate) == (None, None, None, None)
    assert sum(found.probabilities.values()) == pytest.approx(1)


def test_act_in_the_sentence_of_which_the_pair_is_no_party_is_better_than_none():
    found = classify("After the bombing of the harbour Borduria and Syldavia fell silent.", "Borduria", "Syldavia")
    assert found.candidate is not None
    assert found.candidate.type == "ASSAULT"


def test_mark_outside_every_sentence_is_no_mention():
    text = "   Borduria waits.   "
    parsed = parse_sentences(split_sentences(text))
    assert mark_pair(parsed, text, Span(0, 2), None) == []

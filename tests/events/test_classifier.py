"""The trained classifier as the package carries it: shares, windows on long texts, and that nothing but the text counts."""

from __future__ import annotations

import pytest

from dragoman import code_document
from dragoman.events.classifier import MAX_PIECES, load_classifier, mark_words
from dragoman.events.vote import join_shares, load_vote, spread_plv
from dragoman.types import Document


def read(text, actor, recipient=None):
    spans = [(text.index(words), text.index(words) + len(words)) if words else None for words in (actor, recipient)]
    return load_classifier().read(text, *spans)


@pytest.mark.parametrize(
    ("text", "actor", "recipient", "kind"),
    [
        ("Kenya gave Uganda its word that the maize would be bought.", "Kenya", "Uganda", "AGREE"),
        ("Rebels of the Northern Front gunned down six Chadian policemen.", "Rebels", "six Chadian policemen", "ASSAULT"),
        ("Oslo declared two Russian attaches personae non gratae.", "Oslo", "two Russian attaches", "SANCTION"),
        ("Norway's premier had harsh words for Sweden's customs officers.", "Norway's premier", "Sweden", "ACCUSE"),
        ("Thousands marched through Tunis against the finance bill.", "Thousands", None, "PROTEST"),
    ],
)
def test_acts_in_words_that_no_lexicon_lists(text, actor, recipient, kind):
    assert read(text, actor, recipient).best == kind


def test_shares_add_up_and_modes_belong_to_their_category():
    reading = read("Chad accused Sudan of arming rebels.", "Chad", "Sudan")
    assert sum(reading.categories.values()) == pytest.approx(1, abs=1e-3)
    assert sum(reading.statuses.values()) == pytest.approx(1, abs=1e-3)
    assert reading.best_mode("ACCUSE") == "allege"
    assert reading.best_mode("AID") is None


def test_who_does_it_matters():
    text = "Peru bombed the Ecuadorian post."
    there, back = read(text, "Peru", "Ecuadorian"), read(text, "Ecuadorian", "Peru")
    assert there.categories["ASSAULT"] > 0.8 > back.categories["ASSAULT"]


@pytest.mark.parametrize("lead", ["", "As was told at length before, in many words. " * 60])
@pytest.mark.parametrize("tail", ["", " and so forth, and so on" * 200])
def test_a_long_text_is_read_around_its_pair(lead, tail):
    text = f"{lead}Peru attacked Ecuador{tail}."
    spans = (len(lead), len(lead) + 4), (len(lead) + 14, len(lead) + 21)
    classifier = load_classifier()
    ids = classifier.encode(text, *spans)
    assert len(ids) <= MAX_PIECES
    assert {classifier.actor_mark, classifier.recipient_mark} <= set(ids)
    if not lead:  # what is told before it may take away the classifier's mind
        assert classifier.read(text, *spans).best == "ASSAULT"


def test_pair_farther_apart_than_the_window_keeps_its_actor():
    text = "Peru" + " and others besides" * 200 + " attacked Ecuador"
    classifier = load_classifier()
    ids = classifier.encode(text, (0, 4), (len(text) - 7, len(text)))
    assert len(ids) <= MAX_PIECES
    assert classifier.actor_mark in ids


def test_marks_may_lie_inside_each_other():
    assert mark_words("Iran's ally", (0, 4), (0, 11)) in ("[A] [R] Iran [/A]'s ally [/R]", "[R] [A] Iran [/A]'s ally [/R]")


def test_same_pair_same_shares_whatever_was_read_before():
    first = read("Mali thanked Niger.", "Mali", "Niger")
    read("Togo warned Benin of war.", "Togo", "Benin")
    load_classifier()._read_ids.cache_clear()  # else the first answer is given again
    assert read("Mali thanked Niger.", "Mali", "Niger") == first


def test_act_that_only_the_classifier_sees_is_recorded_with_a_low_confidence():
    (event,) = code_document(Document("d", "Kenya heaped scorn on Uganda.")).events
    assert (event.type, event.actors[0].code, event.recipients[0].code) == ("ACCUSE", "KEN", "UGA")
    assert event.why[0].rule == "model"
    assert "the classifier alone" in event.why[0].note
    assert event.confidence < 0.6


MODEL = {"AID": 0.5, "ACCUSE": 0.4, "CONCEDE": 0.0, "RETREAT": 0.0, "NONE": 0.1}


def test_joined_shares_lean_on_all_voices():
    lexicon, plv = {"AID": 0.02, "ACCUSE": 0.9, "NONE": 0.08}, {"AID": 0.2, "ACCUSE": 0.8, "YIELD": 0.0}
    weights = load_vote().codebook
    joined = join_shares(MODEL, plv, lexicon, weights)
    assert joined["ACCUSE"] > joined["AID"]
    assert sum(joined.values()) == pytest.approx(1)
    assert join_shares(MODEL, {**plv, "AID": 0.9, "ACCUSE": 0.1}, None, weights)["AID"] > joined["AID"]


def test_yield_of_plv_is_divided_as_the_codebook_s_shares_have_it():
    shares = spread_plv({**MODEL, "AID": 0.1, "CONCEDE": 0.1, "RETREAT": 0.3}, {"YIELD": 1.0})
    assert shares["RETREAT"] == pytest.approx(3 * shares["CONCEDE"])
    assert sum(shares.values()) == pytest.approx(1)


def test_sanctions_are_what_each_convention_calls_them():
    reading = read("Brazil imposed sanctions on Chile.", "Brazil", "Chile")
    assert reading.best == "SANCTION"
    assert max(reading.plv, key=lambda kind: reading.plv[kind]) == "COERCE"


@pytest.mark.parametrize(
    ("words", "published", "kinds"),
    [
        ("Kenya heaped scorn on Uganda.", None, ["ACCUSE"]),
        ("Kenya heaped scorn on Uganda.", "2011-05-04", []),
        ("Kenyan ministers pilloried Uganda.", "2011-05-04", ["ACCUSE"]),
    ],
)
def test_in_news_the_classifier_adds_acts_only_between_two_who_stand_next_to_one_word(words, published, kinds):
    text = f"{words} Burundi and Rwanda looked on. Tanzania has said nothing, and Malawi has other cares."
    assert [event.type for event in code_document(Document("d", text, published=published)).events] == kinds

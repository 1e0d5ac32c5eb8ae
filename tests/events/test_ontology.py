"""The codebook as data: sixteen categories, four quads, scores on one scale, and errors that name what is wrong."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest

from dragoman.errors import DataError
from dragoman.events import load_lexicon, load_ontology, ontology
from dragoman.types import COOPERATIVE, MATERIAL, EventType

CATEGORIES = sorted(load_ontology().values(), key=lambda category: category.code)


def test_sixteen_categories_in_four_quads():
    assert set(load_ontology()) == set(get_args(EventType))
    assert Counter(category.quad for category in CATEGORIES) == {1: 4, 2: 3, 3: 4, 4: 5}


def test_cooperation_and_deeds_are_those_of_the_quads():
    categories = load_ontology()
    assert {code for code, category in categories.items() if category.quad in (1, 2)} == COOPERATIVE
    assert {code for code, category in categories.items() if category.quad in (2, 4)} == MATERIAL


def test_ranks_are_an_order():
    assert sorted(category.rank for category in CATEGORIES) == list(range(1, 17))


@pytest.mark.parametrize("category", CATEGORIES, ids=lambda category: category.code)
def test_scores_have_the_sign_of_their_quad(category):
    scores = [category.score, *category.modes.values()]
    assert all(-10 <= score <= 10 for score in scores)
    if category.quad in (1, 2):
        assert min(scores) > 0
    else:
        assert max(scores) <= (0.5 if category.code == "REQUEST" else 0)  # to ask for help is half a kindness
    assert category.covers


@pytest.mark.parametrize(
    ("kind", "mode", "score"),
    [("AGREE", None, 2.5), ("RETREAT", "withdraw", 8), ("REQUEST", None, 0), ("AID", None, 10), ("RETREAT", "no such mode", 6.5)],
)
def test_score_is_that_of_the_mode_or_else_of_the_category(kind, mode, score):
    assert load_ontology()[kind].score_of(mode) == score


def test_material_acts_outrank_words_of_their_side():
    rank = {category.code: category.rank for category in CATEGORIES}
    quads = {quad: [rank[category.code] for category in CATEGORIES if category.quad == quad] for quad in (1, 2, 3, 4)}
    assert max(quads[1]) < min(quads[2])
    assert max(quads[3]) < min(quads[4])
    assert max(quads[2]) < min(quads[4])


def test_every_category_has_words():
    lexicon = load_lexicon()
    told = {entry.type for rows in (*lexicon.verbs.values(), *lexicon.nouns.values()) for entry in rows}
    assert told == set(load_ontology())


def test_a_file_that_lacks_a_category_is_told(monkeypatch):
    table = {category.code: {} for category in CATEGORIES if category.code != "AID"} | {"LOVE": {}}
    monkeypatch.setattr(ontology.tomllib, "loads", lambda text: table)
    load_ontology.cache_clear()
    try:
        with pytest.raises(DataError, match=r"\['AID', 'LOVE'\]"):
            load_ontology()
    finally:
        monkeypatch.undo()
        load_ontology.cache_clear()
        load_ontology()

"""Answers that equal the gold come out as the gold; answers whose quotes are false do not come out at all.

`python eval/readers.py` prints the same figures.
"""

from __future__ import annotations

import random

import pytest
from gold_scoring import Tally, score_text
from gold_texts import read_gold
from prepared_answers import SETTINGS, answer_gold, collect_answers, falsify

from dragoman.second import Answered, SecondSettings, make_second_coder

LEAST = 98.0
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def coder():
    return make_second_coder(SecondSettings(SETTINGS))


@pytest.fixture(scope="module")
def replayed(coder):
    """(gold text, what is read from answers that equal its gold)."""
    found = []
    for gold in read_gold():
        answers = collect_answers(gold.document, lambda asked, gold=gold: answer_gold(gold, asked))
        found.append((gold, coder(Answered(gold.name, gold.text, published=gold.published, answers=answers))))
    return found


def test_the_whole_road_gives_the_gold_back(replayed):
    tally = sum((score_text(gold, reading) for gold, reading in replayed), Tally())
    shares = tally.shares()
    wanted = ("found", "precision", "parties", "status", "attribution", "source", "alleged", "dates", "stances")
    assert {name: shares[name] for name in wanted if (shares[name] or 0) < LEAST} == {}
    assert tally.n_texts >= 16
    assert min(tally.n_must, 2 * tally.n_dated, 20 * tally.n_sourced) >= 300


def test_every_quote_of_a_replayed_event_is_its_evidence(replayed):
    for gold, reading in replayed:
        for event in reading.events:
            assert gold.text[event.evidence.start : event.evidence.end] == event.evidence.text
            assert any(event.evidence.start <= one.span.start and one.span.end <= event.evidence.end
                       for one in gold.first.events), event.evidence.text  # fmt: skip


def test_of_quotes_of_which_a_third_is_false_no_false_one_gets_in(coder):
    n_false = n_kept = 0
    for seed, gold in enumerate(random.Random(9).sample(read_gold(), 6)):
        false: set[str] = set()

        def fill(asked, gold=gold, seed=seed, false=false):
            filled = answer_gold(gold, asked)
            false.update(falsify(filled, 0.3, seed))
            return filled

        def fill_true(asked, gold=gold, seed=seed):
            filled = answer_gold(gold, asked)
            false = falsify(filled, 0.3, seed)
            return {**filled, "events": [item for item in filled["events"] if item["quote"] not in false]}

        answers = collect_answers(gold.document, fill)
        reading = coder(Answered(gold.name, gold.text, published=gold.published, answers=answers))
        true = coder(Answered(gold.name, gold.text, published=gold.published, answers=collect_answers(gold.document, fill_true)))
        assert [event.id for event in reading.events] == [event.id for event in true.events]
        assert reading.counts["quote not found"] == len(false)
        n_false += len(false)
        n_kept += len(reading.events)
    assert n_false > 40
    assert n_kept > 100

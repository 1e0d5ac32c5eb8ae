"""The whole road on the cases of this folder: floors for shares of right answers, and cases that must never break.

`make gate` prints the figures behind the floors; see eval/gate.py on how a floor is raised or lowered.
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest
from scoring import Case, Expected, find_missed, hash_cases, list_figures, match_events, read_cases, score_case, score_cases

from dragoman.events import load_ontology
from dragoman.record.edtf import read_edtf
from dragoman.types import Document, Entity, Event, Evidence, Span, Status

HERE = Path(__file__).parent
KEPT = json.loads((HERE.parent.parent / "eval" / "floors.json").read_text(encoding="utf-8"))
MUST_PASS = tomllib.loads((HERE / "must_pass.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def score(coded_cases):
    return score_cases((case, reading.events) for case, reading in coded_cases)


@pytest.fixture(scope="session")
def by_text(coded_cases):
    return {case.text: (case, reading.events) for case, reading in coded_cases}


@pytest.mark.parametrize("name", KEPT["floors"])
def test_no_figure_is_below_its_floor(score, name):
    assert find_missed(score, {name: KEPT["floors"][name]}) == []


def test_every_figure_has_a_floor(score):
    assert set(KEPT["floors"]) == set(list_figures(score))


def test_floors_were_set_on_these_cases():
    assert hash_cases() == KEPT["cases"]["digest"], "the cases have changed: see `make gate`, then confirm with ARGS=--update"


@pytest.mark.parametrize(
    "text", [pytest.param(text, id=f"{kind}: {text}") for kind, texts in MUST_PASS.items() for text in texts]
)  # fmt: skip
def test_a_plain_sentence_is_read_in_full(by_text, text):
    case, predicted = by_text[text]
    told = [describe(event) for event in predicted]
    assert score_case(case, predicted).n_found == len(case.events), told
    assert len(predicted) == len(case.events), told
    for i, k in match_events(case.events, predicted).items():
        assert describe(predicted[k], case.events[i]) == expect(case.events[i])


def describe(event: Event, like: Expected | None = None) -> str:
    """The event in a line; where `like` names the same parties in another order or on both lists, in its words."""
    from scoring import has_parties, name_parties

    doers, done_to = name_parties(event)
    if like is not None and has_parties(event, like):
        doers, done_to = like.actors, like.recipients
    return f"{event.type} {'+'.join(sorted(doers))} > {'+'.join(sorted(done_to))} {event.status}"


def expect(wanted: Expected) -> str:
    return f"{wanted.type} {'+'.join(sorted(wanted.actors))} > {'+'.join(sorted(wanted.recipients))} {wanted.status}"


# ------------------------------------------------------------------ the cases themselves


def test_no_text_stands_there_twice():
    assert [text for text, n in Counter(case.text for case in read_cases()).items() if n > 1] == []


def test_cases_name_what_there_is():
    ontology = load_ontology()
    for case in read_cases():
        for wanted in case.events:
            assert wanted.type in ontology, case.text
            assert wanted.mode is None or wanted.mode in ontology[wanted.type].modes, case.text
            assert wanted.status in get_args(Status), case.text
            assert wanted.trigger in case.text, case.text
            assert wanted.date is None or read_edtf(wanted.date), case.text
            assert wanted.actors or wanted.recipients, case.text


def test_no_held_case_is_among_those_that_must_pass():
    opened = {case.text for case in read_cases() if not case.held}
    assert [text for texts in MUST_PASS.values() for text in texts if text not in opened] == []


# ------------------------------------------------------------------ the scoring


def make_event(kind, actors, recipients, status="occurred"):
    doers, done_to = (tuple(Entity(code, "GOV", (), None, code, 0, 3) for code in side.split()) for side in (actors, recipients))
    return Event("e", Document("d", "").id, kind, None, (), doers, done_to, None, None, None, status, None, False, (), 0.0, 0.5,
                 Evidence(0, 0, ""), Span(0, 0), None, ())  # fmt: skip


def make_case(*rows):
    events = tuple(Expected(kind, frozenset(a.split()), frozenset(r.split()), "occurred", "") for kind, a, r in rows)
    return Case("x", "", events, False)


@pytest.mark.parametrize(
    ("row", "predicted", "right"),
    [
        (("ASSAULT", "ECU", "PER"), ("ASSAULT", "ECU", "PER"), True),
        (("ASSAULT", "ECU", "PER"), ("ASSAULT", "PER", "ECU"), False),
        (("CONSULT", "ECU", "PER"), ("CONSULT", "PER", "ECU"), True),
        (("CONSULT", "ECU", "PER"), ("CONSULT", "ECU PER", ""), True),
        (("ASSAULT", "ECU PER", ""), ("ASSAULT", "ECU PER", "ECU PER"), True),
        (("ASSAULT", "ECU PER", ""), ("ASSAULT", "ECU", "PER"), True),
        (("ASSAULT", "ECU PER", ""), ("ASSAULT", "ECU", ""), False),
        (("PROTEST", "ECU", ""), ("PROTEST", "", "ECU"), False),
        (("AID", "ECU", "PER"), ("AID", "ECU PER", ""), False),
    ],
)
def test_parties_are_right_in_any_order_only_where_order_means_nothing(row, predicted, right):
    tally = score_case(make_case(row), [make_event(*predicted)])
    assert (tally.n_found, tally.n_parties) == (1, int(right))


def test_one_predicted_event_answers_for_one_expected_event():
    case = make_case(("AID", "ECU", "PER"), ("AID", "ECU", "BOL"), ("ACCUSE", "ECU", "PER"))
    tally = score_case(case, [make_event("AID", "ECU", "BOL")])
    assert (tally.n_expected, tally.n_predicted, tally.n_found, tally.n_parties) == (3, 1, 1, 1)


def test_a_missed_floor_is_named():
    case = make_case(("AID", "ECU", "PER"))
    poor = score_cases([(case, [])])
    assert find_missed(poor, {"open found": 50.0}) == ["open found: 0.0 is below its floor of 50.0"]
    assert find_missed(score_cases([(case, [make_event("AID", "ECU", "PER")])]), {"open parties": 100.0}) == []

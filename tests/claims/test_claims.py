"""Cases of status and attribution: every row of cases/status.toml and cases/attribution.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from marked import make_candidate, read_marked

from dragoman.claims import attribute_event, find_speech, find_stances

CASES = Path(__file__).parent / "cases"


def read_cases(name: str) -> list:
    cases = tomllib.loads((CASES / name).read_text(encoding="utf-8"))["case"]
    return [pytest.param(case, id=f"{case['text'][:70]} [{case.get('trigger', '')}]") for case in cases]


@pytest.mark.parametrize("case", read_cases("status.toml"))
def test_status_of_an_act(case: dict) -> None:
    _, sentences, mentions = read_marked(case["text"])
    candidate, sent = make_candidate(case, sentences, mentions)
    claim = attribute_event(candidate, sent, find_speech(sentences, mentions))
    assert (claim.status, claim.alleged) == (case["status"], case.get("alleged", False)), claim.why


@pytest.mark.parametrize("case", read_cases("attribution.toml"))
def test_source_of_an_act(case: dict) -> None:
    _, sentences, mentions = read_marked(case["text"])
    candidate, sent = make_candidate(case, sentences, mentions)
    claim = attribute_event(candidate, sent, find_speech(sentences, mentions))
    found = claim.attribution.text if claim.attribution else ""
    expected = (case["attribution"], case.get("status", "occurred"), case.get("alleged", False))
    assert (found, claim.status, claim.alleged) == expected, claim.why


@pytest.mark.parametrize("case", [pytest.param(p.values[0], id=p.values[0]["text"][:90]) for p in read_cases("stances.toml")])
def test_stances_of_a_text(case: dict) -> None:
    _, sentences, mentions = read_marked(case["text"])
    drafts = find_stances(sentences, mentions, find_speech(sentences, mentions))

    def codes(entities: tuple) -> str:
        return "+".join(entity.code for entity in entities)

    assert sorted(f"{one.stance} {codes(one.holder)}>{codes(one.toward)}" for one in drafts) == case["stances"]

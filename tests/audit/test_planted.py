"""Planted faults are found and clean twins stay silent, set by set: floors a little below what was measured."""

from __future__ import annotations

import pytest
from planted import load_planted, read_planted, score_findings

from dragoman.pipeline import code_document
from dragoman.types import Span

# set -> share of faults found; false findings in its clean twins
FLOORS = {"first": (0.90, 0), "second": (0.90, 0), "third": (0.90, 0)}


@pytest.mark.parametrize("name", FLOORS)
def test_faults_are_found_and_twins_are_silent(name: str) -> None:
    floor, most = FLOORS[name]
    found = faults = 0
    false: list[str] = []
    for text in load_planted(name):
        score = score_findings(text.faults, code_document(text.faulty).findings, text.true)
        found, faults = found + len(score.found), faults + len(text.faults)
        twin = score_findings((), code_document(text.clean).findings, text.true)
        false += [f"{text.name}: {one.why}" for one in (*score.false, *twin.false)]
    assert found >= floor * faults, f"{found} of {faults}"
    assert len(false) <= most, false


def test_a_slot_is_filled_both_ways_and_spans_are_right() -> None:
    text = read_planted("published: 1850-01-02\n1: anachronism: none\n\nIt paid {1:euros|francs} in {1:1849}.", "t")
    assert text.clean.text == "It paid francs in 1849.\n"
    assert [Span(s.start, s.end).slice(text.faulty.text) for s in text.faults[0].spans] == ["euros", "1849"]
    assert text.faulty.published == text.clean.published == "1850-01-02"

"""Whole texts through the whole road: planted faults are found, their clean twins stay silent."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dragoman.pipeline import code_document
from dragoman.types import Document

CASES = tomllib.loads((Path(__file__).parent / "cases" / "texts.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_findings_of_a_text(case: dict) -> None:
    reading = code_document(Document(case["name"], case["text"].strip(), published=case.get("published")))
    found = [(f"{one.finding} {one.severity}", " ".join(piece.text for piece in one.evidence)) for one in reading.findings]
    expected = [line.split(": ", 1) for line in case["findings"]]
    assert sorted(kind for kind, _ in found) == sorted(kind for kind, _ in expected), [one.why for one in reading.findings]
    for kind, words in expected:
        assert any(kind == here and words in evidence for here, evidence in found), (kind, words, found)

"""Phrases, dated names and running texts, one test per line of the case files."""

from __future__ import annotations

import csv
import re
import tomllib
from pathlib import Path

import pytest

from dragoman.types import Mention

CASES = Path(__file__).parent / "cases"


def load_csv(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def describe(mention: Mention) -> tuple[str, str]:
    return "|".join(e.code or "" for e in mention.entities), (mention.entities[0].sector or "") if mention.entities else ""


@pytest.mark.parametrize("case", load_csv("phrases.csv"), ids=lambda case: case["phrase"])
def test_read_phrase(case, read):
    mentions = [m for m in read(case["phrase"]) if m.kind not in ("place", "pronoun")]
    assert mentions, "no actor found"
    assert describe(mentions[0]) == (case["code"], case["sector"]), mentions[0].why.note


@pytest.mark.parametrize("case", load_csv("dated.csv"), ids=lambda case: f"{case['name']} {case['date']}")
def test_read_name_at_its_date(case, read):
    start = case["text"].index(case["name"])
    end = start + len(case["name"])
    found = [m for m in read(case["text"], case["date"]) if m.start < end and start < m.end and m.kind != "place"]
    assert found, "no actor found"
    assert describe(found[0]) == (case["code"], case["sector"]), found[0].why.note


def load_discourse() -> list[dict]:
    with (CASES / "discourse.toml").open("rb") as handle:
        return tomllib.load(handle)["case"]


@pytest.mark.parametrize("case", load_discourse(), ids=lambda case: f"{case['phrase']} in {case['text'][:30]}")
def test_read_discourse(case, read):
    start = [m.start() for m in re.finditer(re.escape(case["phrase"]), case["text"])][case.get("nth", 1) - 1]
    found = [m for m in read(case["text"]) if m.start <= start < m.end]
    assert found, "no mention there"
    codes = [entity.code for entity in found[0].entities if entity.code]
    assert (codes, found[0].kind) == (case["codes"], case["kind"]), found[0].why.note


def test_case_files_are_large_enough_and_have_no_duplicates():
    phrases, dated = load_csv("phrases.csv"), load_csv("dated.csv")
    assert len(phrases) >= 400
    assert len(dated) >= 150
    assert len({case["phrase"] for case in phrases}) == len(phrases)
    assert len({(case["text"], case["name"], case["date"]) for case in dated}) == len(dated)


def test_nobody_acts_before_he_was_born(read):
    assert not [each for each in read("Prince William entered the town.", "1815-06-18") if each.text == "Prince William"]
    assert [each for each in read("Prince William entered the town.", "2015-06-18") if each.text == "Prince William"]

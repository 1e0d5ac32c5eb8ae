"""Ties are read as a historian would: `cases/ties.toml`; each names the events that began and ended it."""

import re
import tomllib
from pathlib import Path

import pytest

from dragoman.record import Clue, read_edtf
from dragoman.relations.ties import load_rules, match_rules, tie_clues

CASES = tomllib.loads((Path(__file__).parent / "cases" / "ties.toml").read_text(encoding="utf-8"))["case"]


def read_clue(line, i, **fields):
    """A Clue from a line of the cases."""
    what, actors, date, words = (part.strip() for part in line.split("|"))
    kind, _, mode = what.partition(".")
    start, end = words.index("*"), words.rindex("*") - 1
    days = read_edtf(date) if date else None
    told = {
        "lead": f"e{i}", "type": kind, "mode": mode or None, "contexts": (), "actors": tuple(actors.split()),
        "recipients": ("BBB",), "date": date or None, "date_basis": "stated" if date else None, "status": "occurred",
        "alleged": False, "confidence": 0.65,
        "n_sources": 1, "earliest": days.earliest if days else None, "latest": days.latest if days else None,
        "words": words.replace("*", ""), "act_start": start, "act_end": end,
    }  # fmt: skip
    return Clue(**{**told, **fields})


def read_ties(lines, **fields):
    return tie_clues([read_clue(line, i, **fields) for i, line in enumerate(lines)], ("AAA", "BBB"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_ties_are_those_of_the_case(case):
    found = [f"{tie.kind} {tie.start or '-'} {tie.end or '-'} {tie.standing}" for tie in read_ties(case["told"])]
    if case["why"].startswith("arms for years"):
        found = [line for line in found if not line.startswith("sanctions")]  # to cancel a sale is a sanction as well
    assert sorted(found) == sorted(case["ties"])


def test_a_tie_names_what_began_and_ended_it():
    (war, *_) = read_ties(CASES[0]["told"])
    assert (war.began, war.ended, set(war.events)) == (("e0",), ("e3",), {"e0", "e3"})
    assert war.firm


def test_who_made_it_is_told_where_there_is_one():
    assert [tie.by for tie in read_ties(CASES[3]["told"])] == [("AAA",), ("BBB",)]


def test_a_treaty_has_its_name():
    assert {tie.label for tie in read_ties(CASES[7]["told"])} >= {"Treaty of Alliance", "Treaty of Paris"}


@pytest.mark.parametrize("doubt", [{"alleged": True}, {"confidence": 0.3}, {"date_basis": "inherited"}])
def test_what_is_in_doubt_is_not_firm(doubt):
    assert not any(tie.firm for tie in read_ties(["ASSAULT | AAA | 1879 | A *declared war* on B"], **doubt))


def test_what_a_rule_matches_holds_a_cue():
    cues = re.compile(load_rules().words)
    for case in CASES:
        for line in case["told"]:
            assert not match_rules(read_clue(line, 0), load_rules().rules) or cues.search(line.replace("*", "")), line


def test_every_rule_is_of_a_kind_and_matches_small_letters():
    rules = load_rules()
    assert {rule.kind for rule in rules.rules} == set(rules.kinds)
    assert all(rule.words.pattern == rule.words.pattern.lower() or "\\" in rule.words.pattern for rule in rules.rules)
    assert match_rules(read_clue("AID | AAA | 1999 | A *gave* B relief", 0), rules.rules)[0].kind == "aid"


def test_two_acts_of_one_day_end_one_tie():
    told = [
        "SANCTION.discontinue | AAA | 1981-02-02 | AAA *closed* its embassy in B",
        "SANCTION.discontinue | AAA | 1981-02-02 | AAA *closed* its consulate in C",
    ]
    ties = [tie for tie in read_ties(told) if tie.kind == "relations"]
    assert [(tie.end, len(tie.ended)) for tie in ties] == [("1981-02-02", 2)]


def test_sanctions_of_long_ago_are_not_those_that_are_lifted():
    told = ["SANCTION | AAA | 1875 | AAA *imposed* an embargo on BBB", "CONCEDE | AAA | 1998 | AAA *lifted* the embargo on BBB"]
    ties = [(tie.start, tie.end) for tie in read_ties(told) if tie.kind == "sanctions"]
    assert ties == [("1875", None), (None, "1998")]

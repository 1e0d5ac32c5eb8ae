"""The gate itself: what it asks for before a floor falls or a case changes."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest
from scoring import Case, Expected, Score, score_cases

SPEC = importlib.util.spec_from_file_location("gate", Path(__file__).parent.parent.parent / "eval" / "gate.py")
gate = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(gate)

AID = Expected("AID", frozenset({"PER"}), frozenset({"CHL"}), "occurred", "lent")


def make_score(n_right: int, n_wrong: int) -> Score:
    """A score of open cases of which `n_wrong` have a false event where none is."""
    quiet = Case("x", "...", (), False)
    return score_cases([(quiet, [])] * n_right + [(quiet, [EVENT])] * n_wrong)


class EVENT:
    """As much of an event as the scoring looks at, where nothing is expected."""

    type = "AID"


@pytest.fixture
def floors(tmp_path, monkeypatch):
    monkeypatch.setattr(gate, "FLOORS", tmp_path / "floors.json")
    return tmp_path / "floors.json"


def read(path):
    return json.loads(path.read_text())


def test_floors_rise_and_do_not_fall_by_themselves(floors):
    gate.write_floors(make_score(90, 10), {"open negatives": 70.0}, lower=False)
    assert read(floors)["floors"]["open negatives"] == 87.0
    gate.write_floors(make_score(50, 50), {"open negatives": 87.0}, lower=False)
    assert read(floors)["floors"]["open negatives"] == 87.0
    gate.write_floors(make_score(50, 50), {"open negatives": 87.0}, lower=True)
    assert read(floors)["floors"]["open negatives"] == 47.0


def test_lowering_is_asked_for_by_both_words():
    with pytest.raises(SystemExit):
        gate.main(["--allow-regression"])


@pytest.fixture
def small(monkeypatch, floors):
    """A gate over one case, which the coder of the test reads as it is told to."""
    monkeypatch.setattr(gate, "read_cases", lambda: [Case("x", "Peru lent Chile a ship.", (AID,), False)])
    monkeypatch.setattr(gate, "hash_cases", lambda: "digest of today")
    monkeypatch.setattr(gate, "read_gold", list)
    monkeypatch.setattr(gate, "hash_gold", lambda: "gold of today")
    kept = {
        "cases": {"digest": "digest of today"},
        "floors": {"open found": 50.0},
        "gold": {"digest": "gold of today", "floors": {}},
    }
    floors.write_text(json.dumps(kept))
    return floors


def test_gate_is_passed(small, capsys):
    assert gate.main([]) == 0
    assert "100.0" in capsys.readouterr().out


def test_gate_names_the_floor_that_is_missed(small, monkeypatch, capsys):
    monkeypatch.setattr(gate, "code_document", lambda doc: type("Nothing", (), {"events": ()}))
    assert gate.main([]) == 1
    assert "open found: 0.0 is below its floor of 50.0" in capsys.readouterr().err


def test_changed_cases_must_be_confirmed(small, monkeypatch, capsys):
    monkeypatch.setattr(gate, "hash_cases", lambda: "digest of tomorrow")
    assert gate.main([]) == 1
    assert "--update" in capsys.readouterr().err
    assert gate.main(["--update"]) == 0
    assert read(small)["cases"]["digest"] == "digest of tomorrow"
    assert gate.main([]) == 0


def test_changed_gold_must_be_confirmed(small, monkeypatch, capsys):
    monkeypatch.setattr(gate, "hash_gold", lambda: "gold of tomorrow")
    assert gate.main([]) == 1
    assert "the gold has changed" in capsys.readouterr().err
    assert gate.main(["--update"]) == 0
    assert read(small)["gold"]["digest"] == "gold of tomorrow"
    assert gate.main([]) == 0


def test_gate_names_the_floor_of_the_gold_that_is_missed(small, capsys):
    kept = read(small)
    kept["gold"]["floors"] = {"held found": 10.0}
    small.write_text(json.dumps(kept))
    assert gate.main([]) == 1
    assert "gold, held found: None is below its floor of 10.0" in capsys.readouterr().err


def test_floors_of_the_gold_rise_and_do_not_fall_by_themselves(floors):
    good = {"open": gate.GoldTally(n_texts=1, n_must=10, n_found=9), "held": gate.GoldTally()}
    poor = {"open": gate.GoldTally(n_texts=1, n_must=10, n_found=2), "held": gate.GoldTally()}
    gate.write_gold_floors(good, {}, lower=False)
    old = read(floors)["gold"]["floors"]
    assert old["open found"] == 86.0
    gate.write_gold_floors(poor, old, lower=False)
    assert read(floors)["gold"]["floors"]["open found"] == 86.0
    gate.write_gold_floors(poor, old, lower=True)
    assert read(floors)["gold"]["floors"]["open found"] == 16.0

"""`dragoman relation`: the table, the JSON object of the design, CSV."""

import csv
import io
import json

import pytest

from asking import make_record, run_command


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    return make_record(tmp_path_factory.mktemp("relation") / "a.duckdb")


@pytest.fixture
def ask(capsys, record):
    return lambda *words: run_command(capsys, "relation", *words, "--record", record)


def test_the_table_shows_years_scores_and_words(ask):
    status, out, _ = ask("Finland", "bolivian")
    lines = out.splitlines()
    assert status == 0
    assert lines[0] == "Bolivia and Finland: 4 dated episodes by year, with the strongest of each"
    assert "1991               2        1      2       0    +6.2" in lines
    assert any(line.startswith("17XX") for line in lines)
    assert any("In March 1987 Bolivia threatened Finland" in line for line in lines)
    assert "1 without a date and not in the table." in out
    assert "Stances" in lines
    assert max(map(len, lines)) <= 100


def test_json_is_the_object_of_the_design(ask):
    _, out, _ = ask("FIN", "BOL", "--by", "month", "--format", "json")
    told = json.loads(out)
    assert (told["pair"], told["by"]) == (["BOL", "FIN"], "month")
    assert {"from", "to", "character", "firm", "marks"} <= set(told["phases"][0])
    assert {"period", "episodes", "reports", "sources", "cooperative", "conflictual", "score"} <= set(told["series"][0])
    assert [point["period"] for point in told["series"]] == ["1987-03", "1991-05"]
    assert told["stances"][0]["kind"] == "stance"
    assert "episode" in told["note"]


def test_csv_has_rows_for_both_together_and_each_direction(ask, tmp_path):
    assert ask("FIN", "BOL", "--output", tmp_path / "o.csv")[0] == 0
    rows = list(csv.DictReader(io.StringIO((tmp_path / "o.csv").read_text())))
    late = [(row["actor"], row["recipient"], row["episodes"]) for row in rows if row["period"] == "1991"]
    assert late == [("", "", "2"), ("BOL", "FIN", "2"), ("FIN", "BOL", "1")]


def test_strangers_and_twins(ask):
    status, out, _ = ask("Andorra", "Tuvalu")
    assert (status, out) == (0, "No events between Andorra and Tuvalu in this record.\n")
    status, out, err = ask("Iran", "Persia")
    assert (status, out) == (2, "")
    assert "two different states" in err


def test_an_unknown_state_is_a_usage_error(ask):
    status, _, err = ask("Finland", "Boliviaa")
    assert status == 2
    assert "did you mean Bolivia (BOL)" in err

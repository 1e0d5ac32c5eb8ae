"""`dragoman actors`: JSON lines in, JSON lines out; what is bad is named and skipped."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from dragoman.cli.actors import actors_command


def run(text: str, *arguments: str):
    return CliRunner().invoke(actors_command, list(arguments), input=text)


def test_actors_writes_one_line_per_actor():
    result = run('{"id": "a", "text": "Chadian troops crossed into Libya.", "date": "1983-07-01"}\n')
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [(row["text"], row["code"], row["sector"]) for row in rows] == [
        ("Chadian troops", "TCD", "MIL"),
        ("Libya", "LBY", "GOV"),
    ]
    assert set(rows[0]) == {"document", "start", "end", "text", "code", "sector", "other_sectors", "name"}
    assert rows[0]["document"] == "a"


def test_actors_writes_one_line_per_entity_and_none_for_a_town():
    result = run('{"id": 7, "text": "British and French troops met in Geneva."}\n')
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["code"] for row in rows] == ["GBR", "FRA"]
    assert rows[0]["document"] == "7"


def test_actors_reads_a_phrase_with_no_state():
    (row,) = [json.loads(line) for line in run('{"id": "p", "text": "villagers"}\n').stdout.splitlines()]
    assert (row["code"], row["sector"]) == (None, "CVL")


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("nonsense", "is no JSON object"),
        ("[1]", "is no JSON object"),
        ('{"id": "a"}', "is no JSON object"),
        ('{"id": "a", "text": "  "}', "the text is empty"),
        ('{"id": "a", "text": "Cuba", "date": "1999-13-01"}', "is no date"),
        ('{"id": "a", "text": "Cuba", "date": "soon"}', "is no date"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_done(line, complaint):
    result = run(line + '\n{"id": "good", "text": "Cuba"}\n')
    assert result.exit_code == 1
    assert complaint in result.stderr
    assert "line 1" in result.stderr
    assert [json.loads(row)["document"] for row in result.stdout.splitlines()] == ["good"]


def test_own_names(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("name,aliases,kind,code,sector\nBlue Crescent Front,BCF,organisation,TCD,REB\n", encoding="utf-8")
    result = run('{"id": "a", "text": "The BCF attacked."}\n', "--gazetteer", str(path))
    assert json.loads(result.stdout)["code"] == "TCD"


def test_help_has_an_example():
    assert "dragoman actors" in run("", "--help").stdout

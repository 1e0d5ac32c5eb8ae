"""`dragoman classify`: a row for each line, in order; what cannot be read is named and skipped."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.cli.classify import classify_command
from dragoman.events import load_ontology

TEXT = "Chad accused Sudan of arming rebels."
ROW = {"id": "1", "text": TEXT, "actor": [0, 4], "recipient": [13, 18]}


def run(*rows):
    """Exit status, the rows printed, and what was said."""
    lines = "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows)
    result = CliRunner().invoke(classify_command, input=lines)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()], result.stderr


def test_a_row_says_what_was_done():
    status, (row,), said = run(ROW)
    assert (status, said) == (0, "")
    assert list(row) == ["id", "type", "mode", "status", "probabilities"]
    assert (row["id"], row["type"], row["mode"], row["status"]) == ("1", "ACCUSE", "allege", "occurred")
    assert set(row["probabilities"]) == set(load_ontology())
    assert sum(row["probabilities"].values()) == pytest.approx(1, abs=0.002)


def test_rows_come_in_order_and_a_blank_line_is_none():
    status, rows, _ = run({**ROW, "id": "b"}, "", {**ROW, "id": 7, "recipient": None})
    assert (status, [row["id"] for row in rows]) == (0, ["b", 7])


def test_offsets_count_code_points():
    text = "🇹🇩 Chad left Sudan 🇸🇩 and thanked Niger."
    start, end = text.index("Niger"), text.index("Niger") + 5
    _, (row,), _ = run({"id": "1", "text": text, "actor": [3, 7], "recipient": [start, end]})
    assert row["type"] == "SUPPORT"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "not JSON"),
        ("[1]", "not an object"),
        ('{"id": "1"}', "not an object with"),
        (json.dumps({**ROW, "text": 5}), "not an object with"),
        (json.dumps({**ROW, "actor": None}), '"actor" is null'),
        (json.dumps({**ROW, "actor": [0, 400]}), '"actor" is [0, 400]'),
        (json.dumps({**ROW, "actor": [4, 4]}), '"actor" is [4, 4]'),
        (json.dumps({**ROW, "recipient": [-2, 4]}), '"recipient" is [-2, 4]'),
        (json.dumps({**ROW, "recipient": [1.0, 4]}), '"recipient" is [1.0, 4]'),
        (json.dumps({**ROW, "recipient": [True, 4]}), '"recipient" is [true, 4]'),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_skipped(line, told):
    status, rows, said = run(ROW, line, {**ROW, "id": "3"})
    assert (status, [row["id"] for row in rows]) == (1, ["1", "3"])
    assert f"standard input:2: {told}" in said


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3), max_leaves=4
    )
)
def test_any_span_is_taken_or_named(span):
    status, rows, said = run({**ROW, "actor": span})
    assert (status == 0) == (len(rows) == 1) == (said == "")


@pytest.mark.parametrize("text", [TEXT + " \ud83d", "\udc00" + TEXT])
def test_half_a_character_does_no_harm(text):
    status, rows, _ = run({**ROW, "text": text})
    assert status in (0, 1)
    assert len(rows) == (status == 0)


@pytest.mark.parametrize(
    ("text", "recipient", "kinds"),
    [
        ("Norway imposed sanctions on Belarus in March.", "Belarus", {"plv": "COERCE", "codebook": "SANCTION"}),
        ("A court in Norway convicted Belarus of fraud.", "Belarus", {"plv": "ACCUSE", "codebook": "SANCTION"}),
        ("Norway bombed Belarus.", "Belarus", {"plv": "ASSAULT", "codebook": "ASSAULT"}),
    ],
)
def test_answers_are_by_the_conventions_asked_for(text, recipient, kinds):
    row = {"id": "1", "text": text, "actor": [text.index("Norway"), text.index("Norway") + 6]}
    row["recipient"] = [text.index(recipient), text.index(recipient) + len(recipient)]
    for conventions, kind in kinds.items():
        result = CliRunner().invoke(classify_command, ["--conventions", conventions], input=json.dumps(row))
        assert json.loads(result.output)["type"] == kind, conventions
    assert json.loads(CliRunner().invoke(classify_command, input=json.dumps(row)).output)["type"] == kinds["plv"]

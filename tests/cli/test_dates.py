"""`dragoman dates`."""

import json
import subprocess
import sys

from click.testing import CliRunner

from dragoman.cli.dates import dates_command

GOOD = '{"id": "a", "text": "They left last Friday.", "reference_date": "2013-03-22"}\n'
GOOD += '{"id": "b", "text": "In May 1811 they met."}\n'


def test_lines_in_lines_out():
    result = CliRunner().invoke(dates_command, input=GOOD)
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [(row["document"], row["start"], row["end"], row["text"], row["edtf"]) for row in rows] == [
        ("a", 10, 21, "last Friday", "2013-03-15"),
        ("b", 3, 11, "May 1811", "1811-05"),
    ]
    assert {"kind", "basis", "why"} <= set(rows[0])


def test_bad_lines_are_named_and_skipped():
    bad = 'no json\n[1]\n{"id": 3, "text": "x"}\n{"id": "c"}\n{"id": "d", "text": "x", "reference_date": 7}\n\n\xff\n'
    result = CliRunner().invoke(dates_command, input=bad.encode("latin-1") + GOOD.encode())
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    assert [f"line {n}" in result.stderr for n in range(1, 8)] == [True, True, True, True, True, False, True]


def test_offsets_count_code_points():
    text = "\U0001f54a Пере́мирие: signed 3 May 1811 — \u202eold\u202c"
    result = CliRunner().invoke(dates_command, input=json.dumps({"id": "a", "text": text}))
    (row,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert text[row["start"] : row["end"]] == row["text"] == "3 May 1811"


def test_a_lone_surrogate_does_no_harm():
    result = CliRunner().invoke(dates_command, input='{"id": "a\\ud800", "text": "\\ud800 in May 1811"}')
    assert result.exit_code == 0


def test_nothing_heavy_is_imported():
    code = "import sys, dragoman.cli.dates, dragoman.dates; print({'spacy', 'numpy', 'pandas', 'duckdb'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "set()"


def test_a_day_of_publication_that_is_none_is_told():
    line = '{"id": "a", "text": "They left last Friday.", "reference_date": "2013-22-22"}\n'
    result = CliRunner().invoke(dates_command, input=line)
    assert result.exit_code == 0
    assert "line 1: reference_date '2013-22-22' names no day" in result.stderr

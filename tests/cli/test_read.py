"""`dragoman read` with a coder that is quick: what goes to stdout, to stderr, into the record, and the exit status."""

import json
import os
import signal
import subprocess
import sys

import pytest
from click.testing import CliRunner

from dragoman import workers
from dragoman.cli import dragoman_command
from dragoman.record import open_record
from dragoman.types import Document, Entity, Event, Evidence, Reading, Span


def code_capitals(doc: Document) -> Reading:
    """An event for every sentence-like piece of the text, with the words and dates that it has."""
    if "BUG" in doc.text:
        raise KeyError("gone")
    events = []
    for start, piece in split_pieces(doc.text):
        who = Entity("PER", "GOV", (), None, piece[:4], start, start + len(piece[:4]))
        kind = "AGREE" if "treaty" in piece else "CONSULT"
        words = Evidence(start, start + len(piece), piece)
        events.append(
            Event(
                f"{doc.id}-{start}", doc.id, kind, None, (), (who,), (), doc.published, None, None, "occurred", None, False,
                (), 1.0, 0.5, words, Span(start, start + 1), None, (),
            )
        )  # fmt: skip
    return Reading(doc, tuple(events), (), (), len(doc.text.split()), len(events), len(events))


def split_pieces(text):
    start = 0
    for piece in text.split(". "):
        yield start, piece
        start += len(piece) + 2


@pytest.fixture
def read(monkeypatch, tmp_path):
    """Runs the command in an empty folder."""
    monkeypatch.setattr(workers, "load_coder", lambda *gazetteers: code_capitals)
    monkeypatch.chdir(tmp_path)

    def run(*words, stdin=None):
        return CliRunner().invoke(dragoman_command, ["read", *map(str, words)], input=stdin)

    return run


@pytest.fixture
def letters(tmp_path):
    folder = tmp_path / "letters"
    folder.mkdir()
    rows = [{"id": f"r{i}", "text": f"Peru wrote letter {i}. It signed a treaty", "published": "1929-06-03"} for i in range(60)]
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    (folder / "a.txt").write_text("Chile answered. Bolivia waited")
    return folder


def test_jsonl_prints_one_object_per_line_with_kind_first(read, letters):
    result = read(letters, "--record", ":memory:", "--format", "jsonl")
    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert len(lines) == 122
    assert all(line.startswith('{"kind":"event","id":"') for line in lines)
    assert [json.loads(line)["document"] for line in lines[2::2]] == [f"r{i}" for i in range(60)]


def test_table_and_summary(read, letters):
    (letters / "b.txt").write_text("Chile  answered. Bolivia waited\n")
    (letters / "c.jpg").write_text("x")
    (letters / "d.jsonl").write_text('{"text": "Ecuador stayed", "published": "soon"}\n[]\n')
    result = read(letters, "nowhere.txt", "--record", ":memory:")
    assert result.exit_code == 1
    assert "1929-06-03" in result.stdout
    assert result.stdout.count("\n") == 42  # header, 40 events, how many more there are
    for words in (
        "62 documents read: 486 words, 123 sentences (123 parsed)",
        "123 events (CONSULT 63, AGREE 60)",
        "1 duplicate left out: ",
        "b.txt",
        "1 file skipped: 1 unknown ending .jpg",
        "1 warning: 1 no date of publication",
        "d.jsonl:1: 'soon' names no day",
        "2 inputs could not be read: 1 missing, 1 not an object",
        "d.jsonl:2: not an object",
        "nowhere.txt: missing",
    ):
        assert words in result.stderr


def test_events_of_a_terminal_that_is_attacked(read, tmp_path):
    (tmp_path / "a.txt").write_text("Peru \x1b[31m\u202e wrote [bold]letters[/bold]")
    (tmp_path / "b.\x1b[31m").write_text("")
    (tmp_path / "c.jsonl").write_text('{"text": "x", "published": "\\u001b[31m"}')
    result = read(".", "--record", ":memory:")
    assert "[bold]letters[/bold]" in result.stdout
    assert "\x1b" not in result.stdout + result.stderr
    assert "\u202e" not in result.stdout


def test_second_reading_adds_nothing_and_prints_the_same_lines(read, letters):
    first = read(letters, "--format", "jsonl", "--record", "r.duckdb")
    second = read(letters, "--format", "jsonl", "--record", "r.duckdb")
    third = read(letters, "--record", "r.duckdb")
    assert first.exit_code == second.exit_code == third.exit_code == 0
    assert first.stdout == second.stdout
    assert "61 documents already read" in third.stderr
    with open_record("r.duckdb", read_only=True) as record:
        assert sorted(event.id for event in record.events()) == sorted(
            json.loads(line)["id"] for line in first.stdout.splitlines()
        )


def test_defect_of_the_coder_is_loud_and_costs_one_document(read, letters):
    (letters / "b.txt").write_text("BUG")
    result = read(letters, "--record", "r.duckdb")
    assert result.exit_code == 1
    assert "DEFECT OF THE PROGRAM: 1 document" in result.stderr
    assert "KeyError at cli/test_read.py:" in result.stderr
    assert "61 documents read" in result.stderr


def test_standard_input_and_date_of_publication(read):
    result = read("-", "--record", ":memory:", "--format", "jsonl", "--published", "3 June 1929", stdin="Peru wrote")
    assert json.loads(result.stdout)["date"] == "1929-06-03"


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("a.txt", "--workers", "0"),
        ("a.txt", "--format", "xml"),
        ("a.txt", "--no-such-option"),
        ("a.txt", "--gazetteer", "nowhere.csv"),
    ],
)
def test_wrong_usage_ends_with_2(read, words):
    assert read(*words).exit_code == 2


@pytest.mark.parametrize(
    ("words", "said"), [(("--published", "soon"), "names no day"), (("--record", "no/such/folder/r"), "folder")]
)
def test_wrong_date_or_record_is_one_sentence_and_2(tmp_path, words, said):
    (tmp_path / "a.txt").write_text("Peru wrote")
    ran = run_dragoman("read", "a.txt", *words, cwd=tmp_path)
    assert ran.returncode == 2
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr


def run_dragoman(*words, cwd, **options):
    command = [sys.executable, "-c", "from dragoman.cli import main; main()", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=60, **options)


WITH_QUICK_CODER = """
import sys
sys.path.insert(0, {folder!r})
from dragoman import workers
from test_read import code_capitals
workers.load_coder = lambda *gazetteers: code_capitals
from dragoman.cli import main
main(["read", *sys.argv[1:]])
"""


def start_read(*words, cwd):
    command = [sys.executable, "-c", WITH_QUICK_CODER.format(folder=os.path.dirname(__file__)), *words]  # noqa: PTH120
    return subprocess.Popen(command, cwd=cwd, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_reader_of_our_output_that_goes_away_is_no_error(tmp_path):
    process = start_read(
        "-", "--input-format", "jsonl", "--record", ":memory:", "--format", "jsonl", "--workers", "1", cwd=tmp_path
    )
    process.stdin.write('{"text": "Peru wrote"}\n' * 2)
    process.stdin.flush()
    process.stdout.close()
    _, err = process.communicate('{"text": "Chile wrote"}\n' * 2, timeout=30)
    assert "Traceback" not in err
    assert "BrokenPipe" not in err


def test_interrupt_keeps_what_is_done_and_says_so(tmp_path):
    process = start_read(
        "-", "--input-format", "jsonl", "--record", "r.duckdb", "--format", "jsonl", "--workers", "1", cwd=tmp_path
    )
    process.stdin.write('{"id": "a", "text": "Peru wrote"}\n')
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["document"] == "a"
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "stopped; documents done: 1; they are in r.duckdb" in err
    assert "Traceback" not in err
    with open_record(tmp_path / "r.duckdb", read_only=True) as record:
        assert [event.document for event in record.events()] == ["a"]


def test_killed_at_any_moment_and_read_again_nothing_is_lost_or_there_twice(tmp_path):
    rows = [{"id": f"r{i}", "text": f"Peru wrote letter {i}. It signed a treaty"} for i in range(400)]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    words = ("rows.jsonl", "--record", "r.duckdb", "--format", "jsonl", "--workers", "1")
    process = start_read(*words, cwd=tmp_path)
    for _ in range(2 * 120):
        process.stdout.readline()
    process.kill()
    process.communicate()
    with open_record(tmp_path / "r.duckdb") as record:
        n_kept = sum(1 for _ in record.events())
    assert n_kept >= 2 * 100
    assert n_kept % 100 == 0  # whole transactions of 50 documents
    process = start_read(*words, cwd=tmp_path)
    lines = process.communicate(timeout=60)[0].splitlines()
    with open_record(tmp_path / "r.duckdb") as record:
        kept = [event.id for event in record.events()]
    assert len(kept) == len(lines) == 800
    assert sorted(kept) == sorted(json.loads(line)["id"] for line in lines)

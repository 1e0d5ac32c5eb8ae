"""`dragoman audit`: findings as a list and as JSON lines."""

import msgspec
import pytest

from asking import make_record, run_command
from dragoman.types import Finding
from hand_made import make_sample


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    return make_record(tmp_path_factory.mktemp("audit") / "a.duckdb")


@pytest.fixture
def ask(capsys, record):
    return lambda *words: run_command(capsys, "audit", *words, "--record", record)


def test_the_list_says_why_and_shows_the_words(ask):
    status, out, err = ask()
    assert status == 0
    assert out.splitlines()[0] == "error    date_conflict  clash001"
    assert "Two dates for one pact." in out
    assert "“4 May 1991” (treaty, 37-47)" in out
    assert err == "1 finding\n"


def test_jsonl_is_what_read_prints(ask):
    _, out, _ = ask("--format", "jsonl")
    assert [msgspec.json.decode(line, type=Finding) for line in out.splitlines()] == list(make_sample()[1].findings)


def test_a_document_alone(ask):
    assert "clash001" in ask("treaty")[1]
    assert ask("tuna")[1] == ""
    status, out, err = ask("nobody")
    assert (status, out) == (2, "")
    assert "no document" in err

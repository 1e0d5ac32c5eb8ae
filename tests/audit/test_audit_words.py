"""The word lists of the checks: each has its comment, and a list that is gone or is no pattern is named."""

from itertools import pairwise
from pathlib import Path

import pytest

import dragoman
from dragoman.audit import words
from dragoman.errors import DataError

FILE = Path(dragoman.__file__).parent / "data" / "audit" / "words.toml"


def read_with(text, monkeypatch):
    monkeypatch.setattr(words, "_read_file", lambda: text)
    return words.load_alternatives.__wrapped__("tolls", "events")


def test_a_list_is_the_inside_of_a_pattern(monkeypatch):
    assert read_with("[tolls]\nevents = 'raid|siege'", monkeypatch) == "raid|siege"


@pytest.mark.parametrize("text", ["", "[tolls]\nevents = ''", "[tolls]\nevents = 3", "[tolls]\nevents = '(raid'"])
def test_a_list_that_is_none_is_named(text, monkeypatch):
    with pytest.raises(DataError, match=r"data/audit/words.toml: .*tolls\.events.* try again"):
        read_with(text, monkeypatch)


def test_every_list_of_a_check_says_what_it_is_for():
    lines = FILE.read_text(encoding="utf-8").partition("# ---- lists of single checks")[2].splitlines()
    assert lines
    assert [line for before, line in pairwise(lines) if " = " in line and not before.startswith("#")] == []

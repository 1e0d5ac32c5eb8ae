"""Puts the gold of tests/gold and the helpers of this folder within reach; texts and a command for all tests of the road."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.cli import dragoman_command
from dragoman.errors import DragomanError

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "gold")]


@pytest.fixture
def texts(tmp_path):
    from snubs import PAIRS

    folder = tmp_path / "texts"
    folder.mkdir()
    for i, (one, _, two, _) in enumerate(PAIRS):
        (folder / f"{i}.txt").write_text(f"{one} snubbed {two} in 19{10 + i}. The king of {one} met nobody. It rained.")
    return folder


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("dragoman.readers.client.FIRST_WAIT", 0.01)

    def call(*words, stdin=None):
        result = CliRunner().invoke(dragoman_command, [*map(str, words)], input=stdin)
        if isinstance(result.exception, DragomanError):  # as `main` would
            result.exit_code = result.exception.exit_status
        elif result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return call


@pytest.fixture
def elsewhere(monkeypatch):
    """The loopback server taken for one that is far away."""
    monkeypatch.setattr("dragoman.readers.client.is_local", lambda endpoint: False)
    monkeypatch.setattr("dragoman.readers.is_local", lambda endpoint: False)


@pytest.fixture
def mixed(tmp_path):
    """One text that the built-in coder reads surely, one of which it takes "the talks" for an act, and is not sure."""
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "a.txt").write_text("Peru recalled its ambassador from Chile in March 1911.")
    (folder / "b.txt").write_text(
        "In 1912 Norway expelled the Swedish consul. Norway snubbed Sweden at the talks of 1913. It rained."
    )
    return folder

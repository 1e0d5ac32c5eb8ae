"""A language model in the reading room: the texts that are given there go the road of `dragoman read --reader`."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from scripted_server import Reply, serve_script
from snubs import WANTED, list_events, read_all, read_snubs

import dragoman
from dragoman.cli import dragoman_command
from dragoman.pages.read_in import Task, read_task

pytest.importorskip("openai")


def read_in_room(folder, record, server, **choice):
    """The last word of the process that reads the files of a folder."""
    names = {path.name: path.name for path in sorted(folder.iterdir())}
    model = dragoman.LanguageModel("m", server.url, **choice)
    return list(read_task(Task(str(folder), names, None, str(record), 5.0, reader=model), None))[-1]


def test_texts_are_read_by_the_model_and_its_answers_kept(run, texts, tmp_path):
    record = tmp_path / "r.duckdb"
    with serve_script(read_snubs) as server:
        told = read_in_room(texts, record, server)
        assert (told.state, told.n_done, told.left, told.doubts) == ("done", 5, (), ())
        assert len(server.asked) == 5
        assert sorted(list_events(record)) == sorted(WANTED)
        again = read_in_room(texts, record, server)
        assert [one.known for one in again.texts] == [True] * 5
        assert "5 documents already read" in read_all(run, texts, server, record=record).stderr
        assert len(server.asked) == 5


def test_what_the_model_does_not_read_is_told(mixed, tmp_path):
    record = tmp_path / "r.duckdb"
    with serve_script(lambda body, n: Reply(status=400, text="no")) as server:
        told = read_in_room(mixed, record, server, kind="both")
    assert told.state == "done"
    assert ["not read by the model" in one.reason for one in told.doubts] == [True]
    assert ("SANCTION", "NOR", "SWE", "1912") in list_events(record)
    with serve_script(read_snubs) as server:
        assert read_in_room(mixed, record, server, kind="both").doubts == ()
    assert ("REJECT", "NOR", "SWE", "1913") in list_events(record)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--reader", "llm"), "needs --model NAME and --endpoint URL"),
        (("--model", "m"), "say --reader llm"),
        (("--reader", "both", "--model", "m", "--endpoint", "https://example.org/v1"), "say --yes"),
    ],
)
def test_wrong_words_of_serve_are_told(tmp_path, words, told):
    result = CliRunner().invoke(dragoman_command, ["serve", "--record", str(tmp_path / "r.duckdb"), *words])
    assert told in str(result.exception)

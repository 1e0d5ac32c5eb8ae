"""`dragoman.read(..., reader=...)`: a language model from Python, by the same road as on the command line."""

from __future__ import annotations

import json

import pytest
from scripted_server import Reply, serve_script
from snubs import WANTED, read_all, read_snubs

import dragoman
from dragoman.errors import UsageError

pytest.importorskip("openai")


def list_found(readings):
    return [(e.type, *("+".join(who.code for who in side) for side in (e.actors, e.recipients)), e.date) for e in readings.events]


def test_a_model_reads_as_on_the_command_line(run, texts):
    with serve_script(read_snubs) as server:
        readings = dragoman.read(texts, reader=dragoman.LanguageModel("m", server.url))
        by_command = read_all(run, texts, server, "--format", "jsonl")
    assert list_found(readings) == WANTED
    assert [event.id for event in readings.events] == [json.loads(line)["id"] for line in by_command.stdout.splitlines()]
    assert readings.rejected == readings.unread == ()


def test_answers_given_before_need_no_server(run, texts):
    with serve_script(read_snubs) as server:
        read_all(run, texts, server)
    run("readers", "--record", "r.duckdb", "--export", "answers.jsonl")
    readings = dragoman.read(texts, reader=dragoman.LanguageModel("m", answers=("answers.jsonl",)))
    assert list_found(readings) == WANTED


def test_beside_the_built_in_coder_what_is_not_read_is_told(mixed):
    with serve_script(lambda body, n: Reply(status=400, text="no")) as server:
        readings = dragoman.read(mixed, reader=dragoman.LanguageModel("m", server.url, kind="both"))
    assert ("SANCTION", "NOR", "SWE", "1912") in list_found(readings)
    assert [one.reason for one in readings.unread] == ["not read by the model"]
    with serve_script(read_snubs) as server:
        readings = dragoman.read(mixed, reader=dragoman.LanguageModel("m", server.url, kind="both"))
    assert ("REJECT", "NOR", "SWE", "1913") in list_found(readings)
    assert readings.unread == ()


def test_the_model_alone_leaves_what_it_has_not_read_to_the_rejected(texts):
    with serve_script(read_snubs) as server:
        readings = dragoman.read(texts, reader=dragoman.LanguageModel("m", server.url, calls=1, max_calls=2))
    assert list_found(readings) == WANTED[:2]
    assert [one.reason for one in readings.rejected] == ["not read by the model"] * 3


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        (dragoman.LanguageModel("m", "https://example.org/v1"), "nothing was sent; say send=True"),
        (dragoman.LanguageModel("m"), "needs its name and an endpoint"),
        (dragoman.LanguageModel("m", "nowhere"), "is no address"),
        (dragoman.LanguageModel("m", "http://127.0.0.1:1/v1", kind="other"), "neither 'llm' nor 'both'"),
    ],
)
def test_a_choice_that_cannot_be_is_told_before_anything_is_sent(choice, told):
    with pytest.raises(UsageError, match=told):
        dragoman.read("Peru snubbed Chile in 1911.", reader=choice)

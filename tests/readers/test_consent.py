"""Budgets, consent and the key: nothing is sent that was not agreed to, and no more of it than was said."""

from __future__ import annotations

import re

import pytest
from scripted_server import Reply, serve_script
from snubs import read_all, read_snubs

pytest.importorskip("openai")


def test_a_budget_of_calls_is_kept_and_the_rest_is_read_another_day(run, texts):
    with serve_script(read_snubs) as server:
        result = read_all(run, texts, server, "--max-calls", 2)
        assert len(server.asked) == 2
        assert "3 not read by the model" in result.stderr
        assert "the budget is used up" in result.stderr
        assert read_all(run, texts, server).exit_code == 0
        assert len(server.asked) == 5


def test_a_budget_of_money_is_kept(run, texts):
    prices = ("--price-in", 1.0, "--price-out", 1.0)
    with serve_script(read_snubs) as server:
        result = read_all(run, texts, server, *prices, "--max-cost", 0.001)  # less than one call may cost
        assert server.asked == []
        assert "by the prices" in result.stderr
        read_all(run, texts, server, *prices, "--max-cost", 1)
        assert len(server.asked) >= 5
        assert "give --price-in" in str(read_all(run, texts, server, "--max-cost", 1).exception)


def test_before_texts_leave_the_machine_it_says_what_and_asks(run, texts, elsewhere):
    with serve_script(read_snubs) as server:
        words = (
            "read",
            texts,
            "--workers",
            1,
            "--record",
            "r.duckdb",
            "--reader",
            "llm",
            "--model",
            "m",
            "--endpoint",
            server.url,
        )
        no = run(*words, "--price-in", 2, "--price-out", 8, stdin="n\n")
        assert no.exit_code == 2
        assert server.asked == []
        assert re.search(r"5 texts \(\d+ characters\), with title, source and day, in 5 calls", no.stderr)
        assert re.search(r"about [\d,]+ tokens sent and \d+ answered\n  about 0\.\d+ at the given prices", no.stderr)
        assert "nothing was sent" in str(no.exception)
        assert run(*words, stdin="").exit_code == 2
        assert server.asked == []
        yes = run(*words, stdin="y\n")
        assert yes.exit_code == 0
        assert len(server.asked) == 5
        (texts / "more.txt").write_text("Peru snubbed Chile in 1950.")
        third = run(*words)  # it was agreed to before
        assert third.exit_code == 0
        assert len(server.asked) == 6


def test_yes_asks_nobody_and_standard_input_needs_it(run, texts, elsewhere):
    with serve_script(read_snubs) as server:
        words = ("read", "-", "--record", ":memory:", "--reader", "llm", "--model", "m", "--endpoint", server.url)
        refused = run(*words, stdin="Peru snubbed Chile.")
        assert refused.exit_code == 2
        assert "--yes" in str(refused.exception)
        assert server.asked == []
        assert run(*words, "--yes", stdin="Peru snubbed Chile.").exit_code == 0
        assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--reader", "llm"), "needs --model"),
        (("--reader", "llm", "--model", "m"), "needs --endpoint"),
        (("--model", "m"), "say --reader llm"),
        (("--endpoint", "http://127.0.0.1:1/v1"), "say --reader llm"),
        (("--reader", "llm", "--model", "m", "--endpoint", "nowhere"), "is no address"),
        (("--reader", "llm", "--model", "m", "--endpoint", "http://127.0.0.1:1/v1", "--price-in", 1), "both prices"),
    ],
)
def test_wrong_words_are_told(run, texts, words, told):
    result = run("read", texts, "--record", ":memory:", *words)
    assert result.exit_code == 2
    assert told in str(result.exception)


def test_the_key_is_in_no_record_and_no_message(run, texts, monkeypatch):
    monkeypatch.setenv("DRAGOMAN_API_KEY", "very-secret-key")
    with serve_script(lambda body, n: read_snubs(body) if n else Reply(status=500, text="very-secret-key")) as server:
        result = read_all(run, texts, server, "--calls", 1)
        assert server.headers[0]["authorization"] == "Bearer very-secret-key"
    with open("r.duckdb", "rb") as file:  # noqa: PTH123
        assert b"very-secret-key" not in file.read()
    assert "very-secret-key" not in result.output

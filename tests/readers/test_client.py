"""Calls: patience with servers that are busy, slow or broken; nothing but what must be sent goes out, the key least of all."""

from __future__ import annotations

import pytest
from scripted_server import EMPTY, Reply, serve_script

from dragoman.errors import UsageError
from dragoman.readers import CallError, Client, ModelSettings, Request, StoppedError, check_endpoint, is_local

pytest.importorskip("openai")
ASK = Request(("You read.", "A text."))
SETTINGS = ModelSettings("m", max_tokens=99)


def ask(server, waits=None, **options):
    client = Client(server.url, SETTINGS, pause=(waits if waits is not None else []).append, **{"timeout": 5.0, **options})
    return client.ask(ASK), client


def replies(*several):
    """A script that gives these in turn and then the last one."""
    return lambda body, n: several[min(n, len(several) - 1)]


def test_answer_comes_with_its_tokens_and_a_schema_was_asked_for():
    with serve_script(replies(Reply())) as server:
        answer, _ = ask(server)
    assert (answer.text, answer.finish, answer.tokens_in, answer.tokens_out, answer.model) == (EMPTY, "stop", 1000, 50, "m")
    (body,) = server.asked
    assert body["response_format"]["json_schema"]["schema"]["required"] == ["events", "stances"]
    assert [(message["role"], message["content"]) for message in body["messages"]] == [
        ("system", "You read."),
        ("user", "A text."),
    ]
    assert (body["temperature"], body["max_tokens"]) == (0.0, 99)


@pytest.mark.parametrize(
    "bad",
    [
        Reply(status=500, text="oops"),
        Reply(status=503, text="loading model"),
        Reply(cut=2),
        Reply(finish=None),
        Reply(stall=1.0),
    ],
    ids=["error", "loading", "cut", "no end", "stall"],
)
def test_what_passes_is_tried_again(bad):
    waits = []
    with serve_script(replies(bad, bad, Reply())) as server:
        answer, client = ask(server, waits, timeout=0.3)
    assert answer.text == EMPTY
    assert waits == [1.0, 2.0]
    assert client.n_calls == 3


def test_a_busy_server_says_how_long_to_wait():
    waits = []
    with serve_script(replies(Reply(status=429, text="slow down", headers={"Retry-After": "7"}), Reply())) as server:
        ask(server, waits)
    assert waits == [7.0]


def test_a_busy_server_cannot_make_us_wait_for_ever():
    waits = []
    with serve_script(replies(Reply(status=429, text="x", headers={"Retry-After": "99999"}), Reply())) as server:
        ask(server, waits)
    assert waits == [120.0]


def test_after_all_tries_there_is_no_answer_and_after_three_such_the_server_is_dead():
    with serve_script(replies(Reply(status=500, text="oops"))) as server:
        client = Client(server.url, SETTINGS, pause=lambda seconds: None, tries=2)
        for _ in range(3):
            with pytest.raises(CallError, match="oops"):
                client.ask(ASK)
        with pytest.raises(StoppedError, match="does not answer"):
            client.ask(ASK)
    assert client.n_calls == 6


def test_nobody_at_the_address():
    with serve_script(replies(Reply())) as server:
        url = server.url
    client = Client(url, SETTINGS, pause=lambda seconds: None, tries=2)
    with pytest.raises(CallError):
        client.ask(ASK)


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_server_that_refuses_is_not_asked_again(status):
    with serve_script(replies(Reply(status=status, text="no such thing"))) as server:
        client = Client(server.url, SETTINGS, pause=lambda seconds: None)
        for _ in range(2):
            with pytest.raises(StoppedError, match="DRAGOMAN_API_KEY"):
                client.ask(ASK)
    assert len(server.asked) == 1


def test_what_the_server_does_not_know_is_left_out_from_then_on():
    def script(body, n):
        for option in ("response_format", "temperature", "max_tokens"):
            if option in body:
                return Reply(status=400, text=f"unknown parameter: {option}")
        return Reply()

    with serve_script(script) as server:
        _, client = ask(server)
        client.ask(ASK)
    assert len(server.asked) == 5
    assert server.asked[-1]["max_completion_tokens"] == 99
    assert "response_format" not in server.asked[-1]


def test_a_complaint_that_names_nothing_is_answered_with_a_bare_request():
    with serve_script(lambda body, n: Reply() if "response_format" not in body else Reply(status=400, text="bad")) as server:
        _, client = ask(server)
        client.ask(ASK)
    assert len(server.asked) == 3


def test_a_request_that_is_wrong_in_any_form_ends_and_changes_nothing_for_the_next():
    with serve_script(lambda body, n: Reply(status=400, text="too long") if n < 2 else Reply()) as server:
        client = Client(server.url, SETTINGS)
        with pytest.raises(CallError, match="too long"):
            client.ask(ASK)
        client.ask(ASK)
    assert [("response_format" in body) for body in server.asked] == [True, False, True]


def test_texts_that_are_too_long_do_not_make_a_server_dead():
    with serve_script(lambda body, n: Reply(status=413, text="too long") if n < 4 else Reply()) as server:
        client = Client(server.url, SETTINGS)
        for _ in range(4):
            with pytest.raises(CallError, match="too long"):
                client.ask(ASK)
        assert client.ask(ASK).text == EMPTY


def test_refusals_and_answers_that_do_not_fit_are_told_apart():
    with serve_script(
        replies(Reply(text="", refusal="I cannot"), Reply(finish="content_filter"), Reply(finish="length"))
    ) as server:
        client = Client(server.url, SETTINGS)
        assert [client.ask(ASK).finish for _ in range(3)] == ["refused", "refused", "length"]


def test_key_goes_into_its_header_alone_and_no_other_variable_goes_anywhere(monkeypatch):
    monkeypatch.setenv("DRAGOMAN_API_KEY", "secret-key")
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_ADMIN_KEY"):
        monkeypatch.setenv(name, "another-secret")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "x-more: another-secret")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")  # a proxy that would carry it away
    with serve_script(replies(Reply(status=500, text="the key secret-key is odd"), Reply())) as server:
        waits = []
        ask(server, waits)
        assert server.headers[0]["authorization"] == "Bearer secret-key"
        assert set(server.headers[0]) <= {
            "host", "connection", "accept", "accept-encoding", "content-type", "content-length", "user-agent", "authorization",
        }  # fmt: skip
        assert not any("another-secret" in value for value in server.headers[0].values())
    with (
        serve_script(replies(Reply(status=401, text="the key secret-key is bad"))) as server,
        pytest.raises(StoppedError) as told,
    ):
        ask(server)
    assert "secret-key" not in str(told.value)


def test_without_a_key_none_is_sent(monkeypatch):
    monkeypatch.delenv("DRAGOMAN_API_KEY", raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", "another-secret")
    with serve_script(replies(Reply())) as server:
        ask(server)
    assert "authorization" not in server.headers[0]


def test_a_redirect_is_not_followed():
    with serve_script(replies(Reply())) as elsewhere:
        away = Reply(status=307, headers={"Location": f"{elsewhere.url}/chat/completions"})
        with serve_script(replies(away)) as server, pytest.raises(CallError):
            ask(server)
        assert elsewhere.asked == []


@pytest.mark.parametrize(
    ("endpoint", "local"),
    [
        ("http://127.0.0.1:8080/v1", True),
        ("http://localhost:11434/v1", True),
        ("http://[::1]:8000/v1", True),
        ("http://192.168.1.5:8000/v1", False),
        ("https://models.example.org/v1", False),
        ("http://localhost.example.org/v1", False),
    ],
)
def test_what_is_on_this_machine(endpoint, local):
    assert is_local(endpoint) is local


@pytest.mark.parametrize("endpoint", ["127.0.0.1:8080", "ftp://127.0.0.1", "http://user:key@127.0.0.1/v1", "http://"])
def test_an_address_must_be_one(endpoint):
    with pytest.raises(UsageError):
        check_endpoint(endpoint)

"""`dragoman read --reader llm` against a scripted server: the same record twice, on any machine, in any order."""

from __future__ import annotations

import threading
import time

import pytest
from scripted_server import EMPTY, Reply, serve_script
from snubs import WANTED, list_events, read_all, read_snubs

from dragoman.record import KeptAnswers, open_record

pytest.importorskip("openai")


def test_a_model_reads_into_the_record_and_a_second_reading_costs_nothing(run, texts):
    with serve_script(read_snubs) as server:
        result = read_all(run, texts, server, "--format", "jsonl")
        again = read_all(run, texts, server, "--format", "jsonl")
        assert result.exit_code == 0, result.output
        assert len(server.asked) == 5
    assert list_events() == WANTED
    assert result.stdout_bytes == again.stdout_bytes != b""
    assert "5 calls answered (5,000 tokens sent, 250 answered), 0 answers known before" in result.stderr
    assert "0 calls answered" in again.stderr
    assert "5 answers known before" in again.stderr


def test_answers_go_to_another_machine_and_give_the_same_bytes_without_the_model(run, texts):
    with serve_script(read_snubs) as server:
        first = read_all(run, texts, server, "--format", "jsonl")
    assert run("readers", "--record", "r.duckdb", "--export", "answers.jsonl").exit_code == 0
    words = ("--workers", 1, "--reader", "llm", "--model", "m", "--answers", "answers.jsonl", "--format", "jsonl")
    second = run("read", texts, "--record", "other.duckdb", *words)
    assert second.exit_code == 0, second.output
    assert second.stdout_bytes == first.stdout_bytes
    run("readers", "--record", "other.duckdb", "--export", "again.jsonl")
    with open("answers.jsonl") as one, open("again.jsonl") as two:  # noqa: PTH123
        assert one.read() == two.read() != ""


def test_without_answers_or_with_another_model_nothing_is_read(run, texts, tmp_path):
    (tmp_path / "none.jsonl").write_text("")
    result = run("read", texts, "--workers", 1, "--reader", "llm", "--model", "m", "--answers", "none.jsonl")
    assert result.exit_code == 1
    assert "5 not read by the model" in result.stderr
    assert "no --endpoint to ask" in result.stderr


def test_order_of_the_answers_does_not_matter(run, texts):
    def slowly(body, n):
        time.sleep((5 - n % 5) * 0.05)
        return read_snubs(body)

    with serve_script(slowly) as server:
        quick = read_all(run, texts, server, "--format", "jsonl", "--calls", 8)
    with serve_script(read_snubs) as server:
        one = read_all(run, texts, server, "--format", "jsonl", "--calls", 1, record="one.duckdb")
    assert quick.exit_code == one.exit_code == 0, quick.output
    assert quick.stdout_bytes == one.stdout_bytes
    assert quick.stdout.count('"REJECT"') == 5


def test_calls_are_bounded(run, texts):
    under_way, most = 0, 0
    lock = threading.Lock()
    two = threading.Barrier(2, timeout=10)

    def script(body, n):
        nonlocal under_way, most
        with lock:
            under_way += 1
            most = max(most, under_way)
        if n < 4:
            two.wait()  # until another one is under way as well
        with lock:
            under_way -= 1
        return Reply()

    with serve_script(script) as server:
        assert read_all(run, texts, server, "--calls", 2).exit_code == 0
    assert most == 2


def test_answers_in_the_record_are_found_from_any_thread(tmp_path):
    from dragoman.types import ModelAnswer

    with open_record(tmp_path / "r.duckdb") as record, KeptAnswers(record) as kept:
        answers = [ModelAnswer(f"k{i}", "m", "p", EMPTY, "stop", 1, 1) for i in range(20)]
        threads = [threading.Thread(target=kept.add, args=(answer,)) for answer in answers + answers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert kept.find(["k3", "nothing"]) == {"k3": answers[3]}
        assert sorted(answer.key for answer in kept.list_all()) == sorted(answer.key for answer in answers)

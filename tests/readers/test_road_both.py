"""`dragoman read --reader both`: the model is asked about what is doubtful, and what the two differ on is listed."""

from __future__ import annotations

import json

import pytest
from scripted_server import Reply, serve_script
from snubs import list_events, read_all, read_snubs

from dragoman.record import open_record

pytest.importorskip("openai")


def test_both_asks_only_about_what_is_doubtful(run, mixed):
    with serve_script(read_snubs) as server:
        result = read_all(run, mixed, server, reader="both")
        assert result.exit_code == 0, result.output
        assert len(server.asked) == 1
        asked = server.asked[0]["messages"][1]["content"]
    assert "(0) In 1912" in asked
    assert "[1] Norway snubbed" in asked
    events = list_events()
    assert ("REJECT", "NOR", "SWE", "1913") in events
    assert ("SANCTION", "PER", "CHL", "1911-03") in events
    assert ("SANCTION", "NOR", "SWE", "1912") in events
    listed = run("readers", "--record", "r.duckdb")
    assert listed.exit_code == 0
    assert "CONSULT NOR + SWE" in listed.stdout
    assert "the built-in coder alone" in listed.stdout
    rows = [json.loads(line) for line in run("readers", "--record", "r.duckdb", "--format", "jsonl").stdout.splitlines()]
    assert [(row["kind"], row["event"]["type"]) for row in rows] == [("builtin_alone", "CONSULT")]
    with open_record("r.duckdb", read_only=True) as record:
        (agreed,) = (event for event in record.events() if event.type == "REJECT")
    assert agreed.why[0].rule == "readers.both.agree"
    assert agreed.confidence > 0.8


def test_both_without_the_model_keeps_the_built_in_reading_and_asks_again_later(run, mixed):
    with serve_script(lambda body, n: Reply(status=500, text="oops")) as server:
        result = read_all(run, mixed, server, reader="both")
    assert result.exit_code == 0
    assert "1 documents not read by the model (the built-in coder's reading stands for now)" in result.stderr
    before = list_events()
    assert ("SANCTION", "NOR", "SWE", "1912") in before
    with serve_script(read_snubs) as server:
        result = read_all(run, mixed, server, reader="both")
        assert len(server.asked) == 1
        assert "1 document already read" in result.stderr
    assert ("REJECT", "NOR", "SWE", "1913") in list_events()
    with serve_script(read_snubs) as server:
        assert "2 documents already read" in read_all(run, mixed, server, reader="both").stderr
        assert server.asked == []


@pytest.mark.slow
def test_both_over_processes_gives_the_same(run, mixed):
    for i in range(11):
        (mixed / f"c{i}.txt").write_text(f"In {1812 + i} Norway snubbed Sweden at the talks. " + "It rained all day. " * 180)
    with serve_script(read_snubs) as server:
        one = read_all(run, mixed, server, "--format", "jsonl", reader="both")
        more = read_all(run, mixed, server, "--format", "jsonl", "--workers", 2, reader="both", record="two.duckdb")
    assert one.stdout_bytes == more.stdout_bytes
    assert one.stdout.count('"REJECT"') == 12

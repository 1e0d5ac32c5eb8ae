"""Answers are made once, kept while there is room, and never outlive the state of the record that they were made from."""

from __future__ import annotations

import threading
import time

import pytest
from starlette.testclient import TestClient

from dragoman.pages import RoomSettings, create_app
from dragoman.pages.answers import Answers
from dragoman.record import open_record
from dragoman.relations import merge_reports
from dragoman.types import Document
from hand_made import make_event, make_reading
from room_record import BASE, PORT, make_room_record


def test_least_recent_make_room():
    answers = Answers(8 * 200)
    for key in ("a", "b", "c"):
        answers.give(key, lambda: "x" * 190, len)
    for i in range(7):
        answers.give("a", lambda: "made anew", len)
        answers.give(i, lambda: "x" * 190, len)
    assert answers.give("a", lambda: "made anew", len) == "x" * 190
    assert answers.give("b", lambda: "made anew", len) == "made anew"
    assert answers.n_bytes <= 8 * 200


def test_what_is_too_large_or_not_whole_is_not_kept():
    answers = Answers(1000)
    assert answers.give("large", lambda: "x" * 999, len) == "x" * 999
    assert answers.give("half", lambda: "half", lambda _: None) == "half"
    assert answers.n_bytes == 0
    assert answers.give("half", lambda: "whole", len) == "whole"


def test_one_makes_it_while_others_wait():
    answers, made, given = Answers(1000), [], []

    def make():
        made.append(1)
        time.sleep(0.2)
        return "page"

    readers = [threading.Thread(target=lambda: given.append(answers.give("key", make, len))) for _ in range(6)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert (len(made), given) == (1, ["page"] * 6)


def test_fault_of_one_is_not_that_of_the_next():
    answers = Answers(1000)

    def fail():
        raise ValueError("too slow")

    with pytest.raises(ValueError, match="too slow"):
        answers.give("key", fail, len)
    assert answers.give("key", lambda: "page", len) == "page"


def test_page_that_was_kept_changes_with_the_record(tmp_path):
    """A relation, its twins, its brief and the front are asked for twice; a text is read by somebody else: all change."""
    path = make_room_record(tmp_path / "r.duckdb")
    addresses = ("/relation/BOL-FIN", "/relation/BOL-FIN.json", "/relation/BOL-FIN/brief", "/relation/BOL-FIN?type=AID", "/")
    app = create_app(path, port=PORT, settings=RoomSettings(copy_pause=0))
    with TestClient(app, base_url=BASE) as client:
        before = {address: client.get(address).text for address in addresses}
        assert {address: client.get(address).text for address in addresses} == before
        n = client.get("/relation/BOL-FIN.json").json()["relation"]["n_episodes"]
        with open_record(path) as record:
            doc = Document("late", "On 7 July 2021 Bolivia gave Finland a loan of 5 million dollars.", published="2021-07-08")
            event = make_event(doc, "AID", ["BOL:Bolivia"], ["FIN:Finland"], act="gave", date="2021-07-07", when="7 July 2021")
            run = record.begin_run({}, "0.1.0", {})
            record.add([make_reading(doc, event)], [], run)
            record.end_run(run)
            merge_reports(record)
        until = time.monotonic() + 60
        while client.get("/relation/BOL-FIN.json").json()["relation"]["n_episodes"] == n and time.monotonic() < until:
            time.sleep(0.1)
        after = {address: client.get(address).text for address in addresses}
        assert client.get("/relation/BOL-FIN.json").json()["relation"]["n_episodes"] == n + 1
        assert [address for address in addresses if after[address] == before[address]] == []
        assert "7 July 2021" in after["/relation/BOL-FIN/brief"]
        assert "7 July 2021" in after["/relation/BOL-FIN?type=AID"]

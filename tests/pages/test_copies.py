"""The copy that pages show: whole, current, and in nobody's way."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from dragoman.errors import RecordError
from dragoman.pages.copies import Copies
from dragoman.record import open_record
from hand_made import make_sample
from room_record import make_hostile_reading, make_room_record


def list_copies(path):
    return [file.name for file in path.parent.iterdir() if ".room-" in file.name]


def count(copies, **how):
    with copies.borrow(**how) as copy:
        return copy.record.counts().documents


def wait_for(copies, n):
    """The number of documents, once it is `n`, or after a minute: a page does not wait for its copy on a machine that is busy."""
    until = time.monotonic() + 60
    while (found := count(copies)) != n and time.monotonic() < until:
        time.sleep(0.1)
    return found


def test_record_can_be_written_while_it_is_shown(tmp_path):
    path = tmp_path / "r.duckdb"
    make_room_record(path)
    with Copies(str(path), pause=0) as copies:
        assert count(copies) == 6
        with open_record(path) as record:
            run = record.begin_run({}, "0.2.0", {})
            record.add(make_sample()[:1], [], run)
            assert count(copies) == 6  # and it can be read while it is open for writing
        assert count(copies, fresh=True) == 6
        assert len(list_copies(path)) == 1
    assert list_copies(path) == []


def test_new_texts_are_shown_without_a_restart(tmp_path):
    path = tmp_path / "r.duckdb"
    with Copies(str(path), pause=0) as copies:
        assert count(copies) == 0  # there is no record yet
        with open_record(path) as record:
            run = record.begin_run({}, "0.1.0", {})
            record.add(make_sample(), [], run)
        assert wait_for(copies, 5) == 5
        with open_record(path) as record:
            run = record.begin_run({}, "0.1.0", {})
            record.add([make_hostile_reading()], [], run)
        assert wait_for(copies, 6) == 6


def test_copy_in_use_outlives_a_newer_one(tmp_path):
    path = tmp_path / "r.duckdb"
    make_room_record(path)
    with Copies(str(path), pause=0) as copies:
        with copies.borrow() as old:
            with open_record(path) as record:
                record.begin_run({}, "0.1.0", {})
            assert count(copies, fresh=True) == 6
            assert old.record.counts().documents == 6
            assert len(list_copies(path)) == 2
        assert len(list_copies(path)) == 1


WRITER = """
import sys, time
sys.path[:0] = [{tests!r}]
from dragoman.record import open_record
from dragoman.types import Document
from hand_made import make_event, make_reading
with open_record({path!r}) as record:
    run = record.begin_run({{}}, "0.1.0", {{}})
    print("open", flush=True)
    for i in range(60):
        docs = [Document(f"d{{i}}-{{k}}", f"Chad helped Laos {{i}} {{k}}.") for k in range(20)]
        record.add([make_reading(doc, make_event(doc, "AID", ["TCD:Chad"], ["LAO:Laos"], act="helped")) for doc in docs], [], run)
        time.sleep(0.1)
"""


def test_copies_taken_while_another_process_writes_hold_whole_transactions(tmp_path):
    path = tmp_path / "r.duckdb"
    make_room_record(path)
    tests = str(__file__).rsplit("/", 2)[0]
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER.format(tests=tests, path=str(path))], stdout=subprocess.PIPE, text=True
    )
    try:
        assert writer.stdout.readline() == "open\n"
        seen = []
        with Copies(str(path), pause=0) as copies:
            while writer.poll() is None and len(seen) < 12:
                with copies.borrow(fresh=True) as copy:
                    n_docs, n_events = copy.record.counts().documents, sum(1 for _ in copy.record.events())
                assert (n_docs - 6) % 20 == 0
                assert n_events == 9 + (n_docs - 6)
                seen.append(n_docs)
                time.sleep(0.15)
        assert seen == sorted(seen)
        assert len(set(seen)) > 2
    finally:
        writer.kill()
        writer.wait()


def test_what_is_no_record_is_told_at_the_start(tmp_path):
    path = tmp_path / "r.duckdb"
    path.write_text("no database")
    with pytest.raises(RecordError, match=r"r\.duckdb"), Copies(str(path)):
        pass
    assert list_copies(path) == []
    assert path.read_text() == "no database"


def test_copies_of_a_killed_room_are_deleted(tmp_path):
    path = tmp_path / "r.duckdb"
    make_room_record(path)
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    left = tmp_path / f".r.duckdb.room-{done.pid}-00ff.duckdb"
    left.write_bytes(b"left over")
    mine = tmp_path / ".r.duckdb.room-x-notes.txt"
    mine.write_text("something else")
    with Copies(str(path)):
        assert not left.exists()
        assert mine.exists()


def test_original_is_never_changed(tmp_path):
    path = tmp_path / "r.duckdb"
    make_room_record(path)
    before = path.read_bytes()
    with Copies(str(path)) as copies:
        assert count(copies) == 6
    assert path.read_bytes() == before

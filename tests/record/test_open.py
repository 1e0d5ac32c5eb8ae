"""A path that is no record gives one sentence that says what, where and what to do, and exit status 2."""

import json
import subprocess
import sys

import duckdb
import pytest

from dragoman.errors import RecordError
from dragoman.record import open_record
from dragoman.record.schema import newest_version
from hand_made import make_sample


def make_record(path):
    with open_record(path) as record:
        record.add(make_sample(), [], record.begin_run({}, "1.0", {}))
    return path


@pytest.fixture
def a_record(tmp_path):
    return make_record(tmp_path / "a.duckdb")


def spoil_text(path):
    path.write_text("date,actor\n1999,USA\n" * 500)


def spoil_empty(path):
    path.touch()


def spoil_folder(path):
    path.mkdir()


def spoil_short(path):
    content = make_record(path).read_bytes()
    path.write_bytes(content[: len(content) // 3])


def spoil_last_byte(path):
    path.write_bytes(make_record(path).read_bytes()[:-1])


def spoil_middle(path):
    content = bytearray(make_record(path).read_bytes())
    content[4096:12288] = b"\xff" * 8192
    path.write_bytes(bytes(content))


def spoil_other_database(path):
    with duckdb.connect(path) as con:
        con.execute("create table birds (name varchar)")


def spoil_newer(path):
    make_record(path)
    with duckdb.connect(path) as con:
        con.execute("insert into kept.schema_version values (999, '99.0')")


SPOILT = {
    spoil_text: "not a DuckDB database",
    spoil_empty: "empty file",
    spoil_folder: "folder",
    spoil_short: "damaged or cut short",
    spoil_last_byte: "damaged or cut short",
    spoil_middle: "damaged or cut short",
    spoil_other_database: "no record of Dragoman",
    spoil_newer: "newer than this Dragoman",
}


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize("spoil", SPOILT, ids=lambda spoil: spoil.__name__)
def test_what_is_no_record_gives_one_sentence(tmp_path, spoil, read_only):
    path = tmp_path / "spoilt.duckdb"
    spoil(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(RecordError) as caught:
        open_record(path, read_only=read_only)
    message = str(caught.value)
    assert SPOILT[spoil] in message
    assert str(path) in message
    assert "\n" not in message
    assert caught.value.exit_status == 2
    assert (path.read_bytes() if path.is_file() else None) == before


def test_reading_makes_no_record(tmp_path):
    with pytest.raises(RecordError, match="there is no record"):
        open_record(tmp_path / "none.duckdb", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(RecordError, match=r"folder .*nowhere.* does not exist"):
        open_record(tmp_path / "nowhere" / "a.duckdb")


@pytest.mark.parametrize("path", ["a\0b", "x" * 5000])
def test_an_impossible_path_gives_one_sentence(path):
    with pytest.raises(RecordError):
        open_record(path)


def test_an_empty_database_becomes_a_record_only_when_written(tmp_path):
    path = tmp_path / "fresh.duckdb"
    duckdb.connect(path).close()
    with pytest.raises(RecordError, match="not yet a record"):
        open_record(path, read_only=True)
    open_record(path).close()
    with open_record(path, read_only=True) as record:
        assert list(record.events()) == []


HOLDER = "import sys; from dragoman.record import open_record; r = open_record(sys.argv[1]); print('open', flush=True); input()"


@pytest.mark.parametrize("read_only", [True, False])
def test_a_record_that_another_process_writes_is_in_use(a_record, read_only):
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(a_record)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert holder.stdout.readline().strip() == b"open"
        with pytest.raises(RecordError, match=f"in use by another process .PID {holder.pid}"):
            open_record(a_record, read_only=read_only)
    finally:
        holder.communicate(b"\n")


def test_many_may_read_at_once(a_record):
    with open_record(a_record, read_only=True) as one:
        script = (
            "import sys; from dragoman.record import open_record;"
            "print(len(list(open_record(sys.argv[1], read_only=True).events())))"
        )
        other = subprocess.run([sys.executable, "-c", script, str(a_record)], capture_output=True, text=True, check=True)
        assert json.loads(other.stdout) == len(list(one.events())) == 7


def test_memory_keeps_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        with open_record(":memory:") as record:
            assert record.add(make_sample(), [], record.begin_run({}, "1.0", {})) == 5
    assert list(tmp_path.iterdir()) == []


def test_a_new_record_has_the_newest_version(a_record):
    with duckdb.connect(a_record, read_only=True) as con:
        assert con.execute("select max(version) from kept.schema_version").fetchone() == (newest_version(),)

"""Files that are packed, broken, large, given twice, or none of ours; and the command that brings them in."""

import gzip
import zipfile

import pytest
from made_rows import MIDB, POLECAT, polecat_row, read_all, write

from asking import run_command
from dragoman.errors import InputError
from dragoman.formats import open_data
from dragoman.record import Brought, EventFilter, open_record


def test_a_missing_column_is_named_before_anything_is_read(tmp_path):
    path = write(tmp_path / "a.csv", MIDB.replace("ccode,", ""), "9001,PER,-9")
    with pytest.raises(InputError, match="lacks ccode"):
        read_all(path, "cow")
    with pytest.raises(InputError, match="has not the columns of any of polecat, icews"):
        read_all(write(tmp_path / "b.csv", "a,b", "1,2"))
    with pytest.raises(InputError, match="is empty"):
        read_all(write(tmp_path / "c.csv", ""))


def test_what_is_no_table_is_not_shown_and_makes_no_record(tmp_path, capsys):
    path = tmp_path / "weekly.txt"
    path.write_bytes(bytes(range(128, 256)) * 9)
    status, _, err = run_command(capsys, "import", str(path), "--format", "polecat", "--record", str(tmp_path / "r.duckdb"))
    assert status == 1
    assert "it is no table of text" in err
    assert err.strip().isprintable()
    assert [file.name for file in tmp_path.iterdir()] == ["weekly.txt"]


def test_compressed_files_are_read(tmp_path):
    lines = f"{POLECAT}\n{polecat_row()}\n".encode()
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(lines))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("folder/a.txt", lines)
        archive.writestr("__MACOSX/._a.txt", b"x")
    assert [len(read_all(str(tmp_path / name))[0]) for name in ("a.txt.gz", "a.zip")] == [1, 1]
    (tmp_path / "cut.gz").write_bytes(gzip.compress(lines * 50)[:-40])
    with pytest.raises(InputError, match="cannot be read to its end"):
        read_all(str(tmp_path / "cut.gz"))
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a.csv", lines)
        archive.writestr("b.csv", lines)
    with pytest.raises(InputError, match="holds 2"):
        read_all(str(tmp_path / "two.zip"))


def test_a_line_without_end_is_no_table(tmp_path):
    path = write(tmp_path / "a.txt", POLECAT, "x" * 1_100_000)
    with pytest.raises(InputError, match="a line of more than"):
        read_all(path)


def test_a_large_file_is_streamed(tmp_path):
    """Two hundred times as many rows take not much more memory."""
    import tracemalloc

    def peak(n):
        path = tmp_path / f"{n}.txt"
        with path.open("w") as file:
            file.write(POLECAT + "\n")
            file.writelines(polecat_row(Event_ID=f"p{i}") + "\n" for i in range(n))
        tracemalloc.start()
        with open_data(str(path)) as opened:
            assert sum(1 for _ in opened.items()) == n
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    peak(50)
    assert peak(10_000) < peak(50) + 2_000_000


def test_the_command_keeps_counts_and_names(tmp_path, capsys):
    record = tmp_path / "a.duckdb"
    path = write(tmp_path / "a.txt", POLECAT, polecat_row(), polecat_row(), polecat_row(Event_ID="p2", Actor_Country="Q\x1bQ"))
    status, out, err = run_command(capsys, "import", path, "--format", "polecat", "--record", record)
    assert (status, out) == (1, "")
    assert f"{path}:4: country: 'QQ' is no code of a state" in err.replace("\\x1b", "")
    assert "1 were there already" in err
    assert "POLECAT, events: 1 events brought into" in err
    with open_record(record, read_only=True) as opened:
        (row,) = Brought(opened).imports()
        assert (row.n_events, row.n_twice, row.n_rejected, row.n_left_out) == (1, 1, 1, 0)
        assert list(opened.events()) == [], "what was brought in is not among what was read"
        (event,) = Brought(opened).events(EventFilter(between=("FIN", "TCD")))
        assert opened.document(event.document).text == event.evidence.text


def test_the_same_file_again_adds_nothing_and_a_changed_one_takes_its_place(tmp_path, capsys):
    record, path = tmp_path / "a.duckdb", tmp_path / "a.txt"
    write(path, POLECAT, polecat_row())
    assert run_command(capsys, "import", path, "--record", record)[0] == 0
    assert "nothing was added" in run_command(capsys, "import", path, "--record", record)[2]
    write(path, POLECAT, polecat_row(Event_ID="p8"), polecat_row(Event_ID="p9"))
    run_command(capsys, "import", path, "--record", record)
    other = write(tmp_path / "b.txt", POLECAT, polecat_row(Event_ID="p9"), polecat_row(Event_ID="p10"))
    run_command(capsys, "import", other, "--record", record)
    with open_record(record, read_only=True) as opened:
        assert [(row.file, row.n_events, row.n_twice) for row in Brought(opened).imports()] == [("a.txt", 2, 0), ("b.txt", 1, 1)]
        assert len(list(Brought(opened).events())) == 3


def test_an_import_that_is_cut_short_leaves_the_record_as_it_was(tmp_path, capsys):
    record, path = tmp_path / "a.duckdb", tmp_path / "a.txt"
    write(path, POLECAT, polecat_row())
    run_command(capsys, "import", path, "--record", record)
    write(path, POLECAT, *(polecat_row(Event_ID=f"p{i}") for i in range(30)), "x" * 1_100_000)
    assert run_command(capsys, "import", path, "--record", record)[0] == 1
    with open_record(record, read_only=True) as opened:
        assert [row.n_events for row in Brought(opened).imports()] == [1]


@pytest.mark.parametrize(
    ("words", "told"),
    [(("gone.csv",), "is neither a file nor a folder of parts"), (("a.txt", "--format", "xyz"), "is one of polecat, icews")],
)
def test_wrong_usage_is_told(tmp_path, capsys, monkeypatch, words, told):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "a.txt", POLECAT, polecat_row())
    status, _, err = run_command(capsys, "import", *words)
    assert status == 2
    assert told in err

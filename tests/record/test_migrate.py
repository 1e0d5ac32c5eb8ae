"""Records of every older version come up to the newest one, with all their rows; a migration that fails changes nothing.

A fixture is what a record of that version held, as SQL, written down when the version was current and never changed since.
A change of views.sql calls for a new version as well. To add a fixture: copy the migrations up to it and the views, and
insert a row into each table.
"""

from pathlib import Path

import duckdb
import pytest

from dragoman.errors import RecordError
from dragoman.record import open_record, schema
from dragoman.record.schema import Migration, migrations, newest_version

FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("version_*.sql"))


def make_old(path, fixture):
    with duckdb.connect(path) as con:
        con.execute(fixture.read_text(encoding="utf-8"))
    return path


def shape_of(path):
    """Columns of all tables and views, and what the views are made of."""
    with duckdb.connect(path, read_only=True) as con:
        columns = con.execute(
            "select schema_name, table_name, column_name, data_type from duckdb_columns() where not internal order by all"
        ).fetchall()
        views = con.execute("select view_name, sql from duckdb_views() where not internal order by all").fetchall()
    return columns, views


def test_versions_are_numbered_without_a_gap():
    assert [migration.version for migration in migrations()] == list(range(1, newest_version() + 1))


def test_there_is_a_fixture_of_every_version():
    assert [int(path.stem.split("_")[1]) for path in FIXTURES] == list(range(newest_version() + 1))


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
@pytest.mark.parametrize("read_only", [True, False])
def test_an_older_record_is_brought_up_to_date(tmp_path, fixture, read_only):
    old = make_old(tmp_path / "old.duckdb", fixture)
    if fixture.stem == "version_0" and read_only:
        pytest.skip("an empty database is not yet a record: see test_open.py")
    open_record(tmp_path / "new.duckdb").close()
    with open_record(old, read_only=read_only) as record:
        events = list(record.events())
    if fixture.stem != "version_0":
        (event,) = events
        assert (event.type, event.actors[0].code, event.recipients[0].code) == ("CONSULT", "TGO", "NRU")
        assert (event.date, event.quantities[0].value, event.why[0].rule) == ("1999-05", 3.0, "lexicon.meet")
        assert event.evidence.text == "Togo met Nauru in May 1999, says Fiji."
    assert shape_of(old) == shape_of(tmp_path / "new.duckdb")


def test_a_later_migration_is_applied_once(tmp_path, monkeypatch):
    open_record(tmp_path / "a.duckdb").close()
    later = Migration(newest_version() + 1, "later.sql", "alter table kept.events add column weight double default 1;")
    every = (*migrations(), later)
    monkeypatch.setattr(schema, "migrations", lambda: every)
    for _ in range(2):
        open_record(tmp_path / "a.duckdb").close()
    with duckdb.connect(tmp_path / "a.duckdb", read_only=True) as con:
        assert con.execute("select version from kept.schema_version order by 1").fetchall() == [
            (i + 1,) for i in range(len(every))
        ]
        assert con.execute("select weight from events").fetchall() == []


def test_a_migration_that_fails_changes_nothing(tmp_path, monkeypatch):
    open_record(tmp_path / "a.duckdb").close()
    before = shape_of(tmp_path / "a.duckdb")
    bad = "create table kept.half (x integer); insert into kept.half values ('no number');"
    every = (*migrations(), Migration(newest_version() + 1, "bad.sql", bad))
    with monkeypatch.context() as patch:
        patch.setattr(schema, "migrations", lambda: every)
        with pytest.raises(duckdb.ConversionException):
            open_record(tmp_path / "a.duckdb")
    assert shape_of(tmp_path / "a.duckdb") == before
    open_record(tmp_path / "a.duckdb").close()


def test_a_record_of_a_newer_version_is_left_alone(tmp_path):
    open_record(tmp_path / "a.duckdb").close()
    with duckdb.connect(tmp_path / "a.duckdb") as con:
        con.execute("insert into kept.schema_version values (?, '9.9')", [newest_version() + 1])
    with pytest.raises(RecordError, match="update Dragoman"):
        open_record(tmp_path / "a.duckdb")

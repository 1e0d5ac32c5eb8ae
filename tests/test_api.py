"""`dragoman.api`: readings as a sequence, as dicts and as frames; what counts as a path, a text, a Document."""

from pathlib import Path

import msgspec
import pytest

from dragoman import api
from dragoman.api import Readings, read
from dragoman.errors import UsageError
from dragoman.types import Document, Event, Reading
from hand_made import make_sample


@pytest.fixture
def readings():
    return Readings(make_sample())


@pytest.fixture
def coded(monkeypatch):
    """Documents that would have been coded, without a model."""
    import dragoman.workers

    def code(documents, *, workers):
        return [Reading(doc, (), (), (), 1, 1, 1) if isinstance(doc, Document) else doc for doc in documents]

    monkeypatch.setattr(dragoman.workers, "code_documents", code)


def test_readings_are_a_sequence(readings):
    assert len(readings) == 5
    assert readings[0].document.id == "tuna"
    assert readings[-1] is list(readings)[-1]
    assert len(readings[1:3]) == 2
    assert isinstance(readings[1:3], Readings)
    assert [len(readings.events), len(readings.stances), len(readings.findings)] == [7, 1, 1]
    assert repr(readings) == "<Readings: 5 documents, 7 events, 1 stances, 1 findings, 0 rejected>"


@pytest.mark.parametrize("kind", ["events", "stances", "findings", "documents"])
def test_dicts_are_the_json_objects(readings, kind):
    objects = [msgspec.json.decode(msgspec.json.encode(one)) for one in getattr(readings, kind)]
    assert readings.to_dicts(kind) == objects


@pytest.mark.parametrize("kind", ["events", "stances", "findings", "documents"])
def test_frames_have_the_fields_also_when_empty(readings, kind):
    empty = Readings([])
    fields = list(api.KINDS[kind].__struct_fields__)
    assert readings.to_polars(kind).columns == empty.to_polars(kind).columns == fields
    assert readings.to_polars(kind).schema == empty.to_polars(kind).schema
    assert list(readings.to_pandas(kind).columns) == list(empty.to_pandas(kind).columns) == fields
    assert len(readings.to_polars(kind)) == len(readings.to_pandas(kind)) == len(getattr(readings, kind))


def test_nested_fields_of_frames_can_be_reached(readings):
    frame = readings.to_polars()
    assert frame["actors"][1].struct.field("code").to_list() == ["BOL", "FIN"]
    assert frame["evidence"].struct.field("text")[0] == readings.events[0].evidence.text
    assert readings.to_pandas()["actors"][1][0]["code"] == "BOL"


def test_an_unknown_kind_is_a_usage_error(readings):
    with pytest.raises(UsageError, match="events, stances, findings, documents"):
        readings.to_polars("sentences")


def test_texts_paths_and_documents_are_told_apart(coded, tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("Chad helped Laos.")
    monkeypatch.chdir(tmp_path)
    doc = Document("mine", "Laos thanked Chad.", published="1999-01-01")
    got = read(
        ["a.txt", "Fiji met Peru.", doc, Path("a.txt"), "no-such-file.txt", Path("no-such-file.txt")], published="2001-02-03"
    )
    assert [one.document.text for one in got] == [
        "Chad helped Laos.", "Fiji met Peru.", "Laos thanked Chad.", "Chad helped Laos.", "no-such-file.txt",
    ]  # fmt: skip
    assert [one.document.published for one in got] == ["2001-02-03", "2001-02-03", "1999-01-01", "2001-02-03", "2001-02-03"]
    assert [one.reason for one in got.rejected] == ["missing"]


@pytest.mark.parametrize("text", ["", "x" * 100_000, "a\0b", "two\nlines", "\ud800"])
def test_no_text_is_taken_for_a_path(coded, text):
    (got,) = read(text)
    assert got.document.text == text


def test_one_input_need_not_be_a_list(coded, tmp_path):
    (tmp_path / "a.txt").write_text("Chad helped Laos.")
    assert len(read(tmp_path)) == len(read(str(tmp_path))) == len(read(Document("d", "x"))) == 1
    assert len(read([])) == 0


def test_the_same_text_has_the_same_id(coded):
    assert read("Chad helped Laos.")[0].document.id == read(["Chad helped Laos."])[0].document.id


@pytest.mark.parametrize(
    ("arguments", "told"),
    [({"workers": 0}, "workers"), ({"published": "yesterday"}, "2019-03-04"), ({"paths_or_texts": [3]}, "not int")],
)
def test_wrong_arguments_are_usage_errors(coded, arguments, told):
    with pytest.raises(UsageError, match=told):
        read(**{"paths_or_texts": "Chad helped Laos.", **arguments})


def test_events_of_a_frame_are_those_of_the_readings(readings):
    back = msgspec.convert(readings.to_dicts(), list[Event], strict=False)
    assert tuple(back) == readings.events

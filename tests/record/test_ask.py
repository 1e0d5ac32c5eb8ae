"""What the record answers: filters of events, look-ups, series. The sample is in tests/hand_made.py."""

import duckdb
import pytest

from dragoman.errors import UsageError
from dragoman.record import EpisodeFilter, EventFilter, open_record
from dragoman.record.base import leave_out
from dragoman.relations import merge_reports
from dragoman.types import Document
from hand_made import make_event, make_reading, make_sample


@pytest.fixture(scope="module")
def record():
    with open_record(":memory:") as record:
        record.add(make_sample(), [], record.begin_run({}, "1.0", {}))
        yield record


def list_types(record, **filters):
    return [event.type for event in record.events(EventFilter(**filters))]


ALL = ["AID", "ASSAULT", "SANCTION", "THREATEN", "AGREE", "AID", "ACCUSE"]

FILTERS = [
    ({}, ALL),  # by date: 498 BC, 18th century, 1987, March 1987, May 1991 twice, undated
    ({"between": ("FIN", "BOL")}, ALL[1:]),
    ({"between": ("BOL", "FIN")}, ALL[1:]),
    ({"between": ("NOR", "FIN")}, []),  # who only says so is no party
    ({"between": ("BOL", "LAO")}, []),
    ({"actors": ("BOL",)}, ["THREATEN", "AGREE", "AID", "ACCUSE"]),
    ({"actors": ("BOL",), "recipients": ("FIN",)}, ["THREATEN", "AID", "ACCUSE"]),
    ({"actors": ("TCD", "FIN")}, ["AID", "ASSAULT", "SANCTION", "AGREE"]),
    ({"types": ("AID", "AGREE")}, ["AID", "AGREE", "AID"]),
    ({"statuses": ("negated", "hypothetical")}, ["SANCTION", "ACCUSE"]),
    ({"documents": ("treaty",)}, ["AGREE", "AID"]),
    ({"since": "1987"}, ["SANCTION", "THREATEN", "AGREE", "AID"]),
    ({"since": "1987-04"}, ["SANCTION", "AGREE", "AID"]),  # "1987" may have been in April
    ({"until": "1987-02"}, ["AID", "ASSAULT", "SANCTION"]),
    ({"since": "1750", "until": "1760"}, ["ASSAULT"]),  # "the 18th century" may have been then
    ({"until": "-0496"}, ["AID"]),
    ({"until": "-0498"}, []),
    ({"since": "1991-05-04", "until": "1991-05-04"}, ["AGREE", "AID"]),
    ({"since": "1991-05-05"}, []),
    ({"limit": 2}, ALL[:2]),
    ({"limit": 2, "since": "1900"}, ["SANCTION", "THREATEN"]),
]


@pytest.mark.parametrize(("filters", "types"), FILTERS, ids=lambda value: str(value) if isinstance(value, dict) else "")
def test_events_pass_the_filter(record, filters, types):
    assert list_types(record, **filters) == types


@pytest.mark.parametrize("word", ["since", "until"])
@pytest.mark.parametrize("date", ["soon", "1991-13", "", "XXXX"])
def test_a_bound_that_is_no_date_is_a_usage_error(word, date):
    with pytest.raises(UsageError, match=f"--{word}"):
        EventFilter(**{word: date}).parameters()


@pytest.mark.parametrize("date", ["1991/..", "../1991", "1991-13", "someday"])
def test_open_dates_are_compared_and_broken_ones_left_out(date):
    with open_record(":memory:") as record:
        doc = Document("d", "Chad helped Laos.")
        event = make_event(doc, "AID", ["TCD:Chad"], ["LAO:Laos"], act="helped", date=date)
        record.add([make_reading(doc, event)], [], record.begin_run({}, "1", {}))
        assert [event.date for event in record.events()] == [date]
        assert len(list_types(record, since="1995")) == (date == "1991/..")
        assert len(list_types(record, until="1985")) == (date == "../1991")


def test_joint_acts_tie_their_actors_only_without_a_recipient():
    """Two that sign together deal with each other; two that attack a third, or blame nobody named, do not."""
    doc = Document("d", "Chad and Laos signed; Chad and Laos attacked Fiji; Chad and Laos blamed the weather.")
    both = ["TCD:Chad", "LAO:Laos"]
    events = [
        make_event(doc, "AGREE", both, act="signed"),
        make_event(doc, "ASSAULT", both, ["FJI:Fiji"], act="attacked"),
        make_event(doc, "ACCUSE", both, act="blamed"),
    ]
    with open_record(":memory:") as record:
        record.add([make_reading(doc, *events)], [], record.begin_run({}, "1", {}))
        assert list_types(record, between=("TCD", "LAO")) == ["AGREE"]
        assert list_types(record, between=("TCD", "FJI")) == ["ASSAULT"]


def test_find_takes_the_beginning_of_an_id(record):
    (event,) = record.events(EventFilter(types=("THREATEN",)))
    (found,) = record.find(event.id[:9])
    assert (found.kind, found.id, found.document, found.run, found.coder) == ("event", event.id, "tuna", 1, "1.0")
    assert [one.kind for one in record.find("fear")] == ["stance"]
    assert [one.kind for one in record.find("clash")] == ["finding"]
    assert record.find("no such id") == []
    assert record.find("%") == []
    assert len(record.find("", limit=4)) == 4


def test_headers_and_documents(record):
    assert record.document("nobody") is None
    assert set(record.headers(["tuna", "nobody"])) == {"tuna"}
    assert record.headers(["tuna"])["tuna"].source == "The Herring"


def test_stances_and_findings_are_filtered(record):
    assert len(list(record.stances(between=("BOL", "FIN")))) == 1
    assert list(record.stances(between=("BOL", "NOR"))) == []
    assert list(record.stances(documents=["treaty"])) == []
    assert len(list(record.findings(documents=["treaty"]))) == 1
    assert list(record.findings(documents=["tuna"])) == []


def test_findings_come_gravest_first():
    from dragoman.types import Finding, Reading

    doc = Document("d", "x")
    told = tuple(Finding(f"f{i}", "d", "denial", severity, "why", ()) for i, severity in enumerate(("note", "error", "warning")))
    with open_record(":memory:") as record:
        record.add([Reading(doc, (), (), told, 1, 1, 1)], [], record.begin_run({}, "1", {}))
        assert [one.severity for one in record.findings()] == ["error", "warning", "note"]


def test_parquet_holds_the_events(record, tmp_path):
    record.write_parquet(tmp_path / "o'.parquet", EventFilter(between=("BOL", "FIN"), since="1991"))
    rows = duckdb.execute(
        "select type, actors[1].code, quantities[1].value, date from read_parquet($1)", [f"{tmp_path}/o'.parquet"]
    )
    assert rows.fetchall() == [("AGREE", "BOL", None, "1991-05-04"), ("AID", "BOL", 2_500_000.0, "1991-05-04")]


def test_answers_may_be_asked_for_while_others_are_read(record):
    events = record.events()
    first = next(events)
    assert record.document(first.document) is not None
    assert len(list(record.events())) == len([first, *events]) == 7


def test_a_filter_is_bound_and_not_pasted(record):
    nasty = "x'; drop table kept.events; --"
    assert list_types(record, documents=(nasty,), ids=(nasty,)) == []
    assert record.find(nasty) == []
    assert len(list_types(record)) == 7


def test_events_and_reports_are_found_by_key_as_by_id(record):
    merge_reports(record)
    for event in record.events():
        (found,) = [one for one in record.find(event.id) if one.id == event.id]
        assert list(record.events(EventFilter(keys=(found.key,)))) == [event]
        assert record.reports(events=(found.key,)) == record.reports([event.id])
    for episode in record.episodes():
        key = record.find_episode(episode.id)
        assert list(record.episodes(EpisodeFilter(keys=(key,)))) == [episode]
        assert record.reports(episodes=(key,)) == record.reports([episode.id])
    assert record.find_episode("no such id") is None


def test_day_before_christ_is_written_as_iso_has_it(record):
    merge_reports(record)
    days = [episode.earliest for episode in record.episodes() if (episode.date or "").startswith("-")]
    assert days == ["-0497-01-01"]


def test_filter_that_is_not_asked_is_left_out_of_the_query():
    """And only then: what it gives is the same, but DuckDB reads no column for it. A filter of several lines stays as it is."""
    sql = (
        "select 1 from t\nwhere true\n    and ($a::varchar[] is null or list_contains($a::varchar[], x))\n"
        "    and ($b is null or contains(x, $b)\n        or contains(y, $b))\n"
    )
    assert leave_out(sql, {"a": None, "b": None}) == (sql.replace(sql.split("\n")[2] + "\n", ""), {"b": None})
    assert leave_out(sql, {"a": ["x"], "b": "y"}) == (sql, {"a": ["x"], "b": "y"})

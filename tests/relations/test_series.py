"""A relation measured from events whose sums are known."""

import pytest

from dragoman.record import open_record
from dragoman.relations import measure_relation
from dragoman.types import Document
from hand_made import make_event, make_reading, make_sample


def fill(readings):
    record = open_record(":memory:")
    record.add(readings, [], record.begin_run({}, "1", {}))
    return record


@pytest.fixture(scope="module")
def record():
    with fill(make_sample()) as record:
        yield record


def test_the_pair_has_no_order(record):
    assert measure_relation(record, "FIN", "BOL", "year") == measure_relation(record, "BOL", "FIN", "year")
    assert measure_relation(record, "FIN", "BOL", "year").pair == ("BOL", "FIN")


def test_years_are_counted_and_scored(record):
    early, late = measure_relation(record, "BOL", "FIN", "year").series
    assert (early.period, early.episodes, early.reports, early.sources) == ("1987", 1, 1, 1)
    assert (early.cooperative, early.conflictual, early.score) == (0, 1, -3.5)
    assert (late.period, late.episodes, late.cooperative, late.conflictual, late.score) == ("1991", 2, 2, 0, 6.25)


def test_what_did_not_happen_is_counted_apart(record):
    early = measure_relation(record, "BOL", "FIN", "year").series[0]
    assert early.n_other == 1  # "Finland will not recall its envoy", dated 1987
    assert early.episodes == 1


def test_directions_are_apart_and_joint_acts_in_both(record):
    early, late = measure_relation(record, "BOL", "FIN", "year").series
    assert [(way.actor, way.recipient, way.episodes, way.score) for way in late.directions] == [
        ("BOL", "FIN", 2, 6.25),
        ("FIN", "BOL", 1, 2.5),
    ]
    assert [(way.actor, way.episodes) for way in early.directions] == [("BOL", 1), ("FIN", 0)]


def test_dates_wider_than_a_period_and_no_dates_are_told_apart(record):
    by_year = measure_relation(record, "BOL", "FIN", "year")
    assert [(span.period, span.episodes, span.score) for span in by_year.spans] == [("17XX", 1, -9.0)]
    assert by_year.undated == 1
    by_month = measure_relation(record, "BOL", "FIN", "month")
    assert [point.period for point in by_month.series] == ["1987-03", "1991-05"]
    assert [span.period for span in by_month.spans] == ["17XX", "1987"]
    by_day = measure_relation(record, "BOL", "FIN", "day")
    assert [point.period for point in by_day.series] == ["1991-05-04"]
    assert [span.period for span in by_day.spans] == ["17XX", "1987", "1987-03"]


def test_strongest_events_come_first(record):
    late = measure_relation(record, "BOL", "FIN", "year").series[1]
    types = {event.id: event.type for event in record.events()}
    assert [types[mark] for mark in late.strongest] == ["AID", "AGREE"]


def test_stances_of_the_two_are_listed(record):
    assert [stance.id for stance in measure_relation(record, "BOL", "FIN").stances] == ["fear0001"]
    assert measure_relation(record, "CHD", "LAO").stances == ()


def test_years_before_christ_have_their_place():
    doc = Document("d", "Chad helped Laos.")
    events = [
        make_event(doc, "AID", ["TCD:Chad"], ["LAO:Laos"], act="helped", date=date, id=f"e{date}")
        for date in ("-0498-02", "0001", "-0043", "-05XX", "12000")
    ]
    with fill([make_reading(doc, *events)]) as record:
        relation = measure_relation(record, "TCD", "LAO", "year")
        assert [point.period for point in relation.series] == ["-0498", "-0043", "0001"]
        assert [span.period for span in relation.spans] == ["-05XX"]
        assert [point.period for point in measure_relation(record, "TCD", "LAO", "month").series] == ["-0498-02"]


def test_open_dates_are_wide():
    doc = Document("d", "Chad helped Laos.")
    events = [
        make_event(doc, "AID", ["TCD:Chad"], ["LAO:Laos"], act="helped", date=date, id=f"e{date}")
        for date in ("1991/..", "../1950")
    ]
    with fill([make_reading(doc, *events)]) as record:
        relation = measure_relation(record, "TCD", "LAO", "year")
        assert relation.series == ()
        assert {span.period for span in relation.spans} == {"1991/..", "../1950"}
        assert all(len(span.strongest) == 1 for span in relation.spans)
        assert relation.undated == 0


def test_strangers_have_an_empty_relation(record):
    relation = measure_relation(record, "AND", "TUV")
    assert (relation.series, relation.spans, relation.undated) == ((), (), 0)


def test_what_one_gives_the_rebels_of_the_other_is_done_against_the_other():
    armed = Document("a", "In 1971 Chad armed rebels of Togo. In 1973 Chad lent money to Togo.")
    readings = [
        make_reading(
            armed,
            make_event(armed, "AID", ["TCD:Chad"], ["TGO.REB:rebels of Togo"], act="armed", date="1971"),
            make_event(armed, "AID", ["TCD:Chad"], ["TGO:Togo."], act="lent", date="1973"),
        )
    ]
    with fill(readings) as record:
        first, second = measure_relation(record, "TCD", "TGO", "year").series
    assert (first.cooperative, first.conflictual, first.score) == (0, 1, -5.5)
    assert (second.cooperative, second.conflictual, second.score) == (1, 0, 10.0)

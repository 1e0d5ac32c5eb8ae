"""Findings between texts: one event told twice with two dates or numbers, or denied; copies are one voice."""

from __future__ import annotations

import pytest

from dragoman.audit import audit_record
from dragoman.record import open_record
from dragoman.types import Document, Finding, Quantity
from hand_made import make_event, make_reading

RAID = "Mali attacked Niger at the fort of Tessit, killing {} soldiers"


def raid(name: str, killed: int, words: str = RAID, published: str | None = "1999-05-06", date: str = "1999-05-04", **fields):
    doc = Document(name, words.format(killed), published=published)
    dead = (Quantity("people", float(killed), "killed", f"{killed} soldiers"),)
    return make_reading(
        doc, make_event(doc, "ASSAULT", ["MLI:Mali"], ["NER:Niger"], act="attacked", date=date, quantities=dead, **fields)
    )


def pact(name: str, date: str, words: str = "Mali signed the water treaty with Senegal in Dakar", published: str | None = None):
    doc = Document(name, f"{words} on {date}", published=published)
    return make_reading(doc, make_event(doc, "AGREE", ["MLI:Mali", "SEN:Senegal"], act="signed", date=date))


def audit(*readings) -> list[Finding]:
    with open_record(":memory:") as record:
        record.add(readings, [], record.begin_run({}, "1.0", {}))
        return audit_record(record)


def test_two_numbers_for_one_raid() -> None:
    (finding,) = audit(raid("a", 12), raid("b", 30))
    assert (finding.finding, finding.severity) == ("count_conflict", "warning")
    assert [piece.document for piece in finding.evidence] == ["a", "b"]
    assert finding.why.endswith(".")


@pytest.mark.parametrize(
    "other",
    [
        raid("b", 12, "Niger's fort of Tessit: Mali attacked it, killing {} soldiers"),
        raid("b", 30, date="1999-05-11"),
        raid("b", 30, published="1999-05-08"),
        raid("b", 30, "Mali attacked Niger at the fort of Tessit, killing at least {} soldiers"),
        raid("b", 30, "Mali attacked Niger at the wells of Anefis, killing {} soldiers"),
    ],
    ids=["the same number", "another day", "a toll that rose", "an open number", "another place"],
)
def test_near_misses_stay_silent(other) -> None:
    assert audit(raid("a", 12), other) == []


def test_the_dead_of_each_side_are_counted_apart() -> None:
    doc = Document("b", "Niger attacked Mali at the fort of Tessit, killing 30 soldiers", published="1999-05-06")
    dead = (Quantity("people", 30.0, "killed", "30 soldiers"),)
    back = make_event(doc, "ASSAULT", ["NER:Niger"], ["MLI:Mali"], act="attacked", date="1999-05-04", quantities=dead)
    assert audit(raid("a", 12), make_reading(doc, back)) == []


def test_copies_are_one_voice() -> None:
    assert len(audit(raid("a", 12), raid("b", 30), raid("c", 30))) == 1


def test_two_dates_for_one_treaty() -> None:
    (finding,) = audit(pact("a", "1999-03-03"), pact("b", "1999-03-13"))
    assert (finding.finding, finding.severity) == ("date_conflict", "warning")


def test_two_treaties_and_two_calendars_stay_silent() -> None:
    assert audit(pact("a", "1999-03-03"), pact("b", "1999-03-13", "Mali signed a fishing accord with Senegal at Thies")) == []
    assert audit(pact("a", "1878-02-19"), pact("b", "1878-03-03")) == []


def test_two_meetings_in_one_week_stay_silent() -> None:
    readings = []
    for name, date in (("a", "1999-03-03"), ("b", "1999-03-05")):
        doc = Document(name, f"Mali met Senegal in Dakar to speak of water on {date}")
        readings.append(make_reading(doc, make_event(doc, "CONSULT", ["MLI:Mali", "SEN:Senegal"], act="met", date=date)))
    assert audit(*readings) == []


def test_a_denial_is_one_note() -> None:
    denied = raid("c", 12, "Mali denied that it had attacked Niger at the fort of Tessit", status="negated", says="MLI:Mali")
    found = audit(raid("a", 12), raid("b", 12, "Niger: Mali attacked the fort of Tessit, killing {} soldiers"), denied)
    assert [(one.finding, one.severity) for one in found] == [("denial", "note")]


def test_a_document_alone_gives_what_touches_it() -> None:
    with open_record(":memory:") as record:
        record.add([raid("a", 12), raid("b", 30), pact("c", "1999-03-03")], [], record.begin_run({}, "1.0", {}))
        assert len(audit_record(record, ["b"])) == 1
        assert audit_record(record, ["c"]) == []


def test_order_of_reading_changes_nothing() -> None:
    readings = [raid("a", 12), raid("b", 30), pact("c", "1999-03-03"), pact("d", "1999-03-13")]
    assert audit(*readings) == audit(*reversed(readings))

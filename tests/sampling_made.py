"""For tests of sampling: a record of many events of a few kinds and sources, made by hand."""

from __future__ import annotations

from dragoman.record import open_record
from dragoman.types import Document
from hand_made import make_event, make_reading

KINDS = ("THREATEN", "AID", "ACCUSE")


def make_many(path, n=60):
    """`n` documents with an event each: half of them THREATEN, a third AID, the rest ACCUSE; two sources and none."""
    readings = []
    for i in range(n):
        kind = KINDS[0] if i % 2 else KINDS[1] if i % 3 else KINDS[2]
        doc = Document(f"d{i}", f"On day {i} Bolivia met Finland.", title=f"Title {i}", source=("Reef", "Herring", None)[i % 3])
        readings.append(
            make_reading(doc, make_event(doc, kind, ["BOL:Bolivia"], ["FIN:Finland"], act="met", date=f"19{i % 40 + 50}-05-01"))
        )
    with open_record(path) as record:
        run = record.begin_run({}, "0.1.0", {})
        record.add(readings, [], run)
        record.end_run(run)
    return str(path)

"""For tests of the reading room: a record of the sample of `hand_made`, of two reports of one event, and of a hostile text."""

from __future__ import annotations

from pathlib import Path

from dragoman.record import open_record
from dragoman.relations import merge_reports
from dragoman.types import Document, Finding, SourcedEvidence
from hand_made import make_event, make_reading, make_sample

PORT = 8484
BASE = f"http://127.0.0.1:{PORT}"
HOSTILE_ID = "../a b<script>.txt"
SCRIPT = "<script>document.title='owned'</script><img src=x onerror=alert(1)>"
HOSTILE_TEXT = (
    f"Bolivia warned Finland {SCRIPT} on 5 May 1999.\nChad \u202edeppots\u202c Laos\x00\x1b[31m. {{{{7*7}}}} "
    "</textarea><svg/onload=alert(2)>"
)


def make_hostile_reading():
    doc = Document(HOSTILE_ID, HOSTILE_TEXT, title=f"Title {SCRIPT}", source=f'"><b>{SCRIPT}', url="javascript:alert(3)",
                   published="1999-05-06")  # fmt: skip
    warn = make_event(doc, "THREATEN", ["BOL:Bolivia"], ["FIN:Finland"], act="warned", date="1999-05-05", when="5 May 1999")
    stop = make_event(doc, "COERCE", ["TCD:Chad"], ["LAO:Laos"], act="deppots", says="TCD:Chad")
    spans = (SourcedEvidence(HOSTILE_ID, 0, 20, HOSTILE_TEXT[:20]),)
    finding = Finding("hostile1", HOSTILE_ID, "denial", "warning", f"=1+1 {SCRIPT}", spans)
    return make_reading(doc, warn, stop, findings=[finding])


def make_room_record(path: Path) -> str:
    with open_record(path) as record:
        run = record.begin_run({}, "0.1.0", {})
        record.add([*make_sample(), make_hostile_reading()], [], run)
        record.end_run(run)
        merge_reports(record)
    return str(path)

"""Reads made-up documents into a record, batch by batch, and says so; a test kills it in the middle.

$ python reader_to_kill.py RECORD N_DOCUMENTS
"""

import sys

from dragoman.record import open_record
from dragoman.types import Document, Entity, Event, Evidence, Reading, Span, Why

BATCH = 10


def make_reading(i: int) -> Reading:
    text = f"Oman met Cuba for the {i}th time."
    oman, cuba = Entity("OMN", "GOV", (), None, "Oman", 0, 4), Entity("CUB", "GOV", (), None, "Cuba", 9, 13)
    why = (Why("lexicon.meet", "met"),)
    words, act = Evidence(0, len(text), text), Span(5, 8)
    rest = ("1999", "stated", None, "occurred", None, False, (), 2.5, 0.5, words, act, None, why)
    events = tuple(Event(f"{i:06d}-{k}", f"doc{i}", "CONSULT", None, (), (oman,), (cuba,), *rest) for k in range(3))
    return Reading(Document(f"doc{i}", text), events, (), (), 7, 1, 1)


def main(path: str, n_documents: int) -> None:
    with open_record(path) as record:
        run = record.begin_run({}, "1.0", {})
        readings = [make_reading(i) for i in range(n_documents)]
        known = record.known([one.document for one in readings], record.coder(run))
        new = [one for one in readings if one.document.id not in known]
        print(f"known {len(known)}", flush=True)
        for start in range(0, len(new), BATCH):
            record.add(new[start : start + BATCH], [], run)
            print(f"kept {start + BATCH}", flush=True)
        record.end_run(run)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

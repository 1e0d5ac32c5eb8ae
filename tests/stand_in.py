"""A coder that takes some milliseconds and no model, for tests of what goes on around the coder; and `dragoman` with it.

$ python stand_in.py read rows.jsonl --record r.duckdb --workers 2
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Sequence

from dragoman.crew import Coder
from dragoman.types import Document, Entity, Event, Evidence, Reading, Span, Why

SECONDS = float(os.environ.get("STAND_IN_SECONDS", "0"))
CODES = ("PER", "CHL", "IRN", "RUS", "IND", "CHN", "EGY", "SDN")


def load_coder(gazetteers: Sequence[str] = ()) -> Coder:
    return code


def code(doc: Document) -> Reading:
    """Two events for each text, that hang on its words alone."""
    time.sleep(SECONDS)
    digest = hashlib.sha256(doc.text.encode()).hexdigest()
    one, other = (CODES[int(digest[i : i + 4], 16) % len(CODES)] for i in (0, 4))
    date = f"{1900 + int(digest[8:12], 16) % 120}-{int(digest[12:16], 16) % 12 + 1:02d}"
    words = Evidence(0, min(40, len(doc.text)), doc.text[:40])
    parties = ((Entity(one, "GOV", (), None, one, 0, 3),), (Entity(other, "GOV", (), None, other, 4, 7),))
    rest = (date, "stated", None, "occurred", None, False, (), 2.5, 0.5, words, Span(0, 4), None, (Why("stand.in", "made up"),))
    events = tuple(
        Event(digest[16 * k : 16 * k + 16], doc.id, "CONSULT", None, (), *parties, *rest)
        for k in range(2)  # type: ignore[arg-type]
    )
    return Reading(doc, events, (), (), len(doc.text.split()), 1, 1)


if __name__ == "__main__":
    import stand_in  # the module by its name, not as __main__: workers load it so
    from dragoman import workers
    from dragoman.cli import main

    workers.load_coder = stand_in.load_coder  # type: ignore[assignment]
    main(sys.argv[1:])

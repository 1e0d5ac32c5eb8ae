"""Documents, events, stances and readings built by hand, with offsets that are right, for tests of what comes after reading.

>>> make_event(Document("d", "Chad thanked Laos."), "SUPPORT", ["CHD:Chad"], ["LAO:Laos"], act="thanked").evidence.text
'Chad thanked Laos.'
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from dragoman.types import (
    Document,
    Entity,
    Event,
    Evidence,
    Finding,
    Quantity,
    Reading,
    SourcedEvidence,
    Span,
    Stance,
    Why,
)

SCORES = {"AGREE": 2.5, "CONSULT": 2.5, "SUPPORT": 5.0, "COOPERATE": 9.5, "AID": 10.0, "RETREAT": 6.5, "ACCUSE": -2.0,
          "THREATEN": -3.5, "SANCTION": -6.0, "ASSAULT": -9.0}  # fmt: skip


def make_entity(doc: Document, told: str) -> Entity:
    """'IRN:Tehran' or 'IRN.MIL:Iranian troops': code, sector and the words in the text; '-' for no code."""
    what, _, words = told.partition(":")
    code, _, sector = what.partition(".")
    start = doc.text.index(words)
    return Entity(None if code == "-" else code, sector or "GOV", (), None, words, start, start + len(words))


def make_event(
    doc: Document,
    kind: str,
    actors: Sequence[str],
    recipients: Sequence[str] = (),
    *,
    act: str,
    date: str | None = None,
    when: str | None = None,
    says: str | None = None,
    **fields: Any,
) -> Event:
    start = doc.text.index(act)
    phrase = doc.text.index(when) if when else 0
    told = (doc.id, kind, start, *actors, *recipients)
    event = {
        "id": hashlib.sha256(repr(told).encode()).hexdigest()[:16],
        "document": doc.id,
        "type": kind,
        "mode": None,
        "contexts": (),
        "actors": tuple(make_entity(doc, one) for one in actors),
        "recipients": tuple(make_entity(doc, one) for one in recipients),
        "date": date,
        "date_basis": "stated" if date else None,
        "place": None,
        "status": "occurred",
        "attribution": make_entity(doc, says) if says else None,
        "alleged": False,
        "quantities": (),
        "score": SCORES.get(kind, 0.0),
        "confidence": 0.75,
        "evidence": Evidence(0, len(doc.text), doc.text),
        "trigger": Span(start, start + len(act)),
        "date_phrase": Span(phrase, phrase + len(when)) if when else None,
        "why": (Why("test.rule", f"the word {act}"),),
    }
    return Event(**{**event, **fields})


def make_reading(doc: Document, *events: Event, stances: Sequence[Stance] = (), findings: Sequence[Finding] = ()) -> Reading:
    return Reading(doc, events, tuple(stances), tuple(findings), len(doc.text.split()), 1, 1)


def make_sample() -> list[Reading]:
    """Four documents on Bolivia and Finland, and one on others, with something of everything."""
    one = Document("tuna", "In March 1987 Bolivia threatened Finland, according to Norway.", title="A quarrel",
                   source="The Herring", url="https://herring.example/1", language="en", published="1987-03-09")  # fmt: skip
    two = Document(
        "treaty", "Bolivia and Finland signed a pact on 4 May 1991. It gave Finland $2.5 million.", source="The Herring"
    )
    three = Document("old", "In the 18th century Finnish raiders attacked Bolivia.", source="Annals")
    four = Document("plan", "Finland will not recall its envoy from Bolivia. Bolivia may blame Finland.")
    five = Document("others", "Chad helped Laos in 498 BC.")
    threat = make_event(one, "THREATEN", ["BOL:Bolivia"], ["FIN:Finland"], act="threatened", date="1987-03", when="March 1987",
                        says="NOR:Norway", alleged=True)  # fmt: skip
    pact = make_event(two, "AGREE", ["BOL:Bolivia", "FIN:Finland"], act="signed", date="1991-05-04", when="4 May 1991",
                      contexts=("economic", "diplomatic"))  # fmt: skip
    gift = make_event(two, "AID", ["BOL:Bolivia"], ["FIN:Finland"], act="gave", date="1991-05-04", date_basis="inherited",
                      quantities=(Quantity("money", 2_500_000.0, "USD", "$2.5 million"),))  # fmt: skip
    raid = make_event(three, "ASSAULT", ["FIN.UAF:Finnish raiders"], ["BOL:Bolivia"], act="attacked", date="17XX",
                      when="the 18th century")  # fmt: skip
    recall = make_event(four, "SANCTION", ["FIN:Finland"], ["BOL:Bolivia"], act="recall", status="negated", date="1987")
    blame = make_event(four, "ACCUSE", ["BOL:Bolivia"], ["FIN:Finland"], act="blame", status="hypothetical")
    help_ = make_event(five, "AID", ["TCD:Chad"], ["LAO:Laos"], act="helped", date="-0497", when="498 BC")
    fear = Stance("fear0001", "tuna", "fear", (make_entity(one, "FIN:Finland"),), (make_entity(one, "BOL:Bolivia"),), "1987-03",
                  None, 0.5, Evidence(14, 40, one.text[14:40]), (Why("stance.test", "by hand"),))  # fmt: skip
    at = two.text.index("4 May 1991")
    dates = (SourcedEvidence("treaty", at, at + 10, "4 May 1991"), SourcedEvidence("tuna", 3, 13, "March 1987"))
    clash = Finding("clash001", "treaty", "date_conflict", "error", "Two dates for one pact.", dates)
    return [
        make_reading(one, threat, stances=[fear]),
        make_reading(two, pact, gift, findings=[clash]),
        make_reading(three, raid),
        make_reading(four, recall, blame),
        make_reading(five, help_),
    ]

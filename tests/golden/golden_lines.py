"""What the coder reads in the sample texts, one line each, to be read by eye and kept beside the tests.

`make golden` rewrites tests/golden/samples.txt; look at `git diff tests/golden`, and commit it with the change that caused it.
A line says: date, how the date was come by, type/mode, actors > recipients, status, source (with ? where the text holds the
claim at a distance), numbers, and the words of the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from dragoman import Document, Event, Finding, Reading, Stance, code_document
from dragoman.intake import read_documents
from dragoman.types import Entity

GOLDEN = Path(__file__).with_name("samples.txt")


def read_samples() -> list[Reading]:
    """The sample texts of the package, coded, in order of their files."""
    folder = Path(str(files("dragoman"))) / "data" / "samples"
    return [code_document(doc) for doc in read_documents([str(folder)]) if isinstance(doc, Document)]


def write_golden(readings: Iterable[Reading]) -> str:
    """All readings as lines of text."""
    return "\n".join(line for reading in readings for line in write_reading(reading))


def write_reading(reading: Reading) -> list[str]:
    doc = reading.document
    size = f"{reading.n_words} words, {reading.n_sentences} sentences, {reading.n_parsed} parsed"
    lines = [f"=== {doc.title or doc.id} | {doc.published or 'no date'} | {size}"]
    lines += map(write_event, sorted(reading.events, key=lambda event: (event.trigger.start, event.type)))
    lines += map(write_stance, sorted(reading.stances, key=lambda stance: stance.evidence.start))
    lines += map(write_finding, reading.findings)
    return [*lines, ""]


def write_event(event: Event) -> str:
    kind = f"{event.type}/{event.mode}" if event.mode else event.type
    who = f"{name(event.actors)} > {name(event.recipients)}"
    when = f"{event.date or '-':<23} {event.date_basis or '-':<9}"
    numbers = "; ".join(f"{each.value:,.12g} {each.unit}" for each in event.quantities)
    said_by = write_source(event.attribution, event.alleged)
    return f"{when} {kind:<22} {who:<25} {event.status:<12} {said_by:<8} [{numbers}] {one_line(event.evidence.text)}"


def write_stance(stance: Stance) -> str:
    who = f"{name(stance.holder)} > {name(stance.toward)}"
    when = f"{stance.date or '-':<23} {'(stance)':<9}"
    return f"{when} {stance.stance:<22} {who:<25} {write_source(stance.attribution, False)} {one_line(stance.evidence.text)}"


def write_finding(finding: Finding) -> str:
    where = " <> ".join(one_line(each.text) for each in finding.evidence)
    return f"{finding.severity}: {finding.finding}: {finding.why} [{where}]"


def name(entities: Iterable[Entity]) -> str:
    """IRN, or IRN.MIL for others than the state itself, joined by +."""
    told = [
        f"{who.code or one_line(who.text)}" + (f".{who.sector}" if who.sector not in (None, "GOV") else "") for who in entities
    ]
    return "+".join(told) or "-"


def write_source(attribution: Entity | None, alleged: bool) -> str:
    return (name([attribution]) if attribution else "") + ("?" if alleged else "") or "-"


def one_line(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    GOLDEN.write_text(write_golden(read_samples()), encoding="utf-8")

"""Events in the forms that `dragoman events` gives: a list to read, CSV, JSON lines, the columns of other data sets.

Each writer takes the events a thousand at a time, so that memory does not grow with the record, and returns what a person
should know besides.

    $ dragoman events --format csv | head -1
    id,document,title,source,published,date,date_basis,type,mode, ...
"""

from __future__ import annotations

import csv
import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import IO, TYPE_CHECKING, Any

import click
import msgspec

from dragoman.cli.show import indent_text, label_parties, label_source, layout, layout_row, shorten_words, write_number
from dragoman.formats import PAIRED, begin_date, may_be_exported, number_entity, number_state, write_object
from dragoman.plain import clean_text, guard_cell
from dragoman.types import Entity, Event

if TYPE_CHECKING:
    from dragoman.cli.sources import Sourced
    from dragoman.record import DocumentHeader, EventFilter

Writer = Callable[["Sourced", "EventFilter", IO[str]], list[str]]

TITLES = ("date", "who -> to whom", "what", "status", "says", "id")
WIDTHS = (12, 27, 18, 12, 13, 8)
WORDS_WIDTH = 250  # three lines of the list


def read_chunks(record: Sourced, wanted: EventFilter) -> Iterator[tuple[list[Event], dict[str, DocumentHeader]]]:
    """Events a thousand at a time, with what is known of their documents."""
    events = record.events(wanted)
    while chunk := list(itertools.islice(events, 1000)):
        yield chunk, record.headers(event.document for event in chunk)


def write_table(record: Sourced, wanted: EventFilter, out: IO[str]) -> list[str]:
    """Two or more lines an event: its fields in columns, and below them its words."""
    n = 0
    for chunk, _ in read_chunks(record, wanted):
        for event in chunk:
            lines = layout([list_fields(event)], TITLES, WIDTHS) if n == 0 else layout_row(list_fields(event), WIDTHS)
            n += 1
            near = event.trigger.start - event.evidence.start
            words = indent_text(shorten_words(event.evidence.text, near, WORDS_WIDTH), WIDTHS[0] + 2)
            for i, line in enumerate([*lines, *words]):
                click.echo(click.style(line, dim=True) if i >= len(lines) else line, file=out)
    what = "1 event" if n == 1 else f"{n:,} events"
    return [f"{what}; see one with: dragoman explain ID" if n else "no events pass these filters"]


def list_fields(event: Event) -> tuple[str, ...]:
    what = event.type + (f" {event.mode}" if event.mode else "")
    return (event.date or "undated", label_parties(event), what, event.status, label_origin(event), event.id[:8])


def label_origin(event: Event) -> str:
    """Who says so; of an event that others coded, whose data have it."""
    form = next((why.rule.partition(".")[2] for why in event.why if why.rule.startswith("import.")), "")
    return f"[{form}]" if form else label_source(event)


def write_jsonl(record: Sourced, wanted: EventFilter, out: IO[str]) -> list[str]:
    """The objects that `dragoman read --format jsonl` prints, and the numbers of the states in them by code."""
    for event in record.events(wanted):
        codes = dict.fromkeys(entity.code for entity in (*event.actors, *event.recipients) if entity.code)
        numbers = {code: number_state(code, begin_date(event.date))._asdict() for code in codes}
        known = {code: told for code, told in numbers.items() if any(told.values())}
        line = msgspec.json.encode(event).decode()
        out.write(f'{line[:-1]},"numbers":{msgspec.json.encode(known).decode()}}}\n')
    return []


# ------------------------------------------------------------------------------- CSV

CSV_COLUMNS = (
    "id", "document", "title", "source", "published", "date", "date_basis", "type", "mode", "contexts",
    "actors", "actor_sectors", "actor_names", "actor_texts", "recipients", "recipient_sectors", "recipient_names",
    "recipient_texts", "place", "place_code", "status", "attribution", "attribution_name", "attribution_text", "alleged",
    "quantities", "score", "confidence", "start", "end", "text",
    "actor_iso_numbers", "actor_cow", "actor_gw", "recipient_iso_numbers", "recipient_cow", "recipient_gw",
)  # fmt: skip


def write_csv(record: Sourced, wanted: EventFilter, out: IO[str]) -> list[str]:
    """One row an event; lists are joined by semicolons and keep their order, with nothing between two where one is unknown."""
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(CSV_COLUMNS)
    for chunk, headers in read_chunks(record, wanted):
        rows.writerows([guard_cell(cell) for cell in make_row(event, headers.get(event.document))] for event in chunk)
    return []


def make_row(event: Event, doc: DocumentHeader | None) -> tuple[str | float | int | None, ...]:
    """Cells in the order of CSV_COLUMNS."""
    says = (event.attribution.code, event.attribution.name, event.attribution.text) if event.attribution else (None, None, None)
    place = (event.place.text, event.place.code) if event.place else (None, None)
    return (
        event.id, event.document, *((doc.title, doc.source, doc.published) if doc else (None, None, None)),
        event.date, event.date_basis, event.type, event.mode, ";".join(event.contexts),
        *_entity_cells(event.actors), *_entity_cells(event.recipients), *place, event.status,
        *says, str(event.alleged).lower(), ";".join(f"{write_number(one.value)} {one.unit}" for one in event.quantities),
        event.score, event.confidence, event.evidence.start, event.evidence.end, event.evidence.text,
        *_number_cells(event, event.actors), *_number_cells(event, event.recipients),
    )  # fmt: skip


def _entity_cells(entities: Sequence[Entity]) -> tuple[str, ...]:
    cells = (
        [entity.code for entity in entities],
        [entity.sector for entity in entities],
        [entity.name for entity in entities],
        [entity.text for entity in entities],
    )
    return tuple(";".join((part or "").replace(";", ",") for part in cell) for cell in cells)


def _number_cells(event: Event, entities: Sequence[Entity]) -> tuple[str, ...]:
    """ISO 3166-1, Correlates of War, Gleditsch-Ward, as they were at the time; in order, with nothing where there is none."""
    numbers = [number_entity(entity, event) for entity in entities]
    return tuple(";".join("" if one[i] is None else str(one[i]) for one in numbers) for i in range(3))


# ------------------------------------------------------------------------------- formats of others


def write_paired(name: str) -> Writer:
    """A writer of tab-separated rows in the columns of POLECAT, ICEWS or GDELT."""

    def write(record: Sourced, wanted: EventFilter, out: IO[str]) -> list[str]:
        form = PAIRED[name]
        out.write("\t".join((*form.COLUMNS, *form.NUMBERS)) + "\n")
        n_left_out = 0
        for chunk, headers in read_chunks(record, wanted):
            fit = [event for event in chunk if wanted.statuses or may_be_exported(event)]
            n_left_out += len(chunk) - len(fit)
            for event in fit:
                out.writelines(
                    "\t".join(map(clean_text, row)) + "\n" for row in form.write_rows(event, headers.get(event.document))
                )
        if not n_left_out:
            return []
        return [
            f"{n_left_out:,} events that are planned, hypothetical or negated are left out: {name.upper()} has no column to tell "
            "them by (--status takes them in)"
        ]

    return write


def write_plover(record: Sourced, wanted: EventFilter, out: IO[str]) -> list[str]:
    """One object a line, with PLOVER's names of fields."""
    for chunk, headers in read_chunks(record, wanted):
        for event in chunk:
            out.write(msgspec.json.encode(write_object(event, headers.get(event.document))).decode() + "\n")
    return []


def add_numbers(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Rows of Parquet -> the numbers of their states, a list of each row for each side and system."""
    import pyarrow as pa

    found: dict[str, Any] = {}
    for side in ("actor", "recipient"):
        numbers = [[number_state(one["code"], begin_date(row["date"])) for one in row[f"{side}s"]] for row in rows]
        for i, system in enumerate(("iso_numbers", "cow", "gw")):
            values = [[one[i] for one in row] for row in numbers]
            found[f"{side}_{system}"] = pa.array(values, pa.list_(pa.int32()))
    return found


WRITERS: dict[str, Writer] = {
    "table": write_table, "csv": write_csv, "jsonl": write_jsonl, "plover": write_plover,
    **{name: write_paired(name) for name in PAIRED},
}  # fmt: skip

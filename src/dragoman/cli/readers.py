"""`dragoman readers`: where the built-in coder and a language model disagree, and the answers of models, to take elsewhere.

$ dragoman readers --export answers.jsonl
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click
import msgspec

from dragoman.cli.show import indent_text, label_parties, open_output, output_option, record_option, shorten_words
from dragoman.plain import clean_text

if TYPE_CHECKING:
    from dragoman.readers import Disagreement
    from dragoman.record import Record

SAID = {
    "differ": "the readers differ",
    "builtin_alone": "the built-in coder alone",
    "model_alone": "the model alone",
    "swapped": "actor and recipient the other way round by syntax",
}


@click.command("readers")
@click.option("--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True,
              help="jsonl: one object a line, with the event.")  # fmt: skip
@click.option("--limit", type=click.IntRange(1), metavar="N", help="The N least sure alone.")
@click.option("--export", metavar="FILE", help="Writes the answers of models to FILE instead, for: dragoman read --answers FILE.")
@output_option
@record_option
def readers_command(form: str, limit: int | None, export: str | None, output: str | None, record_path: str) -> None:
    """List the events on which the two readers of `dragoman read --reader both` disagree, the least sure first.

    With --export the answers that language models gave are written down, one a line. On another machine the same texts with
    `dragoman read --reader llm --model NAME --answers FILE` give the same record, without the model.

    \b
    Example:
      dragoman readers
      dragoman readers --export answers.jsonl
    """
    from dragoman.record import open_record

    with open_record(record_path, read_only=True) as record:
        if export is not None:
            n = write_answers(record, export)
            click.echo(f"{n:,} answers written to {export}", err=True)
            return
        listed = load_disagreements(record, limit)
        with open_output(output) as out:
            for one in listed:
                lines = [msgspec.json.encode(one).decode()] if form == "jsonl" else list_disagreement(one)
                for line in lines:
                    click.echo(line, file=out)
    if form == "table":
        click.echo(f"{len(listed):,} disagreements" if len(listed) != 1 else "1 disagreement", err=True)


def load_disagreements(record: Record, limit: int | None = None) -> list[Disagreement]:
    """What the readers of this record disagree on, the least sure first."""
    from dragoman.readers import DISAGREE, SWAPPED, list_disagreements
    from dragoman.record import EventFilter

    ids = record.disputed(DISAGREE, SWAPPED)[:limit]
    return list_disagreements(record.events(EventFilter(ids=tuple(ids)))) if ids else []


def list_disagreement(one: Disagreement) -> Iterator[str]:
    """A headline, what the other says, and the words."""
    event = one.event
    yield f"{event.confidence:.2f} {event.type} {label_parties(event)}  {event.id[:8]}  {SAID[one.kind]}"
    yield from indent_text(clean_text(one.note), 5)
    words = shorten_words(event.evidence.text, event.trigger.start - event.evidence.start, 200)
    yield from indent_text(f"“{words}” ({clean_text(event.document)}, {event.evidence.start:,}-{event.evidence.end:,})", 5)


def write_answers(record: Record, path: str) -> int:
    """Writes all answers of models, in order of their keys; returns how many."""
    from dragoman.record import KeptAnswers

    n = 0
    with open_output(path) as out, KeptAnswers(record) as kept:
        for answer in kept.list_all():
            click.echo(msgspec.json.encode(answer).decode(), file=out)
            n += 1
    return n

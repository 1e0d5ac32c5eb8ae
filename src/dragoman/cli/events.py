"""`dragoman events`: events of the record, filtered, as a readable list or as data.

$ dragoman events --between Russia Iran --since 1990 --format csv --output russia-iran.csv
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import click

from dragoman.cli.show import STATE, choose_format, open_output, output_option, record_option, write_aside
from dragoman.cli.sources import Sources, read_sources, source_option
from dragoman.errors import UsageError
from dragoman.types import EventType, Status

if TYPE_CHECKING:
    from dragoman.record import EventFilter

FORMATS = ("table", "csv", "jsonl", "parquet", "plover", "polecat", "icews", "gdelt")
ENDINGS = {".csv": "csv", ".jsonl": "jsonl", ".parquet": "parquet", ".tsv": "polecat"}


@click.command("events")
@click.option("--between", nargs=2, type=STATE, metavar="A B", help="Two states, in either direction.")
@click.option("--actor", "actors", multiple=True, type=STATE, metavar="STATE", help="Who did it. May be given several times.")
@click.option(
    "--recipient", "recipients", multiple=True, type=STATE, metavar="STATE", help="To whom. May be given several times."
)
@click.option("--type", "types", multiple=True, type=click.Choice(get_args(EventType), case_sensitive=False),
              metavar="TYPE", help=f"PLOVER category: {', '.join(get_args(EventType))}.")  # fmt: skip
@click.option("--status", "statuses", multiple=True, type=click.Choice(get_args(Status), case_sensitive=False),
              metavar="STATUS", help=f"{', '.join(get_args(Status))}.")  # fmt: skip
@click.option("--since", metavar="DATE", help="Events that may have been on or after this year, month or day (EDTF).")
@click.option("--until", metavar="DATE", help="Events that may have been on or before it.")
@click.option("--document", "documents", multiple=True, metavar="ID", help="Only events of this document.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="N",
              help="Only events that the coder is at least this sure of; 0.5 leaves out most guessed parties.")  # fmt: skip
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N events.")
@click.option("--format", "chosen", type=click.Choice(FORMATS),
              help="Default: what the name of the output file ends in, else table.")  # fmt: skip
@source_option
@output_option
@record_option
def events_command(
    chosen: str | None,
    output: str | None,
    record_path: str,
    between: tuple[str, str] | None,
    sources: tuple[str, ...],
    **words: Any,
) -> None:
    """List events of the record, in order of their dates; those without a date come last.

    States are codes, names or demonyms in any case: IRN, Iran, iranian. Different options must all hold; the same option
    given twice means either.

    \b
    Example:
      dragoman events --between Russia Iran --type AGREE --since 1990
      dragoman events --actor USA --until 1945 --format csv --output usa.csv
      dragoman events --between Chad Libya --source texts --source polecat
    """
    from dragoman.record import EventFilter

    between = between or None
    if between and between[0] == between[1]:
        raise UsageError(f"--between takes two different states; both are {between[0]}")
    wanted = EventFilter(between=between, **words)
    write_events(record_path, wanted, choose_format(chosen, output, ENDINGS, "table"), output, read_sources(sources))


def write_events(record_path: str, wanted: EventFilter, form: str, output: str | None, sources: Sources) -> None:
    """Writes the events that pass the filter, in the form asked for, to a file or to standard output."""
    from dragoman.cli import events_as
    from dragoman.cli.sources import Sourced
    from dragoman.record import open_record

    if form == "parquet" and output is None:
        raise UsageError("--format parquet makes a file that is not text; say which with --output FILE")
    wanted.parameters()  # a date that is none is told before the record is opened
    with open_record(record_path, read_only=True) as opened:
        record = Sourced(opened, sources)
        if form == "parquet" and output is not None:
            with write_aside(output) as aside:
                record.write_parquet(aside, wanted, events_as.add_numbers)
            return
        with open_output(output) as out:
            notes = events_as.WRITERS[form](record, wanted, out)
    for note in notes:
        click.echo(note, err=True)

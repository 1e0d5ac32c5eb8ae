"""`dragoman read`: texts -> the record, or events as JSON lines on stdout.

$ echo "Peru signed a treaty with Chile in 1929." | dragoman read - --record :memory: --format jsonl
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

import click
import msgspec

from dragoman.cli.read_reader import ReaderWords, reader_options
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.cli.read_progress import Progress
    from dragoman.cli.read_reader import ReadingHand
    from dragoman.cli.read_summary import Tally
    from dragoman.intake import Notice
    from dragoman.record import Record
    from dragoman.types import Document, Reading, Rejected

MEMORY = ":memory:"
INTERRUPTED = 130  # what shells expect after Ctrl-C


class ReadSettings(msgspec.Struct, frozen=True):
    """The words of the command, as they are kept in the record with the run."""

    paths: tuple[str, ...]
    record: str
    published: str | None
    format: str
    workers: int
    gazetteers: tuple[str, ...]
    input_format: str | None
    max_size: int
    reader: ReaderWords = ReaderWords()


def count_cores() -> int:
    """Processors that this process may use, at most 8: each worker holds a model of some hundred megabytes."""
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(8, available)


@click.command("read")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--record", default="dragoman.duckdb", show_default=True, metavar="FILE", help=f"The record; {MEMORY} keeps nothing."
)
@click.option("--published", metavar="DATE", help="Date of publication of the texts that give none (2019-03-04).")
@click.option("--format", "output", type=click.Choice(["table", "jsonl"]), default="table", show_default=True,
              help="What goes to stdout: a short table at the end, or one event, stance or finding per line.")  # fmt: skip
@click.option("--workers", type=click.IntRange(1, 256), metavar="N", help="Processes; by default one per core.")
@click.option("--gazetteer", "gazetteers", multiple=True, type=click.Path(exists=True, dir_okay=False), metavar="FILE",
              help="Names of your own, added to those that Dragoman knows. May be given several times.")  # fmt: skip
@click.option("--input-format", type=click.Choice(["text", "markdown", "html", "jsonl", "csv"]),
              help="How to read standard input and the files named, whatever their endings.")  # fmt: skip
@click.option("--max-size", type=click.IntRange(1, 10_000), default=50, show_default=True, metavar="MB",
              help="Largest file that is one document; files of rows may have any size.")  # fmt: skip
@reader_options
def read_command(
    paths: tuple[str, ...],
    record: str,
    published: str | None,
    output: str,
    workers: int | None,
    gazetteers: tuple[str, ...],
    input_format: str | None,
    max_size: int,
    reader: ReaderWords,
) -> None:
    """Read texts into the record: files, folders, or - for standard input.

    Reads .txt, .md, .html, .jsonl and .csv. A row of the last two has `text`, and may have `id`, `title`, `source`, `url`,
    `language` and `published`. What cannot be read is named and left out; the exit status is then 1.

    \b
    Example:
      dragoman read articles/ --record gulf.duckdb
      dragoman read - --record :memory: --format jsonl < article.txt
    """
    settings = ReadSettings(
        paths, record, published, output, workers or count_cores(), gazetteers, input_format, max_size, reader
    )
    sys.exit(read_texts(settings))


def read_texts(settings: ReadSettings) -> int:
    """Reads, keeps and prints as the settings say; returns the exit status."""
    from dragoman.cli.read_progress import Progress
    from dragoman.cli.read_reader import open_reader
    from dragoman.cli.read_summary import Tally, write_summary, write_table
    from dragoman.intake import measure_sources

    tally = Tally()
    stopped = False
    record_path = None if settings.record == MEMORY else settings.record
    hand = open_reader(settings.reader, settings.gazetteers, record_path, partial(_list_beforehand, settings))
    try:
        with Progress(measure_sources(settings.paths)) as progress:
            if settings.record == MEMORY:
                stopped = _read_all(settings, None, tally, progress, hand)
            else:
                from dragoman.record import open_record

                with open_record(settings.record) as record:
                    stopped = _read_all(settings, record, tally, progress, hand)
        if settings.format == "table":
            for line in write_table(tally):
                click.echo(line)
    except BrokenPipeError:  # who read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return tally.exit_status
    for line in (*write_summary(tally, progress.seconds), *hand.write_notes()):
        click.echo(line, err=True)
    if stopped:
        kept = "" if settings.record == MEMORY else f"; they are in {settings.record}, and the same command reads the rest"
        click.echo(f"stopped; documents done: {tally.n_documents:,}{kept}", err=True)
        return INTERRUPTED
    return tally.exit_status


def _list_documents(
    settings: ReadSettings,
    on_notice: Callable[[Notice], None] | None = None,
    on_bytes: Callable[[int], None] | None = None,
) -> Iterator[Document | Rejected]:
    """The documents of the paths, as the settings say."""
    from dragoman.intake import Limits, read_documents

    return read_documents(
        settings.paths,
        published=settings.published,
        input_format=settings.input_format,
        limits=Limits(file=settings.max_size * 1_000_000),
        on_notice=on_notice,
        on_bytes=on_bytes,
    )


def _list_beforehand(settings: ReadSettings) -> Iterator[Document | Rejected]:
    """The documents for an estimate, before they are read; standard input can be had only once."""
    if "-" in settings.paths:
        raise UsageError("standard input cannot be counted before it is sent; save it to a file, or say --yes")
    return _list_documents(settings)


def _read_all(settings: ReadSettings, record: Record | None, tally: Tally, progress: Progress, hand: ReadingHand) -> bool:
    """The loop over all documents; True where Ctrl-C ended it. What was coded by then is kept in either case."""
    from dragoman.cli.read_keep import Keeper

    n_bytes = 0
    behind: deque[int] = deque()  # for each document under way, the bytes that were read when it was handed over

    def count(n: int) -> None:
        nonlocal n_bytes
        n_bytes += n

    def hand_over() -> Iterator[Document | Rejected]:
        documents = _list_documents(settings, tally.add_notice, count)
        # As JSON lines all events are printed, on every run: known documents are coded again and the record adds nothing.
        for item in documents if settings.format == "jsonl" else keeper.leave_out_known(documents, tally.add_known):
            behind.append(n_bytes)
            yield item

    keeper = Keeper(record, msgspec.to_builtins(settings), settings.gazetteers, hand.parts)
    hand.begin(record)
    readings = hand.read(hand_over(), settings.workers)
    try:
        for item in readings:
            keeper.add(item)  # before it is printed: Ctrl-C in between must not lose what was shown
            progress.update(behind.popleft(), _take(item, settings, tally))
        keeper.end()
    except KeyboardInterrupt:
        keeper.commit()
        return True
    except BrokenPipeError:
        keeper.commit()
        raise
    finally:
        readings.close()
        hand.close()
    return False


def _take(item: Reading | Rejected, settings: ReadSettings, tally: Tally) -> int:
    """Counts and prints one answer; returns its words."""
    from dragoman.types import Rejected

    if isinstance(item, Rejected):
        tally.add_rejected(item)
        return 0
    tally.add_reading(item)
    if settings.format == "jsonl":
        out = sys.stdout.buffer
        for found in (*item.events, *item.stances, *item.findings):
            out.write(msgspec.json.encode(found) + b"\n")
        out.flush()
    return item.n_words

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
# Those of `dragoman.intake.FORMATS`, written out so that the help needs nothing of the room; a test compares them.
INPUT_FORMATS = "text markdown html jsonl csv docx rtf pdf eml mbox parquet warc feed feeds zip tar gz".split()


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
    time_limit: float = 60.0
    engine: str | None = None
    address: str | None = None
    part_size: int = 1000
    any_language: bool = False
    local: bool = False
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
@click.option("--on", "engine", type=click.Choice(["ray"]), help="Read on a cluster; --record is then a folder for the parts.")
@click.option("--address", metavar="HOST:PORT", help="The Ray cluster; by default one on this machine, for as long as it takes.")
@click.option("--part-size", type=click.IntRange(1), default=1000, show_default=True, metavar="N",
              help="Documents that a cluster codes together: what a machine that dies loses at most.")  # fmt: skip
@click.option("--gazetteer", "gazetteers", multiple=True, type=click.Path(exists=True, dir_okay=False), metavar="FILE",
              help="Names of your own, added to those that Dragoman knows. May be given several times.")  # fmt: skip
@click.option("--input-format", type=click.Choice(INPUT_FORMATS),
              help="How to read standard input and the files named, whatever their endings.")  # fmt: skip
@click.option("--max-size", type=click.IntRange(1, 10_000), default=50, show_default=True, metavar="MB",
              help="Largest file that is one document; files of rows may have any size.")  # fmt: skip
@click.option("--time-limit", type=click.FloatRange(0), default=60.0, show_default=True, metavar="SECONDS",
              help="A document that takes longer for each 50,000 characters is named and left out; 0 for no limit.")  # fmt: skip
@click.option("--any-language", is_flag=True, help="Read also what is not English; else it is counted and left unread.")
@click.option("--allow-local-network", "local", is_flag=True, help="Feeds and addresses may lie in the local network.")
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
    time_limit: float,
    engine: str | None,
    address: str | None,
    part_size: int,
    any_language: bool,
    local: bool,
    reader: ReaderWords,
) -> None:
    """Read texts into the record: files, folders, addresses, or - for standard input.

    Reads .txt .md .html .docx .rtf .pdf, letters (.eml .mbox), rows (.jsonl .csv .parquet), web archives (.warc), feeds (.rss
    .atom, or a list of them in a .toml), and .zip .tar .gz .xz of all these; exports of Nexis, Factiva and ProQuest are split
    into their articles. A row has `text`, and may have `id`, `title`, `source`, `url`, `language` and `published`. What cannot
    be read is named and left out; the exit status is then 1. What is not English is counted and left unread.

    \b
    Example:
      dragoman read articles/ --record gulf.duckdb
      dragoman read - --record :memory: --format jsonl < article.txt
    """
    settings = ReadSettings(
        paths,
        record,
        published,
        output,
        workers or count_cores(),
        gazetteers,
        input_format,
        max_size,
        time_limit,
        engine,
        address,
        part_size,
        any_language,
        local,
        reader,
    )
    if engine is not None and reader.reader != "builtin":
        raise UsageError(
            f"--on {engine} reads with the built-in coder only; leave out --reader {reader.reader}, or --on {engine}"
        )
    if engine is not None:
        from dragoman.cli.read_parts import read_parts

        sys.exit(read_parts(settings, workers))
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
    on_foreign: Callable[[Document], None] | None = None,
) -> Iterator[Document | Rejected]:
    """The documents of the paths, as the settings say."""
    from dragoman.intake import Limits, read_documents
    from dragoman.language import leave_out_foreign

    documents = read_documents(
        settings.paths,
        published=settings.published,
        input_format=settings.input_format,
        limits=Limits(file=settings.max_size * 1_000_000),
        local=settings.local,
        on_notice=on_notice,
        on_bytes=on_bytes,
    )
    return documents if settings.any_language else leave_out_foreign(documents, on_foreign or (lambda doc: None))


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
        documents = _list_documents(settings, tally.add_notice, count, tally.add_foreign)
        # As JSON lines all events are printed, on every run: known documents are coded again and the record adds nothing.
        for item in documents if settings.format == "jsonl" else keeper.leave_out_known(documents, tally.add_known):
            behind.append(n_bytes)
            yield item

    keeper = Keeper(record, msgspec.to_builtins(settings), settings.gazetteers, hand.parts)
    hand.begin(record)
    readings = hand.read(hand_over(), settings.workers, time_limit=settings.time_limit or None)
    try:
        for item in readings:
            keeper.add(item)  # before it is printed: Ctrl-C in between must not lose what was shown
            progress.update(behind.popleft(), _take(item, settings, tally))
        tally.add_copies(*keeper.end())
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

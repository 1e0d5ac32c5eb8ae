"""`dragoman read --on ray`: texts -> a folder of parts, coded on a cluster; `dragoman import` brings them into a record.

$ dragoman read /shared/articles --on ray --address 10.0.0.1:6379 --record /shared/parts
"""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

import dragoman
from dragoman.cli.read_keep import hash_parts
from dragoman.errors import UsageError
from dragoman.intake import show_path

if TYPE_CHECKING:
    from dragoman.cli.read import ReadSettings
    from dragoman.cluster import Coder, PartDone, Settings

DEFAULT_RECORD = "dragoman.duckdb"
FOLDER = "dragoman.parts"
INTERRUPTED = 130  # what shells expect after Ctrl-C
NAMED = 20  # inputs that are named in the closing words


def read_parts(settings: ReadSettings, workers: int | None) -> int:
    """Has the texts coded in parts; returns the exit status, 1 where some could not be read."""
    if "-" in settings.paths:
        raise UsageError("standard input cannot be shared out; name files or folders that all machines see")
    if settings.format != "table" or settings.record == ":memory:":
        raise UsageError("--on writes parts into a folder: leave out --format, and name the folder with --record")
    from dragoman.cluster import Ray

    ray = Ray(settings.address, workers)
    try:
        return code_with(ray, settings)
    except KeyboardInterrupt:
        click.echo("stopped; the parts that are done are kept, and the same command codes the rest", err=True)
        return INTERRUPTED
    finally:
        ray.close()


def code_with(engine: object, settings: ReadSettings) -> int:
    """The same with an engine that is there."""
    from dragoman.cluster import code_parts

    folder = Path(FOLDER if settings.record == DEFAULT_RECORD else settings.record)
    shown = Report()
    told = msgspec.to_builtins(settings)
    code_parts(settings.paths, make_settings(settings), folder, engine, make_coder(settings), shown.add, told)  # type: ignore[arg-type]
    shown.write(folder)
    return 1 if shown.n_rejected else 0


def make_settings(settings: ReadSettings) -> Settings:
    """What the machines need to know of the command."""
    from dragoman.cluster import Settings

    gazetteers = tuple(str(Path(path).absolute()) for path in settings.gazetteers)
    return Settings(
        settings.published, settings.input_format, settings.max_size, settings.time_limit, gazetteers, settings.any_language,
        settings.local, str(Path.cwd()), part_documents=settings.part_size,
    )  # fmt: skip


def make_coder(settings: ReadSettings) -> Coder:
    """The coder of this installation, named as in a record that one machine makes."""
    from dragoman.cluster import Coder
    from dragoman.record import name_coder

    hashes = hash_parts(settings.gazetteers)
    return Coder(name_coder(dragoman.__version__, hashes), dragoman.__version__, hashes)


class Report:
    """Counts the parts as they get done and says so on stderr."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.counts: Counter[str] = Counter()
        self.seconds = 0.0
        self.n_rejected = 0
        self.rejected: list[str] = []

    def add(self, done: PartDone, n_parts: int) -> None:
        for name in ("n_documents", "n_duplicates", "n_words", "n_events", "n_stances", "n_findings"):
            self.counts[name] += getattr(done, name)
        self.counts["parts"] += 1
        self.seconds += done.processor_seconds
        self.n_rejected += len(done.rejected)
        self.rejected += [f"{one.where}: {one.reason}: {one.detail}" for one in done.rejected[: NAMED - len(self.rejected)]]
        click.echo(
            f"{self.counts['parts']:,} of {n_parts:,} parts, {self.counts['n_documents']:,} documents, "
            f"{self.counts['n_words']:,} words ({done.part} on {done.host})",
            err=True,
        )

    def write(self, folder: Path) -> None:
        counts = self.counts
        click.echo(
            f"{counts['n_documents']:,} documents read: {counts['n_words']:,} words, {counts['n_events']:,} events, "
            f"{counts['n_stances']:,} stances, {counts['n_findings']:,} findings; {counts['n_duplicates']:,} duplicates left out",
            err=True,
        )
        if self.n_rejected:
            click.echo(f"{self.n_rejected:,} inputs could not be read:", err=True)
            for line in self.rejected:
                click.echo(f"  {show_path(line)}", err=True)
        seconds = time.monotonic() - self.began
        click.echo(f"{seconds:,.1f} s, {self.seconds:,.1f} s of processor in the workers; bring it into a record with:", err=True)
        click.echo(f"  dragoman import {show_path(folder)}", err=True)

"""What the commands that ask have in common: options, labels, tables, files.

>>> layout([("1920", "RUS -> IRN")], ("date", "who"), (6, 12))
['date    who', '1920    RUS -> IRN']
"""

from __future__ import annotations

import contextlib
import os
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import click

from dragoman.cli.states import NOT_STATES, resolve_state
from dragoman.errors import UsageError
from dragoman.plain import clean_text
from dragoman.types import Entity, Event

WIDTH = 100
PLAIN = ("", ".txt")  # endings of files that get what the terminal would

record_option: Callable[[Any], Any] = click.option(
    "--record", "record_path", default="dragoman.duckdb", show_default=True, metavar="FILE", help="The record to ask."
)
output_option: Callable[[Any], Any] = click.option("--output", metavar="FILE", help="Write to a file instead of standard output.")


class StateType(click.ParamType[str]):
    """A state on the command line: RUS, Russia or russian."""

    name = "state"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return resolve_state(str(value))
        except UsageError as error:
            self.fail(str(error), param, ctx)


STATE = StateType()


# ------------------------------------------------------------------------------- text


def shorten_words(text: str, near: int, width: int) -> str:
    """At most `width` characters of `text`, with the words around offset `near`; cuts are marked by an ellipsis."""
    if len(text) <= width:
        return clean_text(text)
    start = max(0, min(near - width // 2, len(text) - width))
    end = start + width
    if start:
        start = text.find(" ", start, near) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", start, end), near + 1)
    return ("…" if start else "") + clean_text(text[start:end]) + ("…" if end < len(text) else "")


# ------------------------------------------------------------------------------- labels


def label_entity(entity: Entity) -> str:
    """Short: the code of a state, with the sector where it is not the government; else the name."""
    if entity.code is None or entity.code in NOT_STATES:
        return clean_text(entity.name or entity.text)
    return entity.code if entity.sector in (None, "GOV") else f"{entity.code} {entity.sector}"


def label_entities(entities: Sequence[Entity]) -> str:
    return ", ".join(dict.fromkeys(map(label_entity, entities)))


def label_parties(event: Event) -> str:
    """'RUS, CHN -> IRN'; 'RUS <-> IRN' where each does it to the others; actors joined by a plus where there is no recipient."""
    actors = list(dict.fromkeys(map(label_entity, event.actors)))
    recipients = list(dict.fromkeys(map(label_entity, event.recipients)))
    if not recipients:
        return " + ".join(actors) or "?"
    if len(actors) > 1 and set(actors) == set(recipients):
        return " <-> ".join(actors)
    return f"{', '.join(actors) or '?'} -> {', '.join(recipients)}"


def label_source(event: Event) -> str:
    """Who says so: the source that the text names, and whether the text keeps its distance; empty where it is the text."""
    says = label_entity(event.attribution) if event.attribution else ""
    return " ".join(filter(None, (says, "(alleged)" if event.alleged else "")))


def write_number(value: float) -> str:
    """Without an exponent and without a needless point: 1500000000, 2.5."""
    return f"{value:.0f}" if value.is_integer() else repr(value)


# ------------------------------------------------------------------------------- tables


def layout(rows: Sequence[Sequence[str]], titles: Sequence[str], widths: Sequence[int]) -> list[str]:
    """Lines of a plain table: cells are wrapped to their widths, columns stand two blanks apart."""
    return [line for row in (titles, *rows) for line in layout_row(row, widths)]


def layout_row(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    """The lines of one row."""
    cells = [textwrap.wrap(cell, width) or [""] for cell, width in zip(row, widths, strict=True)]
    lines = []
    for i in range(max(map(len, cells))):
        parts = [(cell[i] if i < len(cell) else "").ljust(width) for cell, width in zip(cells, widths, strict=True)]
        lines.append("  ".join(parts).rstrip())
    return lines


def indent_text(text: str, margin: int, most: int | None = None) -> list[str]:
    """`text` wrapped to the width of the page, `margin` blanks before each line, at most `most` lines."""
    lines = textwrap.wrap(text, WIDTH - margin, max_lines=most, placeholder=" …")
    return [" " * margin + line for line in lines]


# ------------------------------------------------------------------------------- files


def choose_format(chosen: str | None, output: str | None, known: dict[str, str], default: str) -> str:
    """The format that was asked for, or that the end of the file's name tells; UsageError where it tells another one."""
    ending = Path(output).suffix.lower() if output else ""
    if chosen or ending in known:
        return chosen or known[ending]
    if ending not in PLAIN:
        raise UsageError(f"--output {output}: {ending} is none of {', '.join(known)}; name one of these, or say --format")
    return default


@contextlib.contextmanager
def open_output(path: str | None) -> Iterator[IO[str]]:
    """Standard output, or a file that appears whole when all is written; UsageError where it cannot be written."""
    if path is None:
        yield sys.stdout
        return
    with write_aside(path) as aside, aside.open("w", encoding="utf-8", newline="") as file:
        yield file


@contextlib.contextmanager
def write_aside(path: str) -> Iterator[Path]:
    """A path beside `path` that takes its place when the block ends well."""
    aside = Path(f"{path}.part-{os.getpid()}")
    if Path(path).is_dir() or not aside.parent.is_dir():
        raise UsageError(f"--output {path} is a folder or lies in a folder that does not exist; name a file in one that does")
    try:
        yield aside
        aside.replace(path)
    except OSError as error:
        raise UsageError(f"--output {path} cannot be written ({error.strerror or error}); name another file") from error
    finally:
        aside.unlink(missing_ok=True)

"""`dragoman import`: into the record what others made: parts that a cluster coded; event data that people already have.

$ dragoman import parts --record gulf.duckdb
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path

import click

from dragoman.cli.show import record_option
from dragoman.errors import UsageError

MANIFEST = "manifest.json"  # what a folder of parts has
DATA = "dragoman.cli.import_data"  # reads event data of other makers


@click.command("import")
@click.argument("path", metavar="PATH")
@click.option("--format", "form", metavar="NAME", help="Whose data a file holds; a folder of parts needs none.")
@record_option
def import_command(path: str, form: str | None, record_path: str) -> None:
    """Bring into the record what was coded elsewhere: the folder that `dragoman read --on ray` made.

    What is there already is not added again. The record then equals that of one machine which read the same texts.

    \b
    Example:
      dragoman import parts --record gulf.duckdb
    """
    sys.exit(import_path(path, form, record_path))


def import_path(path: str, form: str | None, record_path: str) -> int:
    """Imports a folder of parts, or hands a file on to what knows its format; returns the exit status."""
    if form is None and (Path(path) / MANIFEST).is_file():
        from dragoman.cli.import_parts import import_parts

        return import_parts(path, record_path)
    if importlib.util.find_spec(DATA) is None:
        raise UsageError(f"{path} is no folder of parts (it has no {MANIFEST})")
    status: int = importlib.import_module(DATA).import_file(path, form, record_path)
    return status

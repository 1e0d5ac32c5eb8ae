"""`dragoman import`: into the record what others made: parts that a cluster coded; event data that people already have.

$ dragoman import parts --record gulf.duckdb
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dragoman.cli.show import record_option

MANIFEST = "manifest.json"  # what a folder of parts has


@click.command("import")
@click.argument("path", metavar="PATH")
@click.option(
    "--format", "form", metavar="NAME", help="Whose data a file holds, where its columns do not tell: polecat, icews ..."
)
@record_option
def import_command(path: str, form: str | None, record_path: str) -> None:
    """Bring into the record what was made elsewhere: event data and histories of others, or what a cluster coded.

    A file of POLECAT, ICEWS, GDELT, UCDP, ACLED, COW, ATOP or GML stands beside the events of texts, under its own name. From the
    folder that `dragoman read --on ray` made, the record gets what one machine would have read. What is there already is not
    added again.

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
    from dragoman.cli.import_data import import_file

    return import_file(path, form, record_path)

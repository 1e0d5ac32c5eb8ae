"""`dragoman explain`: from one event, stance or finding back to the words, the dates and the rules that it comes from.

$ dragoman explain 3fa2c1d8
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from dragoman.cli.show import record_option
from dragoman.errors import UsageError
from dragoman.plain import clean_text

if TYPE_CHECKING:
    from dragoman.record import FoundId, Record


@click.command("explain")
@click.argument("what", metavar="ID")
@record_option
def explain_command(what: str, record_path: str) -> None:
    """Show the words and reasons behind an event, a stance or a finding.

    ID is an id, or as much of its beginning as no other id shares. `rejected` lists the inputs that could not be read.

    \b
    Example:
      dragoman explain 3fa2c1d8
      dragoman explain rejected
    """
    from dragoman.record import open_record

    with open_record(record_path, read_only=True) as record:
        lines = list_rejected(record) if what == "rejected" else explain_found(record, find_one(record, what))
    for line in lines:
        click.echo(line)


def find_one(record: Record, prefix: str) -> FoundId:
    """The one thing of the record whose id begins so; UsageError where there is none, or more than one."""
    from dragoman.record import Brought

    found = (record.find(prefix) or Brought(record).find(prefix)) if prefix else []
    whole = [one for one in found if one.id == prefix] or found
    if not whole:
        raise UsageError(
            f"nothing in {record.path} has an id that begins with {clean_text(prefix)!r}; "
            "`dragoman events` and `dragoman audit` show ids"
        )
    if len({(one.kind, one.id) for one in whole}) > 1:
        some = ", ".join(f"{one.kind} {one.id}" for one in whole[:4])
        raise UsageError(
            f"several ids begin with {clean_text(prefix)!r} ({some}{' ...' if len(whole) > 4 else ''}); give more of it"
        )
    return whole[0]


def explain_found(record: Record, found: FoundId) -> list[str]:
    """The account of one event, stance or finding, line by line."""
    from dragoman.cli import explain_as

    writers: dict[str, Callable[[Record, FoundId], list[str]]] = {
        "event": explain_as.explain_event,
        "stance": explain_as.explain_stance,
        "finding": explain_as.explain_finding,
    }
    return writers[found.kind](record, found)


def list_rejected(record: Record) -> list[str]:
    """One line for each input that the last run which met any could not read."""
    rejected = record.rejected()
    if not rejected:
        return ["No input was rejected."]
    return [f"{clean_text(one.where)}: {clean_text(one.reason)}: {clean_text(one.detail)}" for one in rejected]

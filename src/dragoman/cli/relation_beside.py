"""A pair of states by source -> a table, JSON, CSV; and the lines that tell what was brought in on a pair.

>>> list_context([context])
['1981-07 to 1981-11-01   dispute    militarized dispute 9001: use of force   [Correlates of War 5.0, cow/MIDB.csv:2+3]']
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from typing import IO, TYPE_CHECKING

import click
import msgspec

from dragoman.cli.show import layout_row
from dragoman.cli.states import name_state
from dragoman.plain import clean_text

if TYPE_CHECKING:
    from dragoman.record import Record
    from dragoman.relations import Beside
    from dragoman.types import Context

COLUMNS = ("source", "period", "events", "cooperative", "conflictual", "score")
MOST_CONTEXT = 40


def write_json(beside: Beside, out: IO[str]) -> None:
    out.write(msgspec.json.encode(beside).decode() + "\n")


def write_csv(beside: Beside, out: IO[str]) -> None:
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for own in beside.sources:
        for point in (*own.series, *own.spans):
            rows.writerow((own.source, point.period, point.events, point.cooperative, point.conflictual, point.score))


def write_table(beside: Beside, out: IO[str]) -> None:
    """A line a period, a column a source: its events and their mean score."""
    one, other = map(name_state, beside.pair)
    click.echo(f"{one} and {other} by {beside.by}: events and mean score of each source, never added up", file=out)
    if not any(own.n for own in beside.sources):
        click.echo("No source has an event of the two.", file=out)
    else:
        widths = (12, *(max(14, len(own.label)) for own in beside.sources))
        for line in layout_row(("period", *(own.label for own in beside.sources)), widths):
            click.echo(line, file=out)
        by_source = [{point.period: point for point in (*own.series, *own.spans)} for own in beside.sources]
        for period in sorted({period for points in by_source for period in points}):
            cells = [f"{found.events:>6}  {_score(found.score)}" if (found := points.get(period)) else "" for points in by_source]
            for line in layout_row((clean_text(period), *cells), widths):
                click.echo(line, file=out)
        if any(own.undated for own in beside.sources):
            cells = [f"{own.undated:>6}" for own in beside.sources]
            for line in layout_row(("undated", *cells), widths):
                click.echo(line, file=out)
    for line in list_context(beside.context):
        click.echo(line, file=out)


def _score(score: float | None) -> str:
    return "" if score is None else f"{score:+.1f}"


def list_context(context: Sequence[Context]) -> list[str]:
    """Alliances, wars and disputes, each with the data set and the row that has it."""
    lines = ["", "Brought in from histories"] if context else []
    for one in context[:MOST_CONTEXT]:
        end = one.end or "no end told"
        span = (one.start or "not told") if one.end == one.start else f"{one.start or 'not told'} to {end}"
        what = f"{one.label}: {one.detail}" if one.detail else one.label
        lines += layout_row(
            (clean_text(span), one.sort, clean_text(what), clean_text(f"{one.source}, {one.document}")), (24, 8, 38, 26)
        )
    if len(context) > MOST_CONTEXT:
        lines.append(f"... and {len(context) - MOST_CONTEXT:,} more: --format json")
    return lines


def list_brought(record: Record, one: str, other: str, since: str | None, until: str | None) -> list[str]:
    """What was brought in on the two: histories, and how many events of which data set; nothing where there is nothing."""
    from dragoman.record import Brought
    from dragoman.relations import measure_beside

    if not Brought(record).imports():
        return []
    beside = measure_beside(record, one, other, "year", texts=False, since=since, until=until)
    lines = list_context(beside.context)
    if beside.sources:
        counts = ", ".join(f"{own.label} {own.n:,}" for own in beside.sources)
        lines += ["", f"Brought in besides, and not counted above: events of {counts}. Side by side: --source all"]
    return lines


WRITERS: dict[str, Callable[[Beside, IO[str]], None]] = {"table": write_table, "json": write_json, "csv": write_csv}

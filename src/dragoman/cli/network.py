"""`dragoman network`: who deals how with whom.

$ dragoman network --actor Iran --since 2010 --plot iran.svg
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from typing import IO, TYPE_CHECKING

import click
import msgspec

from dragoman.cli.show import STATE, choose_format, layout, open_output, output_option, record_option
from dragoman.cli.states import name_state

if TYPE_CHECKING:
    from dragoman.relations import Network

TITLES = ("", "", "episodes", "reports", "coop.", "confl.", "score")
WIDTHS = (26, 26, 8, 7, 6, 6, 6)
ENDINGS = {".csv": "csv", ".json": "json", ".graphml": "graphml"}


@click.command("network")
@click.option("--actor", "actors", multiple=True, type=STATE, metavar="STATE",
              help="Only pairs with this state. May be given several times.")  # fmt: skip
@click.option("--since", metavar="DATE", help="What may have been on or after this year, month or day (EDTF).")
@click.option("--until", metavar="DATE", help="What may have been on or before it.")
@click.option("--limit", type=click.IntRange(min=1), default=100, show_default=True, metavar="N", help="At most N pairs.")
@click.option("--format", "chosen", type=click.Choice(["table", "json", "csv", "graphml"]),
              help="Default: what the name of the output file ends in, else table.")  # fmt: skip
@click.option("--plot", metavar="FILE", help="Draw it: .svg, .png or .html.")
@output_option
@record_option
def network_command(
    actors: tuple[str, ...], since: str | None, until: str | None, limit: int, chosen: str | None, plot: str | None,
    output: str | None, record_path: str,
) -> None:  # fmt: skip
    """Show who deals how with whom: pairs of states, what they did to each other, mean score.

    Only what occurred or is ongoing counts. Scores are PLOVER's, from -10 (conflict) to 10 (cooperation).

    \b
    Example:
      dragoman network --actor China --since 2010
      dragoman network --plot network.svg --format csv --output network.csv
      dragoman network --since 1990 --output network.graphml
    """
    from dragoman.relations import measure_network, open_merged

    with open_merged(record_path) as record:
        network = measure_network(record, actors, since=since, until=until, limit=limit)
    if plot:
        from dragoman.charts import draw_network

        draw_network(network, {code: name_state(code) for code in network.states}).save(plot)
    with open_output(output) as out:
        WRITERS[choose_format(chosen, output, ENDINGS, "table")](network, out)


def write_json(network: Network, out: IO[str]) -> None:
    out.write(msgspec.json.encode(network).decode() + "\n")


def write_csv(network: Network, out: IO[str]) -> None:
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(("one", "other", "episodes", "reports", "cooperative", "conflictual", "score", "earliest", "latest"))
    rows.writerows(msgspec.structs.astuple(link) for link in network.links)


def write_graphml(network: Network, out: IO[str]) -> None:
    from dragoman import formats

    out.write(formats.write_graphml(network, {code: name_state(code) for code in network.states}))


def write_table(network: Network, out: IO[str]) -> None:
    if not network.links:
        click.echo("No such pairs in this record.", file=out)
        return
    rows = [
        (name_state(link.one), name_state(link.other), f"{link.episodes:,}", f"{link.reports:,}", f"{link.cooperative:,}",
         f"{link.conflictual:,}", f"{link.score:+.1f}")
        for link in network.links
    ]  # fmt: skip
    for line in layout(rows, TITLES, WIDTHS):
        click.echo(line, file=out)
    if network.left_out:
        click.echo(f"{network.left_out:,} more pairs: see --limit.", file=out)


WRITERS: dict[str, Callable[[Network, IO[str]], None]] = {
    "table": write_table, "json": write_json, "csv": write_csv, "graphml": write_graphml,
}  # fmt: skip

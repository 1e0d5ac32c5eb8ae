"""`dragoman brief`: a cited account of two states.

$ dragoman brief Greece Turkey --output greece-turkey.html
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from dragoman.cli.show import STATE, choose_format, open_output, output_option, record_option, write_aside
from dragoman.cli.states import name_state
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.charts import Chart
    from dragoman.relations import Relation

FORMS = {".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".pdf": "pdf"}
# Periods with a score from which a chart says more than the text does.
FIGURE_FROM = 4


@click.command("brief")
@click.argument("one", type=STATE, metavar="STATE")
@click.argument("other", type=STATE, metavar="STATE")
@click.option("--since", metavar="DATE", help="What may have been on or after this year, month or day (EDTF).")
@click.option("--until", metavar="DATE", help="What may have been on or before it.")
@click.option("--format", "chosen", type=click.Choice(["md", "html", "pdf"]),
              help="Default: what the name of the output file ends in, else md.")  # fmt: skip
@output_option
@record_option
def brief_command(
    one: str, other: str, since: str | None, until: str | None, chosen: str | None, output: str | None, record_path: str
) -> None:
    """Write a cited account of two states: how they stand, how it came to this, who says so, what is in doubt.

    Made from the record by rules; each sentence has the number of the words that it stands on. Exit status 1 where the record
    holds nothing between the two.

    \b
    Example:
      dragoman brief India China
      dragoman brief India China --output india-china.html
    """
    if one == other:
        raise UsageError(f"a brief takes two different states; both are {one}")
    form = choose_format(chosen, output, FORMS, "md")
    if form == "pdf" and output is None:
        raise UsageError("a PDF is written to a file: say --output FILE.pdf")
    if not write_account(record_path, one, other, since, until, form, output):
        click.echo(f"{record_path} holds nothing between {name_state(one)} and {name_state(other)}", err=True)
        sys.exit(1)


def write_account(
    record_path: str, one: str, other: str, since: str | None, until: str | None, form: str, output: str | None
) -> bool:
    """Writes the brief; False, and nothing written, where there is nothing to tell."""
    from dragoman import brief as briefs
    from dragoman.relations import measure_relation, open_merged

    with open_merged(record_path, (one, other)) as record:
        relation = measure_relation(record, one, other, "year", since=since, until=until)
        told = briefs.write_brief(record, one, other, since=since, until=until, relation=relation)
        brief = briefs.add_context(told, record, since, until)
    if brief is None:
        return False
    if form == "pdf":
        assert output is not None
        chart = draw_figure(relation)
        with write_aside(output) as aside:
            aside.write_bytes(briefs.write_pdf(brief, chart.png() if chart else None))
        return True
    with open_output(output) as out:
        if form == "html":
            chart = draw_figure(relation)
            out.write(briefs.write_html(brief, chart.svg() if chart else None))
        else:
            out.write(briefs.write_markdown(brief))
    return True


def draw_figure(relation: Relation) -> Chart | None:
    """The chart of the relation, where there is enough to draw."""
    if sum(point.score is not None for point in relation.series) < FIGURE_FROM:
        return None
    from dragoman.charts import draw_series

    return draw_series(relation, [name_state(code) for code in relation.pair])

"""`dragoman relation`: how two states stand through the years.

$ dragoman relation Russia Iran --by year
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from typing import IO, TYPE_CHECKING

import click
import msgspec

from dragoman.cli.relation_beside import list_brought
from dragoman.cli.show import (
    STATE,
    choose_format,
    indent_text,
    label_entities,
    label_parties,
    label_source,
    layout_row,
    open_output,
    output_option,
    record_option,
    shorten_words,
)
from dragoman.cli.sources import Sources, read_sources, source_option
from dragoman.cli.states import name_state
from dragoman.errors import UsageError
from dragoman.plain import clean_text

if TYPE_CHECKING:
    from dragoman.record import Period, Record
    from dragoman.relations import Relation, SeriesPoint
    from dragoman.types import Event

TITLES = "period      episodes  sources  coop.  confl.   score"
STANCES = 6  # that the table names
CSV_COLUMNS = (
    "period", "actor", "recipient", "episodes", "reports", "sources", "cooperative", "conflictual", "cooperative_score",
    "conflictual_score", "score", "n_other", "strongest",
)  # fmt: skip


@click.command("relation")
@click.argument("one", type=STATE, metavar="STATE")
@click.argument("other", type=STATE, metavar="STATE")
@click.option(
    "--by", type=click.Choice(["year", "month", "day"]), default="year", show_default=True, help="Length of the periods."
)
@click.option("--since", metavar="DATE", help="What may have been on or after this year, month or day (EDTF).")
@click.option("--until", metavar="DATE", help="What may have been on or before it.")
@click.option("--plot", metavar="FILE", help="Draw scores, phases and ties: .svg, .png or .html.")
@click.option("--format", "chosen", type=click.Choice(["table", "json", "csv"]),
              help="Default: what the name of the output file ends in, else table.")  # fmt: skip
@source_option
@output_option
@record_option
def relation_command(
    one: str, other: str, by: Period, since: str | None, until: str | None, plot: str | None, chosen: str | None,
    sources: tuple[str, ...], output: str | None, record_path: str,
) -> None:  # fmt: skip
    """Show how two states stand through time: phases, ties, and by period episodes, sources, mean score, strongest events.

    Several reports of one event are one episode. Scores are PLOVER's, from -10 (conflict) to 10 (cooperation). Only what
    occurred or is ongoing counts; what is planned, hypothetical or negated does not. States are codes, names or demonyms.
    With --source it shows counts and mean scores of several sources side by side, by period.

    \b
    Example:
      dragoman relation Russia Iran
      dragoman relation USA JPN --by month --since 1990 --format csv --output usa-japan.csv
      dragoman relation China India --plot china-india.svg
      dragoman relation China India --source all
    """
    if one == other:
        raise UsageError(f"a relation takes two different states; both are {one}")
    form = choose_format(chosen, output, {".csv": "csv", ".json": "json"}, "table")
    asked = read_sources(sources)
    if asked.brought:
        write_beside(record_path, one, other, by, since, until, form, output, plot, asked)
    elif asked.publishers:
        raise UsageError("--source takes texts, all, or the name of a data set here; events of one publisher: dragoman events")
    else:
        write_relation(record_path, one, other, by, since, until, form, output, plot)


def write_beside(
    record_path: str, one: str, other: str, by: Period, since: str | None, until: str | None, form: str, output: str | None,
    plot: str | None, sources: Sources,
) -> None:  # fmt: skip
    """The sources side by side, in the form asked for, and drawn where that is asked for."""
    from dragoman.cli import relation_beside
    from dragoman.relations import measure_beside, open_merged

    with open_merged(record_path) as record:
        beside = measure_beside(
            record, one, other, by, texts=sources.texts, forms=sources.forms or (), since=since, until=until
        )  # fmt: skip
    if plot:
        from dragoman.charts import draw_beside

        draw_beside(beside, [name_state(code) for code in beside.pair]).save(plot)
    with open_output(output) as out:
        relation_beside.WRITERS[form](beside, out)


def write_relation(
    record_path: str, one: str, other: str, by: Period, since: str | None, until: str | None, form: str, output: str | None,
    plot: str | None,
) -> None:  # fmt: skip
    """Measures the relation, writes it in the form asked for and draws it where that is asked for."""
    from dragoman.relations import measure_relation, open_merged

    with open_merged(record_path, (one, other)) as record:
        relation = measure_relation(record, one, other, by, since=since, until=until)
        if plot:
            from dragoman.charts import draw_relation

            draw_relation(relation, [name_state(code) for code in relation.pair]).save(plot)
        with open_output(output) as out:
            WRITERS[form](relation, record, out)


def write_json(relation: Relation, record: Record, out: IO[str]) -> None:
    out.write(msgspec.json.encode(relation).decode() + "\n")


def write_csv(relation: Relation, record: Record, out: IO[str]) -> None:
    """A row for each period or wide date: all together (actor, recipient empty), then each direction."""
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(CSV_COLUMNS)
    for point in (*relation.series, *relation.spans):
        sums = (point.cooperative, point.conflictual, point.cooperative_score, point.conflictual_score, point.score)
        rows.writerow(
            (point.period, "", "", point.episodes, point.reports, point.sources, *sums, point.n_other, ";".join(point.strongest))
        )
        for way in point.directions:
            sums = (way.cooperative, way.conflictual, way.cooperative_score, way.conflictual_score, way.score)
            rows.writerow((point.period, way.actor, way.recipient, way.episodes, "", "", *sums, "", ""))


def write_table(relation: Relation, record: Record, out: IO[str]) -> None:
    """Periods in order with their numbers; below each its strongest events with the beginnings of their ids and their words."""
    from dragoman.record import EventFilter

    one, other = map(name_state, relation.pair)
    points = (*relation.series, *relation.spans)
    brought = list_brought(record, *relation.pair, relation.since, relation.until)
    if not points and not relation.undated:
        click.echo(f"No events between {one} and {other} in this record.", file=out)
        for line in brought:
            click.echo(line, file=out)
        return
    marks = [mark for phase in relation.phases for mark in phase.marks]
    told = [event for tie in relation.ties for event in (*tie.began[:1], *tie.ended[:1])]
    wanted = tuple(dict.fromkeys([*(mark for point in points for mark in point.strongest), *marks, *told]))
    events = {event.id: event for event in record.events(EventFilter(ids=wanted, leading=relation.pair))} if wanted else {}
    n_events = sum(point.episodes for point in points)
    dated = f"{n_events:,} dated episode{'s' * (n_events != 1)}"
    head = f"{one} and {other}: {dated} by {relation.by}, with the strongest of each"
    for line in (head, *_list_phases(relation, events), *_list_ties(relation, events), *_list_stances(relation)):
        click.echo(line, file=out)
    for heading, part in (("", relation.series), (f"Dates wider than a {relation.by}", relation.spans)):
        if any(point.episodes for point in part):
            click.echo(f"\n{heading}\n{TITLES}" if heading else f"\n{TITLES}", file=out)
        for point in (point for point in part if point.episodes):
            click.echo(click.style(_list_numbers(point), bold=True), file=out)
            for event in (events[mark] for mark in point.strongest if mark in events):
                for line in _list_event(event):
                    click.echo(line, file=out)
    for line in brought:
        click.echo(line, file=out)
    click.echo("", file=out)
    for line in _list_left_out(relation):
        click.echo(line, file=out)


def _list_phases(relation: Relation, events: dict[str, Event]) -> list[str]:
    """A line for each phase with what it stands on; below it the events that mark its beginning."""
    lines = ["", "Phases"] if relation.phases else []
    for phase in relation.phases:
        span = phase.start if phase.start == phase.end else f"{phase.start} to {phase.end}"
        lines += layout_row((span, phase.character, f"{phase.label}: {phase.why}"), (24, 11, 61))
        for mark in phase.marks[:2]:
            if mark in events:
                words = shorten_words(events[mark].evidence.text, 0, 100)
                lines += layout_row(("", mark[:8], f"{events[mark].date or ''}  {words}"), (24, 11, 61))
    return lines


def _list_ties(relation: Relation, events: dict[str, Event]) -> list[str]:
    """A line for each tie: from, to, what, by whom, and the event that began or ended it."""
    lines = ["", "Ties"] if relation.ties else []
    for tie in relation.ties:
        end = tie.end or {"stands": "goes on"}.get(tie.standing, "no end told")
        by = f" by {name_state(tie.by[0])}" if len(tie.by) == 1 else ""
        doubt = "" if tie.firm else " (in doubt)"
        ids = " ".join(dict.fromkeys(event[:8] for event in (*tie.began[:1], *tie.ended[:1])))
        span = (f"{clean_text(tie.start or 'not told')} to", clean_text(end))
        lines += layout_row((*span, tie.kind, f"{clean_text(tie.label)}{by}{doubt}", ids), (14, 12, 10, 40, 18))
    return lines


def _list_stances(relation: Relation) -> list[str]:
    """A line for each stance of one toward the other, the surest first; the rest are counted."""
    lines = ["", "Stances"] if relation.stances else []
    for stance in sorted(relation.stances, key=lambda each: (-each.confidence, each.id))[:STANCES]:
        who = f"{label_entities(stance.holder)} -> {label_entities(stance.toward)}"
        words = shorten_words(stance.evidence.text, 0, 100)
        lines += layout_row((stance.date or "undated", who, stance.stance, words, stance.id[:8]), (12, 22, 9, 41, 8))
    if len(relation.stances) > STANCES:
        lines.append(f"{len(relation.stances) - STANCES:,} more stances: --format json")
    return lines


def _list_numbers(point: SeriesPoint) -> str:
    score = "" if point.score is None else f"{point.score:+.1f}"
    counts = f"{point.episodes:>6}  {point.sources:>7}  {point.cooperative:>5}  {point.conflictual:>6}  {score:>6}"
    return f"{clean_text(point.period):<12}  {counts}".rstrip()


def _list_event(event: Event) -> list[str]:
    says = label_source(event)
    head = (event.id[:8], event.date or "", label_parties(event), event.type, f"says {says}" if says else "")
    words = shorten_words(event.evidence.text, event.trigger.start - event.evidence.start, 170)
    return [*("  " + line for line in layout_row(head, (8, 12, 34, 12, 22))), *indent_text(words, 12)]


def _list_left_out(relation: Relation) -> list[str]:
    lines = ["Scores: PLOVER, from -10 (conflict) to 10 (cooperation). The words of an event: dragoman explain ID"]
    if relation.phases:
        lines.append("Mean scores of phases weigh each episode by its confidence; those of periods do not.")
    if relation.undated:
        lines.append(f"{relation.undated:,} without a date and not in the table.")
    n_other = sum(point.n_other for point in (*relation.series, *relation.spans))
    if n_other:
        lines.append(f"{n_other:,} planned, hypothetical or negated and not counted.")
    return lines


WRITERS: dict[str, Callable[[Relation, Record, IO[str]], None]] = {"table": write_table, "json": write_json, "csv": write_csv}

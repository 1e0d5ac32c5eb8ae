"""`dragoman sample`: events to code by hand, and what the answers say of the record.

$ dragoman sample 200 --stratify type,source --seed 1
$ dragoman sample --score dragoman.answers.jsonl --format md --output methods.md
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click
import msgspec

from dragoman.cli.show import choose_format, layout_row, open_output, output_option, record_option
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.sampling import Rate, Sample, Score

WIDTHS = (14, 7, 7, 10, 16)


@click.command("sample")
@click.argument("size", type=click.IntRange(min=1), required=False, metavar="[N]")
@click.option("--stratify", default="type", show_default=True, metavar="NAMES",
              help="Strata, joined by commas: type, mode, status, source, decade, confidence, readers; or none.")  # fmt: skip
@click.option("--disagreements", is_flag=True, help="Only events on which two readers (read --reader both) do not agree.")
@click.option("--seed", type=int, default=1, show_default=True, metavar="N", help="Another number draws another sample.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="N", help="Only events of this confidence.")
@click.option("--score", "scored", multiple=True, metavar="FILE",
              help="Answers, .jsonl or .csv: say how good the record is by them. May be given several times.")  # fmt: skip
@click.option("--sample", "sample_file", metavar="FILE", help="The sample that the answers are on; default: beside the record.")
@click.option("--format", "chosen", type=click.Choice(["table", "json", "md"]),
              help="Of the figures; md is a paragraph for a paper. Default: by the output file, else table.")  # fmt: skip
@output_option
@record_option
def sample_command(
    size: int | None, stratify: str, disagreements: bool, seed: int, min_confidence: float, scored: tuple[str, ...],
    sample_file: str | None, chosen: str | None, output: str | None, record_path: str,
) -> None:  # fmt: skip
    """Draw N events to code by hand, or with --score say what the answers tell: precision, intervals, agreement.

    The sample is written beside the record (dragoman.sample.json) and coded in the reading room (dragoman serve, page /sample),
    by any number of people, without seeing what the machine has; answers are added to dragoman.answers.jsonl.

    \b
    Example:
      dragoman sample 200 --stratify type,source
      dragoman sample --score dragoman.answers.jsonl --format md --output methods.md
    """
    if scored:
        if size is not None:
            raise UsageError("either N draws a sample or --score measures one; not both")
        write_score(
            record_path, sample_file, scored, choose_format(chosen, output, {".json": "json", ".md": "md"}, "table"), output
        )
        return
    if size is None:
        raise UsageError("say how many events to draw, or --score FILE to measure a sample that was coded")
    if chosen:
        raise UsageError("--format is of the figures that --score gives; a sample is JSON")
    by = tuple(name.strip() for name in stratify.split(",") if name.strip() and name.strip() != "none")
    write_sample(record_path, size, by, seed, min_confidence, output, disagreements)


def write_sample(
    record_path: str, size: int, by: tuple[str, ...], seed: int, min_confidence: float, output: str | None, disagreements: bool
) -> None:
    """Draws the sample and writes it to its file."""
    from dragoman.record import open_record, require_record
    from dragoman.relations import merge_reports
    from dragoman.sampling import draw_sample, sample_path, save_sample

    require_record(record_path)
    with open_record(record_path) as record:
        merge_reports(record)  # so that the days it spans are known
        sample = draw_sample(record, size, by=by, seed=seed, min_confidence=min_confidence, disagreements=disagreements)
    if not sample.items and disagreements:
        raise UsageError(f"{record_path} holds no event on which two readers differ; `dragoman read --reader both` makes them")
    if not sample.items:
        raise UsageError(f"{record_path} holds no event to draw")
    path = output or str(sample_path(record_path))
    save_sample(sample, path)
    for line in list_sample(sample, path, record_path):
        click.echo(line, err=True)


def list_sample(sample: Sample, path: str, record_path: str) -> list[str]:
    empty = sum(stratum.n_drawn == 0 for stratum in sample.strata)
    lines = [f"{len(sample.items):,} of {sample.n_population:,} events drawn from {len(sample.strata):,} strata into {path}"]
    if empty:
        lines.append(f"{empty:,} strata got no place; draw more events or stratify by less")
    lines.append(f"Code them: dragoman serve --record {record_path}, page /sample")
    return lines


# ------------------------------------------------------------------------------- figures


def write_score(record_path: str, sample_file: str | None, scored: tuple[str, ...], form: str, output: str | None) -> None:
    """Reads the answers and writes what they tell."""
    from dragoman.sampling import load_sample, read_answers, sample_path, score_answers

    sample = load_sample(sample_file or sample_path(record_path))
    answers = read_answers(scored, sample.id)
    if not answers:
        names = ", ".join(str(Path(path)) for path in scored)
        raise UsageError(f"{names} has no answer on the sample {sample.id}; --sample names another one")
    score = score_answers(sample, answers)
    with open_output(output) as out:
        WRITERS[form](sample, score, out)


def write_table(sample: Sample, score: Score, out: IO[str]) -> None:
    """Rates with intervals, then agreement, then what is taken for what."""
    people = ", ".join(score.coders)
    head = [f"{score.n_judged:,} of {score.n_items:,} events judged by {people}; {score.n_shared:,} by two or more"]
    if score.n_undecided:
        head.append(f"{score.n_undecided:,} without a majority are left out of precision")
    rows = [*score.by_type, score.all, score.weighted, score.status, score.actors, score.recipients]
    lines = [*head, "", *layout_row(("precision", "right", "judged", "share", "95 % interval"), WIDTHS)]
    lines += [line for rate in rows for line in layout_row(_cells(rate), WIDTHS)]
    lines += ["", f"Krippendorff's alpha (nominal): {_say(score.alpha_coders)} between coders, "
              f"{_say(score.alpha_machine)} between their verdict and the machine"]  # fmt: skip
    if score.confused:
        lines += ["", "Most often taken for another (machine, coders):"]
        lines += [f"  {machine} for {coders}: {n}" for machine, coders, n in score.confused[:10]]
    for line in lines:
        click.echo(line, file=out)


def _cells(rate: Rate) -> tuple[str, ...]:
    if rate.share is None or rate.low is None or rate.high is None:
        return (rate.label, "0", "0", "-", "-")
    return (rate.label, str(rate.right), str(rate.n), f"{rate.share:.2f}", f"{rate.low:.2f} to {rate.high:.2f}")


def _say(alpha: float | None) -> str:
    return "not known" if alpha is None else f"{alpha:.2f}"


def write_json(sample: Sample, score: Score, out: IO[str]) -> None:
    out.write(msgspec.json.encode(score).decode() + "\n")


def write_md(sample: Sample, score: Score, out: IO[str]) -> None:
    from dragoman.sampling import write_methods

    out.write(write_methods(sample, score))


WRITERS: dict[str, Callable[[Sample, Score, IO[str]], None]] = {"table": write_table, "json": write_json, "md": write_md}

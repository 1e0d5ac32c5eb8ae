"""`dragoman audit`: contradictions and anachronisms, those found while reading and those between texts of the record.

$ dragoman audit --format jsonl
"""

from __future__ import annotations

from heapq import merge
from typing import IO, TYPE_CHECKING

import click
import msgspec

from dragoman.cli.show import indent_text, open_output, output_option, record_option, shorten_words
from dragoman.errors import UsageError
from dragoman.plain import clean_text

if TYPE_CHECKING:
    from dragoman.record import Record
    from dragoman.types import Finding


@click.command("audit")
@click.argument("document", required=False, metavar="[DOCUMENT]")
@click.option("--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True,
              help="jsonl: findings as `dragoman read` prints them.")  # fmt: skip
@output_option
@record_option
def audit_command(document: str | None, form: str, output: str | None, record_path: str) -> None:
    """List findings: dates that clash, people and states out of their time, counts that differ, denials.

    Those within a text were found when it was read. Those between texts are found now: where two texts tell of one event (same
    states, same kind of act, same words, same or near date) and disagree on its date or numbers, or one denies it. Texts that
    use the same words count as one. The gravest come first; errors are sure, warnings likely, notes for you to judge.

    With the id of a DOCUMENT, only its own and what other texts say against it.

    \b
    Example:
      dragoman audit
      dragoman audit --format jsonl --output findings.jsonl
    """
    from dragoman.record import open_record

    with open_record(record_path, read_only=True) as record:
        if document is not None and not record.headers([document]):
            raise UsageError(
                f"no document of {record_path} has the id {clean_text(document)!r}; `dragoman events --format csv` lists ids"
            )
        with open_output(output) as out:
            n = write_findings(record, document, form, out)
    if form == "table":
        click.echo(f"{n:,} findings" if n != 1 else "1 finding", err=True)


def write_findings(record: Record, document: str | None, form: str, out: IO[str]) -> int:
    """Writes the findings and returns how many there are."""
    from dragoman.audit import SEVERITIES, audit_record

    documents = (document,) if document is not None else ()
    between = audit_record(record, documents)
    n = 0
    for finding in merge(
        record.findings(documents=documents), between, key=lambda one: SEVERITIES.index(one.severity)
    ):  # within a text first, where they are as grave
        n += 1
        lines = [msgspec.json.encode(finding).decode()] if form == "jsonl" else list_finding(finding)
        for line in lines:
            click.echo(line, file=out)
    return n


def list_finding(finding: Finding) -> list[str]:
    """A headline, the sentence that says why, and the words that clash, each with its document and place."""
    lines = [f"{finding.severity:<8} {finding.finding}  {finding.id[:8]}", *indent_text(clean_text(finding.why), 9)]
    for words in finding.evidence:
        place = f"({clean_text(words.document)}, {words.start:,}-{words.end:,})"
        lines += indent_text(f"“{shorten_words(words.text, len(words.text) // 2, 200)}” {place}", 11)
    return lines

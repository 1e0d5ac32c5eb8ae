"""`dragoman classify`: what a marked pair of actors did, JSON lines in, JSON lines out.

$ echo '{"id": "1", "text": "Chad accused Sudan of arming rebels.", "actor": [0, 4], "recipient": [13, 18]}' | dragoman classify
"""

from __future__ import annotations

import json
import sys
from typing import Any, Literal

import click


@click.command("classify")
@click.option(
    "--conventions",
    type=click.Choice(["plv", "codebook"]),
    default="plv",
    show_default=True,
    help="Whose: those of the PLV data, which follow the published table from CAMEO to PLOVER (sanctions imposed are COERCE, a "
    "treaty signed SUPPORT), or of docs/codebook.md, as `dragoman read` codes (SANCTION, AGREE).",
)
def classify_command(conventions: Literal["plv", "codebook"]) -> None:
    """Say what a marked pair of actors did: JSON lines on standard input, JSON lines out.

    In: {"id", "text", "actor": [start, end], "recipient": [start, end] or null}. Out: {"id", "type", "mode", "status",
    "probabilities": {type: share}}; type is null where no word of the text carries an act. Offsets count code points.

    \b
    Example:
      echo '{"id": "1", "text": "Chad accused Sudan.", "actor": [0, 4], "recipient": [13, 18]}' | dragoman classify
    """
    from dragoman.pipeline import classify

    n_bad = 0
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            row = read_row(line)
        except ValueError as error:
            click.echo(f"dragoman: standard input:{number}: {error}; the line is skipped", err=True)
            n_bad += 1
            continue
        answer = classify(row["text"], row["actor"], row.get("recipient"), conventions)
        click.echo(json.dumps({"id": row["id"], **answer}, ensure_ascii=False))
    if n_bad:
        click.echo(f"dragoman: {n_bad} of the lines could not be read", err=True)
        sys.exit(1)


def read_row(line: bytes) -> dict[str, Any]:
    """The row of one line; ValueError says what is wrong with it."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not JSON ({str(error)[:80]})") from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or "id" not in row:
        raise ValueError('not an object with "id" and "text"')
    for name in ("actor", "recipient"):
        span = row.get(name)
        if span is None and name == "recipient":
            continue
        if not is_span(span, len(row["text"])):
            raise ValueError(f'"{name}" is {json.dumps(span)[:40]}, not [start, end] within the text')
    return row


def is_span(value: Any, length: int) -> bool:
    """Whether the value is [start, end] within a text of that length."""
    if not isinstance(value, list) or len(value) != 2 or not all(type(each) is int for each in value):
        return False
    start, end = value
    return bool(0 <= start < end <= length)

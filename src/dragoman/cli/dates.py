"""`dragoman dates`: JSON lines with texts in, JSON lines with expressions of time out.

{"id": "a", "text": "In May 1811 they met."}  ->
    {"document": "a", "start": 3, "end": 11, "text": "May 1811", "edtf": "1811-05", ...}
"""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import IO, Any

import click


@click.command("dates")
def dates_command() -> None:
    """Find dates: JSON lines in on standard input, JSON lines out.

    Each input line is an object with "id", "text" and, if known, "reference_date" (the day of publication, YYYY-MM-DD).

    \b
    Example:
      echo '{"id": "a", "text": "They left last Friday.", "reference_date": "2013-03-22"}' | dragoman dates
    """
    n_bad = write_dates(sys.stdin.buffer, sys.stdout.buffer, sys.stderr)
    if n_bad:
        sys.exit(1)


def write_dates(lines: IO[bytes], out: IO[bytes], words: IO[str]) -> int:
    """Reads each line, writes its expressions, names bad lines in `words`; returns how many were bad."""
    from dragoman.dates import find_dates

    n_bad = 0
    for n, line in enumerate(lines, 1):
        if not line.strip():
            continue
        problem, row = read_row(line)
        if problem:
            n_bad += 1
            print(f"dragoman dates: line {n}: {problem}; skipped", file=words)
            continue
        day = row.get("reference_date")
        if day and not is_day(day):
            print(f"dragoman dates: line {n}: reference_date {day!r} names no day (2019-03-04); read without one", file=words)
        for time in find_dates(row["text"], day):
            found = {
                "document": row["id"], "start": time.start, "end": time.end, "text": time.text, "edtf": time.edtf,
                "kind": time.kind, "basis": time.basis, "why": {"rule": time.why.rule, "note": time.why.note},
            }  # fmt: skip
            out.write(json.dumps(found, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
    out.flush()
    return n_bad


def is_day(words: str) -> bool:
    """Whether words begin with a day as ISO 8601 has it."""
    try:
        date.fromisoformat(words[:10])
    except ValueError:
        return False
    return True


def read_row(line: bytes) -> tuple[str | None, dict[str, Any]]:
    """What is wrong with an input line (None: nothing), and its object."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return "not JSON", {}
    if not isinstance(row, dict) or not isinstance(row.get("id"), str) or not isinstance(row.get("text"), str):
        return 'an object with the strings "id" and "text" was expected', {}
    if not isinstance(row.get("reference_date"), str | None):
        return '"reference_date" must be a string (YYYY-MM-DD) or null', {}
    return None, row

"""Briefs of the sample texts, whole, to be read by eye: `make golden` rewrites tests/golden/brief-*.md."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dragoman import Reading
from dragoman.brief import write_brief, write_markdown
from dragoman.record import open_record

PAIRS = (("ARG", "CHL"), ("CHN", "IND"), ("MWI", "TZA"))


def name_golden(pair: tuple[str, str]) -> Path:
    return Path(__file__).with_name(f"brief-{'-'.join(pair).lower()}.md")


def write_briefs(readings: Iterable[Reading]) -> dict[Path, str]:
    """File -> the brief that it should hold."""
    with open_record(":memory:") as record:
        run = record.begin_run({}, "golden", {})
        record.add(list(readings), [], run)
        briefs = {pair: write_brief(record, *pair) for pair in PAIRS}
    return {name_golden(pair): write_markdown(brief) if brief else "" for pair, brief in briefs.items()}


if __name__ == "__main__":
    from golden_lines import read_samples

    for path, text in write_briefs(read_samples()).items():
        path.write_text(text, encoding="utf-8")

"""Which reader takes which ending. A later format is one more file and one more line here."""

from __future__ import annotations

import re

from dragoman.intake.draft import Reader
from dragoman.intake.jsonl import read_jsonl
from dragoman.intake.markdown import read_markdown
from dragoman.intake.page import read_page
from dragoman.intake.parquet import read_parquet
from dragoman.intake.plain import read_plain
from dragoman.intake.table import read_table

READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_page,
    ".htm": read_page,
    ".xhtml": read_page,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".csv": read_table,
    ".tsv": read_table,
    ".parquet": read_parquet,
}

# What `--input-format` may say -> the ending whose reader it calls for.
FORMATS = {"text": ".txt", "markdown": ".md", "html": ".html", "jsonl": ".jsonl", "csv": ".csv"}

_OBJECT = re.compile(rb"\s{0,1000}\{\s{0,100}(?:\"|\})")
_MARKUP = re.compile(rb"\s{0,1000}(?:<\?xml[^>]{0,200}>\s{0,100})?<(?:!doctype html|html)[\s>]", re.I)


def guess_ending(start: bytes) -> str:
    """The ending that suits a stream which begins with these bytes: JSON lines, a page, else text."""
    start = start.removeprefix(b"\xef\xbb\xbf")
    if _OBJECT.match(start):
        return ".jsonl"
    return ".html" if _MARKUP.match(start) else ".txt"

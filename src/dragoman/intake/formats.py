"""Which reader takes which ending. A later format is one more file and one more line here."""

from __future__ import annotations

import re

from dragoman.intake.archive import read_packed, read_tar, read_zip
from dragoman.intake.docx import read_docx
from dragoman.intake.draft import Reader
from dragoman.intake.feed import read_feed
from dragoman.intake.feeds import read_feeds
from dragoman.intake.jsonl import read_jsonl
from dragoman.intake.mail import read_letter, read_mailbox
from dragoman.intake.markdown import read_markdown
from dragoman.intake.page import read_page
from dragoman.intake.parquet import read_parquet
from dragoman.intake.pdf import read_pdf
from dragoman.intake.plain import read_plain
from dragoman.intake.rich_text import read_rich_text
from dragoman.intake.table import read_table
from dragoman.intake.warc import read_warc

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
    ".docx": read_docx,
    ".rtf": read_rich_text,
    ".pdf": read_pdf,
    ".eml": read_letter,
    ".mbox": read_mailbox,
    ".parquet": read_parquet,
    ".warc": read_warc,
    ".wet": read_warc,
    ".rss": read_feed,
    ".atom": read_feed,
    ".rdf": read_feed,
    ".xml": read_feed,
    ".toml": read_feeds,
    ".zip": read_zip,
    ".tar": read_tar,
    ".gz": read_packed,
    ".bz2": read_packed,
    ".xz": read_packed,
    ".tgz": read_packed,
    ".tbz2": read_packed,
    ".txz": read_packed,
}

# Read only where a person names them: other XML is no feed, and a list of feeds asks the network.
NAMED_ONLY = {".xml", ".toml"}

# Those that are read wherever they are found.
ENDINGS = tuple(ending for ending in READERS if ending not in NAMED_ONLY)

# What `--input-format` may say -> the ending whose reader it calls for.
FORMATS = {
    "text": ".txt", "markdown": ".md", "html": ".html", "jsonl": ".jsonl", "csv": ".csv", "docx": ".docx", "rtf": ".rtf",
    "pdf": ".pdf", "eml": ".eml", "mbox": ".mbox", "parquet": ".parquet", "warc": ".warc", "feed": ".rss", "feeds": ".toml",
    "zip": ".zip", "tar": ".tar", "gz": ".gz",
}  # fmt: skip

_MAGIC = (
    (re.compile(rb"%PDF-\d"), ".pdf"), (re.compile(rb"\{\\rtf"), ".rtf"), (re.compile(rb"WARC/\d"), ".warc"),
    (re.compile(rb"\x1f\x8b|BZh\d1AY&SY|\xfd7zXZ"), ".gz"), (re.compile(rb"PAR1"), ".parquet"),
    (re.compile(rb".{257}ustar", re.DOTALL), ".tar"), (re.compile(rb"From \S+.{0,40} \d{1,2}:\d{2}"), ".mbox"),
    (re.compile(rb"\s{0,100}(?:<\?xml[^>]{0,200}>\s{0,100})?<(?:rss|feed|rdf:RDF)[\s>]"), ".rss"),
)  # fmt: skip
_OBJECT = re.compile(rb"\s{0,1000}\{\s{0,100}(?:\"|\})")
_MARKUP = re.compile(rb"\s{0,1000}(?:<\?xml[^>]{0,200}>\s{0,100})?<(?:!doctype html|html)[\s>]", re.I)


def guess_ending(start: bytes) -> str:
    """The ending that suits a stream which begins with these bytes; text, where nothing else does."""
    start = start.removeprefix(b"\xef\xbb\xbf")
    if start.startswith(b"PK\3\4"):
        return ".docx" if b"word/" in start or b"[Content_Types].xml" in start else ".zip"
    for magic, ending in _MAGIC:
        if magic.match(start):
            return ending
    if _OBJECT.match(start):
        return ".jsonl"
    return ".html" if _MARKUP.match(start) else ".txt"

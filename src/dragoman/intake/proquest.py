"""Exports of ProQuest as `.txt`: articles between rules of underscores, each a title, "Full text:" and a list of named fields.

The layout is described by the readers that others wrote: pq_parser (C. Hennesy, D. Naughton), importProquest (S. Kiss).

    >>> is_proquest(["_" * 60, "", "Tin for Penang", "", "ProQuest document ID: 17"])
    True
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.intake.article import Article, unwrap

_RULE = re.compile(r"_{20,}\s*$")
FIELDS = frozenset(
    " ".join(name.split())
    for name in """
    abstract; accession number; author; business indexing term; caption; classification; column; company / organization;
    contact us at; copyright; correspondence author; country of publication; credit; database; dateline; document type;
    document url; edition; first page; full text; identifier / keyword; issn; e-issn; issue; language of publication;
    last updated; links; location; number of pages; number of references; pages; people; place of publication; proquest
    document id; publication date; publication info; publication subject; publication title; publication year;
    publisher; section; source type; subject; title; volume; alternate title; source attribution
    """.split(";")
)
_FIELD = re.compile(r"([A-Z][A-Za-z /-]{2,30}): ?(.*)$")
_NO_TEXT = re.compile(r"(?:not available|none|full text (?:is )?not available)\.?$", re.I)
_MARKS = ("proquest document id:", "document url:", "publication title:", "language of publication:")


def is_proquest(lines: list[str]) -> bool:
    lower = [line.strip().lower() for line in lines]
    return any(_RULE.match(line) for line in lines) and any(line.startswith(_MARKS) for line in lower)


def split_articles(lines: Iterable[str]) -> Iterator[Article]:
    """The articles in order; what stands between rules and has no field of an article (contact, copyright) is left out."""
    held: list[str] = []
    for line in lines:
        if _RULE.match(line):
            yield from _read_part(held)
            held = []
        else:
            held.append(line.rstrip())
    yield from _read_part(held)


def _read_part(lines: list[str]) -> Iterator[Article]:
    given = _read_fields(lines)
    if not {"full text", "publication title", "proquest document id", "publication info"} & given.keys():
        return
    first = next((line.strip() for line in lines if line.strip()), "")
    title = " ".join(given.get("title", [])).strip() or (first if not _read_name(first) else None)
    written = given.get("full text", [])
    no_text = not any(line.strip() for line in written) or bool(_NO_TEXT.match(" ".join(written).strip()))
    source = " ".join(given.get("publication title", [])).split(";")[0].strip()
    number = _one(given, "proquest document id")
    yield Article(
        () if no_text else unwrap(written),
        title=title,
        source=source or None,
        published=_one(given, "publication date"),
        section=_one(given, "section"),
        byline=_one(given, "author"),
        dateline=_one(given, "dateline"),
        language=_one(given, "language of publication"),
        url=_one(given, "document url"),
        id=f"proquest-{number}" if number else None,
        why_empty="the export has no full text of it",
    )


def _read_fields(lines: list[str]) -> dict[str, list[str]]:
    """Lines by the field that they belong to. Within the full text a field begins only where another follows it: an article
    may have a line that begins with "Subject:"."""
    given: dict[str, list[str]] = {}
    name: str | None = None
    for i, line in enumerate(lines):
        found = _read_name(line)
        if found and (name != "full text" or _is_followed_by_field(lines, i + 1)):
            name, value = found
            if name in given:  # told twice: the second, in the list at the end, is the cleaner
                given[name] = []
            given.setdefault(name, []).append(value)
        elif name:
            given[name].append(line)
    return given


def _read_name(line: str) -> tuple[str, str] | None:
    found = _FIELD.match(line)
    return (found[1].lower(), found[2]) if found and found[1].lower() in FIELDS else None


def _is_followed_by_field(lines: list[str], at: int) -> bool:
    following = next((line for line in lines[at:] if line.strip()), None)
    return following is None or _read_name(following) is not None


def _one(given: dict[str, list[str]], name: str) -> str | None:
    return next((line.strip() for line in given.get(name, []) if line.strip()), None)

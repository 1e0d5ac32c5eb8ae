"""Old exports of LexisNexis (nexis.com), as `.txt` or `.rtf`: "1 of 25 DOCUMENTS", a centred head, fields in capitals, the text.

The layout is described by the readers that others wrote: the R packages LexisNexisTools (J. B. Gruber) and newspapers (K.
Watanabe). Older files name all fields (HEADLINE:, BODY:), newer ones only some.

    >>> is_nexis(["   1 of 2 DOCUMENTS", "", "The Delta Post"])
    True
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.intake.article import Article, looks_like_date, unwrap

_START = re.compile(r"\s*(?:\d{1,6} of \d{1,6} DOCUMENTS?|Dokument \d{1,6} von \d{1,6}|Document \d{1,6} de \d{1,6})\s*$")
_FIELD = re.compile(r"([A-Z\u00c4\u00d6\u00dc][A-Z\u00c4\u00d6\u00dc/-]{2,24}(?: [A-Z]{2,12})?): ?(.*)$")
_COPYRIGHT = re.compile(r"(?:copyright\b|\u00a9|\(c\) ?\d{4}|all rights reserved)", re.I)
NAMES = {
    "HEADLINE": "title", "TITLE": "title", "BYLINE": "byline", "AUTHOR": "byline", "AUTOR": "byline", "SECTION": "section",
    "RUBRIK": "section", "LENGTH": "length", "LONGUEUR": "length", "L\u00c4NGE": "length", "DATELINE": "dateline",
    "LANGUAGE": "language", "SPRACHE": "language", "LANGUE": "language", "URL": "url",
}  # fmt: skip
# Fields that stand before the text; any of those below ends it.
HEAD = {"HEADLINE", "TITLE", "BYLINE", "AUTHOR", "AUTOR", "SECTION", "RUBRIK", "LENGTH", "LONGUEUR", "L\u00c4NGE", "DATELINE",
        "HIGHLIGHT", "SERIES", "EDITION", "TYPE", "DISTRIBUTION", "CORRECTION-DATE", "COLUMN"}  # fmt: skip
TAIL = {"GRAPHIC", "GRAFIK", "LOAD-DATE", "UPDATE", "LANGUAGE", "SPRACHE", "LANGUE", "PUBLICATION-TYPE", "PUBLICATION TYPE",
        "JOURNAL-CODE", "DOCUMENT-TYPE", "ACC-NO", "SUBJECT", "ISSN", "URL", "PUB-TYPE", "NOTES"}  # fmt: skip


def is_nexis(lines: list[str]) -> bool:
    return any(_START.match(line) for line in lines)


def split_articles(lines: Iterable[str]) -> Iterator[Article]:
    """The articles in order; the cover page before the first is left out."""
    held: list[str] | None = None
    for line in lines:
        line = line.replace("\xa0", " ").rstrip()
        if _START.match(line):
            if held is not None:
                yield _read_article(held)
            held = []
        elif held is not None:
            held.append(line.strip("\f"))
    if held is not None:
        yield _read_article(held)


def _read_article(lines: list[str]) -> Article:
    given: dict[str, str] = {}
    at = _read_head(lines, given)
    body: list[str] = []
    for i, line in enumerate(lines[at:], start=at):
        found = _FIELD.match(line)
        if found and found[1] in TAIL:
            _read_tail(lines[i:], given)
            break
        body.append(line)
    paragraphs = unwrap(body)
    while paragraphs and _COPYRIGHT.match(paragraphs[-1]) and len(paragraphs[-1]) < 200:
        paragraphs = paragraphs[:-1]
    return Article(paragraphs, **given)


def _read_head(lines: list[str], given: dict[str, str]) -> int:
    """Fills in what the lines above the text say; returns where the text begins."""
    at = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        found = _FIELD.match(lines[at])
        if found and (found[1] in HEAD or found[1] == "BODY"):
            if found[1] == "BODY":
                lines[at] = found[2]
                return at
            end = _end_of_block(lines, at + 1, fields=True)
            value = " ".join([found[2], *(line.strip() for line in lines[at + 1 : end])]).strip()
            if value and (name := NAMES.get(found[1])):
                given.setdefault(name, value)
            at = end
        elif found and found[1] in TAIL:
            return at
        elif {"length", "section", "byline"} & given.keys() and ("title" in given or given.get("length")):
            return at  # fields are over, so this is the text
        else:
            end = _end_of_block(lines, at, fields=True)
            _read_centred([line.strip() for line in lines[at:end]], given)
            at = end
    return at


def _read_centred(block: list[str], given: dict[str, str]) -> None:
    """A block without a name: copyright, then the source, the date with the edition below it, and the title."""
    block = [line for line in block if not _COPYRIGHT.match(line)]
    if not block:
        return
    if "source" not in given and not looks_like_date(block[0]):
        given["source"] = block[0]
        block = block[1:]
    if block and "published" not in given and looks_like_date(block[0]):
        given["published"] = block[0]
        return
    if block and "title" not in given:
        given["title"] = " ".join(block)


def _end_of_block(lines: list[str], at: int, *, fields: bool) -> int:
    while at < len(lines) and lines[at].strip() and not (fields and _FIELD.match(lines[at])):
        at += 1
    return at


def _read_tail(lines: list[str], given: dict[str, str]) -> None:
    for line in lines:
        found = _FIELD.match(line)
        if found and (name := NAMES.get(found[1])) in ("language", "url") and found[2].strip():
            given.setdefault(name, found[2].strip().split(";")[0].split(",")[0])

"""Exports of Nexis Uni and Lexis Advance, as `.docx` or `.rtf`: title, source, date, fields, "Body", text, "End of Document".

A cover page and an index of the articles may stand before the first. The layout is described by the readers that others
wrote: the R packages LexisNexisTools (J. B. Gruber) and newspapers (K. Watanabe), nexis-uni-parser (G. Trubey).

    >>> is_nexis_uni(["Tin for Penang", "Body", "Siam sold tin.", "End of Document"])
    True
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.intake.article import Article, looks_like_date

END = "End of Document"
_BODY = re.compile(r"(?:Body|Text)$")
_FIELD = re.compile(r"([A-Z][A-Za-z/-]{2,24}(?: Type)?):[\s\xa0]*(.*)$", re.DOTALL)
_COPYRIGHT = re.compile(r"(?:Copyright\b|\u00a9|All Rights Reserved|Found on\b)", re.I)
# Lines of the cover page and of the index; the last of them before a "Body" is above the article.
_COVER = re.compile(
    r"(?:User Name|Date and Time|Job Number|Client/Matter|Search Terms|Search Type|Content Type|Narrowed by|Narrowed By|"
    r"News\t)|Documents? \(\d+\)"
)
_NUMBER = re.compile(r"Documents? \(\d+\)$")
NAMES = {"Section": "section", "Length": "length", "Byline": "byline", "Author": "byline", "Dateline": "dateline"}
# What may follow the text; each stands alone in its line, but for the date of loading.
_TAIL = re.compile(r"(?:Load-Date:|Classification$|Graphic$|Notes$|Correction$|URL$|End of Document$)")
_LANGUAGE = re.compile(r"Language:[\s\xa0]*(\w+)")


def is_nexis_uni(lines: list[str]) -> bool:
    stripped = {line.strip() for line in lines}
    if END in stripped:
        return any(_BODY.match(line) or line.startswith("Load-Date:") for line in stripped)
    # An index so long that no article comes within what is looked at.
    return any(line.startswith("Job Number:") for line in stripped) and any(_NUMBER.match(line) for line in stripped)


def split_articles(lines: Iterable[str]) -> Iterator[Article]:
    """The articles in order. What follows the last "End of Document" is an article that broke off, if it has a body."""
    held: list[str] = []
    first = True
    for line in lines:
        if line.strip() == END:
            yield _read_article(held, first)
            held, first = [], False
        else:
            held.append(line if line == "\f" else line.strip())
    if any(_BODY.match(line) for line in held):
        yield _read_article(held, first)


def _read_article(lines: list[str], first: bool) -> Article:
    body_at = next((i for i, line in enumerate(lines) if _BODY.match(line)), None)
    head, body = (lines, []) if body_at is None else (lines[:body_at], lines[body_at + 1 :])
    given: dict[str, str] = {}
    rest = _read_head(_skip_cover(head, first), given)
    if body_at is None:  # a layout without the word: the text is what the fields leave
        body = rest
    paragraphs: list[str] = []
    for i, line in enumerate(body):
        if _TAIL.match(line):
            found = _LANGUAGE.search("\n".join(body[i:]))
            if found:
                given.setdefault("language", found[1])
            break
        paragraphs.append(line.strip("\f"))
    why = None if body_at is not None else 'it has no line "Body"'
    return Article(tuple(paragraphs), why_empty=why, **given)


def _skip_cover(lines: list[str], first: bool) -> list[str]:
    """The lines below the last end of a page and, above the first article, below the cover page and the index."""
    start = max((i + 1 for i, line in enumerate(lines) if line == "\f" or (first and _COVER.match(line))), default=0)
    below = [line for line in lines[start:] if line]
    if first and start and lines[start - 1] != "\f":
        n = 1
        while below and re.match(rf"{n}\.[\s\xa0]", below[0]):  # an index that tells no more than the titles
            below, n = below[1:], n + 1
    return below if below else [line for line in lines if line and line != "\f"]


def _read_head(lines: list[str], given: dict[str, str]) -> list[str]:
    """Title, source and date by their order, the fields by their names; returns the lines that are neither."""
    rest: list[str] = []
    for i, line in enumerate(lines):
        found = _FIELD.match(line)
        if i == 0:  # whatever it looks like: "Copyright: a history" is a title
            given["title"] = line
        elif found and found[1] in NAMES:
            given.setdefault(NAMES[found[1]], found[2].strip())
        elif _COPYRIGHT.match(line) or (found and found[1] in ("Highlight", "Graphic", "Series", "Edition")):
            continue
        elif "published" not in given and i <= 5 and looks_like_date(line):
            given["published"] = line
        elif "source" not in given and i <= 2 and not found:
            given["source"] = line
        else:
            rest.append(line)
    return rest

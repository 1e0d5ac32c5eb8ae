"""Exports of Factiva as `.html`: one `div` of the class "article" for each article, with a table of codes or with plain lines.

>>> has_articles('<div class="article enArticle"><p class="articleParagraph enarticleParagraph">...')
True
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dragoman.intake.article import Article
from dragoman.intake.factiva import DOCUMENT, WORDS, read_below, read_codes

_ARTICLE = re.compile(r"<div[^>]{0,200}class\s{0,5}=\s{0,5}[\"']?article [a-z]{2,4}Article\b")
_BLANKS = re.compile(r"\s+")


def has_articles(markup: str) -> bool:
    return _ARTICLE.search(markup) is not None


def read_articles(tree: Any) -> Iterator[Article]:
    """The articles of a page (an lxml tree), in order."""
    for div in tree.iter("div"):
        if re.match(r"article [a-z]{2,4}Article$", _class_of(div)):
            rows = [row for row in div.iter("tr") if _find_code(row)]
            yield _read_table(rows) if rows else _read_lines(div)


def _read_table(rows: list[Any]) -> Article:
    fields = [(_find_code(row), _list_paragraphs(row)) for row in rows]
    return read_codes(fields, None)


def _find_code(row: Any) -> str:
    cells = [cell for cell in row if cell.tag == "td"]
    code = words_of(cells[0]) if len(cells) == 2 else ""
    return code if re.fullmatch(r"[A-Z]{2,3}", code) else ""


def _list_paragraphs(row: Any) -> list[str]:
    cell = next(cell for cell in reversed(row) if cell.tag == "td")
    paragraphs = [words_of(part) for part in cell.iter("p", "pre")]
    return paragraphs or [words_of(cell)]


def _read_lines(div: Any) -> Article:
    """Without codes: nameless lines above the text, told apart by their order, as in the exports as text."""
    given: dict[str, str] = {}
    lines: list[str] = []
    body: list[str] = []
    number = None
    for part in div.iter("div", "span", "p", "pre"):
        kind, words = _class_of(part), words_of(part)
        if "Headline" in kind:
            given.setdefault("title", words)
        elif kind == "author":
            given.setdefault("byline", words)
        elif part.tag in ("p", "pre"):
            if found := DOCUMENT.match(words):
                number = found[1]
            elif "articleParagraph" in kind or part.tag == "pre":
                body.append(words)
        elif part.tag == "div" and not kind and not part.get("id") and words and len(part) == 0:
            lines.append(words)
    at = next((i for i, line in enumerate(lines) if WORDS.match(line)), None)
    if at is not None:
        given["length"] = lines[at]
        if at:
            given.setdefault("section", lines[0])
        read_below(lines[at + 1 :], given)
    return Article(tuple(body), id=f"factiva-{number}" if number else None, **given)


def _class_of(part: Any) -> str:
    return str(part.get("class") or "").strip()


def words_of(part: Any) -> str:
    """The words within an element, blanks made single."""
    return _BLANKS.sub(" ", "".join(part.itertext())).strip()

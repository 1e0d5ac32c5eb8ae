"""Lines of a document -> the articles of a library export, where the lines have the layout of one; else the text as one Draft.

A layout is known by marks that no other text has. A later one is one more file and one more line in LAYOUTS.

    >>> [layout.name for layout in LAYOUTS]
    ['Nexis Uni', 'LexisNexis', 'Factiva', 'ProQuest']
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from dragoman.intake import factiva, nexis, nexis_uni, proquest
from dragoman.intake.article import Article, make_drafts
from dragoman.intake.draft import Draft, Item, Notice
from dragoman.intake.head import describe_text

LOOKED_AT = 5_000  # lines: the cover page and the index of an export may be long
Split = Callable[[Iterable[str]], Iterator[Article]]


class Layout(NamedTuple):
    """`knows`: whether lines, the first of a document, have this layout; `split`: all its lines -> its articles."""

    name: str
    knows: Callable[[list[str]], bool]
    split: Split


LAYOUTS = (
    Layout("Nexis Uni", nexis_uni.is_nexis_uni, nexis_uni.split_articles),
    Layout("LexisNexis", nexis.is_nexis, nexis.split_articles),
    Layout("Factiva", factiva.is_factiva, factiva.split_articles),
    Layout("ProQuest", proquest.is_proquest, proquest.split_articles),
)


def find_layout(lines: list[str]) -> Layout | None:
    """The layout of a document that begins with these lines."""
    return next((layout for layout in LAYOUTS if layout.knows(lines)), None)


def read_articles(where: str, layout: Layout, lines: Iterable[str]) -> Iterator[Item]:
    """The Drafts of the articles in lines of this layout, numbered from 1: "export.docx#3"."""
    n = 0
    for n, article in enumerate(layout.split(lines), start=1):
        yield from make_drafts(f"{where}#{n}", article)
    if not n:
        yield Notice("warning", where, "no article", f"it looks like an export of {layout.name}, but no article was found in it")


def read_article_lines(where: str, lines: Iterator[str]) -> Iterator[Item]:
    """The Drafts of a document that comes as lines (paragraphs): of each article, or of all as one text."""
    first = list(itertools.islice(lines, LOOKED_AT))
    layout = find_layout(first)
    if layout is not None:
        yield from read_articles(where, layout, itertools.chain(first, lines))
        return
    kept = [line.rstrip() for line in itertools.chain(first, lines) if line != "\f"]
    text = join_paragraphs(kept)
    yield Draft(where, text, **describe_text(text))


def join_paragraphs(lines: Iterable[str]) -> str:
    """Paragraphs with a blank line between any two."""
    return "\n\n".join(line.strip() for line in lines if line.strip())

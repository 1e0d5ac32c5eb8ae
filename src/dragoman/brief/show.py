"""What all forms of a brief say of a citation and of a source.

>>> say_origin(brief, brief.citations[0])
'text 4, “Warships leave disputed islet”, 1996-01-31, characters 60 to 132'
"""

from __future__ import annotations

from dragoman.brief.text import shorten
from dragoman.brief.types import Brief, Citation, Source
from dragoman.brief.when import say_date
from dragoman.plain import clean_text

BASES = {
    "stated": "",
    "resolved": " (reckoned)",
    "inherited": " (carried over)",
    "published": " (day of publication)",
}


def find_origin(brief: Brief, citation: Citation) -> tuple[int, str]:
    """The number of the source, and its title and date with the characters."""
    number, source = next((n, each) for n, each in enumerate(brief.sources, 1) if each.document == citation.document)
    title = shorten(clean_text(source.title or ""), 70) or clean_text(source.document)
    printed = f", {clean_text(source.published)}" if source.published else ""
    return number, f"“{title}”{printed}, characters {citation.start:,} to {citation.end:,}"


def say_origin(brief: Brief, citation: Citation) -> str:
    """Which document, of which date, which characters of it."""
    number, origin = find_origin(brief, citation)
    return f"text {number}, {origin}"


def say_when(citation: Citation) -> str:
    """What date the record gives to what these words tell, and how it was come by."""
    said = say_date(citation.date)
    return f"dated {citation.date}{BASES.get(citation.date_basis or '', '')}" if said else ""


def say_source(source: Source) -> str:
    """Title, source, date, address and id of a document, and which citations are from it."""
    title = f"“{shorten(clean_text(source.title), 140)}”" if source.title else "without a title"
    parts = [
        title,
        clean_text(source.source or ""),
        f"published {clean_text(source.published)}" if source.published else "no date of publication",
        clean_text(source.url or ""),
        f"id {clean_text(source.document)}",
    ]
    n = len(source.citations)
    return ", ".join(filter(None, parts)) + f" ({n} citation{'s' * (n != 1)})"

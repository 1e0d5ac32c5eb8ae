"""Record -> Brief: a cited account of two states, as Markdown, HTML or PDF.

>>> with open_merged("dragoman.duckdb") as record:
...     print(write_markdown(write_brief(record, "GRC", "TUR")))
"""

from dragoman.brief.as_html import write_body, write_html
from dragoman.brief.as_markdown import write_markdown
from dragoman.brief.as_pdf import write_pdf
from dragoman.brief.context import add_context
from dragoman.brief.types import Brief, Citation, Paragraph, Piece, Section, Sentence, Source
from dragoman.brief.write import write_brief

__all__ = [
    "Brief",
    "Citation",
    "Paragraph",
    "Piece",
    "Section",
    "Sentence",
    "Source",
    "add_context",
    "write_body",
    "write_brief",
    "write_html",
    "write_markdown",
    "write_pdf",
]

"""Brief -> PDF, by fpdf2 with the fonts Noto Serif and Noto Sans Arabic, packages as well: no network, no fonts of the machine.

>>> write_pdf(brief)[:5]
b'%PDF-'
"""

from __future__ import annotations

import io
import logging
from datetime import UTC, datetime
from importlib import resources
from typing import TYPE_CHECKING, Any

from dragoman.brief.show import find_origin, say_source, say_when
from dragoman.brief.text import clean_text
from dragoman.brief.types import Brief, Sentence
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from fpdf import FPDF

MARGIN, LINE, SMALL = 20, 5.0, 3.6  # mm
# A PDF says when it was made; the same brief gives the same file, so it is always this day.
MADE = datetime(2000, 1, 1, tzinfo=UTC)
MISSING = "a PDF needs the packages of dragoman[pdf]: pip install 'dragoman[pdf]'; or write .html and print it"
REGULAR, BOLD = {"wght": 400.0, "wdth": 100.0}, {"wght": 700.0, "wdth": 100.0}
LINK_COLOUR = (11, 79, 138)


def write_pdf(brief: Brief, figure: bytes | None = None) -> bytes:
    """The whole brief; `figure`: a chart as PNG. UsageError where the packages for it are not installed."""
    pdf = _open_pdf()
    links = {citation.number: pdf.add_link() for citation in brief.citations}
    pdf.set_title(_clean(brief.title))
    pdf.add_page()
    for link in links.values():
        pdf.set_link(link, page=1)  # where it really leads is known once the words have their place
    _write_line(pdf, brief.title, 17, bold=True, height=8)
    _write_line(pdf, " · ".join(brief.facts), 9, height=SMALL + 0.5)
    if brief.legend:
        _write_line(pdf, " · ".join(brief.legend), 9, height=SMALL + 0.5)
    for section in brief.sections:
        _write_heading(pdf, section.heading, 13)
        for paragraph in section.paragraphs:
            if paragraph.heading:
                _write_heading(pdf, paragraph.heading, 11)
            for n, sentence in enumerate(paragraph.sentences):
                _write_sentence(pdf, sentence, links, n == 0)
            pdf.ln(LINE + 1.5)
        if figure and section.name == "now":
            pdf.image(io.BytesIO(figure), w=pdf.epw)
    _write_heading(pdf, "The words", 13)
    for citation in brief.citations:
        pdf.set_link(links[citation.number], page=pdf.page, y=pdf.get_y())
        number, when = find_origin(brief, citation)[0], say_when(citation)
        place = f"text {number}, characters {citation.start:,} to {citation.end:,}" + (f"; {when}" if when else "")
        _write_line(pdf, f"{citation.number}. “{clean_text(citation.text)}” — {place}", 8, height=SMALL)
    _write_heading(pdf, "Sources", 13)
    for number, source in enumerate(brief.sources, 1):
        _write_line(pdf, f"{number}. {say_source(source)}", 8, height=SMALL)
    return bytes(pdf.output())


def _open_pdf() -> FPDF:
    try:
        from fpdf import FPDF
    except ImportError as error:
        raise UsageError(MISSING) from error
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    logging.getLogger("fpdf").setLevel(logging.ERROR)  # it warns of each letter that no font has
    pdf = FPDF(format="A4")
    pdf.set_creation_date(MADE)
    pdf.set_lang("en")
    pdf.set_margin(MARGIN)
    pdf.set_auto_page_break(True, MARGIN)
    serif = _find_font("fontpkg_noto_serif", "NotoSerif[wdth,wght].ttf")
    pdf.add_font("serif", "", serif, variations=dict(REGULAR))
    pdf.add_font("serif", "B", serif, variations=dict(BOLD))
    arabic = _find_font("fontpkg_noto_sans_arabic", "NotoSansArabic[wdth,wght].ttf")
    pdf.add_font("arabic", "", arabic, variations=dict(REGULAR))
    pdf.set_fallback_fonts(["arabic"], exact_match=False)
    return pdf


def _find_font(package: str, name: str) -> str:
    try:
        return str(resources.files(package) / "files" / name)
    except ModuleNotFoundError as error:
        raise UsageError(MISSING) from error


def _write_sentence(pdf: FPDF, sentence: Sentence, links: dict[int, Any], first: bool) -> None:
    """The pieces with their marks. A blank goes before the words, as a line is broken only at a blank that they hold."""
    for i, piece in enumerate(sentence.pieces):
        pdf.set_font("serif", "", 10.5)
        pdf.set_text_color(0)
        pdf.write(LINE, ("" if first or i else " ") + _clean(piece.text))
        pdf.set_font("serif", "", 7.5)
        pdf.set_text_color(*LINK_COLOUR)
        for mark in piece.marks:
            if pdf.get_x() + pdf.get_string_width(f"[{mark}]") + 2 > pdf.w - MARGIN:
                pdf.ln(LINE)
            pdf.write(LINE, f"[{mark}]", links[mark])
    pdf.set_font("serif", "", 10.5)
    pdf.set_text_color(0)
    pdf.write(LINE, ".")


def _write_heading(pdf: FPDF, text: str, size: float) -> None:
    if pdf.get_y() > pdf.h - MARGIN - 3 * LINE:
        pdf.add_page()
    pdf.ln(1.5 if size < 13 else 2.5)
    _write_line(pdf, text, size, bold=True, height=LINE + 0.5)


def _write_line(pdf: FPDF, text: str, size: float, *, bold: bool = False, height: float = LINE) -> None:
    pdf.set_font("serif", "B" if bold else "", size)
    pdf.multi_cell(0, height, _clean(text), align="L", new_x="LMARGIN", new_y="NEXT")


def _clean(text: str) -> str:
    """Text on one line, without what a PDF cannot show."""
    return "".join(letter for letter in text if letter.isprintable() or letter in "\u200c\u200d")

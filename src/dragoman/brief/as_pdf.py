"""Brief -> PDF, by fpdf2 with the fonts Noto Serif and Noto Sans Arabic, packages as well: no network, no fonts of the machine.

Letters that these fonts lack are shown as \ufffd, and the end of the page says so.

>>> write_pdf(brief)[:5]
b'%PDF-'
"""

from __future__ import annotations

import io
import logging
import re
from datetime import UTC, datetime
from importlib import resources
from typing import Any

from dragoman.brief.show import find_origin, say_source, say_when
from dragoman.brief.types import Brief, Sentence
from dragoman.errors import UsageError
from dragoman.plain import clean_text

MARGIN, LINE, SMALL = 20, 5.0, 3.6  # mm
# A PDF says when it was made; the same brief gives the same file, so it is always this day.
MADE = datetime(2000, 1, 1, tzinfo=UTC)
MISSING = "a PDF needs the packages of dragoman[pdf]: pip install 'dragoman[pdf]'; or write .html and print it"
REGULAR, BOLD = {"wght": 400.0, "wdth": 100.0}, {"wght": 700.0, "wdth": 100.0}
LINK_COLOUR = (11, 79, 138)
NO_LETTER = "\ufffd"
LACKING = f"{NO_LETTER} stands for words in letters that this file has no font for; the HTML of the brief has them."
_ADDRESS = re.compile(r"https?://[^\s,]+")


def write_pdf(brief: Brief, figure: bytes | None = None) -> bytes:
    """The whole brief; `figure`: a chart as PNG. UsageError where the packages for it are not installed."""
    pdf = _open_pdf()
    links = {citation.number: pdf.add_link() for citation in brief.citations}
    pdf.set_title(clean_line(brief.title))
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
        _write_source(pdf, f"{number}. {say_source(source)}")
    if pdf.lacks_letters:
        pdf.ln(SMALL)
        _write_line(pdf, LACKING, 8, height=SMALL)
    return bytes(pdf.output())


def _open_pdf() -> Any:
    """An empty file of A4 pages, each with the title and its number at the foot; `show` makes a line fit for its fonts."""
    try:
        import uharfbuzz  # noqa: F401  joins the letters of Arabic, and turns them round
        from fpdf import FPDF
    except ImportError as error:
        raise UsageError(MISSING) from error

    class Pages(FPDF):
        letters: frozenset[int] = frozenset()
        lacks_letters = False

        def footer(self) -> None:
            self.set_y(-MARGIN + 6)
            self.set_font("serif", "", 8)
            self.set_text_color(90)
            self.cell(self.epw / 2, SMALL, self.title or "", align="L")
            self.cell(self.epw / 2, SMALL, f"{self.page_no()}", align="R")
            self.set_text_color(0)

        def show(self, text: str) -> str:
            """The text on one line, with a mark for each word that no font has the letters of."""
            shown = re.sub(r"\S+", self._mark_word, clean_line(text))
            return re.sub(rf"{NO_LETTER}(?:\s+{NO_LETTER})+", NO_LETTER, shown)

        def _mark_word(self, word: re.Match[str]) -> str:
            kept = "".join(letter if ord(letter) in self.letters else NO_LETTER for letter in word[0])
            self.lacks_letters = self.lacks_letters or kept != word[0]
            return re.sub(rf"{NO_LETTER}+", NO_LETTER, kept)

    logging.getLogger("fontTools").setLevel(logging.ERROR)
    logging.getLogger("fpdf").setLevel(logging.ERROR)
    pdf = Pages(format="A4")
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
    pdf.letters = frozenset(code for font in pdf.fonts.values() for code in font.cmap)  # type: ignore[union-attr]
    pdf.set_text_shaping(True, direction="ltr")
    return pdf


def _find_font(package: str, name: str) -> str:
    try:
        return str(resources.files(package) / "files" / name)
    except ModuleNotFoundError as error:
        raise UsageError(MISSING) from error


def _write_sentence(pdf: Any, sentence: Sentence, links: dict[int, Any], first: bool) -> None:
    """The pieces with their marks. The last word of a piece, its marks and what ends the sentence stay on one line."""
    for i, piece in enumerate(sentence.pieces):
        last = i == len(sentence.pieces) - 1
        words, blank, word = pdf.show(("" if first or i else " ") + piece.text).rpartition(" ")
        _take_body(pdf)
        if words:
            pdf.write(LINE, words)
        room = pdf.w - MARGIN - pdf.get_x()
        wide = pdf.get_string_width(blank + word + "." * last)
        pdf.set_font("serif", "", 7.5)
        wide += sum(pdf.get_string_width(f"[{mark}]") for mark in piece.marks) + 2
        _take_body(pdf)
        if wide > room and pdf.get_x() > MARGIN + 1:
            pdf.ln(LINE)
            blank = ""
        pdf.write(LINE, blank + word)
        pdf.set_font("serif", "", 7.5)
        pdf.set_text_color(*LINK_COLOUR)
        for mark in piece.marks:
            pdf.write(LINE, f"[{mark}]", links[mark])
    _take_body(pdf)
    pdf.write(LINE, ".")


def _take_body(pdf: Any) -> None:
    pdf.set_font("serif", "", 10.5)
    pdf.set_text_color(0)


def _write_source(pdf: Any, text: str) -> None:
    """A line of the sources; an address in it can be followed."""
    shown = pdf.show(text)
    pdf.set_font("serif", "", 8)
    at = 0
    for found in _ADDRESS.finditer(shown):
        pdf.write(SMALL, shown[at : found.start()])
        pdf.set_text_color(*LINK_COLOUR)
        whole = NO_LETTER not in found[0]
        pdf.write(SMALL, found[0], found[0] if whole else "")
        pdf.set_text_color(0)
        at = found.end()
    pdf.write(SMALL, shown[at:])
    pdf.ln(SMALL)


def _write_heading(pdf: Any, text: str, size: float) -> None:
    """A heading, on a new page where fewer than three lines of text would stand below it."""
    if pdf.get_y() > pdf.h - MARGIN - 5 * LINE:
        pdf.add_page()
    pdf.ln(1.5 if size < 13 else 2.5)
    _write_line(pdf, text, size, bold=True, height=LINE + 0.5)


def _write_line(pdf: Any, text: str, size: float, *, bold: bool = False, height: float = LINE) -> None:
    pdf.set_font("serif", "B" if bold else "", size)
    pdf.multi_cell(0, height, pdf.show(text), align="L", new_x="LMARGIN", new_y="NEXT")


def clean_line(text: str) -> str:
    """Text on one line, without what a PDF cannot show."""
    return "".join(letter for letter in text if letter.isprintable() or letter in "\u200c\u200d")

"""Files in the layouts of library exports, made from texts of our own; nothing of any export is copied.

>>> made = nexis_text([Piece("Tin for Penang", ("Siam sold tin.",))])
"""

from __future__ import annotations

import html
import io
import zipfile
from typing import NamedTuple


class Piece(NamedTuple):
    """An article that was never printed; None is left out of the export."""

    title: str
    body: tuple[str, ...]
    source: str | None = "The Delta Post"
    date: str | None = "4 March 2019"
    section: str | None = "WORLD; Pg. 7"
    byline: str | None = "Ruth Amsel"
    dateline: str | None = None
    length: int | None = None
    language: str = "English"
    number: int = 1

    @property
    def n_words(self) -> int:
        return self.length or sum(len(paragraph.split()) for paragraph in self.body)


TIN = Piece(
    "Tin for Penang",
    (
        "Siam agreed on Monday to sell tin to Malaysia for ten years, the two governments said in a joint "
        "statement that was read out in Penang after a day of talks.",
        "Malaysia thanked Siam. Its minister of trade said that the smelters of the island had waited for "
        "this treaty since the mine at Phuket was flooded.",
    ),
    number=11,
)
UNDATED = Piece(
    "Grain for Cairo",
    (
        "Egypt bought wheat from Romania last week. Romania promised to ship it to Alexandria before the end "
        "of the month, and Egypt "
        "paid half of the price at once.",
    ),
    source="Nile Gazette",
    date=None,
    byline=None,
    number=12,
)
TWIN = Piece(
    "Tin for Penang",
    (
        "Malaysia protested to Siam on Tuesday, since the first cargo of tin had not left the harbour. Siam "
        "answered that the papers "
        "of the ship were not in order.",
    ),
    date="5 March 2019",
    number=13,
)
TABLE = Piece(
    "Tonnes and prices",
    (
        "Bolivia raised the price of tin, and Peru objected to it in a note that its ambassador handed over in La Paz.",
        "Year\tTonnes\tPrice",
        "2017\t1,200\t19,300",
        "2018\t1,350\t20,100",
        "Chile took no side in the quarrel of its neighbours.",
    ),
    source="Andean Wire",
    date="March 6, 2019 Wednesday",
    section=None,
    number=14,
)
RIGHT_TO_LEFT = Piece(
    "Minister returns",
    (
        "Jordan received the minister \u0645\u062d\u0645\u062f \u0627\u0644\u0639\u0644\u064a (Muhammad "
        "al-Ali) in Amman, and promised "
        "him to open the bridge to trade with Iraq again. \u05e9\u05dc\u05d5\u05dd was all that the envoy of Israel said.",
    ),
    source="Amman Courier",
    byline="\u0645\u062d\u0645\u062f \u0627\u0644\u0639\u0644\u064a",
    dateline="AMMAN, March 7",
    date="7 March 2019",
    number=15,
)
PIECES = (TIN, UNDATED, TWIN, TABLE, RIGHT_TO_LEFT)
NBSP = "\xa0"


# ------------------------------------------------------------------ Nexis Uni, Lexis Advance


def list_uni_lines(pieces: tuple[Piece, ...], cover: bool = True) -> list[str]:
    """Paragraphs; a form feed where a page ends."""
    lines: list[str] = []
    if cover:
        lines += [
            "User Name:" + NBSP + "Reader",
            "Date and Time:" + NBSP + "Friday, 8 March 2019 10:11:00 AM GMT",
            "Job Number:" + NBSP + "1234567",
            f"Documents ({len(pieces)})",
        ]
        for i, piece in enumerate(pieces, start=1):
            lines += [
                f"{i}.{NBSP}{piece.title}",
                f"Client/Matter:{NBSP}-None-",
                f"Search Terms:{NBSP}tin",
                "Search Type: Natural Language",
                "Narrowed by:" + NBSP,
                "Content Type\tNarrowed by",
                "News\t-None-",
            ]
        lines.append("\f")
    for piece in pieces:
        lines += ["", piece.title]
        lines += [value for value in (piece.source, piece.date) if value]
        lines += [f"Copyright 2019 {piece.source} All Rights Reserved", ""]
        lines += [
            f"{name}:{NBSP}{value}"
            for name, value in (
                ("Section", piece.section),
                ("Length", f"{piece.n_words} words"),
                ("Byline", piece.byline),
                ("Dateline", piece.dateline),
            )
            if value
        ]
        lines += [
            "Body",
            "",
            *piece.body,
            "",
            "Classification",
            "",
            f"Language:{NBSP}{piece.language.upper()}",
            "Publication-Type:" + NBSP + "Newspaper",
            "",
            "Load-Date:" + NBSP + "March 8, 2019",
            "",
            "End of Document",
            "\f",
        ]
    return lines


def nexis_uni_docx(pieces: tuple[Piece, ...] = PIECES, cover: bool = True) -> bytes:
    return make_docx(list_uni_lines(pieces, cover))


def nexis_uni_rtf(pieces: tuple[Piece, ...] = PIECES) -> bytes:
    return make_rtf(list_uni_lines(pieces))


# ------------------------------------------------------------------ old LexisNexis


def nexis_text(pieces: tuple[Piece, ...] = PIECES, *, all_fields: bool = False) -> str:
    """With `all_fields` in the oldest form, where the headline and the body have names too."""
    out = ["Print Request:   All Documents: 1-5", "Time of Request: March 8, 2019", "Terms: (tin)", ""]
    for i, piece in enumerate(pieces, start=1):
        out += ["", f"{i} of {len(pieces)} DOCUMENTS".center(78).rstrip(), ""]
        if all_fields:
            out += [f"Copyright 2019 {piece.source}".center(78).rstrip()]
        out += [(piece.source or "").center(78).rstrip(), ""]
        if piece.date:
            out += [piece.date.center(78).rstrip(), "Final Edition".center(78).rstrip(), ""]
        fields = (("SECTION", piece.section), ("LENGTH", f"{piece.n_words} words"))
        named = (("HEADLINE", piece.title), ("BYLINE", piece.byline), ("DATELINE", piece.dateline))
        if all_fields:
            for name, value in (*fields, *named):
                out += [f"{name}: {value}", ""] if value else []
            out += ["BODY:"]
        else:
            out += [*wrap(piece.title), ""]
            for name, value in (named[1], *fields, named[2]):
                out += [f"{name}: {value}", ""] if value else []
        for paragraph in piece.body:
            out += [paragraph.replace("\t", "     ")] if "\t" in paragraph else ["", *wrap(paragraph), ""]
        out += [
            "",
            "GRAPHIC: Photograph, A harbour",
            "",
            "LOAD-DATE: March 8, 2019",
            "",
            f"LANGUAGE: {piece.language.upper()}",
            "",
            "PUBLICATION-TYPE: Newspaper",
            "",
            f"Copyright 2019 {piece.source}".center(78).rstrip(),
            "All Rights Reserved".center(78).rstrip(),
            "",
        ]
    return "\r\n".join(out)


# ------------------------------------------------------------------ Factiva


def document_number(piece: Piece) -> str:
    return f"DELTA00020190304ef34000{piece.number:02}"


def list_codes(piece: Piece) -> list[tuple[str, tuple[str, ...]]]:
    fields = [
        ("SE", piece.section),
        ("HD", piece.title),
        ("BY", piece.byline),
        ("WC", f"{piece.n_words:,} words"),
        ("PD", piece.date),
        ("ET", "10:22"),
        ("SN", piece.source),
        ("SC", "DELTA"),
        ("LA", piece.language),
        ("CY", "Copyright 2019"),
    ]
    codes = [(code, (value,)) for code, value in fields if value]
    return [
        *codes,
        ("LP", piece.body[:1]),
        ("TD", piece.body[1:]),
        ("NS", ("gtrade : Trade",)),
        ("AN", (f"Document {document_number(piece)}",)),
    ]


def list_plain(piece: Piece) -> list[str]:
    lines = [
        piece.section,
        piece.title,
        f"By {piece.byline}" if piece.byline else None,
        f"{piece.n_words:,} words",
        piece.date,
        "10:22",
        piece.source,
        "DELTA",
        "7",
        piece.language,
        "(c) 2019 The Publisher",
    ]
    return [line for line in lines if line]


def factiva_html(pieces: tuple[Piece, ...] = PIECES, *, codes: bool = True) -> str:
    out = ['<html><head><meta charset="utf-8"><title>Factiva</title></head><body>']
    for piece in pieces:
        out.append(f'<div id="article-{document_number(piece)}"><div class="article enArticle">')
        if codes:
            out.append("<table>")
            for code, values in list_codes(piece):
                cells = "".join(f'<p class="articleParagraph enarticleParagraph">{html.escape(value)}</p>' for value in values)
                cell = cells if code in ("LP", "TD") else html.escape(values[0])
                cell = f'<span class="enHeadline">{cell}</span>' if code == "HD" else cell
                out.append(f'<tr><td class="index" align="right"><b>{code}</b>&nbsp;</td><td>{cell}</td></tr>')
            out.append("</table>")
        else:
            if piece.section:
                out.append(f"<div>{html.escape(piece.section)}</div>")
            out.append(f'<div id="hd"><span class="enHeadline">{html.escape(piece.title)}</span></div>')
            if piece.byline:
                out.append(f'<div class="author">By {piece.byline}</div>')
            at = list_plain(piece).index(f"{piece.n_words:,} words")
            out += [f"<div>{html.escape(line)}</div>" for line in list_plain(piece)[at:]]
            out += [f'<p class="articleParagraph enarticleParagraph">{html.escape(part)}</p>' for part in piece.body]
            out.append(f"<p>Document {document_number(piece)}</p>")
        out.append("</div></div>")
    return "".join([*out, "<div>Search Summary</div><table><tr><td>Text</td><td>tin</td></tr></table></body></html>"])


def factiva_rtf(pieces: tuple[Piece, ...] = PIECES, *, codes: bool = False) -> bytes:
    lines: list[str] = []
    for piece in pieces:
        if codes:
            for code, values in list_codes(piece):
                lines += [f"{code}\t{values[0] if values else ''}", *values[1:]]
        else:
            lines += ["", *list_plain(piece), *piece.body, "", f"Document {document_number(piece)}"]
        lines.append("\f")
    return make_rtf([*lines, "Search Summary", "Text\ttin", "\u00a9 2019 Factiva, Inc. All rights reserved."])


# ------------------------------------------------------------------ ProQuest


def proquest_text(pieces: tuple[Piece, ...] = PIECES) -> str:
    rule = "_" * 60
    out = [rule, "", "Report Information from ProQuest", "March 08 2019 10:11", ""]
    for piece in pieces:
        out += [
            rule,
            "",
            piece.title,
            "",
            f"Publication info: {piece.source} ; Penang [Penang]. {piece.date}: 7.",
            "",
            "https://search.example/docview/1",
            "",
            "Abstract: Tin.",
            "",
            "Links: https://resolver.example/?id=1",
            "",
        ]
        first, *rest = piece.body or ("Not available.",)
        out += [f"Full text: {first}", ""]
        for paragraph in rest:
            out += [paragraph, ""]
        fields = [
            ("Subject", "Tin; Trade"),
            ("Title", piece.title),
            ("Author", piece.byline),
            ("Publication title", f"{piece.source}; Penang"),
            ("First page", "7"),
            ("Publication year", "2019"),
            ("Publication date", piece.date),
            ("Section", piece.section),
            ("Dateline", piece.dateline),
            ("Publisher", "Delta House"),
            ("Country of publication", "Malaysia"),
            ("Source type", "Newspapers"),
            ("Language of publication", piece.language),
            ("Document type", "News"),
            ("ProQuest document ID", f"21800000{piece.number}"),
            ("Document URL", f"https://search.example/docview/21800000{piece.number}"),
            ("Copyright", "Copyright 2019"),
            ("Last updated", "2019-03-09"),
            ("Database", "Global Newsstream"),
        ]
        for name, value in fields:
            out += [f"{name}: {value}", ""] if value else []
    return "\n".join([*out, rule, "Contact ProQuest", "Copyright \u00a9 2019 ProQuest LLC. All rights reserved."])


# ------------------------------------------------------------------ what carries them


def make_docx(lines: list[str]) -> bytes:
    """A Word document; rows with tabs become tables, a form feed a break of the page."""
    parts = []
    for line in lines:
        if line == "\f":
            parts.append('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')
        elif "\t" in line:
            cells = "".join(f"<w:tc><w:p><w:r><w:t>{html.escape(cell)}</w:t></w:r></w:p></w:tc>" for cell in line.split("\t"))
            parts.append(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
        else:
            half = len(line) // 2
            runs = "".join(
                f'<w:r><w:t xml:space="preserve">{html.escape(piece)}</w:t></w:r>' for piece in (line[:half], line[half:])
            )
            parts.append(f"<w:p><w:pPr><w:pStyle w:val='Normal'/><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr>{runs}</w:p>")
    body = "".join(parts)
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{name}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", xml)
        archive.writestr("word/header1.xml", "<w:hdr>Page 1 of 9</w:hdr>")
    return out.getvalue()


def make_rtf(lines: list[str]) -> bytes:
    out = [
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\froman\fcharset204 Times;}}",
        r"{\colortbl;\red0\green0\blue0;}{\*\generator Maker;}{\header Page \chpgn}\f0",
    ]
    for line in lines:
        out.append(r"\page" if line == "\f" else r"\pard " + escape_rtf(line) + r"\par")
    return "\n".join([*out, "}"]).encode("ascii")


def escape_rtf(text: str) -> str:
    out = []
    for char in text:
        if char in "\\{}":
            out.append("\\" + char)
        elif char == "\t":
            out.append(r"\tab ")
        elif char.isascii():
            out.append(char)
        elif "\xa0" <= char <= "\xff":
            out.append(rf"\'{ord(char):02x}")
        else:
            halves = char.encode("utf-16-le")
            for i in range(0, len(halves), 2):
                number = int.from_bytes(halves[i : i + 2], "little")
                out.append(rf"\u{number - 65536 if number > 32767 else number}?")
    return "".join(out)


def wrap(text: str, width: int = 76) -> list[str]:
    import textwrap

    return textwrap.wrap(text, width)

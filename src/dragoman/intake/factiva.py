"""Exports of Factiva as text (`.rtf`, `.docx`, `.txt`), with the codes of its indexing ("HD", "PD", "TD") or without them.

Each article ends with "Document" and its number. The layout is described by the readers that others wrote: the R packages
tm.plugin.factiva (M. Bouchet-Valat) and newspapers (K. Watanabe), factiva-rtf-db (V. Kelkar). Pages: `factiva_page.py`.

    >>> is_factiva(["HD", "Tin for Penang", "Document DELTA00020190304ef3400001"])
    True
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.intake.article import LANGUAGES, Article, looks_like_date

DOCUMENT = re.compile(r"\s*Document ([A-Za-z]{2,12}[A-Za-z0-9]{13,24})\s*$")
WORDS = re.compile(r"\s*\d[\d,.]* (?:words|mots|W\u00f6rter|palabras|parole|palavras)\s*$")  # as the language of the screen was
_CODE = re.compile(
    r"\s*(CLM|SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|IPC|IPD|PUB|AN|ART|DLN)"
    r"(?:[\t\xa0]+\s*(.*)|\s*)$"
)
_TIME = re.compile(r"\s*\d{1,2}:\d{2}(?: ?[AaPp][Mm])?\s*$")
_CLOSING = re.compile(r"\s*(?:Search Summary|\u00a9 \d{4} Factiva)")
_COPYRIGHT = re.compile(r"\s*(?:Copyright\b|\(?[Cc]\)|\u00a9)")
NAMES = {
    "HD": "title", "BY": "byline", "WC": "length", "PD": "published", "SN": "source", "SE": "section", "LA": "language",
    "AN": "number", "DLN": "dateline",
}  # fmt: skip


def is_factiva(lines: list[str]) -> bool:
    if not any(DOCUMENT.match(line.partition("\t")[2] or line) for line in lines):
        return False
    return any(WORDS.match(line) for line in lines) or any((code := _CODE.match(line)) and code[1] == "HD" for line in lines)


def split_articles(lines: Iterable[str]) -> Iterator[Article]:
    """The articles in order; the summary of the search at the end is left out."""
    held: list[str] = []
    for line in lines:
        line = line.replace("\f", "").rstrip()
        if _CLOSING.match(line) and not any(WORDS.match(one) or _CODE.match(one) for one in held):
            return
        held.append(line)
        found = DOCUMENT.match(line) or _match_number(line)
        if found:
            yield _read_article(held, found[1])
            held = []
    if any(WORDS.match(one) for one in held):  # it broke off in an article
        yield _read_article([*held, ""], None)


def _match_number(line: str) -> re.Match[str] | None:
    code = _CODE.match(line)
    return DOCUMENT.match(code[2]) if code and code[1] == "AN" and code[2] else None


def _read_article(lines: list[str], number: str | None) -> Article:
    coded = sum(1 for line in lines if (code := _CODE.match(line)) and code[1] in ("HD", "PD", "SN", "LP", "TD")) >= 2
    return read_codes(_list_codes(lines), number) if coded else _read_plain(lines[:-1], number)


def _list_codes(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    name, held = "", list[str]()
    for line in lines:
        if code := _CODE.match(line):
            if name:
                yield name, held
            name, held = code[1], [code[2] or ""]
        else:
            held.append(line)
    if name:
        yield name, held


def read_codes(fields: Iterable[tuple[str, list[str]]], number: str | None) -> Article:
    """The article of fields by their codes: the lead paragraph (LP) and the rest of the text (TD) are its body."""
    given: dict[str, str] = {}
    body: list[str] = []
    for code, lines in fields:
        if code in ("LP", "TD"):
            body += [line.strip() for line in lines]
        elif (name := NAMES.get(code)) and (value := " ".join(line.strip() for line in lines if line.strip())):
            given.setdefault(name, value)
    told = given.pop("number", None)
    number = number or (told or "").replace("Document", "").strip() or None
    return Article(tuple(body), id=f"factiva-{number}" if number else None, **given)


def _read_plain(lines: list[str], number: str | None) -> Article:
    """Without codes: section, title, byline, "512 words", date, time, source, code, page, language, copyright; then the text."""
    written = [line.strip() for line in lines if line.strip()]
    at = next((i for i, line in enumerate(written) if WORDS.match(line)), None)
    if at is None:
        return Article(
            (), id=f"factiva-{number}" if number else None, why_empty="it lacks the count of words that this layout has"
        )
    above, below = written[:at], written[at + 1 :]
    given: dict[str, str] = {"length": written[at]}
    if above and re.match(r"By\b", above[-1]) and len(above) > 1:
        given["byline"] = above.pop()
    if len(above) > 1 and len(above[0]) <= 40:
        given["section"] = above.pop(0)
    if above:
        given["title"] = " ".join(above)
    return Article(tuple(below[read_below(below, given) :]), id=f"factiva-{number}" if number else None, **given)


def read_below(lines: list[str], given: dict[str, str]) -> int:
    """Fills in what the lines under the count of words say; returns how many there are before the text.

    They end with the language, or with the copyright that may follow it.
    """
    for i, line in enumerate(lines[:9]):
        if "published" not in given and looks_like_date(line):
            given["published"] = line
        elif line.strip().lower() in LANGUAGES:
            given["language"] = line
            copyright_follows = i + 1 < len(lines) and _COPYRIGHT.match(lines[i + 1])
            return i + 2 if copyright_follows else i + 1
        elif _COPYRIGHT.match(line):
            return i + 1
        elif "source" not in given and not _TIME.match(line):
            given["source"] = line
    return sum(1 for name in ("published", "source") if name in given)

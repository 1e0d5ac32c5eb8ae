"""An article as a layout of exports has it -> a Draft, and a remark on each thing that should be there and is not.

Nothing is guessed: a date, a title or a source that the layout does not show is missing, and that is said.

    >>> *notices, draft = make_drafts("a.txt#1", Article(title="Tin", body=("Siam sold tin.",)))
    >>> [notice.reason for notice in notices], draft.title
    (['no source', 'no date of publication'], 'Tin')
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

import msgspec

from dragoman.intake.days import MONTHS, read_day
from dragoman.intake.draft import Draft, Notice
from dragoman.types import Rejected

# Names of languages as exports write them -> ISO 639-1. Others are left to be detected.
LANGUAGES = {
    "english": "en", "englisch": "en", "anglais": "en", "french": "fr", "german": "de", "spanish": "es", "italian": "it",
    "portuguese": "pt", "dutch": "nl", "russian": "ru", "arabic": "ar", "chinese": "zh", "japanese": "ja", "korean": "ko",
    "turkish": "tr", "persian": "fa", "hebrew": "he", "polish": "pl", "ukrainian": "uk", "greek": "el",
}  # fmt: skip
# The counts of two programs differ by hyphens and tables, hardly by this much.
LEAST_SHARE = 0.5
_COUNT = re.compile(r"(\d{1,3}(?:[,.]\d{3})*|\d+)")
_YEAR = re.compile(r"\b1[5-9]\d\d\b|\b20\d\d\b")
_MONTH = re.compile(r"[A-Za-z]{3,9}")


class Article(msgspec.Struct, frozen=True):
    """What stands in an export of one article, as written; `body` in paragraphs. None where the layout does not show it."""

    body: tuple[str, ...]
    title: str | None = None
    source: str | None = None
    published: str | None = None
    section: str | None = None
    byline: str | None = None
    length: str | None = None
    dateline: str | None = None
    language: str | None = None
    url: str | None = None
    id: str | None = None
    why_empty: str | None = None  # what the export says in place of a text


def make_drafts(where: str, article: Article) -> Iterator[Draft | Notice | Rejected]:
    """Remarks on what is missing, then the Draft: title, dateline and paragraphs, a blank line between any two."""
    paragraphs = [paragraph.strip() for paragraph in article.body if paragraph.strip()]
    if not paragraphs:
        title = f" ({article.title[:80]!r})" if article.title else ""
        yield Rejected(where, "no text in article", f"{article.why_empty or 'the export has none'}{title}")
        return
    for name, value in (("title", article.title), ("source", article.source)):
        if not value:
            yield Notice("warning", where, f"no {name}", f"the export shows no {name} where this layout has it")
    if not article.published:
        yield Notice("warning", where, "no date of publication", "the export shows no date where this layout has it")
    if told := count_told(article.length):
        there = sum(len(paragraph.split()) for paragraph in paragraphs)
        if there < LEAST_SHARE * told:
            yield Notice("warning", where, "cut short", f"the export says {told:,} words, {there:,} are there")
    head = [part.strip() for part in (article.title, article.dateline) if part and part.strip()]
    text = "\n\n".join([*head, *paragraphs])
    yield Draft(
        where, text, article.id or _make_id(article, text), article.title, article.source, article.url,
        LANGUAGES.get((article.language or "").strip().lower().rstrip(".")), article.published, article.section,
        re.sub(r"^By\s+", "", article.byline) if article.byline else None, article.length,
    )  # fmt: skip


def _make_id(article: Article, text: str) -> str:
    """Of the text, who printed it and when: so a reprint that another export holds is another document, in any run."""
    told = "\n".join((article.title or "", article.source or "", article.published or "", text))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def count_told(length: str | None) -> int:
    """512 of "512 words", 1024 of "1,024 words"; 0 where no number is told."""
    found = _COUNT.search(length or "")
    return int(re.sub(r"[,.]", "", found[1])) if found else 0


def looks_like_date(line: str) -> bool:
    """Whether a line of a head is the date: a day, or a month or season and a year. Short, so that no title is taken for it."""
    line = line.strip()
    if len(line) > 80 or not _YEAR.search(line):
        return False
    return read_day(line) is not None or any(word.lower() in MONTHS for word in _MONTH.findall(line)[:2])


def unwrap(lines: Iterable[str]) -> tuple[str, ...]:
    """Paragraphs of lines that were wrapped at a fixed width; lines set as a table stay lines."""
    paragraphs: list[str] = []
    held: list[str] = []
    for line in (*lines, ""):
        if line.strip() and not is_row(line):
            held.append(line.strip())
            continue
        if held:
            paragraphs.append(" ".join(held))
            held = []
        if line.strip():
            paragraphs.append(line.strip())
    return tuple(paragraphs)


def is_row(line: str) -> bool:
    """Whether a line is set in columns."""
    return "\t" in line.strip() or len(re.findall(r"(?<=\S)[ \xa0]{3,}(?=\S)", line)) >= 2

"""`.html` -> one Draft: the article of the page, as trafilatura finds it; of an export of Factiva, a Draft for each article.

Offsets count in what trafilatura gives.
Nothing is fetched and no script is run. A date of publication is taken only from marks that call it one; the guesses of
htmldate, which trafilatura would use, read the story and look at the clock.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

from dragoman.intake import factiva_page
from dragoman.intake.article import make_drafts
from dragoman.intake.days import read_day
from dragoman.intake.decode import decode_bytes
from dragoman.intake.draft import Draft, Item, Notice, Source, UnreadableError, read_whole

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s{0,5}=\s{0,5}[\"']?([\w-]{2,30})", re.I)
_JSON_DATE = re.compile(r"\"datePublished\"\s{0,10}:\s{0,10}\"([^\"]{4,60})\"")

# The marks that publishers use, best first; all are compared in lower case.
DATE_MARKS = (
    "article:published_time", "og:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date",
    "citation_publication_date", "publication_date", "publish-date", "pubdate", "parsely-pub-date", "sailthru.date", "date",
)  # fmt: skip


def read_page(source: Source) -> Iterator[Item]:
    """One Draft; raises UnreadableError where the page has no text to speak of."""
    yield from read_markup(source.where, read_whole(source))


def read_markup(where: str, data: bytes, *, charset: str | None = None, url: str | None = None) -> Iterator[Item]:
    """What a page gives; `charset` and `url` are what its carrier says, the page itself is asked first for its own address."""
    told = _CHARSET.search(data[:4096])
    decoded = decode_bytes(data, declared=charset or (told[1].decode("ascii", "replace") if told else None))
    if not decoded.text.strip():
        raise UnreadableError("empty", "there is no text in it")
    if decoded.warning:
        yield Notice("warning", where, "characters lost", decoded.warning)
    try:
        items = list(_read_tree(where, decoded.text, url))
    except Exception as error:  # a page is untrusted and trafilatura large: costs one page
        raise UnreadableError(
            "page not understood", f"trafilatura stopped at it ({type(error).__name__}); save it as text"
        ) from error
    if not items:
        raise UnreadableError("no article in page", "trafilatura found no text in it; save the article as text")
    yield from items


def _read_tree(where: str, markup: str, url: str | None) -> Iterator[Item]:
    import trafilatura  # heavy: only where a page is read
    from trafilatura.metadata import extract_metadata

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it warns of empty pages on stderr; we say so ourselves
    tree = trafilatura.load_html(_without_declaration(markup))
    if tree is None:
        return
    if factiva_page.has_articles(markup):
        for n, article in enumerate(factiva_page.read_articles(tree), start=1):
            yield from make_drafts(f"{where}#{n}", article)
        return
    published = _find_published(tree)
    about = extract_metadata(tree, extensive=False)
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    text = trafilatura.extract(tree, include_comments=False, include_tables=False, deduplicate=False)
    if text:
        yield Draft(where, text, None, about.title, about.sitename, about.url or url, language, published)


def _without_declaration(markup: str) -> str:
    """lxml refuses a text that still names its own encoding in an XML declaration."""
    return re.sub(r"^\s{0,100}<\?xml[^>]{0,200}\?>", "", markup, count=1)


def _find_published(tree: Any) -> str | None:
    marks: dict[str, str] = {}
    for meta in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            if (name := meta.get(attribute)) and (value := meta.get("content")):
                marks.setdefault(name.strip().lower(), value)
    written = [marks[mark] for mark in DATE_MARKS if mark in marks]
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "") and (found := _JSON_DATE.search(script.text or "")):
            written.append(found[1])
    for time in tree.iter("time"):
        if (time.get("itemprop") or "").lower() == "datepublished" or time.get("pubdate") is not None:
            written.append(time.get("datetime") or "")
    days = [value for value in written if read_day(value)]
    return next(iter(days or written), None)

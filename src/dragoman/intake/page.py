"""`.html` -> one Draft: the article of the page, as trafilatura finds it; offsets count in what it gives.

Nothing is fetched and no script is run. A date of publication is taken only from marks that call it one; the guesses of
htmldate, which trafilatura would use, read the story and look at the clock.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

from dragoman.intake.days import read_day
from dragoman.intake.decode import decode_bytes
from dragoman.intake.draft import Draft, Notice, Source, UnreadableError, read_whole

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s{0,5}=\s{0,5}[\"']?([\w-]{2,30})", re.I)
_JSON_DATE = re.compile(r"\"datePublished\"\s{0,10}:\s{0,10}\"([^\"]{4,60})\"")

# The marks that publishers use, best first; all are compared in lower case.
DATE_MARKS = (
    "article:published_time", "og:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date",
    "citation_publication_date", "publication_date", "publish-date", "pubdate", "parsely-pub-date", "sailthru.date", "date",
)  # fmt: skip


def read_page(source: Source) -> Iterator[Draft | Notice]:
    """One Draft; raises UnreadableError where the page has no text to speak of."""
    data = read_whole(source)
    charset = _CHARSET.search(data[:4096])
    decoded = decode_bytes(data, declared=charset[1].decode("ascii", "replace") if charset else None)
    if not decoded.text.strip():
        raise UnreadableError("empty", "there is no text in it")
    if decoded.warning:
        yield Notice("warning", source.where, "characters lost", decoded.warning)
    try:
        draft = _read_markup(source.where, decoded.text)
    except Exception as error:  # a page is untrusted and trafilatura large: costs one page
        raise UnreadableError(
            "page not understood", f"trafilatura stopped at it ({type(error).__name__}); save it as text"
        ) from error
    if draft is None:
        raise UnreadableError("no article in page", "trafilatura found no text in it; save the article as text")
    yield draft


def _read_markup(where: str, markup: str) -> Draft | None:
    import trafilatura  # heavy: only where a page is read
    from trafilatura.metadata import extract_metadata

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it warns of empty pages on stderr; we say so ourselves
    tree = trafilatura.load_html(_without_declaration(markup))
    if tree is None:
        return None
    published = _find_published(tree)
    about = extract_metadata(tree, extensive=False)
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    text = trafilatura.extract(tree, include_comments=False, include_tables=False, deduplicate=False)
    if not text:
        return None
    return Draft(where, text, None, about.title, about.sitename, about.url, language, published)


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

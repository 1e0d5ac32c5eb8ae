"""RSS and Atom -> a Draft for each item: its title and its text, as much as the feed gives. No page is fetched.

>>> [item.reason for item in read_items("a.rss", b"<rss><channel><item><title>Tin</title></item></channel></rss>")]
['no text in item']
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from dragoman.intake.draft import Draft, Item, Source, UnreadableError, read_whole
from dragoman.intake.mail import words_of_markup
from dragoman.types import Rejected

_ENTITY = re.compile(rb"<!ENTITY", re.I)
_FEED = re.compile(rb"<(?:\w{1,20}:)?(?:rss|feed|rdf)[\s>]", re.I)


def read_feed(source: Source) -> Iterator[Item]:
    """The Drafts of a feed that was saved as a file."""
    yield from read_items(source.where, read_whole(source))


def read_items(where: str, data: bytes, name: str | None = None) -> Iterator[Item]:
    """The Drafts of the items of a feed; `name`: the source, where it is not to be the title of the feed.

    An item without words but those of its title is left out and said so. Atom's `updated` stands in for a missing `published`.
    """
    import feedparser  # heavy: only where a feed is read

    if not _FEED.search(data[:20_000]):
        raise UnreadableError("no feed", "it is neither RSS nor Atom; other XML is not read")
    if _ENTITY.search(data):
        raise UnreadableError("broken XML", "it declares entities, which no feed needs")
    try:
        feed = feedparser.parse(io.BytesIO(data), sanitize_html=False)
        about, entries = feed.feed, feed.entries
    except Exception as error:  # a feed is untrusted and the library raises all manner of errors: costs one feed
        raise UnreadableError("feed not understood", f"{type(error).__name__}: {str(error)[:120]}") from error
    if not entries:
        raise UnreadableError("no items in feed", str(feed.get("bozo_exception", "") or "it is empty")[:160])
    for n, entry in enumerate(entries, start=1):
        yield _read_item(f"{where}#{n}", entry, name or _words(about.get("title")) or None, about.get("language"))


def _read_item(where: str, entry: Any, source: str | None, language: str | None) -> Draft | Rejected:
    title = _words(entry.get("title"))
    contents = [part.get("value") or "" for part in entry.get("content", ())]
    text = max((_words(part) for part in (*contents, entry.get("summary") or "")), key=len)
    if not text:
        return Rejected(where, "no text in item", f"the feed gives a title alone ({title[:80]!r})")
    url = entry.get("link")
    number = str(entry.get("id") or "")
    written = entry.get("published") or entry.get("updated")
    whole = text if not title or text.startswith(title) else f"{title}\n\n{text}"
    return Draft(
        where, whole, number if re.match(r"https?://|tag:|urn:", number) else url, title or None, source, url,
        entry.get("language") or language, written,
    )  # fmt: skip


def _words(markup: str | None) -> str:
    if not markup:
        return ""
    return words_of_markup(markup) if "<" in markup or "&" in markup else markup.strip()

"""A list of feeds (`.toml`) -> the items of each, asked for politely over the network.

    [[feed]]
    url = "https://news.example/world.rss"
    source = "The Delta Post"    # if not the title of the feed

What came is kept beside the list, in `NAME.feeds/`, with the marks (ETag, Last-Modified) by which a server tells whether it has
changed. A feed that has not is read from there: so a run that was killed loses nothing, and a second record gets the same.

    >>> read_list(b'[[feed]]\\nurl = "https://news.example/a.rss"').feed
    [Feed(url='https://news.example/a.rss', source=None)]
"""

from __future__ import annotations

import hashlib
import io
import tomllib
from collections.abc import Generator, Iterator
from pathlib import Path

import msgspec

from dragoman.intake.draft import Item, Notice, Source, UnreadableError, read_whole
from dragoman.intake.feed import read_items
from dragoman.intake.fetch import Bounds, fetch
from dragoman.types import Rejected

MARKS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}


class Feed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    url: str
    source: str | None = None


class FeedList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`pause`: seconds between two questions to one host; `timeout`: seconds; `max_size`: megabytes of one feed."""

    feed: list[Feed]
    pause: float = 1.0
    timeout: float = 20.0
    max_size: float = 20.0


def read_feeds(source: Source) -> Iterator[Item]:
    """The items of all feeds of a list, in its order; a feed that was not had is a Rejected and costs no other."""
    if source.path is None:
        raise UnreadableError("list of feeds", "it is read only where it is named as a file: dragoman read feeds.toml")
    wanted = read_list(read_whole(source))
    bounds = Bounds(max(0.1, wanted.timeout), max(0.0, wanted.pause), int(wanted.max_size * 1_000_000), source.local)
    folder = Path(source.path).with_suffix(".feeds")
    for feed in wanted.feed:
        where = f"{source.where}: {feed.url}"
        try:
            data = yield from _ask_feed(feed, folder, bounds, where)
            yield from read_items(where, data, feed.source)
        except UnreadableError as error:
            yield Rejected(where, error.reason, error.detail)


def read_list(data: bytes) -> FeedList:
    """The feeds of a TOML file; UnreadableError says what is wrong with it."""
    try:
        return msgspec.convert(tomllib.loads(data.decode("utf-8-sig")), FeedList)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError, RecursionError) as error:
        raise UnreadableError("no list of feeds", f'{str(error)[:160]}; it has [[feed]] with url = "..." for each') from error


def _ask_feed(feed: Feed, folder: Path, bounds: Bounds, where: str) -> Generator[Item, None, bytes]:
    """Yields remarks; returns the bytes of the feed, new or kept."""
    name = hashlib.sha256(feed.url.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    kept, marks = folder / f"{name}.xml", folder / f"{name}.json"
    known = _load_marks(marks, kept)
    into = io.BytesIO()
    headers = {MARKS[mark]: value for mark, value in known.items() if mark in MARKS}
    answer = fetch(feed.url, into, bounds, headers)
    if answer.status == 304:
        if not known:
            raise UnreadableError("no answer", f"{feed.url[:200]} says that it has not changed, but was never had")
        yield Notice("skipped", where, "feed not changed", "it is read from the copy of the last time")
        return kept.read_bytes()
    data = into.getvalue()
    new = {mark: answer.headers[mark] for mark in MARKS if mark in answer.headers}
    try:
        folder.mkdir(exist_ok=True)
        kept.write_bytes(data)  # before the marks: a mark without its copy would hide the feed for good
        marks.write_bytes(msgspec.json.encode({"url": feed.url, "digest": _digest(data), **new}))
    except OSError as error:
        yield Notice("warning", where, "not kept", f"{error.strerror or error}: {folder}; the next run asks for all of it again")
    return data


def _load_marks(marks: Path, kept: Path) -> dict[str, str]:
    """What the server said of the copy that is kept; empty where either is missing or they do not belong together."""
    try:
        known = msgspec.json.decode(marks.read_bytes(), type=dict[str, str])
        return known if known.get("digest") == _digest(kept.read_bytes()) else {}
    except (OSError, msgspec.MsgspecError):
        return {}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()

"""`.eml`, `.mbox` -> a Draft for each letter: its text, the subject as title, the day that it says it was sent.

Attachments are named and left out. A letter in HTML alone is read as words, not as a page.

    >>> words_of_markup("<p>Peru &amp; Chile</p><p>met.</p>")
    'Peru & Chile\\n\\nmet.'
"""

from __future__ import annotations

import email
import email.header
import email.utils
import io
import re
from collections.abc import Iterator
from email.message import Message
from typing import Any, cast

from dragoman.intake.decode import decode_bytes
from dragoman.intake.draft import Draft, Item, Notice, Source, UnreadableError, read_whole
from dragoman.types import Rejected

BLOCKS = "p div br li tr h1 h2 h3 h4 h5 h6 blockquote pre section article td ul ol table".split()
MOST_PARTS = 100
HEADER_CHARS = 1_000
_MULTIPART = re.compile(rb"content-type:\s{0,20}(?:multipart|message)/", re.I)
SILENT = ("script", "style", "head", "template")


def read_letter(source: Source) -> Iterator[Item]:
    """The Draft of a letter."""
    yield from _read_message(source.where, read_whole(source))


def read_mailbox(source: Source) -> Iterator[Item]:
    """A Draft for each letter of a mailbox ("From " at the head of each), one after the other."""
    limit = source.limits.file
    n, n_bytes, held = 0, 0, list[bytes]()
    blank = True
    with source.open() as opened:
        stream = opened if isinstance(opened, io.BufferedReader) else io.BufferedReader(opened)  # type: ignore[type-var]
        for line in iter(lambda: stream.readline(limit), b""):
            source.count(len(line))
            if blank and line.startswith(b"From "):
                if held:
                    yield from _read_bounded(f"{source.where}#{n}", held, n_bytes, limit)
                n, n_bytes, held = n + 1, 0, []
            else:
                n_bytes += len(line)
                if n_bytes <= limit:
                    held.append(line[1:] if line.startswith(b">From ") else line)
            blank = not line.strip()
    if not n:
        raise UnreadableError("not a mailbox", 'it does not begin with "From "; check what it is')
    yield from _read_bounded(f"{source.where}#{n}", held, n_bytes, limit)


def _read_bounded(where: str, lines: list[bytes], n_bytes: int, limit: int) -> Iterator[Item]:
    if n_bytes > limit:
        yield Rejected(where, "too large", f"more than {limit // 1_000_000} MB in one letter; raise --max-size")
        return
    try:
        yield from _read_message(where, b"".join(lines))
    except UnreadableError as error:
        yield Rejected(where, error.reason, error.detail)


def _read_message(where: str, data: bytes) -> Iterator[Item]:
    if len(_MULTIPART.findall(data)) > MOST_PARTS:
        raise UnreadableError("nested too deep", f"more than {MOST_PARTS} parts within parts; save it as text")
    try:
        message = email.message_from_bytes(data)
        text = _find_text(message)
        title, sender, sent, number = (_header(message, name) for name in ("subject", "from", "date", "message-id"))
        n_attached = sum(1 for part in message.walk() if part.get_content_disposition() == "attachment")
    except Exception as error:  # a letter is untrusted and the library raises all manner of errors: costs one letter
        raise UnreadableError("letter not understood", f"{type(error).__name__}: {str(error)[:120]}; save it as text") from error
    if not text.strip():
        raise UnreadableError("no text in letter", "it has neither plain text nor HTML")
    if n_attached:
        yield Notice("skipped", where, "attachment", f"{n_attached} attachments are left out; save them to read them")
    if title and not text.lstrip().startswith(title):
        text = f"{title}\n\n{text.strip()}"
    name = email.utils.parseaddr(sender or "")[0] or sender
    yield Draft(where, text, number.strip("<> ") if number else None, title, name or None, published=sent)


def _header(message: Message, name: str) -> str | None:
    """The words of a header, decoded; its beginning only, as decoding takes time with the square of its length."""
    value = str(message.get(name) or "")[:HEADER_CHARS]
    pieces = email.header.decode_header(value)
    words = "".join(piece if isinstance(piece, str) else decode_bytes(piece, declared=charset).text for piece, charset in pieces)
    return " ".join(words.split()) or None


def _find_text(message: Message) -> str:
    """The first part of plain text that is no attachment, else the first in HTML."""
    found: dict[str, Message] = {}
    for part in message.walk():
        if not part.is_multipart() and part.get_content_disposition() != "attachment":
            found.setdefault(part.get_content_type(), part)
    body = found.get("text/plain") or found.get("text/html")
    if body is None:
        return ""
    data = cast(bytes, body.get_payload(decode=True) or b"")
    text = decode_bytes(data, declared=body.get_content_charset()).text.replace("\r\n", "\n")
    return words_of_markup(text) if body.get_content_type() == "text/html" else text


def words_of_markup(markup: str) -> str:
    """The words of a piece of HTML, a blank line between its blocks; scripts and styles are left out."""
    from lxml import html  # heavy: only where there is markup

    if not markup.strip():
        return ""
    parser = html.HTMLParser(huge_tree=False, no_network=True, remove_comments=True, remove_pis=True)
    tree = html.fromstring(f"<div>{markup}</div>", parser=parser)
    pieces: list[str] = []
    silent: Any = None  # a script or the like, while in it
    for event, part in _walk(tree):
        if silent is None and event == "start":
            silent = part if part.tag in SILENT else None
            pieces += ["\n" if part.tag in BLOCKS else "", (part.text or "").replace("\n", " ") if silent is None else ""]
        elif event == "end" and silent in (None, part):
            silent = None
            pieces += ["\n" if part.tag in BLOCKS else "", (part.tail or "").replace("\n", " ")]
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n\n".join(line for line in lines if line)


def _walk(tree: Any) -> Iterator[tuple[str, Any]]:
    from lxml import etree

    yield from etree.iterwalk(tree, events=("start", "end"))

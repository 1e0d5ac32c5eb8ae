r"""`.rtf` -> its lines; then the articles of a library export, or one Draft.

Our own reader of the control words that carry text (Rich Text Format Specification 1.9.1, Microsoft 2008), as those at hand
take time with the cube of a hostile text. Every byte is looked at once.

    >>> "".join(read_rtf_text(rb"{\rtf1\ansi caf\'e9\par \u8364?5}"))
    'café\n€5'
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.intake.draft import Item, Source, UnreadableError, read_whole
from dragoman.intake.layouts import read_article_lines

MOST_GROUPS = 10_000  # within one another

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,9})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+", re.DOTALL
)
# Groups whose words are no text of the document.
NO_TEXT = frozenset(
    b"""fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf footnote
    annotation atnid atnauthor fldinst themedata colorschememapping latentstyles datastore listtable listoverridetable
    rsidtbl generator xmlnstbl filetbl revtbl pgptbl listtext pntext nonshppict shpinst bkmkstart bkmkend xe tc""".split()
)
CHARACTERS = {
    b"par": "\n", b"line": "\n", b"row": "\n", b"nestrow": "\n", b"cell": "\t", b"nestcell": "\t", b"tab": "\t",
    b"page": "\n\f\n", b"sect": "\n\f\n", b"emspace": " ", b"enspace": " ", b"qmspace": " ",
    b"emdash": "\u2014", b"endash": "\u2013", b"lquote": "\u2018", b"rquote": "\u2019", b"ldblquote": "\u201c",
    b"rdblquote": "\u201d", b"bullet": "\u2022",
}  # fmt: skip
SYMBOLS = {b"~": "\xa0", b"_": "\u2011", b"{": "{", b"}": "}", b"\\": "\\", b"\n": "\n", b"\r": "\n"}  # "\-" may break a word
# \fcharset of a font -> code page
CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip


class _Group(NamedTuple):
    silent: bool
    skip: int  # characters that stand after \u for readers without Unicode
    encoding: str


def read_rich_text(source: Source) -> Iterator[Item]:
    """The Drafts of a rich-text document; UnreadableError where it is none."""
    data = read_whole(source)
    if not data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableError("not rich text", "it does not begin like .rtf; check what it is")
    yield from read_article_lines(source.where, split_pieces(read_rtf_text(data)))


def split_pieces(pieces: Iterator[str]) -> Iterator[str]:
    """Lines of a text that comes in pieces."""
    held: list[str] = []
    for piece in pieces:
        first, *rest = piece.split("\n")
        held.append(first)
        for part in rest:
            yield mend_halves("".join(held))
            held = [part]
    yield mend_halves("".join(held))


def read_rtf_text(data: bytes) -> Iterator[str]:
    """The text in pieces, with a form feed where a page or a section ends."""
    groups: list[_Group] = []
    group = _Group(False, 1, "cp1252")
    fonts: dict[int, str] = {}
    base, font = "cp1252", -1
    to_skip = 0
    in_fonts = 0  # depth of the font table, while in it
    high = bytearray()  # bytes of one character, or more, of a code page
    position, end = 0, len(data)
    while position < end:
        found = _TOKEN.match(data, position)
        if found is None:  # a lone backslash at the end
            break
        position = found.end()
        word, number, code, symbol, brace, text = found.groups()
        if code is not None:
            if to_skip:
                to_skip -= 1
            elif not group.silent:
                high.append(int(code, 16))
            continue
        if high:
            yield high.decode(group.encoding, "replace")
            high.clear()
        if text is not None:
            if to_skip:
                text, to_skip = text[to_skip:], max(0, to_skip - len(text))
            if not group.silent:
                yield text.decode(group.encoding, "replace")
        elif brace == b"{":
            groups.append(group)
            to_skip = 0
            if len(groups) > MOST_GROUPS:
                raise UnreadableError("nested too deep", "groups within groups beyond all use; save it as text")
        elif brace == b"}":
            to_skip = 0
            if groups:
                group = groups.pop()
            in_fonts = in_fonts if len(groups) >= in_fonts else 0
        elif symbol is not None:
            if to_skip:
                to_skip -= 1
            elif symbol == b"*":
                group = group._replace(silent=True)
            elif symbol in SYMBOLS and not group.silent:
                yield SYMBOLS[symbol]
        elif word is not None:
            value = int(number) if number else 0
            if word == b"bin":
                position += max(0, value)
            elif word == b"u" and number:
                to_skip = group.skip
                if not group.silent:
                    yield chr(value % 0x10000)
            elif word == b"uc":
                group = group._replace(skip=min(max(value, 0), 100))
            elif word == b"ansicpg":
                base = _find_encoding(f"cp{value}") or base
                group = group._replace(encoding=base)
            elif word == b"mac":
                base = "mac_roman"
                group = group._replace(encoding=base)
            elif word == b"f":
                font = value
                if not in_fonts:
                    group = group._replace(encoding=fonts.get(value, base))
            elif word == b"fcharset":
                if in_fonts and value in CHARSETS and value:
                    fonts[font] = CHARSETS[value]
            elif word in NO_TEXT:
                group = group._replace(silent=True)
                in_fonts = len(groups) if word == b"fonttbl" else in_fonts
            elif word in CHARACTERS and not group.silent:
                yield CHARACTERS[word]
    if high:
        yield high.decode(group.encoding, "replace")


def mend_halves(line: str) -> str:
    """A character that RTF writes as two halves (UTF-16) becomes one; a half alone becomes U+FFFD."""
    if not re.search("[\ud800-\udfff]", line):
        return line
    return line.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _find_encoding(name: str) -> str | None:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None

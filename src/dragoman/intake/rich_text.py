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
    state = _State()
    high = bytearray()  # bytes of one character, or more, of a code page
    position, end = 0, len(data)
    while position < end:
        found = _TOKEN.match(data, position)
        if found is None:  # a lone backslash at the end
            break
        position = found.end()
        word, number, code, symbol, brace, text = found.groups()
        if code is not None:
            if state.may_take() and not state.group.silent:
                high.append(int(code, 16))
            continue
        if high:
            yield high.decode(state.group.encoding, "replace")
            high.clear()
        if text is not None:
            text = state.leave_out(text)
            if not state.group.silent:
                yield text.decode(state.group.encoding, "replace")
        elif brace is not None:
            state.open_group() if brace == b"{" else state.close_group()
        elif symbol is not None:
            if state.may_take() and (character := state.read_symbol(symbol)):
                yield character
        elif word == b"bin":
            position += max(0, int(number or 0))
        elif word is not None and (character := state.read_word(word, number)):
            yield character
    if high:
        yield high.decode(state.group.encoding, "replace")


class _State:
    """What the control words so far have set: the group, its encoding, the fonts, and how much is for old readers only."""

    def __init__(self) -> None:
        self.groups: list[_Group] = []
        self.group = _Group(False, 1, "cp1252")
        self.fonts: dict[int, str] = {}
        self.base, self.font = "cp1252", -1
        self.to_skip = 0
        self.in_fonts = 0  # depth of the font table, while in it

    def may_take(self) -> bool:
        """Whether the next character is for us, and none that stands after \\u for readers without Unicode."""
        if self.to_skip:
            self.to_skip -= 1
            return False
        return True

    def leave_out(self, text: bytes) -> bytes:
        """The text without the characters for readers without Unicode."""
        left, self.to_skip = text[self.to_skip :], max(0, self.to_skip - len(text))
        return left

    def open_group(self) -> None:
        self.groups.append(self.group)
        self.to_skip = 0
        if len(self.groups) > MOST_GROUPS:
            raise UnreadableError("nested too deep", "groups within groups beyond all use; save it as text")

    def close_group(self) -> None:
        self.to_skip = 0
        if self.groups:
            self.group = self.groups.pop()
        self.in_fonts = self.in_fonts if len(self.groups) >= self.in_fonts else 0

    def read_symbol(self, symbol: bytes) -> str:
        if symbol == b"*":
            self.group = self.group._replace(silent=True)
        return "" if self.group.silent else SYMBOLS.get(symbol, "")

    def read_word(self, word: bytes, number: bytes | None) -> str:
        """The text that a control word stands for; "" where it only sets something."""
        value = int(number) if number else 0
        if word == b"u" and number:
            self.to_skip = self.group.skip
            return "" if self.group.silent else chr(value % 0x10000)
        if word == b"uc":
            self.group = self.group._replace(skip=min(max(value, 0), 100))
        elif word == b"ansicpg":
            self.base = _find_encoding(f"cp{value}") or self.base
            self.group = self.group._replace(encoding=self.base)
        elif word == b"mac":
            self.base = "mac_roman"
            self.group = self.group._replace(encoding=self.base)
        elif word == b"f":
            self.font = value
            if not self.in_fonts:
                self.group = self.group._replace(encoding=self.fonts.get(value, self.base))
        elif word == b"fcharset":
            if self.in_fonts and value in CHARSETS and value:
                self.fonts[self.font] = CHARSETS[value]
        elif word in NO_TEXT:
            self.group = self.group._replace(silent=True)
            self.in_fonts = len(self.groups) if word == b"fonttbl" else self.in_fonts
        elif not self.group.silent:
            return CHARACTERS.get(word, "")
        return ""


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

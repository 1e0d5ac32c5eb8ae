"""Bytes -> text, with the encoding found and not assumed.

Order: byte order mark, UTF-8, mostly UTF-8 (what is broken becomes U+FFFD), then a guess from a bounded sample.

    >>> decode_bytes("Côte d'Ivoire".encode("cp1252")).text
    "Côte d'Ivoire"
"""

from __future__ import annotations

import codecs
import re

import msgspec

from dragoman.intake.draft import UnreadableError

# charset-normalizer takes seconds per megabyte; a guess does not improve beyond a few pages.
SAMPLE_BYTES = 16_000

# Below this share of bytes above 127 the text is in Latin letters. There the guess between the Western and the Central
# European code page is little better than chance, and Western is far more frequent in what Dragoman reads (English).
LATIN_SHARE = 0.3

SAVE_AS_TEXT = "save it as text, HTML, JSON lines or CSV first"

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

MAGIC = (
    (re.compile(rb"%PDF-\d"), "a PDF"),
    (re.compile(rb"PK\x03\x04"), "a zip archive or an office document"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "an old office document"),
    (re.compile(rb"\{\\rtf"), "a rich-text document"),
    (re.compile(rb"\x1f\x8b|BZh\d1AY&SY|\xfd7zXZ|7z\xbc\xaf|\x28\xb5\x2f\xfd"), "a compressed archive"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8[79]a"), "an image"),
    (re.compile(rb"\x7fELF"), "a program"),
    (re.compile(rb"SQLite format 3\x00"), "a database"),
)
# Characters that no text has, unless it was damaged: all controls but tab, line ends, form feed and escape.
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))
CONTROL_SHARE = 0.1
_HIGH = bytes(range(128, 256))
JUDGED_BYTES = 1_000_000  # of a broken file, to tell broken UTF-8 from another encoding

_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


_PAGE_ENCODINGS = re.compile(r"(?:utf-?8|iso-?8859|windows|cp|koi8|gb|big5|shift|euc|mac|latin|us-ascii|tis)[\w-]*$", re.I)


class Decoded(msgspec.Struct, frozen=True):
    """`text` without a byte order mark, otherwise unaltered; `warning` where characters were lost."""

    text: str
    encoding: str
    warning: str | None = None


def decode_bytes(data: bytes, declared: str | None = None) -> Decoded:
    """The text of `data`; `declared` is what the input itself says. Raises UnreadableError for what is no text."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_with(data[len(mark) :], encoding)
    refuse_binary(data)
    if b"\0" in data:
        return _decode_with(data, _find_wide_encoding(data))
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        first = error.start  # not UTF-8 throughout: go on with the guesses
    if declared and _is_known(declared):
        return _decode_with(data, declared)
    if _is_mostly_utf8(data[max(0, first - JUDGED_BYTES // 2) : first + JUDGED_BYTES // 2]):
        return _decode_with(data, "utf-8")
    return _decode_with(data, guess_encoding(data[max(0, first - SAMPLE_BYTES // 8) :][:SAMPLE_BYTES]))


def refuse_binary(data: bytes) -> None:
    """Raises UnreadableError where `data` begins like a kind of file that holds no plain text, or is full of controls."""
    for magic, name in MAGIC:
        if magic.match(data):
            raise UnreadableError("binary file", f"this is {name}; {SAVE_AS_TEXT}")
    start = data[:4096]
    n_controls = len(start) - len(start.translate(None, _CONTROLS.replace(b"\0", b"")))  # for NUL see decode_bytes
    if n_controls > CONTROL_SHARE * len(start):
        raise UnreadableError("binary file", f"it is full of control characters and is no text; {SAVE_AS_TEXT}")


def guess_encoding(sample: bytes) -> str:
    """The likeliest single-byte or East Asian encoding of a sample that begins about where the text leaves ASCII."""
    if _count_high(sample) >= LATIN_SHARE * len(sample):
        from charset_normalizer import from_bytes

        best = from_bytes(sample).best()
        if best is not None:
            return best.encoding
    return "windows-1252"


def _decode_with(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, errors="replace")
        line = data.count(b"\n", 0, error.start) + 1
        warning = f"not all of it is {encoding} (first near line {line}); what is broken became \ufffd"
        return Decoded(text, encoding, warning)


def _find_wide_encoding(data: bytes) -> str:
    """UTF-16 without a mark shows as NUL in every second byte; any other NUL says that this is no text."""
    sample = data[:4096]
    pairs = len(sample) // 2
    if pairs < 10 or len(data) % 2:
        pass  # too little to tell
    elif sample[1::2].count(0) > 0.6 * pairs and sample[0::2].count(0) == 0:
        return "utf-16-le"
    elif sample[0::2].count(0) > 0.6 * pairs and sample[1::2].count(0) == 0:
        return "utf-16-be"
    raise UnreadableError("binary file", f"it has NUL bytes and is no text; {SAVE_AS_TEXT}")


def _is_mostly_utf8(data: bytes) -> bool:
    good = _MULTIBYTE.findall(data)
    return len(good) > _count_high(data) - sum(map(len, good))


def _count_high(data: bytes) -> int:
    return len(data) - len(data.translate(None, _HIGH))


def _is_known(encoding: str) -> bool:
    """Whether pages may declare it and Python has it; `idna`, `unicode_escape` and the like are no encodings of pages."""
    if not _PAGE_ENCODINGS.match(encoding):
        return False
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True

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

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich-text document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x28\xb5\x2f\xfd", "a zstandard archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet table"),
)

_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_ABOVE_ASCII = re.compile(rb"[\x80-\xff]")


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
    except UnicodeDecodeError:
        pass  # not UTF-8 throughout: go on with the guesses
    if declared and _is_known(declared):
        return _decode_with(data, declared)
    if _is_mostly_utf8(data):
        return _decode_with(data, "utf-8")
    return _decode_with(data, guess_encoding(data))


def refuse_binary(data: bytes) -> None:
    """Raises UnreadableError where `data` begins like a known kind of file that holds no plain text."""
    for magic, name in MAGIC:
        if data.startswith(magic):
            raise UnreadableError("binary file", f"this is {name}; save it as text, HTML, JSON lines or CSV first")


def guess_encoding(data: bytes) -> str:
    """The likeliest single-byte or East Asian encoding, by a sample that is rich in bytes above 127."""
    first = _ABOVE_ASCII.search(data)
    start = max(0, first.start() - SAMPLE_BYTES // 8) if first else 0
    sample = data[start : start + SAMPLE_BYTES]
    share = len(_ABOVE_ASCII.findall(sample)) / max(1, len(sample))
    if share >= LATIN_SHARE:
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
    raise UnreadableError("binary file", "it has NUL bytes and is no text; save it as text, HTML, JSON lines or CSV first")


def _is_mostly_utf8(data: bytes) -> bool:
    good = _MULTIBYTE.findall(data)
    above = len(_ABOVE_ASCII.findall(data))
    broken = above - sum(map(len, good))
    return len(good) > broken


def _is_known(encoding: str) -> bool:
    """Whether pages may declare it and Python has it; `idna`, `unicode_escape` and the like are no encodings of pages."""
    if not _PAGE_ENCODINGS.match(encoding):
        return False
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True

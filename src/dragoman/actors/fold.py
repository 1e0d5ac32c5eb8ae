"""One character for one character: accents off, typographic marks plain, so that offsets stay.

>>> fold_text("Erdoğan’s")
"Erdogan's"
"""

from __future__ import annotations

import unicodedata

_SPECIAL = {
    **{ord(a): b for a, b in zip("øØłŁđĐıħĦŧŦðÐ", "oOlLdDihHtTdD", strict=True)},
    **{ord(c): "'" for c in "\u2019\u2018\u02bc\u02bf\u02be\u00b4`"},
    **{ord(c): "-" for c in "\u2010\u2011\u2012\u2013"},
    **{ord(c): '"' for c in "\u201c\u201d"},
    **{ord(c): " " for c in "\n\t\r\u00a0\u2009\u202f\u2028\u2029\x0b\x0c"},
}


class _Folding(dict[int, str]):
    """Filled as characters turn up, so that only what the text uses is ever computed."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if code > 127:
            first = unicodedata.normalize("NFD", character)[:1]
            if first.isascii() and first.isalpha():
                character = first
        self[code] = character
        return character


_FOLDING = _Folding(_SPECIAL)


def fold_text(text: str) -> str:
    """`text` with accents removed; as long as `text`."""
    return text.translate(_FOLDING)

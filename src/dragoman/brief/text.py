"""Words of texts, which are untrusted, made fit to be shown: one line, no control characters, no marks of direction.

>>> clean_text("a\\u202eb\\n c")
'ab c'
"""

from __future__ import annotations

import re
import unicodedata


def clean_text(text: str) -> str:
    """One line without control characters and marks of direction, which could show a reader other words than there are."""
    return re.sub(r"\s+", " ", "".join(map(_clean_letter, text))).strip()


def _clean_letter(letter: str) -> str:
    if letter.isspace():
        return " "
    if letter in "\u200c\u200d":  # joiners are part of words in Persian and Indic scripts
        return letter
    return "" if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn") else letter


def join_words(words: list[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def shorten(text: str, width: int) -> str:
    """At most `width` characters, cut at a blank with an ellipsis."""
    if len(text) <= width:
        return text
    return text[: text.rfind(" ", 0, width) if " " in text[:width] else width].rstrip(" ,;:-–") + " …"


def capitalise(text: str) -> str:
    """With a capital letter at its beginning."""
    return text[:1].upper() + text[1:]

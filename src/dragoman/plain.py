"""Words of texts, which are untrusted, made fit for a terminal, a page and a spreadsheet.

>>> clean_text("a\\u202eb\\x1b[31m\\n c"), guard_cell("=HYPERLINK(1)"), guard_cell("-0043")
('ab[31m c', "'=HYPERLINK(1)", '-0043')
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


def guard_cell(cell: object) -> object:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it; numbers and dates before Christ do not."""
    if not isinstance(cell, str) or cell[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n"):
        return cell
    from dragoman.record import read_edtf

    return cell if cell[0] == "-" and read_edtf(cell) else f"'{cell}"

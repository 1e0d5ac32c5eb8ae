r"""Text -> the bounds of its paragraphs: a line break ends one, unless the text is wrapped at a fixed width.

>>> list(find_paragraphs("A title\n\nIt rained."))
[(0, 7), (9, 19)]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_BREAK = re.compile(r"\n[ \t\r]*\n\s*|\n|\r(?!\n)|\u2029")


def find_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each, without those that are blank."""
    wrapped = _is_wrapped(text)
    start = 0
    for found in _BREAK.finditer(text):
        if wrapped and found.group().count("\n") < 2:
            continue
        if text[start : found.start()].strip():
            yield start, found.start()
        start = found.end()
    if text[start:].strip():
        yield start, len(text)


def _is_wrapped(text: str) -> bool:
    """Whether line breaks are mere layout: most lines are full, end in mid-sentence, and none is long."""
    lines = [line.strip() for line in text[:20_000].split("\n") if line.strip()]
    if len(lines) < 4 or max(map(len, lines)) > 140:
        return False
    longest = max(map(len, lines))
    full = sum(len(line) >= 0.7 * longest for line in lines)
    open_ended = sum(line[-1].islower() or line[-1] in ",;-" for line in lines)
    return longest >= 50 and full >= 0.6 * len(lines) and open_ended >= 0.5 * len(lines)

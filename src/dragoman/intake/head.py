r"""What a text says of itself in its own lines: title, source, date of publication. The text stays as it is.

>>> describe_text("Grain for Cairo\n\nEgypt bought wheat from Romania.\nSource: The Delta Post")["source"]
'The Delta Post'
"""

from __future__ import annotations

import re

TITLE_LENGTH = 160  # longer first lines are prose
HEAD_LINES = 8
HEAD_CHARS = 4_000

# "LONDON, March 3 (Reuters) -", "TUNIS (AP) --": the name in brackets before the dash is who sent it.
_DATELINE = re.compile(
    r"[A-Z][A-Z .,'/-]{1,60}(?:,? [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)? ?"
    r"\(([A-Z][\w .&'-]{1,40})\) ?(?:-{1,2}|[\u2013\u2014]) "
)
_FIELD = re.compile(
    r"(title|source|original source|published|publication date|date published|url|language) ?: {1,4}(\S.{0,300})$", re.I
)
_LAST_SOURCE = re.compile(r"(?:original source|source) ?: {1,4}(\S.{0,100})$", re.I)
FIELD_NAMES = {"original source": "source", "publication date": "published", "date published": "published"}


def describe_text(text: str) -> dict[str, str]:
    """The fields of Draft that the text itself gives: none is guessed from the story."""
    lines = [line.strip() for line in text[:HEAD_CHARS].splitlines()]
    numbered = [(i, line) for i, line in enumerate(lines) if line][:HEAD_LINES]
    given: dict[str, str] = {}
    body: list[tuple[int, str]] = []
    for i, line in numbered:
        if found := _FIELD.match(line):
            name = found[1].lower()
            given.setdefault(FIELD_NAMES.get(name, name), found[2].strip())
        else:
            body.append((i, line))
    if "title" not in given and (title := _find_title(lines, body)):
        given["title"] = title
    for _, line in body[:2]:
        if "source" not in given and (found := _DATELINE.match(line)):
            given["source"] = found[1]
    last = text[-500:].rstrip().splitlines()
    if "source" not in given and last and (found := _LAST_SOURCE.match(last[-1].strip())):
        given["source"] = found[1].strip()
    return given


def _find_title(lines: list[str], body: list[tuple[int, str]]) -> str | None:
    """The first line, where it is short, ends no sentence, and a blank line or a longer paragraph follows."""
    if len(body) < 2:
        return None
    (i, first), (_, second) = body[:2]
    if len(first) > TITLE_LENGTH or first[-1] in ".,;:" or not any(map(str.isalpha, first)):
        return None
    followed_by_blank = i + 1 < len(lines) and not lines[i + 1]
    return first if followed_by_blank or len(second) > len(first) else None

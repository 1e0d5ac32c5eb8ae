r"""`.md` -> one Draft: the body with its marks, the front matter as what is known of it.

>>> split_front_matter("---\ntitle: Two notes\ndate: 1921-03-04\n---\nBody.")
({'title': 'Two notes', 'published': '1921-03-04'}, 'Body.')
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.intake.decode import decode_bytes
from dragoman.intake.draft import Draft, Notice, Source, read_whole
from dragoman.intake.head import describe_text

# Names that static-site generators use for the fields of Document.
FIELDS = {
    "id": "id", "title": "title", "source": "source", "publisher": "source", "url": "url", "link": "url",
    "language": "language", "lang": "language", "published": "published", "date": "published",
}  # fmt: skip
FRONT_MATTER_CHARS = 10_000

_KEY_VALUE = re.compile(r"([A-Za-z_]{1,30})[ \t]*:[ \t]*(.{0,1000})$")
_HEADING = re.compile(r"#{1,2}[ \t]+(\S.{0,300})$")


def read_markdown(source: Source) -> Iterator[Draft | Notice]:
    """One Draft; offsets count in the body, without the front matter."""
    decoded = decode_bytes(read_whole(source))
    if decoded.warning:
        yield Notice("warning", source.where, "characters lost", decoded.warning)
    given, body = split_front_matter(decoded.text)
    yield Draft(source.where, body, **{**describe_text(body), **_find_heading(body), **given})


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The known fields of a block between two lines of `---` at the very top, and the text below it."""
    lines = text[:FRONT_MATTER_CHARS].splitlines(keepends=True)
    if not lines or lines[0].rstrip() != "---":
        return {}, text
    given: dict[str, str] = {}
    length = len(lines[0])
    for line in lines[1:]:
        length += len(line)
        if line.rstrip() in ("---", "..."):
            return given, text[length:].lstrip("\r\n")
        if (found := _KEY_VALUE.match(line.rstrip())) and (field := FIELDS.get(found[1].lower())):
            value = found[2].strip().strip("\"'").strip()
            if value:
                given.setdefault(field, value)
    return {}, text  # no closing line: then it was a rule, not front matter


def _find_heading(body: str) -> dict[str, str]:
    for line in body[:2000].splitlines():
        if line.strip():
            found = _HEADING.match(line.strip())
            return {"title": found[1].rstrip("# ")} if found else {}
    return {}

"""`.jsonl` -> one Draft per line: `{"text": ..., "title": ..., "published": ...}`; streamed, so of any size."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from dragoman.intake.draft import Draft, Notice, Source
from dragoman.intake.lines import read_lines
from dragoman.intake.rows import Row, make_draft
from dragoman.types import Rejected

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_ROW = msgspec.json.Decoder(Row)


def read_jsonl(source: Source) -> Iterator[Draft | Rejected | Notice]:
    """A Draft for each line that is an object with a text, a Rejected with file:line for each that is not."""
    for line in read_lines(source):
        where = f"{source.where}:{line.number}"
        if line.text is None:
            yield Rejected(where, line.reason or "unreadable", line.detail or "")
        elif line.text.strip():
            if line.warning:
                yield Notice("warning", where, "characters lost", line.warning)
            yield read_row(where, line.text)


def read_row(where: str, line: str) -> Draft | Rejected:
    """The Draft of one JSON line."""
    try:
        return make_draft(where, _ROW.decode(line))
    except msgspec.ValidationError as error:
        if "missing required field" in str(error):
            return Rejected(where, "no text", 'the row has no field "text"')
        reason = "not an object" if "`object`" in str(error) and "$" not in str(error) else "wrong type"
        return Rejected(where, reason, f"{error}; a row is an object whose fields are strings")
    except msgspec.DecodeError as error:
        if _SURROGATE.search(line):
            return Rejected(where, "broken JSON", "it has half of a surrogate pair (\\ud800 and the like), which is no character")
        return Rejected(where, "broken JSON", f"{error}; write one JSON object per line")
    except RecursionError:
        return Rejected(where, "broken JSON", "objects or lists nested beyond all use; write one flat JSON object per line")

"""What a language model is told: the codebook as the first message, a part of the text as the second.

The first is the same for every text, made from the ontology and the codebook's conventions (data/readers/codebook.toml). The
second holds the text between two lines with a mark that the text cannot contain, one numbered line for each sentence.

    (3) The envoys met in Riga.
    [4] Two days later Norway recalled its consul.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from dragoman.actors import Name
from dragoman.events import load_ontology
from dragoman.readers.parts import Part
from dragoman.types import Document, Sentence

N_NAMES = 60  # names with their codes that are listed with a part
_BLANK = re.compile(r"\s+")


@cache
def write_system() -> str:
    """The first message: what to do, the form of the answer, the codebook."""
    folder = files("dragoman.data") / "readers"
    prompt = (folder / "prompt.md").read_text(encoding="utf-8")
    return prompt.replace("{codebook}", write_codebook()).strip() + "\n"


@cache
def write_codebook() -> str:
    """Conventions for all categories, then each category in order of precedence: what it covers, modes, conventions, examples."""
    kept = tomllib.loads((files("dragoman.data") / "readers" / "codebook.toml").read_text(encoding="utf-8"))
    parts = [kept["general"]]
    for category in sorted(load_ontology().values(), key=lambda one: one.rank):
        own = kept[category.code]
        modes = f" Modes: {', '.join(category.modes)}." if category.modes else ""
        parts.append(f"## {category.code}\n{category.covers}.{modes}\n{own['conventions']}Examples:\n{own['examples']}")
    return "\n".join(parts)


@cache
def hash_prompt() -> str:
    """Sixteen digits that change with any word of the first message."""
    return hashlib.sha256(write_system().encode()).hexdigest()[:16]


def write_part(doc: Document, sentences: Sequence[Sentence], names: Sequence[Name], part: Part) -> str:
    """The second message: where the text is from, names with codes, the sentences."""
    mark = hashlib.sha256(doc.text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    asked = set(part.asked)
    head = [f"{what}: {_flatten(value)}" for what, value in
            (("title", doc.title), ("source", doc.source), ("published", doc.published)) if value]  # fmt: skip
    listed = list_names(names, sentences[part.shown[-1]].end, doc.text)
    if listed:
        head.append(f"names: {'; '.join(listed)}")
    lines: list[str] = []
    last = None
    for index in part.shown:
        if last is not None and index != last + 1:
            lines.append("...")
        number = f"[{index}]" if index in asked else f"({index})"
        lines.append(f"{number} {_flatten(sentences[index].text)}")
        last = index
    numbers = ", ".join(write_ranges(part.asked))
    return "\n".join([f"===== {mark}", *head, "", *lines, f"===== {mark}", f"Read the sentences {numbers}."])


def list_names(names: Sequence[Name], upto: int, text: str) -> list[str]:
    """The names before an offset that stand for one code, each once, the last ones of many: "Tehran IRN"."""
    found: dict[str, str] = {}
    for name in names:
        codes = {entry.code for entry in name.entries if not entry.weak}
        code = next(iter(codes)) if len(codes) == 1 else None
        if name.start < upto and name.is_actor and code is not None:
            words = _flatten(text[name.start : name.end])
            found.pop(words, None)
            found[words] = code
    return [f"{words} {code}" for words, code in list(found.items())[-N_NAMES:]]


def write_ranges(numbers: Iterable[int]) -> list[str]:
    """(4, 5, 6, 9) -> "4 to 6", "9"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs]


def _flatten(text: str) -> str:
    """On one line, so that nothing in the text can look like a line of ours; halves of surrogates are no text."""
    return _BLANK.sub(" ", text.encode("utf-8", "replace").decode("utf-8")).strip()

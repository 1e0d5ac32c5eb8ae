"""Closed lists of words that rules ask for, from a TOML file: one line a list, `name = "word word word"`.

A rule names its list; a scholar edits the words. The whole file is checked on load and every bad line is named.

    >>> read_lists('duty = "must should ought"', "lexicon/words.toml", ["duty"])["duty"] == {"must", "should", "ought"}
    True
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from importlib.resources import files
from types import MappingProxyType

from dragoman.errors import DataError

WORD = re.compile(r"'?[^\W\d_][\w.'*-]*")
CODE = re.compile(r"[A-Z]{3,9}")
_LINE = re.compile(r"^([\w-]+)\s*=", re.MULTILINE)


def load_lists(name: str, wanted: Collection[str], *, codes: Collection[str] = ()) -> Mapping[str, frozenset[str]]:
    """The lists of a file of `dragoman/data`. Errors: DataError with every bad line. `codes`: lists of codes, not of words."""
    return read_lists(files("dragoman").joinpath("data", name).read_text(encoding="utf-8"), name, wanted, codes=codes)


def read_lists(text: str, name: str, wanted: Collection[str], *, codes: Collection[str] = ()) -> Mapping[str, frozenset[str]]:
    """The lists of this text, each as a set of words. `name`: the file it is from, for what the errors say."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f'data/{name}: {error}. A list is one line: name = "word word". Correct it and try again.') from error
    lines = {found[1]: text.count("\n", 0, found.start()) + 1 for found in _LINE.finditer(text)}
    bad = [f"no list {each!r}, which a rule asks for; put it back" for each in wanted if each not in table]
    for key, value in table.items():
        form = CODE if key in codes else WORD
        faults = (
            _find_faults(value, form)
            if key in wanted
            else iter([f"no rule asks for a list of this name; there are {', '.join(sorted(wanted))}"])
        )
        bad.extend(f"line {lines.get(key, 1)}, {key}: {fault}" for fault in faults)
    if bad:
        raise DataError(
            f"data/{name} has {len(bad)} fault{'s' if len(bad) > 1 else ''}: " + "; ".join(bad) + ". Correct them and try again."
        )
    return MappingProxyType({key: frozenset(value.split()) for key, value in table.items()})


def write_choice(words: Iterable[str], depth: int = 3) -> str:
    """The part of a pattern that fits where one of the words begins, quick for thousands of them: those that have their first
    letters (at most `depth`) in common are one branch, so that most are passed over unread. It says that one stands there, not
    which.

    >>> write_choice(["treaty", "truce", "war"], depth=2)
    '(?:t(?:r(?:eaty|uce))|w(?:a(?:r)))'
    """
    by_letter: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        by_letter.setdefault(word[:1], []).append(word[1:])
    if depth == 0:
        branches = [re.escape(first + rest) for first, rests in by_letter.items() for rest in rests]
    else:
        branches = [re.escape(first) + (write_choice(rests, depth - 1) if first else "") for first, rests in by_letter.items()]
    return f"(?:{'|'.join(branches)})"


def _find_faults(value: object, form: re.Pattern[str]) -> Iterator[str]:
    if not isinstance(value, str) or not value.split():
        yield "it must be words between quotation marks, separated by blanks"
        return
    words = value.split()
    for word in dict.fromkeys(words):
        if not form.fullmatch(word) or (form is WORD and word != word.lower()):
            yield f"{word!r} is no {'code of a sector or category' if form is CODE else 'word in lower case'}"
        if words.count(word) > 1:
            yield f"{word!r} stands there {words.count(word)} times"

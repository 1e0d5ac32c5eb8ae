"""Words that are a state's name and something else: the rules of ambiguous.csv, read against the words around them.

"Michael Jordan" -> no state; "Atlanta, Georgia" -> a place in the USA; "WHO SAID IT" -> no organisation
"""

from __future__ import annotations

from functools import cache

import msgspec

from dragoman.actors.fold import fold_text
from dragoman.actors.memory import hit_text
from dragoman.actors.scene import Hit, Scene
from dragoman.actors.tables import check_code, read_rows, split_list
from dragoman.errors import DataError

RULES = ("weak", "word", "given", "caps", "near", "not_before", "not_after")


class Ambiguity(msgspec.Struct, frozen=True):
    """One rule for a form.

    weak: needs an introduction, a title or the office at that date; word: the date alone is not enough; given: also a given
    name or surname; caps: also a word in capitals; near: with one of `words` in the sentence it lies in `code`;
    not_before, not_after: no name next to one of `words`.
    """

    rule: str
    code: str | None
    words: frozenset[str]


@cache
def load_ambiguities() -> dict[str, tuple[Ambiguity, ...]]:
    """form -> its rules; DataError names every bad line."""
    found: dict[str, tuple[Ambiguity, ...]] = {}
    bad: list[str] = []
    for row in read_rows("ambiguous.csv"):
        cells = row.cells
        try:
            if cells["rule"] not in RULES:
                raise ValueError(f"rule {cells['rule']!r} is not one of {' '.join(RULES)}")
            entry = Ambiguity(cells["rule"], check_code(cells["code"]), frozenset(split_list(cells["words"])))
        except ValueError as error:
            bad.append(f"{row.where}: {error}")
            continue
        form = fold_text(cells["form"])
        found[form] = (*found.get(form, ()), entry)
    if bad:
        raise DataError("bad lines in ambiguous.csv:\n  " + "\n  ".join(bad))
    return found


@cache
def load_given_names() -> frozenset[str]:
    return frozenset(row.cells["name"] for row in read_rows("given_names.csv"))


def is_other_sense(scene: Scene, hit: Hit) -> bool:
    """Whether the name is part of a person's name, a verb, or a word in a headline."""
    tokens = scene.tokens
    token = tokens[scene.head(hit.first, hit.last)]
    entry = hit.entries[0]
    if entry.kind in ("adjective", "city") and token.pos == "VERB":
        return True  # "Polish the silver"
    before = tokens[hit.first - 1].text if hit.first else ""
    after = tokens[hit.last + 1].text if hit.last + 1 < len(tokens) else ""
    follows_given = before in load_given_names() and entry.kind in ("state", "capital", "city", "adjective", "people", "region")
    for rule in load_ambiguities().get(fold_text(hit_text(scene, hit)), ()):
        if rule.rule == "given" and (follows_given or _begins_name(scene, hit)):
            return True
        if rule.rule == "caps" and (_is_shouted(before) or _is_shouted(after)):
            return True
        if rule.rule == "not_before" and after in rule.words:
            return True
        if rule.rule == "not_after" and before in rule.words:
            return True
    return follows_given and tokens[hit.first - 1].dep == "compound" and tokens[hit.first - 1].head == token.i


def is_word(form: str) -> bool:
    """Whether the form is a common word ("May", "Rice"), so that only a title makes it a person."""
    return any(rule.rule == "word" for rule in load_ambiguities().get(fold_text(form), ()))


def _begins_name(scene: Scene, hit: Hit) -> bool:
    """ "Jordan Henderson": a capitalised word follows that is no name or role that we know."""
    i = hit.last + 1
    if i >= len(scene.tokens) or i in scene.hit_at or i in scene.role_at:
        return False
    token = scene.tokens[i]
    head = scene.tokens[scene.head(hit.first, hit.last)]
    return token.pos == "PROPN" and token.text[:1].isupper() and head.dep == "compound" and head.head == i


def _is_shouted(word: str) -> bool:
    return len(word) > 1 and word.isupper() and word.isalpha()


def lies_elsewhere(scene: Scene, hit: Hit) -> str | None:
    """The code of the state where the name is a place, by the company it keeps ("Georgia" beside "Atlanta")."""
    for rule in load_ambiguities().get(fold_text(hit_text(scene, hit)), ()):
        if rule.rule == "near" and any(token.text in rule.words for token in scene.tokens):
            return rule.code
    return None

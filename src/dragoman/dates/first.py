"""With which characters a pattern can begin: a rule is tried only where its first character stands, which halves the work.

Reads the part of regular expressions that rules.toml uses. Where it is not sure it says "any", which is never wrong.

    >>> sorted(find_firsts("(?:the )?[12]x|Q?3"))
    ['1', '2', '3', 'q', 't']
"""

from __future__ import annotations

import re
from functools import cache

Firsts = frozenset[str] | None  # small letters, digits and signs; None: any character
DIGITS = frozenset("0123456789")
_QUANTIFIER = re.compile(r"[?*+]\??|\{(\d+)(?:,\d*)?\}\??")
_GROUP = re.compile(r"\?(?::|P<\w+>|-i:)")
_CLASSES: dict[str, Firsts] = {"d": DIGITS, "b": frozenset(), "B": frozenset()}


@cache
def find_firsts(source: str) -> Firsts:
    """The characters with which a match of `source` can begin; None if any can, or if a match can be empty."""
    firsts, nullable, _ = _read_branches(source, 0)
    return None if nullable else firsts


def _join(one: Firsts, other: Firsts) -> Firsts:
    return None if one is None or other is None else one | other


def _read_branches(source: str, i: int) -> tuple[Firsts, bool, int]:
    """Reads alternatives from `i` to the end of their group: firsts, whether one can be empty, and the place after them."""
    firsts: Firsts = frozenset()
    nullable = False
    branch: Firsts = frozenset()
    open_ = True  # whether all that was read of this branch can be empty
    while i < len(source) and source[i] != ")":
        if source[i] == "|":
            firsts, nullable = _join(firsts, branch), nullable or open_
            branch, open_, i = frozenset(), True, i + 1
            continue
        atom, empty, i = _read_atom(source, i)
        quantifier = _QUANTIFIER.match(source, i)
        if quantifier:
            i = quantifier.end()
            empty = empty or quantifier.group()[0] in "?*" or quantifier[1] == "0"
        if open_:
            branch, open_ = _join(branch, atom), empty
    return _join(firsts, branch), nullable or open_, i


def _read_atom(source: str, i: int) -> tuple[Firsts, bool, int]:
    """One piece of a pattern without its quantifier: firsts, whether it can be empty, the place after it."""
    char = source[i]
    if char == "(":
        group = _GROUP.match(source, i + 1)
        look = source[i + 1 : i + 2] == "?" and group is None  # looks around: takes up no character
        firsts, empty, end = _read_branches(source, group.end() if group else i + (3 if look else 1))
        return (frozenset(), True, end + 1) if look else (firsts, empty, end + 1)
    if char == "[":
        return _read_class(source, i)
    if char == "\\":
        code = source[i + 1]
        if code == "u":
            return frozenset(chr(int(source[i + 2 : i + 6], 16))), False, i + 6
        if code.isalnum():
            return _CLASSES.get(code), code in "bB", i + 2
        return frozenset(code), False, i + 2
    if char in "^$":
        return frozenset(), True, i + 1
    return (None if char == "." else frozenset(char.lower())), False, i + 1


def _read_class(source: str, i: int) -> tuple[Firsts, bool, int]:
    """A character class; ranges and escapes other than of digits count as "any"."""
    found: set[str] = set()
    unsure = source[i + 1] == "^"
    i += 1
    while source[i] != "]":
        if source[i] == "\\":
            if source[i + 1] == "d":
                found |= DIGITS
            elif source[i + 1].isalnum():
                unsure = True
            else:
                found.add(source[i + 1])
            i += 2
        elif source[i + 1] == "-" and source[i + 2] != "]":
            low, high = source[i], source[i + 2]
            unsure = unsure or not low.isalnum() or not high.isalnum()
            found.update(chr(code).lower() for code in range(ord(low), ord(high) + 1))
            i += 3
        else:
            found.add(source[i].lower())
            i += 1
    return (None if unsure else frozenset(found)), False, i + 1

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


# ------------------------------------------------------------------------------------------------ runs of digits

MOST = 5  # longer runs of digits count as this
Shapes = frozenset[tuple[int, bool]]  # digits read so far, and whether nothing else was read
_EMPTY: Shapes = frozenset({(0, True)})
_DIGIT: Shapes = frozenset({(1, True)})
_OTHER: Shapes = frozenset({(0, False)})
_BOUNDS = re.compile(r"\{(\d+)(?:(,)(\d*))?\}")


@cache
def find_digit_runs(source: str) -> frozenset[int]:
    """The numbers of digits (MOST: as many or more) with which a match of `source` can begin, up to the first other character.

    >>> sorted(find_digit_runs(r"(?:the )?[12]\\d{3}|Q?3[.]"))
    [0, 1, 4]
    """
    shapes, _ = _read_shapes(source, 0)
    return frozenset(n for n, _ in shapes)


def _chain(one: Shapes, other: Shapes) -> Shapes:
    closed = {shape for shape in one if not shape[1]}
    return frozenset(closed | {(min(n + m, MOST), is_open) for n, more in one if more for m, is_open in other})


def _read_shapes(source: str, i: int) -> tuple[Shapes, int]:
    """Reads alternatives from `i` to the end of their group: what they can begin with, and the place after them."""
    found: Shapes = frozenset()
    branch = _EMPTY
    while i < len(source) and source[i] != ")":
        if source[i] == "|":
            found, branch, i = found | branch, _EMPTY, i + 1
            continue
        atom, i = _read_shape(source, i)
        quantifier = _QUANTIFIER.match(source, i)
        if quantifier:
            i = quantifier.end()
            atom = _repeat(atom, quantifier.group())
        branch = _chain(branch, atom)
    return found | branch, i


def _repeat(atom: Shapes, quantifier: str) -> Shapes:
    bounds = _BOUNDS.match(quantifier)
    least = int(bounds[1]) if bounds else int(quantifier[0] == "+")
    most = int(bounds[3]) if bounds and bounds[3] else least if bounds and not bounds[2] else 1 if quantifier[0] == "?" else MOST
    chained = _EMPTY
    found: Shapes = _EMPTY if least == 0 else frozenset()
    for n in range(1, min(most, MOST) + 1):
        chained = _chain(chained, atom)
        if n >= min(least, MOST):
            found = found | chained
    return found


def _read_shape(source: str, i: int) -> tuple[Shapes, int]:
    char = source[i]
    if char == "(":
        group = _GROUP.match(source, i + 1)
        look = source[i + 1 : i + 2] == "?" and group is None
        shapes, end = _read_shapes(source, group.end() if group else i + (3 if look else 1))
        return (_EMPTY if look or group_is_sign(source, i) else shapes), end + 1
    firsts, empty, end = _read_atom(source, i)
    if empty and not firsts:
        return _EMPTY, end
    if firsts is None:
        return _DIGIT | _OTHER, end
    return (_DIGIT if firsts & DIGITS else frozenset()) | (_OTHER if firsts - DIGITS else frozenset()), end


def group_is_sign(source: str, i: int) -> bool:
    """Whether "(?P=name)" stands at `i`: what an earlier group read, which is no digit in our rules."""
    return source.startswith("(?P=", i)

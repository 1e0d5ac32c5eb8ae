"""Texts -> which are copies of one another: near-duplicates, and texts that open with the same words as agency copy does.

Runs of four words are hashed with MinHash (A. Broder, 1997); texts that share a band of the signature are compared (P. Indyk
and R. Motwani, 1998). Only new texts are signed, and each meets only those that share a band with it.

    >>> sign("Peru recalled its ambassador.").bands
    [(-1, 3355281635819375576)]
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

RUN = 4  # words
WHOLE, OPENING = 128, 64  # hashes of the whole text, and of its first OPENING_WORDS words
OPENING_WORDS = 80
BAND = 4  # hashes in a band: texts with half of their runs in common share one of 32 bands with 0.87, of 0.7 with 0.9999
SHORT = 16  # words under which a text is a copy only of the very same words
# Shares of runs in common from which a text is a copy. Two independent reports of one event share under a tenth.
ALIKE_WHOLE, ALIKE_OPENING = 0.6, 0.75

_WORD = re.compile(r"[^\W_]+")


class Signed(NamedTuple):
    signature: list[int]
    bands: list[tuple[int, int]]


def sign(text: str) -> Signed:
    """The signature of a text, and its bands (number, digest)."""
    words = _WORD.findall(text.casefold())
    if len(words) < SHORT:
        return Signed([], [(-1, _digest(" ".join(words)))])
    whole = _hash_runs(words, WHOLE)
    opening = _hash_runs(words[:OPENING_WORDS], OPENING)
    values = whole + opening
    bands = [(i // BAND, _digest(" ".join(map(str, values[i : i + BAND])))) for i in range(0, len(values), BAND)]
    return Signed(values, bands)


def are_copies(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two signatures, of texts that share a band, are those of copies."""
    if not one or not other:
        return not one and not other
    whole = _share(one[:WHOLE], other[:WHOLE])
    return whole >= ALIKE_WHOLE or _share(one[WHOLE:], other[WHOLE:]) >= ALIKE_OPENING


def join_copies(original: dict[int, int], copies: Iterable[tuple[int, int]]) -> dict[int, int]:
    """`original` (text -> the text it is a copy of, itself where of none) after these pairs are found to be copies.

    The first kept text of each family, that with the smallest key, stands for all.
    """
    parent = dict(original)

    def find(text: int) -> int:
        while parent.setdefault(text, text) != text:
            text = parent[text]
        return text

    for one, other in copies:
        first, second = sorted((find(one), find(other)))
        parent[second] = first
    return {text: find(text) for text in parent}


def _hash_runs(words: Sequence[str], n: int) -> list[int]:
    from datasketch import MinHash  # half a second: only where texts are signed

    runs = {" ".join(words[i : i + RUN]).encode("utf-8", "surrogatepass") for i in range(max(1, len(words) - RUN + 1))}
    sketch = MinHash(num_perm=n, seed=1)
    sketch.update_batch(sorted(runs))
    return [int(value) for value in sketch.digest()]


def _share(one: Sequence[int], other: Sequence[int]) -> float:
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one)


def _digest(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()[:8], "big")

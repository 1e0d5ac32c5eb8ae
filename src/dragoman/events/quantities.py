"""Numbers of money, people and things in a parsed sentence, each with the words it hangs on.

"Two soldiers were killed in the $1.7 billion raid" -> people 2 killed, money 1.7e9 USD
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from dragoman.types import Quantity, Sentence, Span, Token

_MULTIPLIERS = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
    "m": 1e6,
    "bn": 1e9,
    "k": 1e3,
}
_WORDS = {
    word: float(value)
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
        eighteen nineteen""".split()
    )
} | {word: float(10 * value) for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


class FoundQuantity(msgspec.Struct, frozen=True):
    """A quantity and the token that it counts (for money: the number's own head)."""

    quantity: Quantity
    token: int
    span: Span


@cache
def load_units() -> dict[str, dict[str, str]]:
    """Words of data/lexicon/units.toml: money (sign or word -> ISO 4217); people, things and harm (lemma -> unit)."""
    return tomllib.loads(files("dragoman.data").joinpath("lexicon/units.toml").read_text(encoding="utf-8"))


def find_quantities(sentence: Sentence) -> list[FoundQuantity]:
    """Every number of the sentence that counts money, people or things, in order; years and ordinals are none."""
    found: list[FoundQuantity] = []
    i = 0
    tokens = sentence.tokens
    while i < len(tokens):
        value, after = _read_number(tokens, i)
        if value is None:
            i += 1
            continue
        quantity = _make_quantity(sentence, i, after, value)
        if quantity is not None:
            found.append(quantity)
        i = after
    return found


def _read_number(tokens: tuple[Token, ...], i: int) -> tuple[float | None, int]:
    """Value of the number that begins at token `i`, and the index after it."""
    value: float | None = None
    text = tokens[i].text.lower()
    if _NUMBER.fullmatch(text):
        value = float(text.replace(",", ""))
    elif tokens[i].pos == "NUM" or text in _WORDS:
        parts = text.split("-")
        if all(part in _WORDS for part in parts):
            value = sum(_WORDS[part] for part in parts)
    elif (
        text in ("a", "several")
        and i + 1 < len(tokens)
        and tokens[i + 1].text.lower() in ("dozen", "hundred", "thousand", "million")
    ):
        value = 1.0 if text == "a" else None
    if value is not None and 20 <= value < 100 and value % 10 == 0 and i + 2 < len(tokens) and tokens[i + 1].text == "-":
        unit = _WORDS.get(tokens[i + 2].text.lower(), 0.0)
        if 0 < unit < 10:  # "twenty-five", which the tokeniser cuts in three
            value, i = value + unit, i + 2
    if value is None or value > 1e15:
        return None, i + 1
    i += 1
    while i < len(tokens) and tokens[i].text.lower() in _MULTIPLIERS:
        value *= _MULTIPLIERS[tokens[i].text.lower()]
        i += 1
    return value, i


def _make_quantity(sentence: Sentence, first: int, after: int, value: float) -> FoundQuantity | None:
    units = load_units()
    tokens = sentence.tokens
    start, end = tokens[first].start, tokens[after - 1].end

    def quantity(kind: str, unit: str, token: int, left: int = start, right: int = end) -> FoundQuantity:
        text = sentence.text[left - sentence.start : right - sentence.start]
        return FoundQuantity(Quantity(kind, value, unit, text), token, Span(left, right))  # type: ignore[arg-type]

    before = tokens[first - 1].text if first else ""
    if before in units["money"]:
        left = tokens[first - 1].start
        if first > 1 and tokens[first - 2].end == left and tokens[first - 2].text in ("US", "A", "C"):
            left = tokens[first - 2].start
        return quantity("money", units["money"][before], tokens[first].head, left)
    for k in range(after, min(after + 4, len(tokens))):
        token = tokens[k]
        lemma = token.lemma
        if lemma in units["money"]:
            return quantity("money", units["money"][lemma], token.i, right=token.end)
        if lemma in units["harm_word"]:
            return quantity("people", units["harm_word"][lemma], token.i, right=token.end)
        if lemma in units["people"]:
            return quantity("people", _harm(sentence, token) or units["people"][lemma], token.i, right=token.end)
        if lemma in units["things"]:
            return quantity("units", units["things"][lemma], token.i, right=token.end)
        if token.pos not in ("ADJ", "NOUN", "PROPN", "ADP", "DET") or (token.text.lower() in ("of", "in", "by") and k > after):
            break
    harm = _harm(sentence, tokens[first])
    if harm and value < 1e7 and not (1800 <= value <= 2100 and "," not in tokens[first].text):
        return quantity("people", harm, first)
    return None


def _harm(sentence: Sentence, token: Token) -> str | None:
    """What was done to those counted: they are the object of "kill", the subject of "were wounded", "two dead"."""
    harm = load_units()["harm"]
    here = token
    for _ in range(3):
        head = sentence.tokens[here.head]
        if here.dep in ("dobj", "nsubjpass", "nsubj", "pobj", "oprd", "attr") and head.lemma in harm:
            if here.dep == "nsubj" and head.pos == "VERB" and head.lemma not in ("die", "perish"):
                return None
            return harm[head.lemma]
        for kid in sentence.children[here.i]:
            if sentence.tokens[kid].dep in ("acl", "amod") and sentence.tokens[kid].lemma in harm:
                return harm[sentence.tokens[kid].lemma]
        if here.dep not in ("nummod", "conj", "pobj", "prep", "quantmod") or head.i == here.i:
            return None
        here = head
    return None

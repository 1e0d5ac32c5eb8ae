"""Text -> names that the gazetteer knows: one Aho-Corasick pass, longest name first, no parse needed.

>>> gazetteer = load_gazetteer()
>>> [name.entries[0].code for name in find_names("South Korea and Niger", gazetteer)]
['KOR', 'NER']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from dragoman.actors.fold import fold_text
from dragoman.actors.gazetteer import Gazetteer
from dragoman.actors.tables import Entry

NOT_ACTORS = frozenset(("region", "city", "collective"))
# A headline: two or more words in capitals of which one has four letters, or one such word.
_SHOUTED = re.compile(r"[A-Z][A-Z.'-]*(?: [A-Z][A-Z.'-]*)*")


class Name(msgspec.Struct, frozen=True, gc=False):
    """A name in the text. `entries`: all it may stand for, likeliest kind first. `is_actor`: worth parsing its sentence."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    is_actor: bool


def find_names(text: str, gazetteer: Gazetteer) -> list[Name]:
    """Names in order of the text, not overlapping; each begins and ends at a word's edge, without a possessive 's."""
    folded = fold_text(text)
    hits = list(_match(folded, gazetteer, 0))
    for shout in _SHOUTED.finditer(folded):
        if shout.end() - shout.start() > 3:
            hits.extend(_match(shout.group().title(), gazetteer, shout.start()))
    introduced: set[str] = set()
    names: list[Name] = list(_find_introduced(folded))
    for start, end, number in _keep_longest(hits):
        entries = gazetteer.senses[number]
        strong = tuple(entry for entry in entries if not entry.weak)
        for entry in strong:
            if entry.kind == "person":
                introduced.add(entry.name)
        known = strong or tuple(entry for entry in entries if entry.name in introduced)
        is_actor = any(entry.kind not in NOT_ACTORS or entry.members or entry.camp for entry in known)
        names.append(Name(start, end, entries, is_actor))
    return sorted(names, key=lambda name: (name.start, name.end))


# "President Issa Abdou", "General Sir John Hackett"; "Issa Abdou, the Chadian minister"
_TITLED = re.compile(
    r"\b(?:[Pp]resident|[Mm]inister|[Ss]ecretary|[Pp]remier|[Cc]hancellor|[Kk]ing|[Qq]ueen|[Pp]rince|[Gg]eneral|[Cc]olonel|[Aa]dmiral"
    r"|[Mm]arshal|[Cc]ommander|[Aa]mbassador|[Ee]nvoy|[Ss]pokes(?:man|woman|person)|[Ss]enator|[Gg]overnor|[Ss]heikh|[Ll]eader)"
    r" ((?:[A-Z][\w'-]{1,40} ){0,3})([A-Z][\w'-]{1,40})"
)
_APPOSED = re.compile(
    r"\b[A-Z][\w'-]{1,40} (?:[A-Z][\w'-]{1,40} ){0,2}([A-Z][\w'-]{1,40}), (?:[\w']{1,40} ){0,4}"
    r"(?:president|minister|secretary|premier|chancellor|general|commander|ambassador|envoy|spokes(?:man|woman|person)|leader)\b"
)


# "Sahel Liberation Front (SLF)"
_ACRONYM = re.compile(r"\b[A-Z][\w'-]{1,40} \(([A-Z][A-Za-z-]{1,7})\)")


def _find_introduced(folded: str) -> Iterator[Name]:
    """Later surnames of persons whom the text itself introduces: they have no entries, but their sentences are worth parsing."""
    surnames = {found.group(found.lastindex or 1) for pattern in (_TITLED, _APPOSED) for found in pattern.finditer(folded)}
    surnames = {surname.removesuffix("'s") for surname in surnames if len(surname) > 3}
    surnames |= {found.group(1) for found in _ACRONYM.finditer(folded)}
    for word in _CAPITALISED.finditer(folded) if surnames else ():
        if word.group() in surnames:
            yield Name(word.start(), word.end(), (), True)


_CAPITALISED = re.compile(r"\b[A-Z][\w-]{1,60}")


def _match(folded: str, gazetteer: Gazetteer, offset: int) -> Iterator[tuple[int, int, int]]:
    n = len(folded)
    for last, (number, length) in gazetteer.automaton.iter(folded):
        start, end = last + 1 - length, last + 1
        if start and (folded[start - 1].isalnum() or (folded[start - 1] == "." and start > 1 and folded[start - 2].isupper())):
            continue
        if end < n and folded[end].isalnum():
            continue
        yield offset + start, offset + end, number


def _keep_longest(hits: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    reach = -1
    for start, end, number in sorted(hits, key=lambda hit: (hit[0], -hit[1], hit[2])):
        if start >= reach:
            yield start, end, number
            reach = end


_ANAPHOR = re.compile(
    r"\b(?:he|she|they|it|him|her|them|his|its|their|theirs"
    r"|(?:the|these|those|both|either|neither|each|all|all three) (?:two |three |four |neighbou?ring |rival |warring |opposing )*"
    r"(?:countr(?:y|ies)|states?|nations?|sides?|governments?|leaders?|neighbou?rs?|powers?|part(?:y|ies)|allies|capitals|presidents?"
    r"|(?:prime |foreign |defen[cs]e )?ministers?|kingdom|republic|regime|king|alliance|union|former|latter"
    r"|secretary|premier|chancellor)"
    r"|the (?:two|three|pair)|both|each(?= \w+(?: \w+)? the other)|each other|one another|counterparts?)\b",
    re.IGNORECASE,
)


def has_anaphor(text: str) -> bool:
    """Whether something in `text` may stand for an actor named before: "they", "the two countries", "the president"."""
    return _ANAPHOR.search(text) is not None

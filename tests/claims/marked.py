"""Cases for the claims room: text in which actors are marked, read without the actors room.

    "[Siam|THA|GOV] and [its envoys|THA|GOV] met [both|MMR+LAO|]." -> text without marks, mentions at their offsets
A mark is [words|code|sector|name]; name may be left out; codes joined by + give several entities; no code: unresolved.
"""

from __future__ import annotations

import re

from dragoman.language import parse_sentences, split_sentences
from dragoman.types import Candidate, Entity, Mention, Sentence, Span, Why

MARK = re.compile(r"\[([^|\]]+)\|([^|\]]*)\|([^|\]]*)(?:\|([^|\]]*))?\]")
WHY = Why("test", "marked by hand")


def read_marked(marked: str) -> tuple[str, list[Sentence], list[Mention]]:
    """Text without marks, its sentences (all parsed) and its mentions."""
    text, spans, here = "", [], 0
    for found in MARK.finditer(marked):
        text += marked[here : found.start()]
        spans.append((len(text), found.group(1), found.group(2), found.group(3), found.group(4)))
        text += found.group(1)
        here = found.end()
    text += marked[here:]
    sentences = parse_sentences(split_sentences(text))
    mentions = []
    for start, words, codes, sector, name in spans:
        end = start + len(words)
        sentence = next(sent.index for sent in sentences if sent.start <= start < sent.end)
        entities = tuple(Entity(code, sector or None, (), name or None, words, start, end) for code in codes.split("+") if code)
        mentions.append(Mention(start, end, words, sentence, "state", entities, WHY))
    return text, sentences, mentions


def make_candidate(case: dict, sentences: list[Sentence], mentions: list[Mention]) -> tuple[Candidate, Sentence]:
    """The candidate whose trigger is the word `trigger` of the case (its last occurrence where `last` is set)."""
    hits = [(sent, token) for sent in sentences for token in sent.tokens if token.text == case["trigger"]]
    assert hits, f"no token {case['trigger']!r}"
    sent, token = hits[-1] if case.get("last") else hits[0]
    actors = tuple(mention for mention in mentions if mention.text == case.get("actor"))
    candidate = Candidate(
        sent.index, case.get("type", "ASSAULT"), None, (), token.i, token.i, Span(token.start, token.end),
        actors, (), case.get("given"), 0.9, WHY,
    )  # fmt: skip
    return candidate, sent

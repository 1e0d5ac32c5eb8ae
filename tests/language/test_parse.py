"""The parse keeps offsets, gives one tree a sentence, and says the same whatever stands beside a sentence."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language import load_parser, parse_sentences, split_sentences
from dragoman.language.parse import AS_THE_MODEL_KNOWS_IT, OPENING_DATE, write_as_names

TEXTS = [
    "Ghana’s “old” envoy — an emir — left Accra on 3 May; Togo’s hasn’t.",
    "The U.S.-led force\twithdrew\u00a0from\u202eLaos\u202c\x07 at 5 a.m., say both.",
    "🇵🇪 Perú attac\u0301ked   Chile\u2014twice\u2026 and it didn't, won't and couldn't win $1.5m.",
    "It\nis\r\nwrapped over\u2028lines. Of two kinds.",
    "Nepal",
    "?",
    "\u200b\u200b",
    "Chad met Niger, Niger met Mali, and Mali, which had met Togo, met nobody: so it goes (they say).",
]


def parse(text):
    return parse_sentences(split_sentences(text))


def check_tree(text, sent):
    assert sent.tokens
    for i, token in enumerate(sent.tokens):
        assert token.i == i
        assert text[token.start : token.end] == token.text != ""
        assert sent.start <= token.start < token.end <= sent.end
        assert token.tag or token.text.isspace()
        assert 0 <= token.head < len(sent.tokens)
    ends = [token.end for token in sent.tokens]
    assert all(end <= token.start for end, token in zip(ends, sent.tokens[1:], strict=False))
    roots = [token.i for token in sent.tokens if token.head == token.i]
    assert len(roots) == 1, roots
    assert sent.subtree(roots[0]) == tuple(range(len(sent.tokens)))  # all hang on it, and none in a circle
    for i, kids in enumerate(sent.children):
        assert list(kids) == sorted(kids)
        assert all(sent.tokens[kid].head == i for kid in kids)


@pytest.mark.parametrize("text", TEXTS)
def test_offsets_are_kept_and_there_is_one_tree(text):
    for sent in parse(text):
        if sent.text.strip("\u200b"):
            check_tree(text, sent)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=120))
def test_any_string_gives_trees(text):
    for sent in parse(text):
        if sent.tokens:  # a sentence of characters that the model is shown as blanks has none
            check_tree(text, sent)


def test_sentences_keep_what_they_were():
    before = split_sentences(" ".join(TEXTS))
    after = parse_sentences(before)
    assert [msgspec.structs.replace(sent, tokens=(), children=()) for sent in after] == before


def test_letters_that_the_model_is_shown_are_as_many_as_those_of_the_text():
    assert all(len(shown) == 1 for shown in AS_THE_MODEL_KNOWS_IT.values())


def test_curly_quotes_are_read_like_straight_ones():
    curly, straight = parse("Togo’s envoy said “we won’t”."), parse("Togo's envoy said \"we won't\".")
    assert [token.dep for token in curly[0].tokens] == [token.dep for token in straight[0].tokens]
    assert curly[0].tokens[1].text == "’s"


def test_no_sentence_is_no_parse():
    assert parse_sentences([]) == []


def test_words_are_as_spacy_says(sample_readings):
    """Part of speech and lemma are looked up once for each form; they must be what the whole pipeline gives in context."""
    nlp = load_parser()
    n_words = 0
    for reading in sample_readings[:3]:
        sentences = split_sentences(reading.document.text)
        for sent in parse_sentences(sentences):
            if OPENING_DATE.match(sent.text):
                continue  # parsed with a comma after the date
            doc = nlp.make_doc(write_as_names(sent.text.translate(AS_THE_MODEL_KNOWS_IT)))
            for token in doc[1:]:
                token.is_sent_start = False
            for name, pipe in nlp.pipeline:
                doc = pipe(doc)
                assert doc is not None, name
            said = [(word.text, word.tag_, word.pos_, word.lemma_.lower(), word.dep_) for word in doc if not word.is_space]
            shown = [write_as_names(token.text.translate(AS_THE_MODEL_KNOWS_IT)) for token in sent.tokens]
            assert [
                (text, token.tag, token.pos, token.lemma, token.dep) for text, token in zip(shown, sent.tokens, strict=True)
            ] == said
            n_words += len(said)
    assert n_words > 1000


def test_a_sentence_reads_the_same_after_any_other():
    text = TEXTS[0]
    alone = parse(text)[0]
    beside = parse_sentences([*split_sentences(TEXTS[7]), *split_sentences(text)])[-1]
    assert [(token.tag, token.pos, token.lemma, token.dep, token.head) for token in beside.tokens] == [
        (token.tag, token.pos, token.lemma, token.dep, token.head) for token in alone.tokens
    ]


def test_a_name_in_capitals_is_no_verb_and_keeps_its_letters():
    sent = parse("ECOWAS imposed sanctions on Niger.")[0]
    first, verb = sent.tokens[:2]
    assert (first.text, first.dep, first.head) == ("ECOWAS", "nsubj", verb.i)
    assert verb.lemma == "impose"
    assert sent.text[first.start : first.end] == "ECOWAS"


@pytest.mark.parametrize("text", ["The EU met.", "U.S.S.R. and B-52s", "COVID-19", "MiG", "NATO's", "DE GAULLE SPOKE", ""])
def test_words_in_capitals_stay_as_long_as_they_were(text):
    shown = write_as_names(text)
    assert len(shown) == len(text)
    assert shown.lower() == text.lower()


def test_short_and_mixed_words_stay_in_capitals():
    assert write_as_names("The EU, COVID-19 and ZANU") == "The EU, COVID-19 and Zanu"

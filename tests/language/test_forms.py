"""Part of speech and lemma, asked once for each word form, are those that spaCy's own pipes give in place."""

import pytest

from dragoman.errors import DataError
from dragoman.language import load_parser, parse_sentences, split_sentences
from dragoman.language.forms import WordForms, read_asked
from dragoman.language.parse import AS_THE_MODEL_KNOWS_IT

TEXT = (
    "The envoys met in Lima and had been talking for two days. They weren't leaving, but something held them: Chile's "
    "ultimatum. It has wounded men's pride, said the ministers who drafted it; still, nobody would have gone home."
)


def test_forms_learnt_once_equal_those_of_the_whole_pipeline() -> None:
    nlp = load_parser()
    for sentence in parse_sentences(split_sentences(TEXT)):
        doc = nlp(sentence.text.translate(AS_THE_MODEL_KNOWS_IT))
        expected = [(word.text, word.pos_, word.lemma_.lower()) for word in doc]
        assert [(token.text, token.pos, token.lemma) for token in sentence.tokens] == expected


def test_a_form_is_asked_about_once_for_all_dependencies_that_no_rule_asks_for() -> None:
    nlp = load_parser()
    forms, strings = WordForms(nlp), nlp.vocab.strings
    deps = ("nsubj", "dobj", "conj", "prep", "mark", "aux", "det", "advmod", "expl", "ROOT", "compound")
    words = (
        ("treaties", "NNS"),
        ("that", "IN"),
        ("that", "DT"),
        ("had", "VBD"),
        ("but", "CC"),
        ("being", "VBG"),
        ("Lima", "NNP"),
    )
    wanted = [(strings[word], strings[tag], strings.add(dep)) for word, tag in words for dep in deps if strings.add(word)]
    forms.learn(wanted)
    for form in wanted:
        alone = WordForms(nlp)
        alone.ask([form])  # the rules themselves, with this very dependency
        assert forms.known[form] == alone.known[form]
    assert len({forms.shorten(form) for form in wanted}) < len(wanted)


def test_a_rule_that_only_forbids_is_named() -> None:
    assert read_asked([{"LOWER": "but", "TAG": "CC", "DEP": "advmod"}, {"TAG": "NN"}])["LOWER"] == {"but"}
    with pytest.raises(DataError, match="rule that this program cannot read"):
        read_asked([{"DEP": {"NOT_IN": ["aux"]}}])


def test_an_opening_date_does_not_swallow_the_subject() -> None:
    for text, subject in (
        ("In 1905 Sweden protested to Norway.", "Sweden"),
        ("On 23 July 1881 Argentina signed a treaty.", "Argentina"),
        ("On the 18th Libya closed the port.", "Libya"),
    ):
        (sentence,) = parse_sentences(split_sentences(text))
        assert [text[token.start : token.end] for token in sentence.tokens] == [token.text for token in sentence.tokens]
        assert [token.text for token in sentence.tokens if token.dep == "nsubj"] == [subject]
        assert "," not in {token.text for token in sentence.tokens}

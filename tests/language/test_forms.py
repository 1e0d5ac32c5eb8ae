"""Part of speech and lemma, asked once for each word form, are those that spaCy's own pipes give in place."""

from dragoman.language import load_parser, parse_sentences, split_sentences
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

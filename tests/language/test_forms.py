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

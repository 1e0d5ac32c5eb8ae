"""Properties of the claims room and hostile input: no text raises, offsets give the words, nothing depends on order."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked import WHY, read_marked

from dragoman.claims import attribute_event, find_speech, find_stances
from dragoman.claims.frames import read_frames
from dragoman.claims.quotes import find_quotes
from dragoman.claims.status import read_status
from dragoman.claims.tables import load_embedding, load_hedges, load_moods, load_reporters, read_embedding, read_text
from dragoman.errors import DataError
from dragoman.language import split_sentences
from dragoman.types import Candidate, Sentence, Span, Token

QUOTED = (
    "[The regent|SRB|GOV] received the press. “[Bulgaria|BGR|GOV] seized the pass,” said [the regent|SRB|GOV]. "
    "“It burned three villages. It killed our priests.” The harvest was good."
)


def candidate_at(sentence: Sentence, i: int) -> Candidate:
    return Candidate(sentence.index, "ASSAULT", None, (), i, i, Span(0, 1), (), (), None, 0.9, WHY)


def test_quote_goes_on_over_sentences_and_ends() -> None:
    _, sentences, mentions = read_marked(QUOTED)
    speech = find_speech(sentences, mentions)
    told = {
        token.text: attribute_event(candidate_at(sent, token.i), sent, speech).attribution
        for sent in sentences
        for token in sent.tokens
        if token.text in ("seized", "burned", "killed", "was")
    }
    assert {word: source.text if source else None for word, source in told.items()} == {
        "seized": "the regent", "burned": "the regent", "killed": "the regent", "was": None,
    }  # fmt: skip


def test_speaker_named_in_a_sentence_without_syntax() -> None:
    text, sentences, mentions = read_marked(
        "[The regent|SRB|GOV] said little. “They burned three villages. They killed our priests,” he added."
    )
    bare = [msgspec.structs.replace(sent, tokens=(), children=()) if "killed" in sent.text else sent for sent in sentences]
    utterance = find_speech(bare, mentions).quote_at(text.index("burned"))
    assert utterance is not None
    assert utterance.speaker is not None
    assert utterance.speaker.text == "The regent"


def test_scare_quotes_are_no_speech() -> None:
    assert find_quotes(split_sentences("The “new order” of 1940 was neither.")) == []


def test_open_quote_ends_with_its_paragraph() -> None:
    text = "“We shall not yield an inch.\n\nThe fleet sailed in May."
    (quote,) = find_quotes(split_sentences(text))
    assert text[quote.start : quote.end] == "“We shall not yield an inch."


def test_source_without_an_actor_keeps_its_words() -> None:
    text, sentences, _ = read_marked("The Evening Herald reported that Peru had mined the bay.")
    verb = next(token for token in sentences[0].tokens if token.text == "mined")
    source = attribute_event(candidate_at(sentences[0], verb.i), sentences[0], find_speech(sentences, [])).attribution
    assert source is not None
    assert (source.code, source.name) == (None, None)
    assert text[source.start : source.end] == source.text == "The Evening Herald"


def test_lexicon_decides_but_negation_still_counts() -> None:
    _, sentences, _ = read_marked("There was no threat of war with Bolivia. A threat of war with Bolivia was heard.")
    speech = find_speech(sentences, [])
    statuses = []
    for sent in sentences:
        war = next(token for token in sent.tokens if token.text == "war")
        given_status = msgspec.structs.replace(candidate_at(sent, war.i), status="hypothetical")
        statuses.append(attribute_event(given_status, sent, speech).status)
    assert statuses == ["negated", "hypothetical"]


# --------------------------------------------------------------------------------------------- hostile input


def test_sentence_without_syntax_is_told_as_a_fact() -> None:
    sent = Sentence(0, 0, 0, 5, "Peru.")
    claim = attribute_event(candidate_at(sent, 3), sent, find_speech([sent], []))
    assert (claim.status, claim.attribution, claim.alleged) == ("occurred", None, False)


def test_a_tree_with_a_ring_does_not_hang() -> None:
    words = ("said", "that", "attacked")
    tokens = tuple(Token(i, i * 9, i * 9 + 8, word, word, "VBD", "VERB", "conj", (i + 1) % 3) for i, word in enumerate(words))
    sent = Sentence(0, 0, 0, 27, "said     that     attacked ", tokens, ((2,), (0,), (1,)))
    assert read_status(sent, 2).status in ("occurred", "ongoing")


@pytest.mark.parametrize(
    "text",
    [
        "\x00\x01", "\u202e\u200f attacked", "“" * 500, '"' * 501, "he said that " * 100, "if " * 400, "and bombed " * 120,
        "Peru refused to refuse to refuse to refuse to attack Chile.", "(" * 300 + "war" + ")" * 300,
    ],
)  # fmt: skip
def test_hostile_text_does_no_harm(text: str) -> None:
    _, sentences, mentions = read_marked(text)
    speech = find_speech(sentences, mentions)
    find_stances(sentences, mentions, speech)
    for sent in sentences:
        for token in sent.tokens:
            attribute_event(candidate_at(sent, token.i), sent, speech)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from("said denied that if to not would Peru Chile attacked fears of the . , “ ” he was by".split(" ")),
        max_size=25,
    )
)
def test_no_words_raise_and_evidence_is_the_text(words: list[str]) -> None:
    text, sentences, mentions = read_marked(" ".join(words).replace("Peru", "[Peru|PER|GOV]").replace("Chile", "[Chile|CHL|GOV]"))
    speech = find_speech(sentences, list(reversed(mentions)))
    for draft in find_stances(sentences, mentions, speech):
        assert text[draft.evidence.start : draft.evidence.end] == draft.evidence.text
        assert text[draft.trigger.start : draft.trigger.end]
        assert draft.holder
        assert draft.toward
    for sent in sentences:
        for token in sent.tokens:
            source = attribute_event(candidate_at(sent, token.i), sent, speech).attribution
            assert source is None or text[source.start : source.end] == source.text


# --------------------------------------------------------------------------------------------- data files


def test_every_list_loads() -> None:
    assert load_embedding()
    assert load_reporters()
    assert load_hedges()
    assert load_moods()


def test_bad_classes_are_all_named() -> None:
    first = '[[class]]\nname = "a"\npos = "verb"\nwords = "x"\nforms = "inf"\nstatus = "done"\n'
    second = '[[class]]\nname = "b"\npos = "thing"\nwords = ""\n'
    with pytest.raises(DataError, match=r"a: status 'done'.*b: pos 'thing'"):
        read_embedding(first + second)


def test_word_in_two_classes_is_named() -> None:
    one = '[[class]]\nname = "{}"\npos = "verb"\nwords = "x"\nforms = "inf"\nstatus = "planned"\nnegated = "negated"\n'
    with pytest.raises(DataError, match="x \\(inf\\) is also in 'a'"):
        read_embedding(one.format("a") + one.format("b"))


def test_bad_frames_are_named() -> None:
    with pytest.raises(DataError, match=r"frame 1.*love"):
        read_frames(read_text("stances.toml").replace('stance = "trust"', 'stance = "love"', 1))

"""Properties of find_mentions: offsets, order, no overlap, the same every time, no text that raises."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.actors import find_mentions, find_names, load_gazetteer
from dragoman.language import parse_sentences, split_sentences
from dragoman.types import Sentence, Token

TEXT = """The Zambian president, Edgar Lungu, received South Africa's foreign minister in Lusaka on Monday. He said that
both countries would send troops to Lesotho. Maseru thanked its neighbours, but the kingdom's opposition
refused. "They are wrong," its leader said. Soviet-backed rebels and US officials (USO) met the Sahel Rescue
Army (SRA) near Agadez. The SRA's commander, Col. Issa Abdou, left."""


def test_offsets_return_the_text_and_never_overlap(read):
    mentions = read(TEXT, "2017-06-01")
    assert len(mentions) > 12
    for mention in mentions:
        assert TEXT[mention.start : mention.end] == mention.text
        for entity in mention.entities:
            assert TEXT[entity.start : entity.end] == entity.text
    assert all(one.end <= other.start for one, other in itertools.pairwise(mentions))


def test_every_mention_says_why(read):
    assert all(mention.why.rule.startswith("actors.") and mention.why.note for mention in read(TEXT))


def test_the_same_text_gives_the_same_mentions(read):
    assert read(TEXT, "2017-06-01") == read(TEXT, "2017-06-01")


def test_a_place_is_no_actor_and_keeps_its_state(read):
    places = [mention for mention in read(TEXT) if mention.kind == "place"]
    assert {place.text for place in places} >= {"Lusaka", "Agadez"}
    assert all(entity.sector is None and entity.code for place in places for entity in place.entities)


def test_without_a_date_a_title_in_the_text_decides(read):
    (mention,) = [m for m in read("Prime Minister Putin spoke.") if m.kind == "person"]
    assert (mention.entities[0].code, mention.entities[0].sector, mention.entities[0].name) == ("RUS", "GOV", "Vladimir Putin")


@pytest.mark.parametrize(("day", "sector"), [("1985-01-01", "GOV"), ("2001-01-01", "ELI"), (None, "GOV")])
def test_a_leader_out_of_office_is_of_the_elite(read, day, sector):
    assert read("Margaret Thatcher spoke in Bruges.", day)[0].entities[0].sector == sector


@pytest.mark.parametrize(("day", "name"), [("1961-06-04", "Nikita Khrushchev"), ("2015-01-01", "Vladimir Putin"), (None, None)])
def test_an_office_gives_its_holder_at_the_date(read, day, name):
    mentions = read("The Russian president waited." if day != "1961-06-04" else "The Soviet premier waited.", day)
    assert mentions[0].entities[0].name == name


def test_sentences_without_tokens_are_passed_over():
    text = "Iran met Oman."
    assert find_mentions(split_sentences(text), find_names(text, load_gazetteer()), load_gazetteer(), lambda offset: None) == []


HOSTILE = ["", " ", "\x00\x01\x02", "\u202eIran\u202c", "Iran" * 2000, "(((((SDF)))))", "'s 's 's", "of of of Iran of",
           "the the the two countries",
           "U.S.-led U.S.-backed anti-U.S.", "President President President Putin Putin",
           "IRAN " * 300, "his his his", "🇮🇷 Iran 🤝 Oman",
           "Iran\u200b's minister", "—Iran—", "a" * 5000]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_raises(text, read):
    for mention in read(text, "1999-01-01"):
        assert text[mention.start : mention.end] == mention.text


WORDS = [
    "Iran",
    "Iranian",
    "president",
    "of",
    "the",
    "Putin",
    "'s",
    ",",
    "and",
    "Moscow",
    "forces",
    "its",
    "two",
    "countries",
    "former",
    "in",
    "Abdou",
]


@given(st.data())
@settings(max_examples=120, deadline=None)
def test_no_parse_however_wrong_raises(data):
    """Tokens with any tags and any heads: the parser may be wrong in every way."""
    words = data.draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
    text = " ".join(words)
    tokens, start = [], 0
    for i, word in enumerate(words):
        head = data.draw(st.integers(0, len(words) - 1))
        pos = data.draw(st.sampled_from(["NOUN", "PROPN", "ADJ", "VERB", "PRON", "DET", "ADP", "PUNCT"]))
        dep = data.draw(
            st.sampled_from(["nsubj", "dobj", "pobj", "prep", "poss", "compound", "amod", "appos", "conj", "ROOT", "det"])
        )
        tokens.append(Token(i, start, start + len(word), word, word.lower(), "NN", pos, dep, head))
        start += len(word) + 1
    children = tuple(tuple(t.i for t in tokens if t.head == i and t.i != i) for i in range(len(tokens)))
    if _has_cycle(tokens):
        return
    sentence = Sentence(0, 0, 0, len(text), text, tuple(tokens), children)
    gazetteer = load_gazetteer()
    for mention in find_mentions([sentence], find_names(text, gazetteer), gazetteer, lambda offset: ("2001-01-01", "2001-12-31")):
        assert text[mention.start : mention.end] == mention.text


def _has_cycle(tokens: list[Token]) -> bool:
    for token in tokens:
        here, steps = token, 0
        while here.head != here.i:
            here, steps = tokens[here.head], steps + 1
            if steps > len(tokens):
                return True
    return False


def test_parsed_text_of_another_period_is_read_by_its_own_states(read):
    mentions = read("Austria and Prussia quarrelled over Holstein. Vienna sent an ultimatum to Berlin.", "1866-06-01")
    assert [m.entities[0].code for m in mentions if m.kind in ("state", "metonym")] == ["AUH", "DEU", "AUH", "DEU"]


def test_parse_sentences_is_the_same_interface(gazetteer):
    sentences = parse_sentences(split_sentences("Cuba freed the crew."))
    assert (
        find_mentions(sentences, find_names("Cuba freed the crew.", gazetteer), gazetteer, lambda offset: None)[0].text == "Cuba"
    )

"""The road as a whole: every fact leads back to its words, nothing depends on order, process or machine, nothing is parsed
without need, and no text makes it stumble."""

from __future__ import annotations

import math
import os
import random
import re
import subprocess
import sys
import time
from importlib.resources import files

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman import actors, events, language, workers
from dragoman.events import load_ontology
from dragoman.pipeline import classify, code_document
from dragoman.record.edtf import read_edtf
from dragoman.types import Document, Reading
from limits import processor_time

NEWS = (
    "On 3 June 1929 Peru signed a treaty with Chile. Bolivia’s minister said two days later that “both states” had betrayed it. "
    "The weather was fine. It recalled its ambassador from Lima, and 200 Bolivian soldiers marched to Charaña.\r\n\r\n"
    "La Paz fears Chile 🇨🇱. Chile denied that it would attack Bolivia; Peru may send \tcoca worth $1.5 million to Bolivia."
)
PARTS = (
    "Peru Chile Tehran Türkiye Iran's the two countries both sides said that “ ” \" ( ) — , ; : . ? ! it they its president "
    "attacked was attacked by will not sign treaties with talks between and of on 3 May 1920 in the 1990s yesterday $3 million "
    "two soldiers killed accused of according to which had been to from \n \n\n \r \t \x00 \u202e \u200f \u2028 \ufeff é́ 🇵🇪 U.S. "
    "Mr."
).split(" ")  # fmt: skip


def encode(reading):
    return msgspec.json.encode(reading)


# ------------------------------------------------------------------ what must hold of every reading


def check_reading(reading):
    """Every promise about offsets, values and lists that a record, a person or a program relies on."""
    text = reading.document.text
    spans = [(sent.start, sent.end) for sent in language.split_sentences(text)]
    assert reading.n_parsed <= reading.n_sentences == len(spans)
    for event in reading.events:
        told = f"{event.type} {event.evidence.text!r}"
        evidence = event.evidence
        assert text[evidence.start : evidence.end] == evidence.text != "", told
        assert any(start <= evidence.start and evidence.end <= end for start, end in spans), told
        assert evidence.start <= event.trigger.start < event.trigger.end <= evidence.end, told
        assert event.actors or event.recipients, told
        check_entities(text, (*event.actors, *event.recipients, *filter(None, [event.attribution])))
        assert event.score == load_ontology()[event.type].score_of(event.mode), told
        assert event.mode is None or event.mode in load_ontology()[event.type].modes, told
        assert (event.date is None) == (event.date_basis is None), told
        assert event.date is None or read_edtf(event.date), (told, event.date)
        assert event.date_phrase is None or text[event.date_phrase.start : event.date_phrase.end].strip(), told
        assert event.date_basis not in ("stated", "resolved") or event.date_phrase, told
        assert 0 < event.confidence <= 1, told
        assert event.place is None or event.place.text in text, told
        for quantity in event.quantities:
            assert quantity.text in text, told
            assert math.isfinite(quantity.value), told
            assert quantity.value >= 0, told
        assert all(why.rule and why.note for why in event.why), told
    for stance in reading.stances:
        assert text[stance.evidence.start : stance.evidence.end] == stance.evidence.text != ""
        assert stance.holder
        assert stance.toward
        check_entities(text, (*stance.holder, *stance.toward, *filter(None, [stance.attribution])))
        assert stance.date is None or read_edtf(stance.date)
        assert 0 < stance.confidence <= 1
    for finding in reading.findings:
        assert finding.why
        assert finding.evidence
        for each in finding.evidence:
            assert each.document == reading.document.id
            assert text[each.start : each.end] == each.text != ""
    ids = [each.id for each in (*reading.events, *reading.stances, *reading.findings)]
    assert len(set(ids)) == len(ids)
    assert all(each.document == reading.document.id for each in (*reading.events, *reading.stances, *reading.findings))


def check_entities(text, entities):
    for who in entities:
        assert text[who.start : who.end] == who.text != ""
        assert who.code is None or re.fullmatch("[A-Z]{3}", who.code), who
        assert who.code or who.name or who.text


def test_every_promise_holds_in_the_samples(sample_readings):
    for reading in sample_readings:
        check_reading(reading)


def test_every_promise_holds_in_the_cases(coded_cases):
    for _, reading in coded_cases:
        check_reading(reading)


def test_types_statuses_and_bases_are_of_the_lists(sample_readings):
    for reading in sample_readings:
        assert msgspec.json.decode(encode(reading), type=Reading) == reading  # msgspec checks every Literal


def test_an_example_holds_event_stance_and_number():
    reading = code_document(Document("news", NEWS))
    check_reading(reading)
    found = {(event.type, event.status) for event in reading.events}
    assert {("SUPPORT", "occurred"), ("SANCTION", "occurred"), ("ASSAULT", "negated")} <= found
    assert [stance.stance for stance in reading.stances] == ["fear"]


# ------------------------------------------------------------------ the same text gives the same reading


def test_a_second_reading_is_the_same_to_the_byte(sample_readings):
    for reading in sample_readings[:4]:
        assert encode(code_document(reading.document)) == encode(reading)


def test_what_was_read_before_changes_nothing(sample_readings):
    docs = [reading.document for reading in sample_readings]
    random.Random(3).shuffle(docs)
    again = {doc.id: encode(code_document(doc)) for doc in [Document("news", NEWS), *docs[:5]]}
    assert all(again[reading.document.id] == encode(reading) for reading in sample_readings if reading.document.id in again)


def test_two_workers_give_what_one_gives(sample_readings, monkeypatch):
    monkeypatch.setattr(workers, "CHUNK_CHARS", 4000)  # so that there is enough to share out
    monkeypatch.setattr(workers, "WORTH_A_PROCESS", 10_000)
    assert sum(len(reading.document.text) for reading in sample_readings) > workers.WORTH_A_PROCESS
    docs = [reading.document for reading in sample_readings]
    there = [encode(reading) for reading in workers.code_documents(docs, workers=2)]
    assert there == [encode(reading) for reading in sample_readings]


ELSEWHERE = """
import sys, msgspec
from dragoman import Document, code_document
sys.stdout.buffer.write(msgspec.json.encode(code_document(Document("news", sys.stdin.buffer.read().decode()))))
"""


def test_hash_order_time_zone_and_locale_change_nothing():
    here = encode(code_document(Document("news", NEWS)))
    env = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONUTF8": "0"}
    there = subprocess.run([sys.executable, "-c", ELSEWHERE], input=NEWS.encode(), env=env, capture_output=True, check=True)
    assert there.stdout == here


def test_id_is_that_of_what_is_said_where_and_in_which_document():
    one, other = (code_document(Document(name, NEWS)).events for name in ("a", "b"))
    assert len(one) == len(other) > 3
    assert not {event.id for event in one} & {event.id for event in other}
    longer = code_document(Document("a", NEWS + " Then it rained on the guests.")).events
    assert [event.id for event in longer] == [event.id for event in one]
    assert all(re.fullmatch("[0-9a-f]{16}", event.id) for event in one)


# ------------------------------------------------------------------ nothing is parsed without need


@pytest.fixture
def parsed(monkeypatch):
    """Texts that the parser was given, in order."""
    nlp = language.load_parser()
    given_texts = []
    make_doc = nlp.make_doc

    def spy(text):
        given_texts.append(text)
        return make_doc(text)

    monkeypatch.setattr(nlp, "make_doc", spy)
    return given_texts


def test_sentences_without_an_actor_are_not_parsed(parsed):
    doc = Document(
        "d", "The harvest was good. Peru attacked Chile. The river rose and took three mills. He sang. Rain fell on Lima."
    )
    reading = code_document(doc)
    assert "Peru attacked Chile." in parsed
    assert not {"The harvest was good.", "The river rose and took three mills."} & set(parsed)
    assert reading.n_parsed == len(parsed) < reading.n_sentences == 5


def test_text_without_an_actor_is_not_parsed_at_all(parsed):
    reading = code_document(Document("d", "They attacked the president of the club. Both sides signed. It was war."))
    assert (parsed, reading.events, reading.n_parsed) == ([], (), 0)


def test_no_sentence_is_parsed_twice(parsed, sample_readings):
    for reading in sample_readings[:4]:
        parsed.clear()
        code_document(reading.document)
        assert len(parsed) == len(set(parsed)) == reading.n_parsed


def test_a_sentence_is_parsed_for_a_name_or_for_what_looks_back(parsed, sample_readings):
    gazetteer = actors.load_gazetteer()
    for reading in sample_readings:
        parsed.clear()
        code_document(reading.document)
        for text in parsed:
            named = any(name.is_actor for name in actors.find_names(text, gazetteer))
            bare = reading.document.published is None and events.has_joint_cue(text)  # "talks began", in a history
            assert named or (actors.has_anaphor(text) and events.has_cue(text)) or bare, text


# ------------------------------------------------------------------ texts that nobody should write


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=300))
def test_any_string_is_read(text):
    check_reading(code_document(Document("d", text)))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PARTS), max_size=60), st.sampled_from([None, "1929-06-05", "yesterday"]))
def test_any_order_of_telling_words_is_read(parts, published):
    check_reading(code_document(Document("d", " ".join(parts), published=published)))


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n\n", "\x00", "\ud800", ".", "...", "?!" * 50, "Peru", "Peru.", "attacked", "“" * 99, "Peru" * 99, "1" * 5000,
     "\ufeffPeru attacked Chile.", "\u202ePeru attacked Chile.\u202c", "Peru\u200battacked\u200bChile.", "Peru\nattacked\nChile.",
     "PERU ATTACKED CHILE.", "peru attacked chile.", "P\u0301eru attacked Chile.", "Peru attacked Chile\x85Peru met Chile\x1c."],
)  # fmt: skip
def test_odd_text_is_read(text):
    check_reading(code_document(Document("d", text)))


@pytest.mark.parametrize("text", ["\udfff Peru attacked Chile.", "Peru attacked Chile \ud83d.", "Peru attac\ud800ked Chile."])
def test_half_a_character_does_no_harm(text):
    check_reading(code_document(Document("d", text)))


def seconds_to_read(piece, n_chars):
    text = "Peru fears Chile " + piece * (n_chars // len(piece))
    began = time.process_time()
    check_reading(code_document(Document("d", text)))
    return time.process_time() - began


RUNS = [
    "-",
    "(",
    "'",
    "“",
    " ",
    "\n",
    "0",
    "1,",
    "a",
    "é",
    "$1 ",
    "\u0301",
    "\r",
    " \n",
    "’s ",
    "of the ",
    "1990s ",
    "Mr. ",
    "St. ",
    "O'",
]


@pytest.mark.parametrize("piece", RUNS)
def test_a_run_of_anything_takes_no_time(piece):
    with processor_time(10):
        check_reading(code_document(Document("d", "Peru attacked Chile " + piece * (10_000 // len(piece)) + "x Peru met Chile.")))


@pytest.mark.parametrize(
    "piece", ["lorem ipsum, ", "x", "(", "the two countries ", "accused of accusing ", "two hundred ", "ü-é "]
)
def test_200_000_characters_without_a_full_stop(piece):
    assert seconds_to_read(piece, 200_000) < 15


@pytest.mark.parametrize(
    "piece", ["Peru attacked Chile and ", "Peru, ", "“Peru said ", "(Peru", "U.S. ", "Peru-", "Peru met on 3 May "]
)
def test_time_to_read_names_without_end_grows_with_the_text_only(piece):
    seconds_to_read(piece, 1_000)
    short = max(0.2, seconds_to_read(piece, 3_000))
    assert seconds_to_read(piece, 12_000) < 4 * 2.5 * short  # 2.5 for noise


# ------------------------------------------------------------------ one stage alone


PAIR = "Two days later, Chad accused Sudan of arming rebels, and Libya offered to mediate."


def span(word, text=PAIR):
    start = text.index(word)
    return [start, start + len(word)]


def check_row(row):
    assert set(row) == {"type", "mode", "status", "probabilities"}
    shares = row["probabilities"]
    assert set(shares) == set(load_ontology())
    assert sum(shares.values()) == pytest.approx(1, abs=0.001)
    assert all(0 < share < 1 for share in shares.values())
    if row["type"] is None:
        assert (row["mode"], row["status"]) == (None, None)
    else:
        assert row["status"] in ("occurred", "ongoing", "planned", "hypothetical", "negated")
        assert shares[row["type"]] == max(shares.values())
        assert row["mode"] is None or row["mode"] in load_ontology()[row["type"]].modes


@pytest.mark.parametrize(
    ("text", "actor", "recipient", "kind"),
    [
        (PAIR, "Chad", "Sudan", "ACCUSE"),
        ("The rebels of Zug shelled the port of Brindle.", "The rebels of Zug", "Brindle", "ASSAULT"),
        ("Ruritania signed a treaty with Grand Fenwick.", "Ruritania", "Grand Fenwick", "SUPPORT"),
        ("Talks between the guild and the crown were held in May.", "the guild", "the crown", "CONSULT"),
        ("Brindle was shelled by Zug.", "Zug", "Brindle", "ASSAULT"),
        ("Zug expelled two envoys.", "Zug", None, "SANCTION"),
        ("Zug lies north of Brindle.", "Zug", "Brindle", None),
    ],
)
def test_pair_of_any_names_is_classified(text, actor, recipient, kind):
    row = classify(text, span(actor, text), span(recipient, text) if recipient else None)
    check_row(row)
    assert row["type"] == kind


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.data(), st.sampled_from([PAIR, NEWS, "x", "\u202e \n\n", "Zug will not attack. It never has."]))
def test_any_marked_pair_gives_a_row(data, text):
    def draw():
        start = data.draw(st.integers(0, len(text) - 1))
        return [start, data.draw(st.integers(start + 1, len(text)))]

    check_row(classify(text, draw(), data.draw(st.sampled_from([None, draw()]))))


def test_samples_are_part_of_the_package():
    assert files("dragoman").joinpath("data/samples").is_dir()

"""Where sentences end: the cases of cases/split.toml, what holds of every text, and time on texts without end."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language import find_datelines, split_sentences
from dragoman.language.split import MAX_SENTENCE
from limits import processor_time

CASES = tomllib.loads((Path(__file__).parent / "cases" / "split.toml").read_text(encoding="utf-8"))["case"]


def name_case(case):
    """The case, marked where it is known to come out wrong."""
    marks = [pytest.mark.xfail(strict=True, reason=case["wrong"])] if "wrong" in case else []
    return pytest.param(case, id=case["why"], marks=marks)


@pytest.mark.parametrize("case", [name_case(case) for case in CASES])
def test_split(case):
    found = split_sentences(case["text"])
    assert [sent.text for sent in found] == case["sentences"]
    if "paragraphs" in case:
        assert [sent.paragraph for sent in found] == case["paragraphs"]


def check_sentences(text):
    """Sentences lie in order, do not overlap, and hold all that is not blank."""
    found = split_sentences(text)
    end = 0
    for i, sent in enumerate(found):
        assert sent.index == i
        assert text[sent.start : sent.end] == sent.text == sent.text.strip() != ""
        assert text[end : sent.start].strip() == ""
        assert len(sent.text) <= MAX_SENTENCE
        assert not sent.parsed
        end = sent.end
    assert text[end:].strip() == ""
    assert [sent.paragraph for sent in found] == sorted(sent.paragraph for sent in found)
    return found


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=200))
def test_nothing_is_lost_of_any_string(text):
    check_sentences(text)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from([*"aA.!?…'\"”’)(,;:- \n\r\t", "\u2029", "Mr.", "U.S.", "\n\n", "I", "3", "..."]), max_size=40))
def test_nothing_is_lost_of_any_punctuation(parts):
    check_sentences("".join(parts))


@pytest.mark.parametrize("piece", ["word ", "word", "(", "\u00e9", "a, ", "Mr. ", "U.S. ", "\t", "wrote\n"])
def test_a_megabyte_without_a_stop_is_cut_at_blanks(piece):
    text = "Peru wrote " + piece * (1_000_000 // len(piece))
    with processor_time(5):
        found = check_sentences(text)
    if piece == "word ":
        assert all(sent.text.endswith("word") and not sent.text.startswith("ord") for sent in found)


@pytest.mark.parametrize("run", ["...", "!", "?.", "…."])
def test_a_run_of_marks_before_a_word_takes_no_time(run):
    with processor_time(1):
        check_sentences("Chapter 1 " + run * 30_000 + "x 12 and more.")


@pytest.mark.parametrize(
    "text",
    [
        "MANILA, Philippines -- President Duterte spoke of the reefs again.",
        "SEOUL, South Korea (AP) \u2014 North Korea fired two missiles.",
        "BAMAKO - Armed men attacked a camp.",
        "PORT-AU-PRINCE, Haiti (AP) \u2013 A court closed.",
    ],
)
def test_a_dateline_is_a_sentence_of_its_own(text):
    first, second = split_sentences(text)
    assert [span.slice(text) for span in find_datelines(text)] == [first.text]
    assert second.text.endswith(".")
    assert second.text[0] in "PNA"


@pytest.mark.parametrize(
    "text",
    [
        "NATO - Russia talks failed.",
        "U.S. - China trade talks failed.",
        "IRAQ - KUWAIT: A WAR OF WORDS",
        "Peru - Chile talks failed.",
    ],
)
def test_and_what_only_looks_like_one_is_not(text):
    assert len(split_sentences(text)) == 1

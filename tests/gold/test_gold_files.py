"""The gold itself: sound as it is kept, and every kind of slip in a reading is named."""

from __future__ import annotations

import pytest
from gold_texts import find_faults, find_words, is_edtf, read_gold

TEXT = "Peru recalled its ambassador from Chile in 1879. Chile did the same, and Chile's press cheered."
GOOD = {"type": "SANCTION", "mode": "withdraw", "actors": ["PER"], "recipients": ["CHL"], "date": "1879", "words": "recalled"}


@pytest.fixture(scope="module")
def gold():
    return read_gold()  # raises where a file is not sound


def test_fifteen_texts_a_third_of_them_held(gold):
    assert len(gold) >= 15
    assert 0.25 <= sum(text.held for text in gold) / len(gold) <= 0.4


def test_texts_have_the_length_of_an_article(gold):
    assert all(400 <= len(text.text.split()) <= 900 for text in gold)


def test_each_text_has_must_events_and_half_of_them_a_fault(gold):
    assert all(sum(event.must for event in text.first.events) >= 10 for text in gold)
    with_faults = [text for text in gold if any(each.must for each in text.first.findings)]
    assert len(gold) / 3 <= len(with_faults) < len(gold)


def test_quotes_are_found_where_they_stand_and_stay_in_one_sentence(gold):
    for text in gold:
        for entry in (*text.first.events, *text.first.stances):
            assert entry.span.slice(text.text) == entry.words
            assert text.sentence_at(entry.span.start) == text.sentence_at(entry.span.end - 1), entry.words


def test_a_good_entry_has_no_fault():
    assert find_faults(TEXT, {"events": [GOOD]}) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"words": "withdrew"}, "'withdrew' is not in the text"),
        ({"words": "Chile"}, "'Chile' is 3 times in the text; say which (nth)"),
        ({"words": "Chile", "nth": 4}, "'Chile' is 3 times in the text, not 4"),
        ({"words": ""}, "no words"),
        ({"type": "CUT"}, "type 'CUT' is none"),
        ({"or": ["RECALL"]}, "type 'RECALL' is none"),
        ({"mode": "visit"}, "SANCTION has no mode 'visit'"),
        ({"status": "done"}, "status 'done' is none"),
        ({"actors": ["PERU"]}, "code 'PERU' is none"),
        ({"attribution": "XYZ"}, "code 'XYZ' is none"),
        ({"date": "April 1879"}, "date 'April 1879' is not a day"),
        ({"certain": True}, "unknown field 'certain'"),
    ],
)
def test_slips_are_named(change, fault):
    faults = find_faults(TEXT, {"events": [{**GOOD, **change}]})
    assert len(faults) == 1
    assert fault in faults[0]


def test_an_entry_that_is_there_twice_is_named_though_one_is_optional():
    (fault,) = find_faults(TEXT, {"events": [GOOD, {**GOOD, "must": False}]})
    assert fault.endswith("there twice")


def test_what_lacks_a_field_is_named():
    stance = {"stance": "fear", "holder": "PER", "words": "recalled"}
    finding = {"finding": "denial", "words": ["recalled", "lost"]}
    faults = find_faults(TEXT, {"stances": [stance], "findings": [finding], "notes": []})
    assert [fault.rpartition(": ")[2] for fault in faults] == [
        "unknown part 'notes'", "no toward", "'lost' is not in the text", "no severity",
    ]  # fmt: skip


def test_faulty_files_are_all_reported(tmp_path):
    for folder in ("texts", "first"):
        (tmp_path / folder).mkdir()
    (tmp_path / "texts.toml").write_text('[one]\npublished = ""\nstyle = "wire"\nset = "open"\n')
    (tmp_path / "texts" / "one.txt").write_text(TEXT)
    (tmp_path / "first" / "one.toml").write_text('events = [{ type = "CUT", actors = ["PER"], recipients = [], words = "lost" }]')
    (tmp_path / "first" / "two.toml").write_text("")
    with pytest.raises(ValueError, match="not sound") as error:
        read_gold(tmp_path)
    assert "first/two.toml is not listed" in str(error.value)
    assert "type 'CUT' is none" in str(error.value)


def test_nth_occurrence():
    assert find_words(TEXT, "Chile", 2).start == TEXT.index("Chile did")


@pytest.mark.parametrize("date", ["1879", "1879-04", "1879-21", "1879-04-05", "1879-04/1879-05-02"])
def test_plain_dates(date):
    assert is_edtf(date)


@pytest.mark.parametrize("date", ["", "79", "1879-13", "1879-04-32", "1880/1879", "1879/1880/1881", "../1879"])
def test_other_dates(date):
    assert not is_edtf(date)

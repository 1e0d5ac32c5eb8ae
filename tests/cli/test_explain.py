"""`dragoman explain`: from a fact back to its words and reasons."""

import pytest

from asking import make_record, run_command
from dragoman.cli.marked import Mark, mark_words
from dragoman.record import EventFilter, open_record
from dragoman.types import Evidence


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    return make_record(tmp_path_factory.mktemp("explain") / "a.duckdb")


@pytest.fixture
def ask(capsys, record):
    return lambda *words: run_command(capsys, "explain", *words, "--record", record)


@pytest.fixture(scope="module")
def ids(record):
    with open_record(record, read_only=True) as opened:
        return {event.type: event.id for event in opened.events(EventFilter(between=("BOL", "FIN")))}


def test_an_event_is_led_back_to_its_words(ask, ids):
    status, out, _ = ask(ids["THREATEN"][:8])
    assert status == 0
    assert out.startswith(f"event {ids['THREATEN']}: THREATEN, BOL -> FIN, 1987-03, occurred\n")
    for told in (
        "A quarrel (The Herring, published 1987-03-09, https://herring.example/1; id tuna)",
        "[when: March 1987] [who: Bolivia] [act: threatened] [to whom: Finland], according to [says: Norway].",
        "“Bolivia”: Bolivia (BOL), sector GOV",
        "1987-03, from “March 1987” (stated: the words say it)",
        "alleged",
        "test.rule: the word threatened",
        "Dragoman 0.1.0 (coder 0.1.0), run 1 of ",
    ):
        assert told in " ".join(out.split()), told
    assert max(map(len, out.splitlines())) <= 100


def test_numbers_and_inherited_dates_are_told(ask, ids):
    out = " ".join(ask(ids["AID"])[1].split())
    assert "$2.5 million: 2500000 USD (money)" in out
    assert "1991-05-04 (inherited: carried on from the narrative around it)" in out


def test_an_event_without_a_date_says_so(ask, ids):
    assert "when       not known" in ask(ids["ACCUSE"])[1]


def test_a_stance_and_a_finding_are_explained(ask):
    assert "stance fear0001: fear, FIN -> BOL, 1987-03" in ask("fear")[1]
    told = " ".join(ask("clash")[1].split())
    assert "Two dates for one pact." in told
    assert "[here: 4 May 1991]" in told
    assert "[here: March 1987]" in told


def test_rejected_inputs_are_listed(ask):
    assert ask("rejected")[1] == "c.pdf: not text: a [31mPDF\n"


@pytest.mark.parametrize("prefix", ["zzzz", "%", "", "\x1b[31m"])
def test_an_unknown_id_is_one_sentence(ask, prefix):
    status, out, err = ask(prefix)
    assert (status, out) == (2, "")
    assert err.startswith("dragoman: nothing in ")
    assert err.count("\n") == 1
    assert "\x1b" not in err


def test_a_prefix_of_several_ids_names_some(tmp_path, capsys):
    from dragoman.types import Document, Finding, Reading

    told = tuple(Finding(f"ab{i}", "d", "denial", "note", "why", ()) for i in range(6))
    with open_record(tmp_path / "a.duckdb") as record:
        record.add([Reading(Document("d", "x"), (), (), told, 1, 1, 1)], [], record.begin_run({}, "1", {}))
    status, _, err = run_command(capsys, "explain", "ab", "--record", tmp_path / "a.duckdb")
    assert status == 2
    assert "several ids begin with 'ab' (finding ab0, finding ab1, finding ab2, finding ab3 ...)" in err


def test_marks_that_overlap_are_dropped_and_the_rest_of_the_paragraph_is_cut_at_words():
    text = "First line.\n" + "word " * 200 + "end. On Monday Iran met Peru. After. " + "more " * 200 + "\nLast line."
    start = text.index("Iran")
    marks = [Mark(start, start + 4, "who"), Mark(start, start + 8, "all"), Mark(start + 9, start + 13, "whom"), Mark(0, 5, "far")]
    told = mark_words(text, Evidence(start, start + 14, text[start : start + 14]), marks)
    assert told.words == "On Monday [all: Iran met] [whom: Peru]."
    assert told.before.startswith("…word")
    assert told.after.endswith("more…")
    assert "First" not in told.before


def test_labels_of_the_same_words_are_joined():
    marks = [Mark(0, 4, "who"), Mark(9, 13, "who"), Mark(0, 4, "to whom"), Mark(9, 13, "to whom"), Mark(14, 20, "act")]
    told = mark_words("Iran and Peru fought.", Evidence(0, 20, "Iran and Peru fought"), marks)
    assert told.words == "[who, to whom: Iran] and [who, to whom: Peru] [act: fought]."


@pytest.mark.parametrize("text", ["x" * 100_000, "a. " * 50_000, "\n" * 1000 + "Iran"])
def test_long_texts_are_cut(text):
    told = mark_words(text, Evidence(0, 1, text[0]), [Mark(0, 1, "who")])
    assert len("".join(told)) < 8000

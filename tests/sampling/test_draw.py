"""The same record and seed give the same sample; strata have places as evenly as they can; files keep what hangs on them."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from asking import run_command
from dragoman.errors import InputError, UsageError
from dragoman.record import open_record
from dragoman.sampling import (
    Answer,
    add_answer,
    answers_path,
    draw_sample,
    load_sample,
    read_answers,
    sample_path,
    save_sample,
)
from dragoman.sampling.draw import share_places
from dragoman.types import Document, Why
from hand_made import make_event, make_reading
from sampling_made import make_many


@pytest.fixture
def record(tmp_path):
    with open_record(make_many(tmp_path / "a.duckdb")) as record:
        yield record


def test_a_sample_is_the_same_each_time_and_another_with_another_seed(record):
    one, again, other = (draw_sample(record, 12, by=("type", "source"), seed=seed) for seed in (1, 1, 2))
    assert one == again
    assert {item.id for item in one.items} != {item.id for item in other.items}
    assert one.id != other.id
    assert (one.n_population, one.n_documents, one.n_sources, one.seed) == (60, 60, 2, 1)


def test_strata_have_places_as_evenly_as_their_sizes_allow(record):
    sample = draw_sample(record, 30, by=("type",))
    assert {one.label: (one.n_population, one.n_drawn) for one in sample.strata} == {
        "ACCUSE": (10, 10), "AID": (20, 10), "THREATEN": (30, 10),
    }  # fmt: skip
    assert [one.stratum for one in sample.items] != sorted(one.stratum for one in sample.items), "order tells no stratum"
    whole = draw_sample(record, 1000, by=())
    assert (len(whole.items), [one.label for one in whole.strata]) == (60, [""])


def test_an_event_that_is_read_later_moves_no_other_out_of_order(record):
    before = [item.id for item in draw_sample(record, 60, by=("type",)).items]
    doc = Document("late", "Late Bolivia met Finland.")
    event = make_event(doc, "AID", ["BOL:Bolivia"], ["FIN:Finland"], act="met")
    record.add([make_reading(doc, event)], [], record.begin_run({}, "0.1.0", {}))
    after = [item.id for item in draw_sample(record, 61, by=("type",)).items]
    assert [id_ for id_ in after if id_ != event.id] == before


def test_strata_by_decade_confidence_and_status(record):
    sample = draw_sample(record, 8, by=("decade", "confidence", "status"))
    assert "occurred | 1950s | 0.6 and above" in [one.label for one in sample.strata]
    assert draw_sample(record, 5, by=("type",), min_confidence=0.9).items == ()
    with pytest.raises(UsageError, match="not by 'colour'"):
        draw_sample(record, 5, by=("colour",))


def test_where_two_readers_differ_can_be_coded_first(tmp_path):
    whys = {"agree": "readers.both.agree", "differ": "readers.both.differ", "alone": "readers.both.model_alone", "one": "verbs:1"}
    readings = []
    for name, rule in whys.items():
        doc = Document(name, f"{name} Bolivia met Finland.")
        event = make_event(doc, "AID", ["BOL:Bolivia"], ["FIN:Finland"], act="met")
        readings.append(make_reading(doc, structs.replace(event, why=(Why(rule, "a note"),))))
    swapped = structs.replace(readings[0].events[0], why=(Why("readers.both.agree", "readers.model.swapped: by syntax"),))
    doc = Document("swapped", "swapped Bolivia met Finland.")
    readings.append(make_reading(doc, structs.replace(swapped, id="swapped", document="swapped")))
    with open_record(tmp_path / "a.duckdb") as record:
        record.add(readings, [], record.begin_run({}, "0.1.0", {}))
        sample = draw_sample(record, 9, by=("readers",))
        assert [one.label for one in sample.strata] == [
            "model alone", "one reader", "parties swapped", "readers agree", "readers differ",
        ]  # fmt: skip
        disputed = draw_sample(record, 9, by=(), disagreements=True)
    assert {item.document for item in disputed.items} == {"differ", "alone", "swapped"}
    assert disputed.disagreements
    assert disputed.id != sample.id


def test_no_record_is_told_and_none_is_made(tmp_path, capsys):
    assert run_command(capsys, "sample", "3", "--record", tmp_path / "none.duckdb")[0] == 2
    assert not list(tmp_path.iterdir())


def test_no_disagreement_is_told(tmp_path, capsys):
    path = make_many(tmp_path / "a.duckdb", 3)
    status, _, told = run_command(capsys, "sample", 5, "--disagreements", "--record", path)
    assert status == 2
    assert "read --reader both" in told


@given(st.dictionaries(st.text(max_size=3), st.integers(1, 50), max_size=12), st.integers(1, 300))
def test_places_are_all_given_and_none_twice(sizes, size):
    places = share_places(sizes, size)
    assert sum(places.values()) == min(size, sum(sizes.values()))
    assert all(0 <= places[label] <= sizes[label] for label in sizes)
    short = [places[label] for label in sizes if places[label] < sizes[label]]
    assert not short or max(places.values()) <= min(short) + 1, "none is given a second before all that could take it have one"


def test_a_sample_is_kept_and_not_replaced_by_another(record, tmp_path):
    path = tmp_path / "a.sample.json"
    sample = draw_sample(record, 5)
    save_sample(sample, path)
    save_sample(sample, path)
    assert load_sample(path) == sample
    with pytest.raises(UsageError, match="holds another sample"):
        save_sample(draw_sample(record, 6), path)
    with pytest.raises(InputError, match="is no sample"):
        load_sample(tmp_path / "gone.json")


def test_of_two_answers_by_one_person_the_later_counts(tmp_path):
    path = tmp_path / "a.answers.jsonl"
    add_answer(path, Answer("s", "e1", "Ana", "AID"))
    add_answer(path, Answer("s", "e1", "Ben", "NONE"))
    add_answer(path, Answer("s", "e1", "Ana", "ACCUSE", status="occurred", actors=("BOL",), recipients=()))
    add_answer(path, Answer("other", "e1", "Ana", "AID"))
    assert [(one.coder, one.type, one.recipients) for one in read_answers([path], "s")] == [
        ("Ben", "NONE", None),
        ("Ana", "ACCUSE", ()),
    ]


def test_answers_are_read_from_csv_and_bad_ones_are_named(tmp_path):
    good = tmp_path / "a.csv"
    good.write_text("\ufeffsample,id,coder,type,status,actors,note\r\ns,e1,Ana,AID,,BOL;FIN,\r\n", encoding="utf-8")
    assert read_answers([good]) == [Answer("s", "e1", "Ana", "AID", actors=("BOL", "FIN"))]
    bad = tmp_path / "b.jsonl"
    bad.write_text('{"sample":"s","id":"e1","coder":"Ana","type":"AID"}\n{"sample":"s","id":"e2","coder":"Ana","type":"HUG"}\n')
    with pytest.raises(InputError, match=r"b.jsonl:2 is no answer"):
        read_answers([bad])
    bad.write_text("{oops\n")
    with pytest.raises(InputError, match=r"b.jsonl:1 is no JSON"):
        read_answers([bad])


def test_the_command_draws_and_measures(tmp_path, capsys):
    path = make_many(tmp_path / "a.duckdb")
    status, out, err = run_command(capsys, "sample", "20", "--stratify", "type,source", "--record", path)
    assert (status, out) == (0, "")
    assert "20 of 60 events drawn from" in err
    sample = load_sample(sample_path(path))
    chance = random.Random(3)
    for item in sample.items:
        for coder in ("Ana", "Ben"):
            kind = item.machine.type if chance.random() < 0.8 else "NONE"
            add_answer(answers_path(path), Answer(sample.id, item.id, coder, kind, status="occurred", actors=("BOL",)))
    status, out, _ = run_command(capsys, "sample", "--score", answers_path(path), "--record", path)
    assert status == 0
    assert "20 of 20 events judged by Ana, Ben; 20 by two or more" in out
    assert "Krippendorff's alpha (nominal)" in out
    _, out, _ = run_command(capsys, "sample", "--score", answers_path(path), "--record", path, "--format", "md")
    assert "We drew 20 events at random (seed 1), stratified by type and source" in out
    assert "Dragoman 0.1.0 (coder 0.1.0) from 60 documents of 2 sources; the record holds 60 events" in out
    assert run_command(capsys, "sample", "--record", path)[0] == 2
    assert run_command(capsys, "sample", "5", "--score", answers_path(path), "--record", path)[0] == 2
    assert "holds another sample" in run_command(capsys, "sample", "21", "--record", path)[2]

"""What goes into the record comes out as it was, once, under the coder and run that made it."""

import datetime
import itertools

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.record import EventFilter, name_coder, open_record
from dragoman.types import Document, Entity, Event, Evidence, Finding, Quantity, Reading, Rejected, Span, Stance
from hand_made import make_event, make_reading, make_sample

replace = msgspec.structs.replace


@pytest.fixture
def record():
    with open_record(":memory:") as record:
        yield record


def count_kept(record, table):
    return record._con.execute(f"select count(*) from kept.{table}").fetchone()[0]


def test_what_was_added_comes_back_as_it_was(record):
    sample = make_sample()
    record.add(sample, [], record.begin_run({}, "1.0", {}))
    assert {event.id: event for event in record.events()} == {event.id: event for one in sample for event in one.events}
    assert list(record.stances()) == [stance for one in sample for stance in one.stances]
    assert list(record.findings()) == [finding for one in sample for finding in one.findings]
    assert [record.document(one.document.id) for one in sample] == [one.document for one in sample]


TEXT = st.text(alphabet=st.characters(codec="utf-8"), max_size=12)
PLACES = st.integers(0, 2**31 - 1)
st.register_type_strategy(Span, st.builds(Span, PLACES, PLACES))
st.register_type_strategy(Evidence, st.builds(Evidence, PLACES, PLACES, TEXT))
ENTITY = st.builds(
    Entity,
    code=st.none() | TEXT,
    sector=st.none() | TEXT,
    other_sectors=st.lists(TEXT, max_size=2).map(tuple),
    name=st.none() | TEXT,
    text=TEXT,
    start=PLACES,
    end=PLACES,
)
EVENT = st.builds(
    Event,
    id=TEXT,
    document=st.just("d"),
    actors=st.lists(ENTITY, max_size=3).map(tuple),
    recipients=st.lists(ENTITY, max_size=2).map(tuple),
    attribution=st.none() | ENTITY,
    quantities=st.lists(st.builds(Quantity, value=st.floats(allow_nan=False)), max_size=2).map(tuple),
    score=st.floats(-10, 10),
    confidence=st.floats(0, 1),
    date=st.none() | TEXT | st.just("-0044-03-15"),
)


@pytest.fixture(scope="module")
def filling_record():
    with open_record(":memory:") as record:
        yield record, record.begin_run({}, "1", {}), itertools.count()


@settings(max_examples=25, deadline=None)
@given(events=st.lists(EVENT, max_size=3, unique_by=lambda event: event.id))
def test_any_event_comes_back_as_it_was(filling_record, events):
    record, run, numbers = filling_record
    doc = Document(f"d{next(numbers)}", "x")
    events = [replace(event, document=doc.id) for event in events]
    record.add([Reading(doc, tuple(events), (), (), 1, 1, 1)], [], run)
    back = record.events(EventFilter(documents=(doc.id,)))
    assert {event.id: event for event in back} == {event.id: event for event in events}


def test_the_same_document_and_coder_add_nothing(record):
    sample, run = make_sample(), record.begin_run({}, "1.0", {})
    assert record.add(sample, [], run) == len(sample)
    assert record.add(sample, [], run) == 0
    assert record.add([*sample, *sample], [], record.begin_run({}, "1.0", {})) == 0
    assert count_kept(record, "events") == sum(len(one.events) for one in sample)
    assert count_kept(record, "documents") == len(sample)


def test_a_document_twice_in_one_batch_is_kept_once(record):
    sample = make_sample()
    assert record.add([sample[0], sample[0]], [], record.begin_run({}, "1.0", {})) == 1
    assert count_kept(record, "readings") == 1


def test_a_newer_coder_takes_the_place_of_the_older_without_erasing_it(record):
    old = make_sample()[0]
    new = replace(old, events=(replace(old.events[0], id="newer", type="ACCUSE"),))
    record.add([old], [], record.begin_run({}, "1.0", {}))
    record.add([new], [], record.begin_run({}, "1.1", {}))
    assert [event.id for event in record.events()] == ["newer"]
    assert count_kept(record, "events") == 2
    kept = record._con.execute("select run, coder, type from kept.events order by key").fetchall()
    assert kept == [(1, "1.0", "THREATEN"), (2, "1.1", "ACCUSE")]


def test_a_newer_reading_without_events_hides_the_older_ones(record):
    old = make_sample()[0]
    record.add([old], [], record.begin_run({}, "1.0", {}))
    record.add([replace(old, events=(), stances=())], [], record.begin_run({}, "1.1", {}))
    assert list(record.events()) == []
    assert list(record.stances()) == []


def test_other_data_or_models_make_another_coder(record):
    sample = make_sample()
    record.add(sample, [], record.begin_run({}, "1.0", {"gazetteer": "aa"}))
    run = record.begin_run({}, "1.0", {"gazetteer": "bb"})
    assert record.coder(run) == name_coder("1.0", {"gazetteer": "bb"}) != name_coder("1.0", {"gazetteer": "aa"})
    assert record.add(sample, [], run) == len(sample)


def test_known_tells_what_this_coder_has_read(record):
    sample = make_sample()
    record.add(sample[:2], [], record.begin_run({}, "1.0", {}))
    documents = [one.document for one in sample]
    assert record.known([one.id for one in documents], "1.0") == {"tuna", "treaty"}
    assert record.known(documents, "1.0") == {"tuna", "treaty"}
    assert record.known(documents, "1.1") == set()
    assert record.known([], "1.0") == set()


def test_a_text_that_changed_under_its_id_is_read_again(record):
    first = make_sample()[4]
    changed = Document("others", "Laos helped Chad in 498 BC.")
    second = make_reading(changed, make_event(changed, "AID", ["LAO:Laos"], ["TCD:Chad"], act="helped"))
    record.add([first], [], record.begin_run({}, "1.0", {}))
    assert record.known([changed], "1.0") == set()
    assert record.add([second], [], record.begin_run({}, "1.0", {})) == 1
    assert record.document("others") == changed
    assert [event.actors[0].code for event in record.events()] == ["LAO"]
    assert count_kept(record, "documents") == 2


def test_a_batch_that_fails_leaves_nothing(record):
    sample, run = make_sample(), record.begin_run({}, "1.0", {})
    broken = replace(sample[1], events=(replace(sample[1].events[0], score="high"),))
    with pytest.raises(Exception, match="high"):
        record.add([sample[0], broken], [Rejected("a", "b", "c")], run)
    assert [count_kept(record, table) for table in ("documents", "readings", "events", "rejected")] == [0, 0, 0, 0]
    assert record.add(sample, [], run) == len(sample)


def test_rejected_inputs_are_those_of_the_last_run_that_met_any(record):
    record.add([], [Rejected("a.txt", "binary", "not text")], record.begin_run({}, "1.0", {}))
    record.add([], [Rejected("b.txt", "empty", "no words"), Rejected("a\ud800", "x", "y")], record.begin_run({}, "1.0", {}))
    record.begin_run({}, "1.0", {})
    assert [(one.where, one.reason) for one in record.rejected()] == [("a\ufffd", "x"), ("b.txt", "empty")]


def test_hostile_text_is_kept_with_its_offsets(record):
    text = "Iran\x00 met \u202eIraq\ud800, \U0001f54a " + "x" * 100_000
    doc = Document("hostile \ud800", text, title="'; drop table kept.events; --")
    event = make_event(doc, "CONSULT", ["IRN:Iran", "IRQ:Iraq"], act="met")
    record.add([make_reading(doc, event)], [], record.begin_run({}, "1", {}))
    (back,) = record.events()
    assert back.evidence.text == text.replace("\ud800", "\ufffd")
    assert back.actors[1].text == back.evidence.text[back.actors[1].start : back.actors[1].end] == "Iraq"
    assert record.known([doc], "1") == {doc.id}
    assert record.add([make_reading(doc, event)], [], record.begin_run({}, "1", {})) == 0


def test_a_run_tells_what_made_it_and_when(record):
    run = record.begin_run({"workers": 2, "paths": ["a"]}, "1.0", {"model": "m"})
    record.add(make_sample(), [Rejected("a", "b", "c")], run)
    (open_run,) = record.runs()
    record.end_run(run)
    (ended,) = record.runs()
    assert open_run.finished is None
    assert datetime.timedelta(0) <= ended.finished - ended.started < datetime.timedelta(minutes=5)
    assert (ended.version, ended.hashes, ended.settings) == ("1.0", '{"model": "m"}', '{"paths": ["a"], "workers": 2}')
    assert (ended.n_documents, ended.n_events, ended.n_stances, ended.n_findings, ended.n_rejected) == (5, 7, 1, 1, 1)


def test_order_and_batches_of_documents_change_no_answer():
    sample = make_sample()
    answers = []
    for batches in ([sample], [[one] for one in reversed(sample)]):
        with open_record(":memory:") as record:
            run = record.begin_run({}, "1", {})
            for batch in batches:
                record.add(batch, [], run)
            answers.append((list(record.events()), list(record.findings()), record.series("BOL", "FIN", "year")))
    assert answers[0] == answers[1]


def test_every_field_of_the_types_is_kept():
    """A field that is added to a type must get a column and a migration."""
    with open_record(":memory:") as record:
        record.add(make_sample(), [], record.begin_run({}, "1", {}))
        for kind, answer in ((Event, record.events()), (Stance, record.stances()), (Finding, record.findings())):
            assert set(msgspec.to_builtins(next(answer))) - {"kind"} == {field.name for field in msgspec.structs.fields(kind)}


def test_of_two_texts_with_one_id_in_a_batch_the_later_is_shown(record):
    first = make_sample()[4]
    changed = Document("others", "Laos helped Chad in 498 BC.")
    second = make_reading(changed, make_event(changed, "AID", ["LAO:Laos"], ["TCD:Chad"], act="helped"))
    assert record.add([first, second], [], record.begin_run({}, "1.0", {})) == 2
    assert record.document("others") == changed
    assert [event.actors[0].code for event in record.events()] == ["LAO"]

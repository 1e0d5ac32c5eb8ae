"""Order, balance and mishaps of worker processes, with coders that are quick and misbehave on purpose."""

import itertools
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from dragoman.crew import LIMIT_CHARS, allow_seconds
from dragoman.errors import DataError, DragomanError
from dragoman.types import Document, Reading, Rejected
from dragoman.workers import CHUNK_CHARS, CRASHED, FAILED, TOO_LONG, WAITING_PER_WORKER, code_documents
from killing import is_alive


def count_words(doc: Document) -> Reading:
    if "kill" in doc.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "fail" in doc.text:
        raise ValueError("cannot read this")
    if "slow" in doc.text:
        time.sleep(3)
    if "tell " in doc.text:  # the file named next is told who we are
        told = Path(doc.text.split("tell ")[1].split()[0])
        told.write_text(f"{told.read_text() if told.exists() else ''}{os.getpid()}\n")
        time.sleep(0.4)
    if "deep" in doc.text:
        return count_words(doc)
    if "data" in doc.text:
        raise DataError("lexicon.csv:3: no such type")
    return Reading(doc, (), (), (), len(doc.text.split()), 1, 0)


def make_coder():
    return count_words


def make_threads_known():
    def tell(doc):
        return Reading(doc, (), (), (), int(os.environ.get("OMP_NUM_THREADS", "0")), 0, 0)

    return tell


def make_slow_coder():
    def code(doc: Document) -> Reading:
        time.sleep(1 if "slow" in doc.text else 0)
        return Reading(doc, (), (), (), 1, 1, 0)

    return code


def make_nothing():
    raise DataError("lexicon.csv:3: no such type")


def make_death():
    os._exit(3)


def make_documents(n, **special):
    """`n` documents of very unequal sizes, several chunks in all; `special` puts words into some: `kill=(3, 5)`."""
    words = {place: word for word, places in special.items() for place in places}
    return [Document(str(i), f"text {i} {words.get(i, '')} " + "x " * ((i * 7919) % 5000)) for i in range(n)]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_readings_come_in_order_and_rejected_inputs_keep_their_place(workers):
    items = make_documents(100)
    items.insert(0, Rejected("a", "missing", ""))
    items.insert(50, Rejected("b", "missing", ""))
    answers = list(code_documents(items, workers=workers, make_coder=make_coder))
    assert [answer if isinstance(answer, Rejected) else answer.document for answer in answers] == items


@pytest.mark.parametrize("workers", [1, 2])
def test_exception_of_the_coder_costs_one_document(workers):
    docs = make_documents(60, fail=(7,), deep=(40,))
    answers = list(code_documents(docs, workers=workers, make_coder=make_coder))
    rejected = {i: answer for i, answer in enumerate(answers) if isinstance(answer, Rejected)}
    assert {i: answer.reason for i, answer in rejected.items()} == {7: FAILED, 40: FAILED}
    assert "ValueError at tests/test_workers.py:" in rejected[7].detail
    assert "RecursionError" in rejected[40].detail


def test_document_that_kills_its_worker_is_rejected_and_no_other_is_lost():
    docs = make_documents(60, kill=(0, 7, 8, 59))
    answers = list(code_documents(docs, workers=2, make_coder=make_coder))
    assert [i for i, answer in enumerate(answers) if isinstance(answer, Rejected)] == [0, 7, 8, 59]
    assert {answer.reason for answer in answers if isinstance(answer, Rejected)} == {CRASHED}
    assert all(answer.document == doc for doc, answer in zip(docs, answers, strict=True) if isinstance(answer, Reading))


@pytest.mark.parametrize("workers", [1, 2])
def test_document_that_takes_too_long_is_set_aside(workers):
    docs = make_documents(60, slow=(7, 40))
    answers = list(code_documents(docs, workers=workers, make_coder=make_coder, time_limit=0.5))
    rejected = {i: (answer.where, answer.reason) for i, answer in enumerate(answers) if isinstance(answer, Rejected)}
    assert rejected == {7: ("document 7", TOO_LONG), 40: ("document 40", TOO_LONG)}
    assert all(answer.document == doc for doc, answer in zip(docs, answers, strict=True) if isinstance(answer, Reading))


@pytest.mark.parametrize("workers", [1, 2])
def test_a_book_has_more_time_than_an_article(workers):
    slow = "slow" + " " * 5 * LIMIT_CHARS
    docs = [Document("article", "slow"), Document("book", slow), *make_documents(50)]
    answers = list(code_documents(docs, workers=workers, make_coder=make_slow_coder, time_limit=0.4))
    assert [answer.reason for answer in answers if isinstance(answer, Rejected)] == [TOO_LONG]
    assert isinstance(answers[0], Rejected)
    assert allow_seconds(60, docs[0]) == 60
    assert allow_seconds(None, docs[0]) is None


def test_no_worker_waits_for_a_slow_document_of_another():
    docs = (Document(str(i), "slow" if i == 0 else "x" * CHUNK_CHARS) for i in itertools.count())
    n_read = 0

    def count():
        nonlocal n_read
        for n_read, doc in enumerate(docs, 1):  # noqa: B007
            yield doc

    readings = code_documents(count(), workers=2, make_coder=make_coder)
    next(readings)
    readings.close()
    assert n_read >= 2 * WAITING_PER_WORKER, "the other worker went on while the first document was coded"


def test_worker_shot_from_outside_costs_no_document(tmp_path):
    told = tmp_path / "told"
    docs = [Document(str(i), f"tell {told} " + "x " * 4000 if i == 9 else "x " * 4000) for i in range(60)]

    def kill_two():
        killed = []
        while len(killed) < 2:
            pids = told.read_text().split() if told.exists() else []
            if len(pids) > len(killed):
                killed.append(pids[-1])
                os.kill(int(pids[-1]), signal.SIGKILL)
            time.sleep(0.01)

    killer = threading.Thread(target=kill_two, daemon=True)
    killer.start()
    answers = list(code_documents(docs, workers=2, make_coder=make_coder))
    killer.join()
    assert [answer.document for answer in answers] == docs
    assert len(set(told.read_text().split())) == 3


@pytest.mark.parametrize("workers", [1, 2])
def test_error_meant_for_a_person_stops_the_run(workers):
    with pytest.raises(DataError, match=r"lexicon\.csv:3"):
        list(code_documents(make_documents(60, data=(7,)), workers=workers, make_coder=make_coder))
    with pytest.raises(DataError, match=r"lexicon\.csv:3"):
        list(code_documents(make_documents(60), workers=workers, make_coder=make_nothing))


def test_workers_that_cannot_start_end_the_run():
    with pytest.raises(DragomanError, match="fewer --workers"):
        list(code_documents(make_documents(60), workers=2, make_coder=make_death))


def test_no_more_is_read_ahead_than_memory_can_hold():
    n_read = 0

    def endless():
        nonlocal n_read
        for n_read in itertools.count(1):
            yield Document(str(n_read), "word " * (CHUNK_CHARS // 10))

    readings = code_documents(endless(), workers=2, make_coder=make_coder)
    for _ in range(20):
        next(readings)
    assert n_read < 2 * 2 * (WAITING_PER_WORKER + 1) + 20  # two documents a chunk
    began = time.monotonic()
    readings.close()
    assert time.monotonic() - began < 5


def test_each_worker_has_one_thread_of_linear_algebra_and_the_parent_is_left_alone():
    before = dict(os.environ)
    answers = list(code_documents(make_documents(60), workers=2, make_coder=make_threads_known))
    assert {answer.n_words for answer in answers} == {1}
    assert dict(os.environ) == before


ENDLESS = """
import itertools, sys
sys.path.insert(0, {folder!r})
from dragoman.types import Document
from dragoman.workers import code_documents
from test_workers import make_coder
if __name__ == "__main__":
    docs = (Document(str(i), "word " * 9000) for i in itertools.count())
    try:
        for reading in code_documents(docs, workers=2, make_coder=make_coder):
            print(reading.document.id, flush=True)
    except KeyboardInterrupt:
        print("stopped", flush=True)
"""


def test_interrupt_is_handled_by_the_parent_alone(tmp_path):
    script = tmp_path / "endless.py"
    script.write_text(ENDLESS.format(folder=os.path.dirname(__file__)))  # noqa: PTH120
    process = subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout.readline() == "0\n"
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the parent and to all workers
    out, err = process.communicate(timeout=20)
    assert out.endswith("stopped\n")
    assert err == ""


ORPHANS = """
import sys
sys.path.insert(0, {folder!r})
from dragoman.types import Document
from dragoman.workers import code_documents
from test_workers import make_coder
if __name__ == "__main__":
    docs = [Document(str(i), "tell {told} slow" + "x " * 30_000) for i in range(4)]
    list(code_documents(docs, workers=2, make_coder=make_coder))
"""


def test_workers_end_with_a_parent_that_is_shot(tmp_path):
    script, told = tmp_path / "orphans.py", tmp_path / "told"
    script.write_text(ORPHANS.format(folder=os.path.dirname(__file__), told=told))  # noqa: PTH120
    parent = subprocess.Popen([sys.executable, str(script)])
    while not told.exists():
        time.sleep(0.05)
    parent.kill()
    parent.wait()
    (worker,) = {int(pid) for pid in told.read_text().split()[:1]}
    ended = time.monotonic() + 2.5
    while is_alive(worker) and time.monotonic() < ended:
        time.sleep(0.05)
    assert not is_alive(worker)

"""Coding by hand in the room: blind to the machine and to others, guarded as other forms, kept in a file beside the record."""

import re
import threading

import pytest
from starlette.testclient import TestClient

from asking import run_command
from dragoman.pages import create_app, urls
from dragoman.pages.coding import KEYS
from dragoman.sampling import answers_path, load_sample, read_answers, sample_path
from room_record import BASE, PORT
from sampling_made import KINDS, make_many


@pytest.fixture
def record(tmp_path, capsys):
    path = make_many(tmp_path / "a.duckdb", 12)
    assert run_command(capsys, "sample", "6", "--record", path)[0] == 0
    return path


@pytest.fixture
def room(record):
    with TestClient(
        create_app(record, port=PORT), base_url=BASE, raise_server_exceptions=False, follow_redirects=False
    ) as client:
        yield client


def fill(room, coder, /, **fields):
    """The fields of the form as the page gives them, with these."""
    text = room.get(urls.sample(coder=coder)).text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', text))
    return {**hidden, **fields}


def test_without_a_sample_the_page_says_how_to_draw_one(client):
    text = client.get(urls.sample()).text
    assert "dragoman sample 200" in text


def test_without_a_name_it_asks_for_one(room):
    assert "Your name" in room.get(urls.sample()).text
    assert room.get(urls.sample(coder="x" * 61)).status_code == 400


def test_the_page_does_not_tell_what_the_machine_has(room, record):
    sample = load_sample(sample_path(record))
    for number, item in enumerate(sample.items, 1):
        page = room.get(urls.sample("json", coder="Ana", item=str(number)))
        told = page.json()
        assert "".join(part["text"] for part in told["stretches"]).endswith("Bolivia met Finland.")
        assert item.id not in page.text
        html = room.get(urls.sample(coder="Ana", item=str(number))).text
        assert item.id not in html
        assert "checked" not in html
        marked = [part["text"] for part in told["stretches"] if part["kinds"]]
        assert marked == ["met"]
        assert told["answer"] is None
    assert not any(f'"{kind}"' in str(told["stretches"]) for kind in KINDS)


def test_an_answer_is_kept_and_the_next_event_comes(room, record):
    sample = load_sample(sample_path(record))
    answer = room.post(
        "/sample",
        data=fill(room, "Ana", type="AID", status="occurred", actors="bolivia", recipients="Finland, PER", note=" so "),
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/sample?coder=Ana")
    (kept,) = read_answers([answers_path(record)])
    assert (kept.id, kept.sample, kept.type, kept.status) == (sample.items[0].id, sample.id, "AID", "occurred")
    assert (kept.actors, kept.recipients, kept.note) == (("BOL",), ("FIN", "PER"), "so")
    told = room.get(urls.sample("json", coder="Ana")).json()
    assert (told["item"], told["n_done"]) == (2, 1)
    assert room.get(urls.sample("json", coder="Ben")).json()["n_done"] == 0, "others see nothing of it"
    own = room.get(urls.sample(coder="Ana", item="1")).text
    assert re.search(r'value="AID"[^>]* checked', own)
    assert 'value="Finland, Peru"' in own


def test_an_answer_without_an_event_has_no_parties(room, record):
    room.post("/sample", data=fill(room, "Ana", type="NONE", status="occurred", actors="Bolivia"))
    (kept,) = read_answers([answers_path(record)])
    assert (kept.type, kept.status, kept.actors) == ("NONE", None, None)
    room.post("/sample", data=fill(room, "Ana", type="AID", actors="-"))
    assert read_answers([answers_path(record)])[1].actors == ()


def test_when_all_are_coded_the_page_says_so(room, record):
    for _ in range(6):
        assert room.post("/sample", data=fill(room, "Ana", type="UNCLEAR")).status_code == 303
    text = room.get(urls.sample(coder="Ana")).text
    assert "You have coded all of them" in text
    assert len(read_answers([answers_path(record)])) == 6


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"token": "0" * 64}, 403),
        ({"type": "HUG"}, 400),
        ({"type": ""}, 400),
        ({"status": "perhaps"}, 400),
        ({"actors": "Atlantis"}, 400),
        ({"item": "99"}, 400),
        ({"item": "x"}, 400),
        ({"sample": "another"}, 409),
        ({"coder": "a\x1b[31m"}, 400),
        ({"coder": ""}, 400),
    ],
)
def test_what_is_no_answer_is_not_kept(room, record, fields, status):
    assert room.post("/sample", data={**fill(room, "Ana", type="AID"), **fields}).status_code == status
    assert not answers_path(record).exists()


def test_a_form_of_another_site_is_refused(room, record):
    data = fill(room, "Ana", type="AID")
    assert room.post("/sample", data=data, headers={"Origin": "http://evil.example"}).status_code == 403
    assert room.post("/sample", data=data, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert not answers_path(record).exists()


def test_names_and_notes_are_shown_as_words(room, record):
    name = "<b>Ana</b>"
    room.post("/sample", data=fill(room, name, type="AID", note='"><script>alert(1)</script>', coder=name))
    text = room.get(urls.sample(coder=name, item="1")).text
    assert "<b>Ana" not in text
    assert "<script>alert" not in text


def test_two_who_code_at_a_time_do_not_mix_their_lines(room, record):
    forms = {coder: fill(room, coder, type="AID", coder=coder, note="n" * 900) for coder in ("Ana", "Ben")}
    token = forms["Ben"]["token"]

    def send(coder):
        for _ in range(10):
            room.post("/sample", data={**forms[coder], "token": token})

    threads = [threading.Thread(target=send, args=(coder,)) for coder in forms]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lines = answers_path(record).read_text(encoding="utf-8").splitlines()
    assert len(lines) == 20
    assert {one.coder for one in read_answers([answers_path(record)])} == {"Ana", "Ben"}


def test_each_category_has_a_key_of_its_own():
    assert len(set(KEYS.values())) == len(KEYS) == 18

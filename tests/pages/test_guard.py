"""Who is let in, what may be sent, and what a browser is told: the room is for one reader on this machine."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from dragoman.pages import RoomSettings, create_app, urls
from room_record import BASE, HOSTILE_ID, HOSTILE_TEXT, PORT, SCRIPT

FOREIGN = ["evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:80", "localhost:1", "", "127.0.0.1.evil.example:8484"]


@pytest.mark.parametrize("host", FOREIGN)
def test_other_hosts_are_refused(client, host):
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "<" not in answer.text


@pytest.mark.parametrize("host", [f"127.0.0.1:{PORT}", f"localhost:{PORT}", f"LOCALHOST:{PORT}"])
def test_own_names_are_let_in(client, host):
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/index.json", "/events.csv", "/nothing", "/static/room.css", "/event/none.json"])
def test_every_answer_has_the_headers(client, path):
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cache-control"] in ("no-store", "no-cache")
    assert "access-control-allow-origin" not in headers


def test_refusals_have_the_headers_too(client):
    assert "content-security-policy" in client.get("/", headers={"host": "evil.example"}).headers


def get_token(client):
    return re.search(r'name="token" value="(\w+)"', client.get("/read").text)[1]


@pytest.mark.parametrize(
    "headers",
    [{"origin": "http://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"},
     {"origin": f"http://127.0.0.1:{PORT + 1}"}],
)  # fmt: skip
def test_forms_of_other_pages_are_refused(client, headers):
    token = get_token(client)
    assert client.post("/read", data={"token": token, "text": "Chad helped Laos."}, headers=headers).status_code == 403


def test_form_needs_the_token_that_goes_with_the_cookie(client, room_record):
    token = get_token(client)
    assert client.post("/read", data={"text": "Chad helped Laos."}).status_code == 403
    assert client.post("/read", data={"token": "0" * 64, "text": "Chad helped Laos."}).status_code == 403
    with TestClient(client.app, base_url=BASE) as other:
        assert other.post("/read", data={"token": token, "text": "Chad helped Laos."}).status_code == 403


def test_cookie_is_of_this_page_only(client):
    cookie = client.get("/read").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "set-cookie" not in client.get("/").headers


def test_form_without_anything_is_told_so(client):
    answer = client.post("/read", data={"token": get_token(client), "text": "  "})
    assert answer.status_code == 400
    assert "no text and no file" in answer.text


@pytest.fixture
def small_room(room_record):
    settings = RoomSettings(upload_bytes=2_000, upload_files=2)
    with TestClient(
        create_app(room_record, port=PORT, settings=settings), base_url=BASE, raise_server_exceptions=False
    ) as client:
        yield client


def test_too_large_a_body_is_refused_by_its_length(small_room):
    answer = small_room.post("/read", content=b"x" * 200_000, headers={"content-type": "application/x-www-form-urlencoded"})
    assert answer.status_code == 413


def test_too_large_a_body_without_a_length_is_cut_off(small_room):
    def chunks():
        for _ in range(50):
            yield b"x" * 10_000

    answer = small_room.post("/read", content=chunks(), headers={"content-type": "application/x-www-form-urlencoded"})
    assert answer.status_code == 413


def test_too_many_files_are_refused(small_room):
    files = [("files", (f"{i}.txt", b"Chad helped Laos.")) for i in range(3)]
    answer = small_room.post("/read", data={"token": get_token(small_room)}, files=files)
    assert answer.status_code == 400


def test_compressed_bodies_are_refused(client):
    answer = client.post("/read", content=b"x", headers={"content-encoding": "gzip", "content-type": "multipart/form-data"})
    assert answer.status_code == 415


def test_question_that_takes_too_long_is_ended_in_words(room_record, monkeypatch):
    from dragoman.record import base

    endless = "+ (select count(*) from range(1000000000000) where range % 7 = 3) as documents"
    slow = base.load_query("counts").replace("as documents", endless)
    monkeypatch.setattr(base, "load_query", lambda name, of=base.load_query: slow if name == "counts" else of(name))
    app = create_app(room_record, port=PORT, settings=RoomSettings(query_seconds=0.3))
    with TestClient(app, base_url=BASE, raise_server_exceptions=False) as client:
        answer = client.get("/")
        assert answer.status_code == 503
        assert "longer than it may" in answer.text
        assert client.get("/events").status_code == 200  # the next question is not ended with it


# ------------------------------------------------------------------ text that is hostile


PAGES = [
    "/", "/search?q=%3Cscript%3E", "/search?q=warned", "/events", "/episodes", "/findings", "/documents", "/relation/BOL-FIN",
    urls.document(HOSTILE_ID), "/events?source=%22%3E%3Cb%3E", "/events?name=%3Cscript%3Ealert(1)%3C/script%3E",
    "/nothing/%3Cscript%3Ealert(1)%3C/script%3E", "/documents?q=%22%3E%3Cscript%3E", "/finding/hostile1", "/state/TCD",
]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_nothing_of_a_text_becomes_markup(client, path):
    assert find_foreign(client.get(path).text) == []


def test_test_of_markup_can_fail():
    page = '<p onclick="x"><script>1</script><a href=" javascript:alert(1)"><img src=x><b style="x">'
    assert len(find_foreign(page)) == 6


def find_foreign(text):
    """Elements and attributes that no page of ours has."""
    found = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attributes):
            held = dict(attributes)
            if tag in ("img", "iframe", "object", "embed", "style", "base") or (tag == "script" and "src" not in held):
                found.append(tag)
            found.extend(name for name in held if name.startswith("on") or name == "style")
            for name in ("href", "src", "action"):
                if held.get(name, "/").strip()[:1] not in ("/", "#", "?"):
                    found.append(held[name])

    Reader(convert_charrefs=True).feed(text)
    return found


def test_script_is_shown_as_text(client):
    text = client.get(urls.document(HOSTILE_ID)).text
    assert "&lt;script&gt;document.title=&#39;owned&#39;&lt;/script&gt;" in text
    assert "{{7*7}}" in text
    assert "\u202e" not in text
    assert "\x00" not in text
    assert "\x1b" not in text
    assert "[U+202E]" in text


def test_json_gives_the_text_as_it_is(client):
    page = client.get(urls.document(HOSTILE_ID, form="json")).json()
    told = "\n".join("".join(s["text"] for s in p["stretches"]) for p in page["paragraphs"])
    assert told == HOSTILE_TEXT
    assert SCRIPT in page["title"]

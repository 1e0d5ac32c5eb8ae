"""Every page answers, in each of its forms, with the facts of the record; what is not there is said plainly."""

from __future__ import annotations

import csv
import io
import re
import time

import msgspec
import pytest

from dragoman.pages import urls
from dragoman.pages.views import VIEWS
from dragoman.record import open_record
from room_record import HOSTILE_ID

QUERIES = {"search": "?q=Bolivia", "relation": "", "episodes": "?between=BOL-FIN"}


@pytest.fixture(scope="session")
def ids(room_record):
    """For each page of one thing, the id of such a thing."""
    with open_record(room_record, read_only=True) as record:
        episode = next(record.episodes())
        return {
            "event": next(record.events()).id,
            "episode": episode.id,
            "stance": "fear0001",
            "finding": "clash001",
            "document": "treaty",
            "code": "BOL",
            "pair": "BOL-FIN",
        }


def address(view, form, ids):
    path = view.paths(form)[0]
    for name in ("code", "pair"):
        path = path.replace(f"{{{name}}}", ids[name])
    return path.replace("{id}", ids.get(view.name, "none")) + QUERIES.get(view.name, "")


CASES = [(view, form) for view in VIEWS for form in view.forms if view.name != "reading"]


@pytest.mark.parametrize(("view", "form"), CASES, ids=[f"{view.name}.{form}" for view, form in CASES])
def test_every_page_answers_in_every_form(client, ids, view, form):
    answer = client.get(address(view, form, ids))
    assert answer.status_code == 200, answer.text[:300]
    if form == "json":
        assert msgspec.json.decode(answer.content, type=view.page).title  # the twin is the page, field by field
    elif form == "csv":
        rows = list(csv.reader(io.StringIO(answer.text)))
        assert len(rows) >= 1
        assert len({len(row) for row in rows}) == 1
    elif form == "md":
        assert answer.text.startswith("# ")
    else:
        assert answer.text.startswith("<!doctype html>")
        assert answer.text.count("<h1") == 1
        assert "<main id=" in answer.text


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_page_names_its_twins(client, ids, view):
    if view.name == "reading":
        return
    text = client.get(address(view, "html", ids)).text
    for form in view.forms:
        if form != "html":
            assert f'href="{address(view, form, ids)}"' in text


def test_links_within_the_room_lead_somewhere(client, ids):
    seen, waiting = set(), ["/"]
    while waiting and len(seen) < 150:
        path = waiting.pop(0)
        seen.add(path)
        answer = client.get(path)
        assert answer.status_code == 200, path
        if answer.headers["content-type"].startswith("text/html"):
            found = re.findall(r'(?:href|action|src)="(/[^"#]*)', answer.text)
            found = [one.replace("&amp;", "&") for one in found]
            waiting += [one for one in dict.fromkeys(found) if one not in seen and one not in waiting]
    assert len(seen) > 40


def test_front_counts_what_is_there(client):
    page = client.get("/index.json").json()
    assert page["counts"]["documents"] == 6
    assert page["links"][0]["one"] == "BOL"
    assert [one["id"] for one in page["findings"]] == ["clash001", "hostile1"]


def test_number_of_a_relation_is_that_of_its_list(client):
    relation = client.get("/relation/BOL-FIN.json").json()["relation"]
    found = client.get("/episodes.json?between=BOL-FIN").json()
    happened = [one for one in found["episodes"] if one["status"] in ("occurred", "ongoing")]
    assert relation["n_episodes"] == len(happened) > 2
    assert relation["n_reports"] == sum(one["n_reports"] for one in happened)


def test_relation_is_the_same_in_either_order(client):
    one, other = client.get("/relation/FIN-BOL.json"), client.get("/relation/bol-fin.json")
    assert one.status_code == other.status_code == 200
    assert one.content == other.content


@pytest.mark.parametrize(
    ("query", "n"),
    [("", 5), ("?type=AID", 1), ("?status=negated", 1), ("?since=1990", 3), ("?until=1990", 3), ("?source=Annals", 1),
     ("?since=1987&until=1988&status=occurred", 1)],
)  # fmt: skip
def test_filters_narrow_the_timeline(client, query, n):
    page = client.get(f"/relation/BOL-FIN.json{query}").json()
    expected = client.get(f"/episodes.json{query or '?'}&between=BOL-FIN").json()
    assert page["n_found"] == expected["n_found"] == len(page["episodes"])
    if "source" in query or "type" in query or "status=negated" in query:
        assert page["n_found"] == n


def test_event_page_shows_words_reasons_and_place_in_the_text(client, ids):
    with_threat = client.get("/events.json?document=tuna").json()["events"][0]["id"]
    text = client.get(f"/event/{with_threat}").text
    assert '<strong class="here act">threatened</strong>' in text or '<strong class="act here">threatened</strong>' in text
    assert "test.rule" in text
    assert "March 1987" in text
    assert "Norway" in text
    assert 'href="/document/tuna?show=' in text


def test_event_page_links_the_marked_text_of_its_document(client):
    event = client.get("/events.json?document=tuna").json()["events"][0]["id"]
    text = client.get("/document/tuna").text
    assert f'href="/event/{event}"' in text
    assert f'id="m-{event}"' in text


def test_document_page_has_findings_in_the_margin(client):
    page = client.get("/document/treaty.json").json()
    assert [one["id"] for one in page["paragraphs"][0]["findings"]] == ["clash001"]
    assert "Two dates for one pact." in client.get("/document/treaty").text


def test_id_that_is_not_plain_goes_into_the_query(client):
    path = urls.document(HOSTILE_ID)
    assert path.startswith("/document?id=")
    assert client.get(path).status_code == 200
    assert client.get(urls.document(HOSTILE_ID, form="json")).json()["id"] == HOSTILE_ID


def test_long_text_is_shown_in_parts(room_record):
    from starlette.testclient import TestClient

    from dragoman.pages import RoomSettings, create_app
    from room_record import BASE, PORT

    app = create_app(room_record, port=PORT, settings=RoomSettings(document_chars=30))
    with TestClient(app, base_url=BASE) as client:
        first = client.get("/document/treaty.json").json()
        parts = [client.get(f"/document/treaty.json?part={n}").json() for n in range(1, first["parts"] + 1)]
        told = "".join(s["text"] for part in parts for p in part["paragraphs"] for s in p["stretches"])
        assert first["parts"] > 1
        assert told.replace(" ", "") == "BoliviaandFinlandsignedapacton4May1991.ItgaveFinland$2.5million."
        assert client.get("/document/treaty?part=99").status_code == 404
        assert client.get("/document/treaty.json?show=70").json()["part"] == first["parts"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing", 404), ("/event/nothing", 404), ("/event", 404), ("/document?id=no", 404), ("/relation/BOL", 404),
        ("/relation/BOL-BOL", 404), ("/relation/BOL-XQX", 404), ("/state/atlantis", 400), ("/finding/x.json", 404),
        ("/events?since=soon", 400), ("/episodes?type=HUG", 400), ("/episodes?page=0", 400), ("/episodes?page=1e9", 400),
        ("/search?q=" + "a" * 300, 400), ("/reading/none", 404), ("/document/treaty?part=x", 400), ("/static/../app.py", 404),
        ("/static/room.css/..%2f..%2fapp.py", 404), ("/static/%2e%2e%2fapp.py", 404), ("/episodes?since=2000-01-01T00:00", 200),
    ],
)  # fmt: skip
def test_wrong_address_is_answered_in_words(client, path, status):
    answer = client.get(path)
    assert answer.status_code == status
    assert "Traceback" not in answer.text
    if path.endswith(".json"):
        assert answer.json()["status"] == status
    elif status != 200:
        assert "<h1>" in answer.text


def test_search_finds_states_pairs_people_words_and_documents(client):
    page = client.get("/search.json?q=bolivia+finland").json()
    assert page["relation"] == ["BOL", "FIN"]
    page = client.get("/search.json?q=finl").json()
    assert [one["code"] for one in page["states"]] == ["FIN"]
    page = client.get('/search.json?q="signed a pact"').json()
    assert {one["document"] for one in page["events"]} == {"treaty"}
    assert "<mark>signed a pact</mark>" in client.get('/search?q="signed a pact"').text
    assert client.get("/search.json?q=quarrel").json()["documents"][0]["id"] == "tuna"
    assert client.get("/search.json?q=100%25_").json()["events"] == []


def test_csv_gives_no_formula_to_a_spreadsheet(client):
    rows = list(csv.DictReader(io.StringIO(client.get("/findings.csv").text)))
    assert any(row["why"].startswith("'=1+1") for row in rows)


def test_head_and_other_methods(client):
    assert client.head("/").status_code == 200
    assert client.put("/").status_code == 405
    assert client.request("TRACE", "/").status_code == 405
    assert client.post("/events").status_code == 405


def test_large_record_is_counted_aside(room_record):
    """While pairs are being counted the front says so, and does not keep that answer."""
    from starlette.testclient import TestClient

    from dragoman.pages import RoomSettings, create_app
    from room_record import BASE, PORT

    with TestClient(create_app(room_record, port=PORT, settings=RoomSettings(patience=0)), base_url=BASE) as client:
        first = client.get("/index.json").json()
        assert first["links"] is None or first["links"][0]["one"] == "BOL"
        for _ in range(300):
            if "Bolivia – Finland" in client.get("/").text:
                break
            time.sleep(0.1)
        assert "Bolivia – Finland" in client.get("/").text


def test_brief_is_that_of_the_command_line(client, room_record):
    """Each number leads to words, each words to their text; the twin in Markdown is what `dragoman brief` writes."""
    from dragoman.brief import write_brief, write_markdown

    with open_record(room_record, read_only=True) as record:
        brief = write_brief(record, "BOL", "FIN")
    assert client.get("/relation/BOL-FIN/brief.md").text == write_markdown(brief)
    text = client.get("/relation/BOL-FIN/brief").text
    marks = set(re.findall(r'href="#c(\d+)"', text))
    assert marks == set(re.findall(r'<li id="c(\d+)"', text)) == {str(one.number) for one in brief.citations}
    assert set(re.findall(r'href="#m(\d+)"', text)) == marks == set(re.findall(r' id="m(\d+)"', text))
    assert client.get("/relation/BOL-CHN/brief").status_code == 404
    assert "there is no brief" in client.get("/relation/BOL-CHN/brief.json").json()["error"]


def test_relation_page_leads_to_the_brief_of_the_same_time(client):
    assert 'href="/relation/BOL-FIN/brief?since=1990"' in client.get("/relation/BOL-FIN?since=1990").text


def test_time_narrows_stances_and_findings_as_well(client):
    """What the page says of its filters is so: what has no date is left out, and what lies outside."""
    whole, late = (client.get(f"/relation/BOL-FIN.json{query}").json() for query in ("", "?since=2020"))
    assert whole["stances"] or whole["findings"]
    assert (late["stances"], late["findings"], late["relation"]["n_episodes"]) == ([], [], 0)


def test_network_says_how_many_pairs_it_leaves_out(client, monkeypatch):
    from dragoman.pages import relation

    whole = client.get("/network.json").json()["network"]
    assert whole["left_out"] == 0
    assert "All pairs" in client.get("/network").text
    monkeypatch.setattr(relation, "MOST_LINKS", 1)
    text = client.get("/network?until=2100").text
    assert f"The 1 pairs with the most events, of {len(whole['links'])}" in text

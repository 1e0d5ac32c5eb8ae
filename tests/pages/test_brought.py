"""What was brought in stands on a relation's page and a page of its own, under its own name, and is counted in nothing else."""

import shutil

import pytest
from starlette.testclient import TestClient

from dragoman.cli import main
from dragoman.pages import create_app, urls
from dragoman.record import Brought, open_record
from room_record import BASE, PORT

MIDB = (
    "dispnum,stabb,ccode,stday,stmon,styear,endday,endmon,endyear,sidea,revstate,revtype1,revtype2,fatality,fatalpre,hiact,"
    "hostlev,orig,version\n9001,BOL,145,-9,7,1981,1,11,1981,1,1,1,-9,0,0,17,4,1,5\n"
    "9001,FIN,375,-9,7,1981,1,11,1981,0,0,-9,-9,1,0,7,3,1,5\n"
)
WAR = (
    "WarNum,WarName,WarType,ccode,StateName,Side,StartMonth1,StartDay1,StartYear1,EndMonth1,EndDay1,EndYear1,StartMonth2,"
    "StartDay2,StartYear2,EndMonth2,EndDay2,EndYear2,BatDeath,Version\n"
    "7,<script>alert(1)</script>,1,145,Bolivia,1,1,2,1950,,,,-8,-8,-8,-8,-8,-8,-9,4\n"
    "7,<script>alert(1)</script>,1,375,Finland,2,1,2,1950,,,,-8,-8,-8,-8,-8,-8,-9,4\n"
)


@pytest.fixture(scope="module")
def record(tmp_path_factory, room_record):
    folder = tmp_path_factory.mktemp("brought")
    path = str(folder / "room.duckdb")
    shutil.copy(room_record, path)
    (folder / "MIDB 5.0.csv").write_text(MIDB, encoding="utf-8")
    (folder / "Inter-StateWarData_v4.0.csv").write_text(WAR, encoding="utf-8")
    events = ["events", "--format", "polecat", "--output", str(folder / "p.tsv"), "--record", path]
    files = ("p.tsv", "MIDB 5.0.csv", "Inter-StateWarData_v4.0.csv")
    for words in (events, *(["import", str(folder / name), "--record", path] for name in files)):
        with pytest.raises(SystemExit) as end:
            main(words)
        assert not end.value.code
    return path


@pytest.fixture(scope="module")
def visit(record):
    with TestClient(create_app(record, port=PORT), base_url=BASE, raise_server_exceptions=False) as client:
        yield client.get


def test_histories_stand_on_the_page_of_the_relation_with_their_source(visit, client):
    text = visit(urls.relation("BOL", "FIN")).text
    section = text[text.index('id="h-brought"') : text.index('id="h-events"')]
    assert "militarized dispute 9001" in section
    assert "Correlates of War 5.0" in section
    assert "&lt;script&gt;alert(1)" in section
    assert "<script>alert(1)" not in text
    told = visit(urls.relation("BOL", "FIN", form="json")).json()
    assert [one["label"] for one in told["brought"]["entries"]][1] == "militarized dispute 9001"
    plain = client.get(urls.relation("BOL", "FIN", form="json")).json()
    assert told["relation"] == plain["relation"], "what was brought in is not counted"


def test_a_pair_of_which_nothing_was_brought_in_has_no_such_section(visit, client):
    assert "h-brought" not in visit(urls.relation("NOR", "SWE")).text
    assert "h-brought" not in client.get(urls.relation("BOL", "FIN")).text


def test_histories_alone_make_a_page(visit):
    assert visit(urls.relation("NOR", "SWE", form="json")).json()["brought"] is None


def test_the_row_behind_an_entry_is_a_page(visit):
    text = visit(urls.document("cow/MIDB 5.0.csv:2+3")).text
    assert "9001,BOL,145" in text
    assert "Correlates of War 5.0" in text


def test_data_sets_stand_beside_the_texts_on_a_page_of_their_own(visit):
    answer = visit(urls.brought("FIN", "BOL", form="json"))
    told = answer.json()
    assert [(one["source"], sum(p["events"] for p in one["series"])) for one in told["beside"]["sources"]] == [
        ("texts", 4), ("polecat", 3),
    ]  # fmt: skip
    assert {one["document"].partition("/")[0] for one in told["events"]} == {"polecat"}
    page = visit(urls.brought("FIN", "BOL"))
    assert page.status_code == 200
    assert "POLECAT" in page.text
    assert "<svg" in page.text
    assert visit(urls.brought("FIN", "BOL", source="nobody")).status_code == 400
    assert visit(urls.brought("FIN", "BOL", form="json", since="1991", until="1991")).json()["beside"]["since"] == "1991"


def test_an_event_that_others_coded_has_a_page_that_says_so(visit, record):
    with open_record(record, read_only=True) as opened:
        event = next(Brought(opened).events())
    text = visit(urls.event(event.id)).text
    assert "as its makers have it, who give no confidence" in text
    assert "as POLECAT has it" in text

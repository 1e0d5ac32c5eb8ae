"""`--source`: texts alone unless others are asked for; side by side, never one count of both; rows that explain themselves."""

import csv
import io
import json

import polars
import pytest

from asking import make_record, run_command
from dragoman.charts import draw_beside
from dragoman.cli.sources import Sources, read_sources
from dragoman.record import open_record
from dragoman.relations import measure_beside, merge_reports

MIDB = (
    "dispnum,stabb,ccode,stday,stmon,styear,endday,endmon,endyear,sidea,revstate,revtype1,revtype2,fatality,fatalpre,hiact,"
    "hostlev,orig,version\n9001,BOL,145,-9,7,1981,1,11,1981,1,1,1,-9,0,0,17,4,1,5\n"
    "9001,FIN,375,-9,7,1981,1,11,1981,0,0,-9,-9,1,0,7,3,1,5\n"
)


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    """The sample of texts, given out and brought in again as POLECAT and ICEWS, and a dispute."""
    from dragoman.cli import main

    folder = tmp_path_factory.mktemp("sources")
    path = make_record(folder / "a.duckdb")
    for form in ("polecat", "icews"):
        file = folder / f"{form}.tsv"
        for words in (("events", "--format", form, "--output", file), ("import", file, "--format", form)):
            with pytest.raises(SystemExit) as end:
                main([*map(str, words), "--record", path])
            assert not end.value.code
    (folder / "MIDB 5.0.csv").write_text(MIDB, encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["import", str(folder / "MIDB 5.0.csv"), "--record", path])
    with open_record(path) as opened:
        merge_reports(opened)
    return path


@pytest.fixture
def ask(capsys, record):
    return lambda command, *words: run_command(capsys, command, *words, "--record", record)


def test_words_mean_texts_data_sets_or_publishers():
    assert read_sources(()) == Sources(True, (), ())
    assert read_sources(("POLECAT",)) == Sources(False, ("polecat",), ())
    assert read_sources(("texts", "icews")) == Sources(True, ("icews",), ())
    assert read_sources(("The Herring", "gdelt")) == Sources(True, ("gdelt",), ("The Herring",))
    assert read_sources(("all",)) == Sources(True, None, ())


@pytest.mark.parametrize(
    ("words", "documents"),
    [
        ((), {"tuna", "treaty", "old", "plan", "others"}),
        (("--source", "polecat"), {f"polecat/polecat.tsv:{i}" for i in range(2, 7)}),
        (("--source", "The Herring"), {"tuna", "treaty"}),
        (("--source", "polecat", "--between", "TCD", "LAO"), {"polecat/polecat.tsv:2"}),
        (("--source", "gdelt"), set()),
    ],
)
def test_only_the_sources_that_are_asked_for_are_listed(ask, words, documents):
    _, out, _ = ask("events", "--format", "csv", *words)
    assert {row["document"] for row in csv.DictReader(io.StringIO(out))} == documents


def test_all_sources_stand_one_after_the_other_with_their_names(ask):
    _, out, err = ask("events", "--source", "all", "--type", "AID", "--between", "BOL", "FIN")
    assert (out.count("[polecat]"), out.count("[icews]"), "3 events" in err) == (1, 1, True)
    _, out, _ = ask("events", "--source", "all", "--limit", "8", "--format", "jsonl")
    assert len(out.splitlines()) == 8


def test_a_relation_counts_texts_alone_and_says_what_else_there_is(ask):
    _, out, _ = ask("relation", "BOL", "FIN")
    assert "militarized dispute 9001" in out
    assert "Brought in from histories" in out
    assert "cow/MIDB 5.0.csv:2+3" in out
    assert "Brought in besides, and not counted above: events of ICEWS 4, POLECAT 4" in out
    _, out, _ = ask("relation", "BOL", "FIN", "--format", "json")
    assert json.loads(out)["n_episodes"] == 4


def test_sources_stand_side_by_side(ask, tmp_path):
    _, out, _ = ask("relation", "BOL", "FIN", "--source", "all", "--plot", tmp_path / "p.svg")
    assert "1991               2  +6.2" in out
    line = next(line for line in out.splitlines() if line.startswith("1991"))
    assert line.count("+6.2") == 3
    assert (tmp_path / "p.svg").read_text(encoding="utf-8").startswith("<svg")
    _, out, _ = ask("relation", "BOL", "FIN", "--source", "polecat", "--format", "json")
    told = json.loads(out)
    assert [one["source"] for one in told["sources"]] == ["polecat"]
    assert told["sources"][0]["series"] == [{"period": "1991", "events": 2, "cooperative": 2, "conflictual": 0, "score": 6.25}]
    assert (told["sources"][0]["undated"], told["context"]) == (2, [])
    _, out, _ = ask("relation", "BOL", "FIN", "--source", "texts", "--source", "icews", "--format", "csv", "--by", "month")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert {row["source"] for row in rows} == {"texts", "icews"}
    assert ("texts", "1987-03", "1") in [(row["source"], row["period"], row["events"]) for row in rows]


def test_a_publisher_is_no_source_of_a_relation(ask):
    status, _, err = ask("relation", "BOL", "FIN", "--source", "The Herring")
    assert status == 2
    assert "events of one publisher" in err


def test_a_chart_of_sources_holds_the_rows_and_is_valid(record):
    with open_record(record, read_only=True) as opened:
        chart = draw_beside(measure_beside(opened, "BOL", "FIN", "year"), ("Bolivia", "Finland"))
    assert len(chart.rows["points"]) == 4
    assert "ICEWS: n = 4" in chart.spec["title"]["subtitle"][0]
    assert chart.to_altair().to_dict(validate=True)


def test_an_event_that_others_coded_explains_itself_by_its_row(ask):
    _, out, _ = ask("events", "--source", "icews", "--format", "csv")
    row = next(csv.DictReader(io.StringIO(out)))
    status, told, _ = ask("explain", row["id"][:10])
    assert status == 0
    assert "as its makers have it, who give no confidence" in told
    assert "brought in from ICEWS" in told
    assert "icews/icews.tsv" in told


def test_parquet_takes_one_kind(ask, tmp_path):
    assert ask("events", "--source", "icews", "--output", tmp_path / "a.parquet")[0] == 0
    frame = polars.read_parquet(tmp_path / "a.parquet")
    assert frame.height == 5
    assert [145] in frame["actor_cow"].to_list()
    status, _, err = ask("events", "--source", "all", "--output", tmp_path / "b.parquet")
    assert status == 2
    assert "name one kind" in err

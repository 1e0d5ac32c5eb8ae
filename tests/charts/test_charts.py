"""Charts say n, period and scale, hold the rows that they were given, need no network, and their specs are valid Vega-Lite."""

import json
import re

import pytest

from dragoman.charts import draw_network, draw_relation, draw_series, draw_timeline
from dragoman.charts.network import place_states
from dragoman.charts.rows import days_of, set_out
from dragoman.errors import UsageError
from dragoman.record import open_record
from dragoman.relations import Link, Network, Tie, measure_network, measure_relation
from hand_made import make_sample


@pytest.fixture(scope="module")
def record():
    with open_record(":memory:") as record:
        record.add(make_sample(), [], record.begin_run({}, "1", {}))
        yield record


@pytest.fixture(scope="module")
def relation(record):
    return measure_relation(record, "BOL", "FIN")


@pytest.fixture(scope="module")
def charts(record, relation):
    network = measure_network(record)
    return [draw_series(relation), draw_timeline(relation), draw_relation(relation), draw_network(network)]


def test_each_says_n_and_period_and_scale(charts):
    for chart in charts:
        told = " ".join([chart.spec["title"]["text"], *chart.spec["title"]["subtitle"]])
        assert re.search(r"n = \d+ episodes", told)
    assert "-10 (conflict) to 10" in " ".join(charts[0].spec["title"]["subtitle"])
    assert "1987 to 1991; 1 with wider dates, 1 without a date" in charts[0].spec["title"]["subtitle"][0]


def test_rows_are_those_of_the_relation(charts, relation):
    rows = charts[0].rows
    assert [(row["period"], row["score"], row["episodes"]) for row in rows["points"]] == [("1987", -3.5, 1), ("1991", 6.25, 2)]
    assert len(rows["trend"]) == len(relation.trend) == 5
    assert [(row["from"], row["side"], row["n"]) for row in rows["counts"]] == [
        ("1987-01-01", "conflict", -1), ("1991-01-01", "cooperation", 2)]  # fmt: skip


def test_specs_are_valid_and_altair_reads_them(charts):
    for chart in charts:
        assert chart.to_altair().to_dict(validate=True)


def test_pictures_are_made_and_the_same_each_time(charts, tmp_path):
    for chart in charts:
        svg = chart.svg()
        assert svg.startswith("<svg")
        assert svg == chart.svg()
        assert chart.spec["title"]["text"] in svg
    charts[0].save(tmp_path / "a.png")
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


def test_a_page_asks_no_network(charts, tmp_path):
    charts[2].save(tmp_path / "a.html")
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert re.findall(r"<(?:script|link|img)[^>]+(?:src|href)=[\"']?(?:https?:)?//", page) == []
    assert "default-src 'none'" in page


def test_text_of_a_document_is_shown_as_text(record, tmp_path):
    network = Network(actors=(), since=None, until=None, links=(Link("A<b>", "B", 1, 1, 1, 0, 2.5, None, None),))
    page = draw_network(network, {"A<b>": "</script><script>alert(1)</script>"}).html()
    assert "<script>alert(1)" not in page


def test_a_file_of_another_kind_is_refused(charts):
    with pytest.raises(UsageError, match=r"\.svg, \.png, \.html"):
        charts[0].save("a.pdf")


@pytest.mark.parametrize(
    ("edtf", "days"),
    [("1991", ("1991-01-01", "1992-01-01")), ("1991-12-25", ("1991-12-25", "1991-12-26")), ("17XX", ("1700-01-01", "1800-01-01")),
     ("1991/..", ("1991-01-01", "1991-01-02")), ("-0498", ("0001-01-01", "0001-01-02")), (None, None), ("soon", None)],
)  # fmt: skip
def test_dates_become_days_that_a_picture_holds(edtf, days):
    assert days_of(edtf) == days


def test_labels_stand_where_there_is_room():
    bars = [
        {"group": "Wars", "from": "1800-01-01", "to": "1801-01-01"},
        {"group": "Wars", "from": "1990-01-01", "to": "1999-01-01"},
    ]
    set_out(bars)
    assert [(bar["head"], bar["side"], bar["row"]) for bar in bars] == [("Wars", "right", 0), ("", "left", 1)]


def test_many_ties_are_cut_and_told(relation):
    import msgspec

    ties = tuple(Tie("treaty", f"{year}", None, (f"e{year}",), "treaty", firm=year % 2 == 0) for year in range(1900, 1960))
    chart = draw_timeline(msgspec.structs.replace(relation, ties=ties))
    bars = [bar for bar in chart.rows["bars"] if bar["group"] == "Treaties"]
    assert len(bars) == 28
    assert all(bar["firm"] == "firm" for bar in bars)
    assert any("32 ties" in line for line in chart.spec["title"]["subtitle"])


def test_places_are_within_the_picture_and_the_same_each_time():
    links = [Link("A", other, n, n, n, 0, 2.5, None, None) for n, other in enumerate("BCDEFG", 1)]
    states = list("ABCDEFG")
    first = place_states(states, links, ("A",))
    assert first == place_states(states, links, ("A",))
    assert first["A"] == (0.0, 0.0)
    assert all(-1 <= x <= 1 and -1 <= y <= 1 for x, y in first.values())
    assert len(set(first.values())) == 7


def test_names_in_a_network_do_not_lie_on_each_other():
    pairs = [(f"A{n}", f"B{n}") for n in range(12)] + [("A0", f"C{n}") for n in range(8)]
    links = [Link(one, other, 5, 5, 3, 2, 1.0, None, None) for one, other in pairs]
    states = sorted({code for pair in pairs for code in pair})
    names = {code: "Long Name " + code for code in states}
    place = place_states(states, links, (), names)
    for i, one in enumerate(states):
        for other in states[:i]:
            (x, y), (x2, y2) = place[one], place[other]
            assert abs(x - x2) > 0.02 * len(names[one]) or abs(y - y2) > 0.08, (one, other)
    spread = [max(place[code][i] for code in states) - min(place[code][i] for code in states) for i in (0, 1)]
    assert min(spread) > 1.2


def test_nothing_makes_an_empty_picture(record):
    relation = measure_relation(record, "AND", "TUV")
    for chart in (draw_series(relation), draw_timeline(relation), draw_network(measure_network(record, ["AND"]))):
        assert json.loads(json.dumps(chart.spec))["datasets"] is not None
        assert chart.svg().startswith("<svg")

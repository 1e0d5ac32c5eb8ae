"""Numbers of states hang on the day where their unit changed; the table agrees with itself both ways."""

import networkx
import pytest

from dragoman.formats import find_cow, find_gw, number_state, write_graphml
from dragoman.formats.numbers import load_lines
from dragoman.relations import Link, Network


@pytest.mark.parametrize(
    ("code", "day", "cow", "gw"),
    [
        ("DEU", "1914-08-01", 255, 255),
        ("DEU", "1970", 260, 260),
        ("DEU", "2001-09-11", 255, 260),
        ("DEU", "1947-06-05", None, None),
        ("DEU", None, None, None),
        ("DDR", "1970", 265, 265),
        ("YEM", "1975", 678, 678),
        ("YEM", "1995-01-01", 679, 678),
        ("YMD", "1975", 680, 680),
        ("SRB", "1914-07-28", 345, 340),
        ("SRB", "2010", 345, 340),
        ("YUG", "1960", 345, 345),
        ("RUS", "1950", 365, 365),
        ("RUS", None, 365, 365),
        ("VNM", "1972-12-18", 816, 816),
        ("RVN", "1972-12-18", 817, 817),
        ("KOR", "1904", 730, 730),
        ("KOR", "1951-01", 732, 732),
        ("KIR", "2001", 946, 970),
        ("UNO", "2001", None, None),
        ("HKG", "2001", None, None),
        (None, "2001", None, None),
    ],
)
def test_numbers_are_those_of_the_day(code, day, cow, gw):
    found = number_state(code, day)
    assert (found.cow, found.gw) == (cow, gw)


@pytest.mark.parametrize(
    ("number", "day", "code"),
    [(255, "1914", "DEU"), (260, "1960", "DEU"), (345, "1914", "SRB"), (345, "1999", "YUG"), (345, "2012", "SRB"),
     (315, "1968", "CSK"), (365, "1968", "RUS"), (816, "1968", "VNM"), (679, "1999", "YEM"), (999, "1999", None)],
)  # fmt: skip
def test_a_number_of_the_correlates_of_war_is_a_state(number, day, code):
    assert find_cow(number, day) == code


def test_a_number_of_gleditsch_and_ward_is_a_state():
    assert [find_gw(number, "2015") for number in (260, 678, 340, 972, 1)] == ["DEU", "YEM", "SRB", "TON", None]


def test_there_and_back_every_state_is_itself():
    for code, lines in load_lines().items():
        for line in lines:
            day = line.since or (line.until and f"{int(line.until[:4]) - 1}") or "2015"
            for number, find in ((line.cow, find_cow), (line.gw, find_gw)):
                assert number is None or find(number, day) in (code, "YUG"), (code, line)


def test_iso_numbers_are_one_for_each_state():
    numbers = [lines[0].iso for lines in load_lines().values() if lines[0].iso]
    assert len(numbers) == len(set(numbers)) > 190
    assert (number_state("FRA").iso, number_state("USA").iso, number_state("AFG").iso) == (250, 840, 4)


def test_a_network_is_graphml_that_another_library_reads(tmp_path):
    links = (
        Link("DEU", "RUS", 7, 9, 2, 5, -1.25, "1985-01-01", "1989-05-01"),
        Link("DEU", "YEM", 1, 1, 1, 0, 4.0, "1989-01-01", "1995-01-01"),
    )
    network = Network(actors=(), since=None, until=None, links=links, others=(), left_out=0)
    file = tmp_path / "n.graphml"
    file.write_text(write_graphml(network, {"RUS": "Russia \x01& <co>"}), encoding="utf-8")
    graph = networkx.read_graphml(file)
    assert graph.nodes["RUS"] == {"label": "Russia & <co>", "iso_number": 643, "cow_number": 365, "gw_number": 365}
    assert graph.nodes["DEU"] == {"label": "DEU", "iso_number": 276, "gw_number": 260}, "its number changed in this time"
    assert graph.edges["RUS", "DEU"]["episodes"] == 7
    assert graph.edges["RUS", "DEU"]["score"] == -1.25
    assert graph.graph["creator"] == "Dragoman"


def test_an_empty_network_is_a_graph_too():
    network = Network(actors=(), since="1990", until=None, links=(), others=(), left_out=0)
    assert len(networkx.parse_graphml(write_graphml(network, {}))) == 0

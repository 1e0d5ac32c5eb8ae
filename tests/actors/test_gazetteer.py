"""The gazetteer's files and the user's own: what they say, and what is said of bad lines."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from dragoman.actors import load_gazetteer
from dragoman.actors.gazetteer import find_surname, person_forms, spell_article
from dragoman.actors.tables import parse_end, parse_period, read_rows, split_list
from dragoman.errors import DataError

HEADER = "name,aliases,kind,code,sector,other_sectors,from,to\n"


def write(folder: Path, text: str, name: str = "own.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_load_gazetteer_is_quick_the_second_time():
    load_gazetteer()
    start = time.perf_counter()
    load_gazetteer()
    assert time.perf_counter() - start < 0.01


@pytest.mark.parametrize(
    ("form", "code"),
    [("Persia", "IRN"), ("Siam", "THA"), ("Ceylon", "LKA"), ("Zaire", "COD"), ("Upper Volta", "BFA"), ("DPRK", "PRK"),
     ("Czechia", "CZE"),
     ("Türkiye", "TUR"), ("Turkiye", "TUR"), ("Côte d’Ivoire", "CIV"), ("Hedjaz", "HJZ"), ("Manchukuo", "MCK")],
)  # fmt: skip
def test_look_up_knows_old_and_foreign_names(form, code):
    assert load_gazetteer().look_up(form)[0].code == code


def test_every_state_with_membership_has_adjective_and_name():
    rows = [row.cells for row in read_rows("states.csv") if row.cells["kind"] == "state"]
    assert len(rows) >= 195
    assert all(row["name"] and row["code"] for row in rows)
    assert [row["name"] for row in rows if not row["adjectives"] and row["name"] not in ("Dominica",)] == []


def test_membership_periods_are_spans_of_years():
    for row in read_rows("states.csv"):
        for period in split_list(row.cells["member"]):
            parse_period(period)


def test_every_row_names_its_source():
    for name in (
        "states.csv",
        "leaders.csv",
        "leaders_wikidata.csv",
        "organisations.csv",
        "organisations_phoenix.csv",
        "seats.csv",
        "cities.csv",
    ):
        assert all(row.cells["source"] for row in read_rows(name)), name


def test_no_leader_is_in_two_countries_under_one_term():
    seen: dict[tuple[str, str, str], str] = {}
    for row in read_rows("leaders.csv"):
        cells = row.cells
        key = (cells["name"], cells["from"], cells["role"])
        assert seen.setdefault(key, cells["code"]) == cells["code"], key


@pytest.mark.parametrize(
    ("cell", "day"),
    [("1951", "1952-01-01"), ("1951-12", "1952-01-01"), ("1951-02", "1951-03-01"), ("1951-07-20", "1951-07-20"), ("", "")],
)
def test_parse_end_includes_a_year_or_month(cell, day):
    assert parse_end(cell) == day


def test_person_forms_leave_out_initials():
    assert person_forms("George W. Bush", []) == ["George W. Bush", "George Bush"]


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("Ursula von der Leyen", "von der Leyen"),
        ("Bashar al-Assad", "al-Assad"),
        ("Ferdinand Marcos Jr.", "Marcos"),
        ("Pelé", "Pelé"),
    ],
)
def test_find_surname(name, surname):
    assert find_surname(name) == surname


def test_find_surname_of_a_family_name_that_comes_first():
    assert find_surname("Moon Jae-in", family_first=True) == "Moon"


def test_spell_article_gives_all_spellings():
    assert set(spell_article("Al-Shabaab")) == {"Al-Shabaab", "Al Shabaab", "al-Shabaab", "al Shabaab"}
    assert spell_article("Alba") == ("Alba",)


def test_own_names_are_read_and_win_over_the_product(tmp_path, read):
    path = write(
        tmp_path, HEADER + "Blue Crescent Front,BCF,organisation,TCD,REB,,2019,2023\nHezbollah,,organisation,LBN,PTY,,,\n"
    )
    own = load_gazetteer(path)
    assert read("BCF fighters attacked a convoy.", "2020-01-01", own)[0].entities[0].code == "TCD"
    assert read("Hezbollah spoke.", None, own)[0].entities[0].sector == "PTY"
    assert read("Hezbollah spoke.", None)[0].entities[0].sector == "REB"


def test_the_last_file_wins(tmp_path):
    first = write(tmp_path, HEADER + "Blue Crescent Front,,organisation,TCD,REB,,,\n", "a.csv")
    second = write(tmp_path, HEADER + "Blue Crescent Front,,organisation,NER,PTY,,,\n", "b.csv")
    assert [e.code for e in load_gazetteer(first, second).look_up("Blue Crescent Front")] == ["NER"]
    assert [e.code for e in load_gazetteer(second, first).look_up("Blue Crescent Front")] == ["TCD"]


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        ("X Front,,organisation,TCDX,REB,,,\n", "own.csv:2: code 'TCDX' is not three capital letters"),
        ("X Front,,organisation,TCD,ABC,,,\n", "own.csv:2: sector 'ABC' is not one of"),
        ("X Front,,planet,TCD,REB,,,\n", "own.csv:2: kind 'planet' is not one of"),
        (",,organisation,TCD,REB,,,\n", "own.csv:2: has no name"),
        ("X Front,,organisation,TCD,REB,,yesterday,\n", "own.csv:2: 'yesterday' is no date"),
        ("X Front,,organisation,TCD,REB,,2010,2001\n", "ends (2002-01-01) before it begins (2010-01-01)"),
        ("X Front,,organisation,TCD,REB,,,\nX Front,,organisation,TCD,REB,,,\n", "own.csv:3: 'X Front' repeats line 2"),
        (
            "X Front,XF,organisation,TCD,REB,,,\nXF,,organisation,NER,REB,,,\n",
            "own.csv:3: 'XF' is NER REB here and TCD REB in line 2",
        ),
        ("", "has no names"),
    ],
)
def test_own_names_name_every_bad_line(tmp_path, lines, complaint):
    with pytest.raises(DataError, match="bad lines") as raised:
        load_gazetteer(write(tmp_path, HEADER + lines))
    assert complaint in str(raised.value)


def test_all_bad_lines_are_named_at_once(tmp_path):
    path = write(tmp_path, HEADER + "A,,organisation,xx,REB,,,\nB,,organisation,TCD,zz,,,\nC,,organisation,TCD,REB,,,\n")
    with pytest.raises(DataError) as raised:
        load_gazetteer(path)
    assert "own.csv:2" in str(raised.value)
    assert "own.csv:3" in str(raised.value)
    assert "own.csv:4" not in str(raised.value)


def test_one_name_may_change_sides_with_time(tmp_path):
    path = write(tmp_path, HEADER + "X Front,,organisation,TCD,REB,,2010,2015\nX Front,,organisation,TCD,GOV,,2016,\n")
    assert len(load_gazetteer(path).look_up("X Front")) == 2


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"a,b\n1,2\n", b"name\nX\n"])
def test_a_file_that_is_no_gazetteer_is_refused(tmp_path, content):
    path = tmp_path / "own.csv"
    path.write_bytes(content)
    with pytest.raises(DataError, match=r"own\.csv"):
        load_gazetteer(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(DataError, match="cannot be read"):
        load_gazetteer(tmp_path / "nowhere.csv")

"""Histories of disputes, wars and alliances as their makers lay them out, made by hand: pairs, times, and what is left out."""

import pytest
from made_rows import MIDB, context_of, read_all, write

from dragoman.errors import InputError


def test_disputes_by_participant_become_pairs_of_different_sides_and_common_time(tmp_path):
    path = write(
        tmp_path / "MIDB 5.0.csv",
        MIDB,
        "9001,PER,135,-9,7,1981,1,11,1981,1,1,1,-9,0,0,17,4,1,5",
        "9001,ECU,130,-9,7,1981,1,11,1981,0,0,-9,-9,1,0,7,3,1,5",
        "9001,CHL,155,2,10,1981,5,10,1981,0,0,-9,-9,-9,0,1,2,0,5",
        "9002,YUG,345,1,1,1951,1,2,1951,1,1,1,-9,0,0,8,3,1,5",
        "9002,GFR,260,1,1,1951,1,2,1951,0,1,1,-9,0,0,0,1,1,5",
        "9003,XXX,3,1,1,1951,1,2,1951,1,1,1,-9,0,0,8,3,1,5",
        "9004,PER,135,1,13,1981,1,11,1981,1,1,1,-9,0,0,17,4,1,5",
        end="\r\n",
    )
    found, rejected, _ = context_of(path)
    assert found == [
        ("dispute", "CHL", "PER", "1981-10-02", "1981-10-05", "militarized dispute 9001",
         "use of force; highest act: clash; no deaths"),
        ("dispute", "ECU", "PER", "1981-07", "1981-11-01", "militarized dispute 9001",
         "use of force; highest act: clash; 1 to 25 deaths"),
        ("dispute", "DEU", "YUG", "1951-01-01", "1951-02-01", "militarized dispute 9002",
         "display of force; highest act: alert; no deaths"),
    ]  # fmt: skip
    assert [(one.where.rpartition(":")[2], one.reason) for one in rejected] == [("7", "state number"), ("8", "date")]
    kept = read_all(path)[0]
    assert kept[0].document == "cow/MIDB 5.0.csv:2+4"
    assert kept[0].words.splitlines()[1].startswith("9001,CHL,155")
    assert kept[0].source == "Correlates of War 5.0"


def test_the_same_columns_in_a_file_of_gml_are_gml_s(tmp_path):
    rows = ("9001,PER,135,-9,7,1981,1,11,1981,1,1,1,-9,0,0,17,4,1,5", "9001,ECU,130,-9,7,1981,1,11,1981,0,0,-9,-9,1,0,7,3,1,5")
    (context,), _, _ = read_all(write(tmp_path / "gml-midb-2.2.1.csv", MIDB, *rows))
    assert context.source == "GML 2.2.1"
    (context,), _, _ = read_all(write(tmp_path / "other.csv", MIDB, *rows), "gml")
    assert context.source == "GML"


def test_gml_disputes_by_pair_and_year_are_joined(tmp_path):
    path = write(
        tmp_path / "gml-ndy-disputes-2.0.csv",
        "dispnum,ccode1,ccode2,year,fatality1,fatality2,hiact1,hiact2,hostlev1,hostlev2",
        "9001,130,135,1981,0,1,17,7,4,3",
        "9001,130,135,1982,0,1,17,7,4,3",
        "9001,130,135,1984,0,1,17,7,4,3",
        "9001,130,nine,1984,0,1,17,7,4,3",
    )
    found, rejected, _ = context_of(path)
    assert [one[3:5] for one in found] == [("1981", "1982"), ("1984", "1984")]
    assert found[0][6] == "use of force; highest act: clash; 1 to 25 deaths"
    assert [one.reason for one in rejected] == ["state number"]


def test_wars_have_two_times_and_sides(tmp_path):
    path = write(
        tmp_path / "Inter-StateWarData_v4.0.csv",
        "WarNum,WarName,WarType,ccode,StateName,Side,StartMonth1,StartDay1,StartYear1,EndMonth1,EndDay1,EndYear1,StartMonth2,"
        "StartDay2,StartYear2,EndMonth2,EndDay2,EndYear2,TransFrom,WhereFought,Initiator,Outcome,TransTo,BatDeath,Version",
        "901,Guano War,1,135,Peru,1,4,5,1879,12,-8,1879,4,1,1880,10,20,1883,-8,1,2,2,-8,900,4",
        "901,Guano War,1,155,Chile,2,4,5,1879,10,20,1883,-8,-8,-8,-8,-8,-8,-8,1,1,1,-8,100,4",
        "902,Odd War,1,135,Peru,1,4,5,1890,12,1,1880,-8,-8,-8,-8,-8,-8,-8,1,2,2,-8,-9,4",
        end="\r",
    )
    found, rejected, _ = context_of(path)
    assert found == [
        ("war", "CHL", "PER", "1879-04-05", "1879-12", "Guano War (war 901)", "1,000 battle deaths of the two"),
        ("war", "CHL", "PER", "1880-04-01", "1883-10-20", "Guano War (war 901)", "1,000 battle deaths of the two"),
    ]
    assert [(one.where.rpartition(":")[2], one.reason) for one in rejected] == [("4", "date")]


def test_cow_alliances_by_pair_stand_once_and_may_be_open(tmp_path):
    path = write(
        tmp_path / "alliance_v4.1_by_dyad.csv",
        "version4id,ccode1,state_name1,ccode2,state_name2,dyad_st_day,dyad_st_month,dyad_st_year,dyad_end_day,dyad_end_month,"
        "dyad_end_year,left_censor,right_censor,defense,neutrality,nonaggression,entente,version",
        '7,2,"United States",200,"United Kingdom",4,4,1949,,,,0,1,1,0,1,0,4.1',
        '7,200,"United Kingdom",2,"United States",4,4,1949,,,,0,1,1,0,1,0,4.1',
        '8,300,"Austria-Hungary",325,Italy,20,5,1882,23,5,1915,0,0,1,1,0,0,4.1',
    )
    found, _, _ = context_of(path)
    assert found == [
        ("alliance", "GBR", "USA", "1949-04-04", None, "alliance 7", "defence, non-aggression"),
        ("alliance", "AUH", "ITA", "1882-05-20", "1915-05-23", "alliance 8", "defence, neutrality"),
    ]


def test_atop_by_member_and_by_year(tmp_path):
    member = write(
        tmp_path / "atop5_1m.csv",
        "atopid,member,yrent,moent,dayent,yrexit,moexit,dayexit,defense,offense,neutral,nonagg,consul",
        "3001,255,1879,10,7,1918,11,3,1,0,1,0,0",
        "3001,300,1879,10,7,1918,11,3,1,0,1,0,0",
        "3001,1234,1879,10,7,0,0,0,1,0,1,0,0",
        "3002,255,1990,0,0,0,0,0,0,0,0,1,1",
        "3002,365,1989,1,0,0,0,0,0,0,0,1,1",
    )
    found, _, left = context_of(member)
    assert found == [
        ("alliance", "AUH", "DEU", "1879-10-07", "1918-11-03", "alliance 3001", "defence, neutrality"),
        ("alliance", "DEU", "RUS", "1990", None, "alliance 3002", "non-aggression, consultation"),
    ]
    assert len(left) == 1
    years = write(
        tmp_path / "atop5_1ddyr.csv",
        "stateA,stateB,year,atopally,defense,offense,neutral,nonagg,consul",
        "2,20,1950,1,1,0,0,0,1",
        "20,2,1950,1,1,0,0,0,1",
        "2,20,1951,1,1,0,0,0,1",
        "2,20,1952,0,0,0,0,0,0",
        "2,70,1952,1,0,0,0,1,0",
    )
    found, _, left = context_of(years)
    assert found == [
        ("alliance", "CAN", "USA", "1950", "1951", "alliance", "defence, consultation"),
        ("alliance", "MEX", "USA", "1952", "1952", "alliance", "non-aggression"),
    ]
    assert len(left) == 1


def test_ucdp_conflicts_of_states_are_context_and_others_are_left_out(tmp_path):
    path = write(
        tmp_path / "Dyadic_v24_1.csv",
        "dyad_id,conflict_id,location,side_a,side_a_id,side_a_2nd,side_b,side_b_id,side_b_2nd,incompatibility,territory_name,"
        "year,intensity_level,type_of_conflict,start_date,gwno_a,gwno_a_2nd,gwno_b,gwno_b_2nd,gwno_loc,region,version",
        '1,2,"Eritrea, Ethiopia",Eritrea,1,,Ethiopia,2,,1,Badme,1998,2,2,1998-05-06,531,,530,,"531, 530",4,24.1',
        '1,2,"Eritrea, Ethiopia",Eritrea,1,,Ethiopia,2,,1,Badme,1999,2,2,1998-05-06,531,,530,,"531, 530",4,24.1',
        "3,4,Chad,Chad,1,,FROLINAT,2,,2,,1971,1,3,1966-07-30,483,220,,,483,4,24.1",
    )
    found, _, left = context_of(path)
    assert found == [
        ("war", "ERI", "ETH", "1998", "1999", "conflict 1", "over territory (Badme); 1,000 deaths or more in a year"),
    ]  # fmt: skip
    assert [str(one) for one in left] == ["conflicts of a state with a group, which are no pair of states"]


EXTRA = (
    "WarNum,WarName,WarType,ccode1,SideA,ccode2,SideB,StartMonth1,StartDay1,StartYear1,EndMonth1,EndDay1,EndYear1,StartMonth2,"
    "StartDay2,StartYear2,EndMonth2,EndDay2,EndYear2,Initiator,Interven,TransFrom,Outcome,TransTo,WhereFought,BatDeath,"
    "NonStateDeaths,Version"
)
INTRA = (
    "WarNum,WarName,WarType,CcodeA,SideA,CcodeB,SideB,Intnl,StartMonth1,StartDay1,StartYear1,EndMonth1,EndDay1,EndYear1,"
    "StartMonth2,StartDay2,StartYear2,EndMonth2,EndDay2,EndYear2,TransFrom,WhereFought,Initiator,Outcome,TransTo,SideADeaths,"
    "SideBDeaths,Version"
)


def test_extra_state_wars_are_of_two_states_only_where_another_state_fought_on_the_other_side(tmp_path):
    path = write(
        tmp_path / "Extra-StateWarData_v4.0.csv",
        EXTRA,
        "950,River War,3,200,United Kingdom,-8,River people,3,1,1880,6,-9,1881,-8,-8,-8,-8,-8,-8,1,0,-8,1,-8,4,100,900,4",
        "951,Coast War,2,220,France,-8,Coast people,5,2,1885,4,1,1886,-8,-8,-8,-8,-8,-8,1,0,-8,1,-8,4,90,400,4",
        "951,Coast War,2,-8,,710,China,8,1,1885,2,-9,1886,-8,-8,-8,-8,-8,-8,0,1,-8,2,-8,4,-9,-9,4",
        "952,Odd War,2,9999,Nowhere,-8,Others,1,1,1890,1,1,1891,-8,-8,-8,-8,-8,-8,1,0,-8,1,-8,4,-9,-9,4",
    )
    found, rejected, left = context_of(path)
    assert found == [
        ("war", "CHN", "FRA", "1885-08-01", "1886-02", "Coast War (extra-state war 951)", "one front of an extra-state war"),
    ]  # fmt: skip
    assert [(one.where.rpartition(":")[2], one.reason) for one in rejected] == [("5", "state number")]
    assert {str(one) for one in left} == {"extra-state wars in which no two states fought each other"}


def test_intra_state_wars_give_the_states_that_came_in_on_different_sides(tmp_path):
    path = write(
        tmp_path / "Intra-StateWarData_v4.1.csv",
        INTRA,
        "980,Hill Rising,4,135,Peru,-8,Hill people,1,1,5,1890,7,-9,1891,3,1,1893,6,1,1894,-8,1,2,1,-8,100,200,4.1",
        "980,Hill Rising,4,-8,-8,155,Chile,1,4,1,1891,5,1,1893,-8,-8,-8,-8,-8,-8,-8,1,2,2,-8,50,-9,4.1",
        "981,Lone Rising,4,145,Bolivia,-8,Others,0,1,5,1890,7,-9,1891,-8,-8,-8,-8,-8,-8,-8,1,2,1,-8,10,20,4.1",
    )
    found, rejected, left = context_of(path)
    assert found == [
        ("war", "CHL", "PER", "1891-04-01", "1891-07", "Hill Rising (intra-state war 980)", "one front of an intra-state war"),
        ("war", "CHL", "PER", "1893-03-01", "1893-05-01", "Hill Rising (intra-state war 980)", "one front of an intra-state war"),
    ]
    assert rejected == []
    assert len(left) == 1


def test_the_columns_of_version_5_are_known_too(tmp_path):
    path = write(
        tmp_path / "INTRA-STATE WARS v5.csv",
        INTRA.replace("StartMonth", "StartMo").replace("StartDay", "StartDy").replace("StartYear", "StartYr")
        .replace("EndMonth", "EndMo").replace("EndDay", "EndDy").replace("EndYear", "EndYr"),
        "980,Hill Rising,4,135,Peru,155,Chile,1,1,5,1890,-7,-7,-7,-8,-8,-8,-8,-8,-8,-8,1,2,1,-8,100,200,5",
    )  # fmt: skip
    found, rejected, _ = context_of(path)
    assert [(one, other, start, end) for _, one, other, start, end, *_ in found] == [("CHL", "PER", "1890-01-05", None)]
    assert rejected == []


def test_disputes_without_their_states_are_sent_to_the_file_that_has_them(tmp_path):
    head = "dispnum,stday,stmon,styear,endday,endmon,endyear,outcome,settle,fatality,maxdur,mindur,hiact,hostlev"
    path = write(tmp_path / "MIDA 5.0.csv", head, "9001,1,7,1981,1,11,1981,6,3,1,120,90,17,4")
    with pytest.raises(InputError, match=r"names no states.*MIDB"):
        read_all(path)

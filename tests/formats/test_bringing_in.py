"""Files as their makers lay them out, made by hand, with the faults that such files have: what is brought in, what is named."""

import gzip
import zipfile

import pytest

from asking import run_command
from dragoman.errors import InputError
from dragoman.formats import Skipped, open_data
from dragoman.record import Brought, EventFilter, open_record
from dragoman.types import Coded, Context, Rejected

POLECAT = (
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tContexts\tActor Name\tActor Country\tActor COW\t"
    "Primary Actor Sector\tActor Sectors\tActor Name Raw\tRecipient Name\tRecipient Country\tPrimary Recipient Sector\t"
    "Recipient Sectors\tRecipient Name Raw\tCountry\tRaw Placename\tSource\tPublication Date\tLanguage"
)
ICEWS = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\t"
    "Target Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude"
)
MIDB = (
    "dispnum,stabb,ccode,stday,stmon,styear,endday,endmon,endyear,sidea,revstate,revtype1,revtype2,fatality,fatalpre,hiact,"
    "hostlev,orig,version"
)
GED = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_new_id,conflict_name,dyad_new_id,dyad_name,side_a_new_id,"
    "side_a,side_b_new_id,side_b,source_office,where_coordinates,country,country_id,date_prec,date_start,date_end,deaths_a,"
    "deaths_b,deaths_civilians,best,gwnoa,gwnob"
)
ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,"
    "assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,location,source,notes,fatalities"
)


def polecat_row(**cells):
    base = {"Event ID": "p1", "Event Date": "2020-03-01", "Event Type": "AID", "Actor Country": "FIN", "Recipient Country": "TCD"}
    cells = {**base, **{name.replace("_", " "): cell for name, cell in cells.items()}}
    return "\t".join(cells.get(name, "") for name in POLECAT.split("\t"))


def write(path, *lines, end="\n", encoding="utf-8"):
    path.write_bytes((end.join(lines) + end).encode(encoding))
    return str(path)


def read_all(path, form=None):
    """(brought in, rejected, left out) of a file."""
    with open_data(path, form) as opened:
        items = list(opened.items())
    kept = [item for item in items if isinstance(item, Coded | Context)]
    return kept, [item for item in items if isinstance(item, Rejected)], [item for item in items if isinstance(item, Skipped)]


def parties_of(coded):
    return [(one.code, one.sector) for one in (*coded.event.actors, *coded.event.recipients)]


# ------------------------------------------------------------------ events


def test_polecat_as_its_makers_have_it(tmp_path):
    row = polecat_row(
        Event_Type="ASSAULT", Event_Mode="aerial", Intensity="-9.5", Contexts="military;territory", Actor_Name="Air Force",
        Actor_Country="KOS", Primary_Actor_Sector="MIL", Actor_Sectors="MIL;GOV", Actor_Name_Raw="the air force",
        Recipient_Country="GRL", Source="The Reef", Publication_Date="2020-03-02", Raw_Placename="Nuuk", Country="GRL",
    )  # fmt: skip
    (coded,), _, _ = read_all(write(tmp_path / "ngec-2.1.txt", POLECAT, row))
    event = coded.event
    assert (event.type, event.mode, event.contexts, event.date, event.score) == (
        "ASSAULT", "aerial", ("military", "territory"), "2020-03-01", -9.5,
    )  # fmt: skip
    assert parties_of(coded) == [("XKX", "MIL"), ("DNK", None)]
    assert event.actors[0].other_sectors == ("GOV",)
    assert event.evidence.text == row
    assert row[event.actors[0].start : event.actors[0].end] == "the air force"
    assert event.document == "polecat/ngec-2.1.txt:2"
    assert event.why[0].note == "as POLECAT 2.1 has it: ASSAULT aerial"
    assert (coded.publisher, coded.published, coded.line) == ("The Reef", "2020-03-02", 2)


def test_every_bad_row_is_named_and_the_others_are_brought_in(tmp_path):
    path = write(
        tmp_path / "a.txt",
        POLECAT,
        polecat_row(),
        polecat_row(Event_ID="p2", Actor_Country="QQQ"),
        polecat_row(Event_ID="p3", Event_Date="2020-02-31"),
        polecat_row(Event_ID="p4", Event_Date="soon"),
        polecat_row(Event_ID="p5", Event_Type="HUG"),
        polecat_row(Event_ID="p6", Intensity="much"),
        polecat_row(Event_ID="p7", Intensity="99"),
        "p8\tcut off",
        polecat_row(Event_ID="p9", Actor_Country="", Recipient_Country=""),
        "",
        polecat_row(Event_ID="p10", Event_Date=""),
    )
    kept, rejected, _ = read_all(path)
    assert [(one.line, one.event.date) for one in kept] == [(2, "2020-03-01"), (12, None)]
    assert [(one.where.rpartition(":")[2], one.reason) for one in rejected] == [
        ("3", "country"), ("4", "date"), ("5", "date"), ("6", "category"), ("7", "intensity"), ("8", "intensity"),
        ("9", "number of cells"), ("10", "no actor"),
    ]  # fmt: skip
    assert "'QQQ' is no code of a state" in rejected[0].detail


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_line_ends_marks_and_encodings_do_not_matter(tmp_path, end, encoding):
    path = write(tmp_path / "a.txt", POLECAT, polecat_row(Actor_Name="Müller — “M”"), end=end, encoding=encoding)
    (coded,), rejected, _ = read_all(path)
    assert (coded.event.actors[0].name, coded.line, rejected) == ("Müller — “M”", 2, [])


def test_a_quotation_mark_in_a_cell_of_a_tabbed_file_swallows_nothing(tmp_path):
    path = write(tmp_path / "a.txt", POLECAT, polecat_row(Actor_Name='"General" X'), polecat_row(Event_ID="p2", Actor_Name='"Y'))
    assert [one.event.actors[0].name for one in read_all(path)[0]] == ['"General" X', '"Y']


def test_icews_as_its_makers_have_it(tmp_path):
    def row(key, code, source="Police (Chad)", sectors="Police,Government", country="Chad", target="Russia"):
        cells = [key, "2014-05-01", source, sectors, country, "", code, "-5", target, "", "Russian Federation", "1", "2", "AFP"]
        return "\t".join([*cells, "Moundou", "", "Logone", "Chad", "8.5", "16.0"])

    path = write(
        tmp_path / "events.2014.20150313.tab",
        ICEWS,
        row("1", "173"),
        row("2", "010"),
        row("3", "9x"),
        row("4", "42", source="Chad", sectors="", country="Chad", target="Russian Federation"),
        row("5", "1122", source="United Nations", sectors="International Government Organization,Global", country=""),
        row("6", "051", country="Atlantis"),
        row("7", "0999"),
    )
    kept, rejected, left = read_all(path, "icews")
    arrest, visit, charge = (one.event for one in kept)
    assert (arrest.type, arrest.mode, arrest.contexts, arrest.date, arrest.score) == (
        "COERCE", "arrest", ("legal",), "2014-05-01", -7.0,
    )  # fmt: skip
    assert [parties_of(one) for one in kept] == [
        [("TCD", "COP"), ("RUS", None)], [("TCD", "GOV"), ("RUS", "GOV")], [("UNO", None), ("RUS", None)],
    ]  # fmt: skip
    assert (visit.type, visit.mode, charge.mode) == ("CONSULT", "visit", "allege")
    assert (arrest.place.text, arrest.place.code) == ("Moundou, Logone, Chad", "TCD")
    assert [one.reason for one in rejected] == ["CAMEO code", "country", "CAMEO code"]
    assert [str(one) for one in left] == ["statements (CAMEO 01), which PLOVER does not code"]


@pytest.mark.parametrize("n_cells", [57, 58, 61])
def test_gdelt_has_no_line_of_names(tmp_path, n_cells):
    from dragoman.formats.gdelt import COLUMNS, name_columns

    def row(**cells):
        names = name_columns(n_cells)
        base = {"GLOBALEVENTID": "410", "SQLDATE": "20150218", "MonthYear": "201502", "Year": "2015", "EventCode": "190",
                "Actor1CountryCode": "TMP", "Actor2CountryCode": "IDN", "DATEADDED": "20150219"}  # fmt: skip
        return "\t".join({**base, **cells}.get(name, "") for name in names)

    path = write(
        tmp_path / "20150218230000.export.CSV",
        row(),
        row(GLOBALEVENTID="411", Actor1CountryCode="EUR", Actor1KnownGroupCode="EEC"),
        row(GLOBALEVENTID="412", Actor1CountryCode="", Actor2CountryCode=""),
        row(GLOBALEVENTID="413", SQLDATE="20150299"),
        row(GLOBALEVENTID="414", Actor1Type1Code="MED", ActionGeo_FullName="Dili, Dili, East Timor"),
        row(GLOBALEVENTID="415", EventCode="012"),
        row(),
    )
    kept, rejected, left = read_all(path)
    assert len(COLUMNS) == 61
    assert [parties_of(one) for one in kept][:3] == [
        [("TLS", "GOV"), ("IDN", "GOV")], [("EUR", None), ("IDN", "GOV")], [("TLS", "JRN"), ("IDN", "GOV")],
    ]  # fmt: skip
    assert kept[2].event.place.code == "TLS"
    assert kept[0].event.id == kept[3].event.id, "the same row twice"
    assert (len(kept), len(rejected), len(left), rejected[0].reason) == (4, 1, 2, "date")
    assert (kept[0].line, kept[0].published) == (1, "2015-02-19")


def ged_row(**cells):
    base = {"id": "1", "year": "2022", "type_of_violence": "1", "side_a": "Government of Russia (Soviet Union)", "gwnoa": "365",
            "side_b": "Government of Ukraine", "gwnob": "369", "country": "Ukraine", "country_id": "369",
            "date_start": "2022-03-01 00:00:00.000", "date_end": "2022-03-01 00:00:00.000", "best": "12",
            "where_coordinates": "Izmail"}  # fmt: skip
    return ",".join({**base, **cells}.get(name, "") for name in GED.split(","))


def test_ucdp_events_are_of_states_of_groups_and_of_civilians(tmp_path):
    path = write(
        tmp_path / "GEDEvent_v24_1.csv",
        GED,
        ged_row(),
        ged_row(id="2", side_b="Some Front", gwnob="", date_end="2022-03-04", best="0"),
        ged_row(id="3", type_of_violence="3", side_b="Civilians", gwnob=""),
        ged_row(id="4", gwnob="9999"),
        ged_row(id="5", type_of_violence="7"),
        ged_row(id="6", date_end="2022-01-01"),
    )
    kept, rejected, _ = read_all(path)
    assert [parties_of(one) for one in kept] == [
        [("RUS", "MIL"), ("UKR", "MIL")], [("RUS", "MIL"), ("UKR", "REB")], [("RUS", "MIL"), ("UKR", "CVL")],
    ]  # fmt: skip
    assert [one.event.date for one in kept] == ["2022-03-01", "2022-03-01/2022-03-04", "2022-03-01"]
    assert [[number.value for number in one.event.quantities] for one in kept] == [[12.0], [], [12.0]]
    assert kept[0].event.why[0].note == "as UCDP 24.1 has it: type of violence 1"
    assert [one.reason for one in rejected] == ["state number", "type of violence", "date"]


def test_acled_actors_have_the_state_that_their_name_tells(tmp_path):
    def row(key, kind, sub, actor1, inter1, actor2="", inter2="", day="16 May 2025", precision="1", deaths="0"):
        cells = {"event_id_cnty": key, "event_date": day, "time_precision": precision, "event_type": kind, "sub_event_type": sub,
                 "actor1": f'"{actor1}"', "inter1": inter1, "actor2": f'"{actor2}"', "inter2": inter2, "country": "Mali",
                 "location": "Kidal", "source": "Studio; Radio", "notes": '"Fought, they say"', "fatalities": deaths}  # fmt: skip
        return ",".join(cells.get(name, "") for name in ACLED.split(","))

    path = write(
        tmp_path / "acled.csv",
        ACLED,
        row("MLI1", "Battles", "Armed clash", "Military Forces of Mali (2021-)", "1", "CSP", "Rebel group", deaths="3"),
        row("MLI2", "Explosions/Remote violence", "Air/drone strike", "Military Forces of France", "8", "Civilians (Mali)", "7"),
        row("MLI3", "Protests", "Peaceful protest", "Protesters (Mali)", "Protesters", day="2025-05-01", precision="3"),
        row("MLI4", "Strategic developments", "Other", "Police Forces of Mali (2021-)", "1"),
        row("MLI5", "Dances", "Waltz", "Protesters (Mali)", "6"),
    )
    kept, rejected, left = read_all(path, "acled")
    assert [(one.event.type, one.event.mode, parties_of(one)) for one in kept] == [
        ("ASSAULT", "firearms", [("MLI", "MIL"), ("MLI", "REB")]),
        ("ASSAULT", "aerial", [("FRA", "MIL"), ("MLI", "CVL")]),
        ("PROTEST", "demo", [("MLI", "CVL")]),
    ]
    assert [one.event.date for one in kept] == ["2025-05-16", "2025-05-16", "2025-05"]
    assert (kept[0].event.quantities[0].value, kept[0].publisher) == (3.0, "Studio")
    assert (len(left), rejected[0].reason) == (1, "event type")


# ------------------------------------------------------------------ histories


def context_of(path, form=None):
    kept, rejected, left = read_all(path, form)
    return [(one.sort, one.one, one.other, one.start, one.end, one.label, one.detail) for one in kept], rejected, left


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


# ------------------------------------------------------------------ files


def test_a_missing_column_is_named_before_anything_is_read(tmp_path):
    path = write(tmp_path / "a.csv", MIDB.replace("ccode,", ""), "9001,PER,-9")
    with pytest.raises(InputError, match="lacks ccode"):
        read_all(path, "cow")
    with pytest.raises(InputError, match="has not the columns of any of polecat, icews"):
        read_all(write(tmp_path / "b.csv", "a,b", "1,2"))
    with pytest.raises(InputError, match="is empty"):
        read_all(write(tmp_path / "c.csv", ""))


def test_compressed_files_are_read(tmp_path):
    lines = f"{POLECAT}\n{polecat_row()}\n".encode()
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(lines))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("folder/a.txt", lines)
        archive.writestr("__MACOSX/._a.txt", b"x")
    assert [len(read_all(str(tmp_path / name))[0]) for name in ("a.txt.gz", "a.zip")] == [1, 1]
    (tmp_path / "cut.gz").write_bytes(gzip.compress(lines * 50)[:-40])
    with pytest.raises(InputError, match="cannot be read to its end"):
        read_all(str(tmp_path / "cut.gz"))
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a.csv", lines)
        archive.writestr("b.csv", lines)
    with pytest.raises(InputError, match="holds 2"):
        read_all(str(tmp_path / "two.zip"))


def test_a_line_without_end_is_no_table(tmp_path):
    path = write(tmp_path / "a.txt", POLECAT, "x" * 1_100_000)
    with pytest.raises(InputError, match="a line of more than"):
        read_all(path)


def test_a_large_file_is_streamed(tmp_path):
    """Two hundred times as many rows take not much more memory."""
    import tracemalloc

    def peak(n):
        path = tmp_path / f"{n}.txt"
        with path.open("w") as file:
            file.write(POLECAT + "\n")
            file.writelines(polecat_row(Event_ID=f"p{i}") + "\n" for i in range(n))
        tracemalloc.start()
        with open_data(str(path)) as opened:
            assert sum(1 for _ in opened.items()) == n
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    peak(50)
    assert peak(10_000) < peak(50) + 2_000_000


# ------------------------------------------------------------------ the command


def test_the_command_keeps_counts_and_names(tmp_path, capsys):
    record = tmp_path / "a.duckdb"
    path = write(tmp_path / "a.txt", POLECAT, polecat_row(), polecat_row(), polecat_row(Event_ID="p2", Actor_Country="Q\x1bQ"))
    status, out, err = run_command(capsys, "import", path, "--format", "polecat", "--record", record)
    assert (status, out) == (1, "")
    assert f"{path}:4: country: 'QQ' is no code of a state" in err.replace("\\x1b", "")
    assert "1 were there already" in err
    assert "POLECAT, events: 1 events brought into" in err
    with open_record(record, read_only=True) as opened:
        (row,) = Brought(opened).imports()
        assert (row.n_events, row.n_twice, row.n_rejected, row.n_left_out) == (1, 1, 1, 0)
        assert list(opened.events()) == [], "what was brought in is not among what was read"
        (event,) = Brought(opened).events(EventFilter(between=("FIN", "TCD")))
        assert opened.document(event.document).text == event.evidence.text


def test_the_same_file_again_adds_nothing_and_a_changed_one_takes_its_place(tmp_path, capsys):
    record, path = tmp_path / "a.duckdb", tmp_path / "a.txt"
    write(path, POLECAT, polecat_row())
    assert run_command(capsys, "import", path, "--record", record)[0] == 0
    assert "nothing was added" in run_command(capsys, "import", path, "--record", record)[2]
    write(path, POLECAT, polecat_row(Event_ID="p8"), polecat_row(Event_ID="p9"))
    run_command(capsys, "import", path, "--record", record)
    other = write(tmp_path / "b.txt", POLECAT, polecat_row(Event_ID="p9"), polecat_row(Event_ID="p10"))
    run_command(capsys, "import", other, "--record", record)
    with open_record(record, read_only=True) as opened:
        assert [(row.file, row.n_events, row.n_twice) for row in Brought(opened).imports()] == [("a.txt", 2, 0), ("b.txt", 1, 1)]
        assert len(list(Brought(opened).events())) == 3


def test_an_import_that_is_cut_short_leaves_the_record_as_it_was(tmp_path, capsys):
    record, path = tmp_path / "a.duckdb", tmp_path / "a.txt"
    write(path, POLECAT, polecat_row())
    run_command(capsys, "import", path, "--record", record)
    write(path, POLECAT, *(polecat_row(Event_ID=f"p{i}") for i in range(30)), "x" * 1_100_000)
    assert run_command(capsys, "import", path, "--record", record)[0] == 1
    with open_record(record, read_only=True) as opened:
        assert [row.n_events for row in Brought(opened).imports()] == [1]


@pytest.mark.parametrize(
    ("words", "told"),
    [(("gone.csv",), "is neither a file nor a folder of parts"), (("a.txt", "--format", "xyz"), "is one of polecat, icews")],
)
def test_wrong_usage_is_told(tmp_path, capsys, monkeypatch, words, told):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "a.txt", POLECAT, polecat_row())
    status, _, err = run_command(capsys, "import", *words)
    assert status == 2
    assert told in err

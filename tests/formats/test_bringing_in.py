"""Event data as their makers lay them out, made by hand, with the faults that such files have."""

import pytest
from made_rows import ACLED, GED, ICEWS, POLECAT, parties_of, polecat_row, read_all, write


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

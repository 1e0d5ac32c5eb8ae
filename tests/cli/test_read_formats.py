"""`dragoman read` over exports, archives and languages: the closing words, the record, the exit status."""

import gzip
import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parents[1] / "intake"))

from made_exports import PIECES, TIN, nexis_text, nexis_uni_docx

from cli.test_read import code_capitals
from dragoman import workers
from dragoman.cli import dragoman_command
from dragoman.cli.read import INPUT_FORMATS
from dragoman.intake import FORMATS
from dragoman.record import open_record

SPANISH = "El presidente de Chile viajó a Lima para firmar un tratado con el Perú sobre la frontera."


@pytest.fixture
def read(monkeypatch, tmp_path):
    monkeypatch.setattr(workers, "load_coder", lambda *gazetteers: code_capitals)
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(dragoman_command, ["read", *map(str, words)])


def test_formats_of_the_help_are_those_of_the_room():
    assert list(INPUT_FORMATS) == list(FORMATS)


def test_an_export_into_the_record(read, tmp_path):
    (tmp_path / "uni.docx").write_bytes(nexis_uni_docx())
    result = read("uni.docx")
    assert result.exit_code == 0
    assert "5 documents read" in result.stderr
    assert "1 warning: 1 no date of publication" in result.stderr
    assert "uni.docx#2: the export shows no date" in result.stderr
    with open_record("dragoman.duckdb") as record:
        assert {doc.title for doc in record.headers([doc.id for doc in record.documents()]).values()} == {
            piece.title for piece in PIECES
        }


def test_what_is_not_english_is_counted_and_costs_no_failure(read, tmp_path):
    rows = [{"text": SPANISH, "title": "Tratado"}, {"text": "Peru wrote to Chile about the border that both of them claim."}]
    (tmp_path / "rows.jsonl.gz").write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    result = read("rows.jsonl.gz")
    assert result.exit_code == 0
    assert "1 document read" in result.stderr
    assert "1 document left unread, not English: 1 Spanish (--any-language reads them all the same)" in result.stderr
    assert "'Tratado'): Spanish" in result.stderr
    again = read("rows.jsonl.gz", "--any-language")
    assert "left unread" not in again.stderr
    assert "1 document read" in again.stderr


def test_copies_are_kept_linked_and_named(read, tmp_path):
    body = tuple(f"{sentence} {n}." for n, sentence in enumerate(TIN.body * 6))
    wire = TIN._replace(body=body, source="Wire")
    (tmp_path / "a.txt").write_text(nexis_text((wire,)))
    (tmp_path / "b.txt").write_text(
        nexis_text((wire._replace(source="Penang Herald"), wire._replace(source="Gazette", body=body[:-1])))
    )
    assert "copy others" not in read("a.txt").stderr
    result = read("b.txt")
    assert "2 texts of these copy others (agency copy, reprints, updates): kept, linked, counted once" in result.stderr
    assert result.stderr.count("('Tin for Penang') copies ") == 2
    with open_record("dragoman.duckdb") as record:
        rows = record.copies()
        assert record.count_copies() == len(rows) == 2
        assert {row.original_source for row in rows} == {"Wire"}
        assert {row.source for row in rows} == {"Penang Herald", "Gazette"}
        assert record.copies(run=1) == []


def test_hostile_inputs_do_not_end_a_run(read, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "bomb.txt.gz").write_bytes(gzip.compress(b" " * 50_000_000))
    (folder / "broken.zip").write_bytes(b"PK\3\4 no archive")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    (folder / "broken.docx").write_bytes(b"PK")
    (folder / "good.txt").write_text("Peru wrote to Chile.")
    result = read(folder)
    assert result.exit_code == 1
    assert "1 document read" in result.stderr
    assert "4 inputs could not be read" in result.stderr
    for name in ("bomb.txt.gz: archive too large", "broken.zip: archive broken off", "broken.pdf: PDF not understood"):
        assert name in result.stderr

"""Parts coded on this machine, one after the other: the record that they are imported into equals that of a single run."""

from __future__ import annotations

import json
import shutil

import msgspec
import pytest
from click.testing import CliRunner
from trap_texts import write_texts

from dragoman.cli import dragoman_command
from dragoman.cli.read import ReadSettings
from dragoman.cli.read_parts import make_coder, make_settings
from dragoman.cluster import Settings, code_parts, list_done, run_here
from dragoman.cluster.on_ray import _mark_batch
from dragoman.cluster.plan import Marks, Source, cut
from dragoman.cluster.run import _lock
from dragoman.errors import DragomanError, UsageError
from dragoman.record import open_record
from same_rows import find_differences


def run(*words):
    return CliRunner().invoke(dragoman_command, [str(word) for word in words])


def code(texts, folder, **changes):
    """Codes texts into parts of ten documents; returns the manifests of all."""
    words = ReadSettings((str(texts), "nowhere.txt"), str(folder), None, "table", 1, (), None, 50)
    settings = msgspec.structs.replace(make_settings(words), part_documents=10, **changes)
    done = []
    manifest = code_parts(words.paths, settings, folder, run_here, make_coder(words), lambda one, n: done.append(one))
    assert len(done) == len(manifest["parts"])
    return done


@pytest.fixture(scope="module")
def workplace(tmp_path_factory):
    """Texts, the record of a single run, and parts."""
    place = tmp_path_factory.mktemp("parts")
    texts = write_texts(place / "texts")
    read = run("read", texts, "nowhere.txt", "--record", place / "single.duckdb", "--workers", 1)
    assert read.exit_code == 1, read.output
    code(texts, place / "parts")
    return place


def test_import_of_parts_equals_a_single_run(workplace, tmp_path):
    imported = run("import", workplace / "parts", "--record", tmp_path / "r.duckdb")
    assert imported.exit_code == 1, "there are inputs that could not be read"
    assert "nowhere.txt: missing" in imported.output
    assert find_differences(workplace / "single.duckdb", tmp_path / "r.duckdb") == {}
    with open_record(tmp_path / "r.duckdb", read_only=True) as record:
        assert record.counts().documents == 49
        assert record.counts().events > 48


def test_second_import_adds_nothing(workplace, tmp_path):
    for _ in range(2):
        told = run("import", workplace / "parts", "--record", tmp_path / "r.duckdb")
    assert "49 documents were there already" in told.output
    assert set(find_differences(workplace / "single.duckdb", tmp_path / "r.duckdb")) == {"rejected"}


def test_import_beside_other_texts_keeps_what_was_there(workplace, tmp_path):
    for name in ("a", "b"):
        run("read", workplace / "texts" / "b.jsonl", "--record", tmp_path / f"{name}.duckdb", "--workers", 1)
    run("read", workplace / "texts", "nowhere.txt", "--record", tmp_path / "a.duckdb", "--workers", 1)
    run("import", workplace / "parts", "--record", tmp_path / "b.duckdb")
    assert find_differences(tmp_path / "a.duckdb", tmp_path / "b.duckdb") == {}


@pytest.mark.parametrize(
    "words",
    [("events", "--format", "jsonl"), ("events", "--between", "PER", "CHL", "--format", "csv"), ("audit", "--format", "jsonl"),
     ("relation", "PER", "CHL", "--format", "json"), ("network", "--format", "json"), ("brief", "IRN", "RUS")],
    ids=lambda words: words[0],
)  # fmt: skip
def test_questions_to_the_folder_are_answered_as_by_the_record(workplace, words):
    asked = run(*words, "--record", workplace / "parts")
    single = run(*words, "--record", workplace / "single.duckdb")
    assert asked.exit_code == single.exit_code == 0, asked.output
    assert len(single.stdout) > 100
    assert asked.stdout == single.stdout


def test_finished_parts_are_not_coded_again_and_changed_texts_are(workplace, tmp_path):
    texts, folder = workplace / "texts", tmp_path / "parts"
    shutil.copytree(workplace / "parts", folder)
    shutil.rmtree(folder / "part-000002")
    (folder / "part-000003" / "part.json").unlink()  # as of a worker that died before it was ready
    (folder / ".aside" / "part-000004-x").mkdir(parents=True)

    def code_again():
        stamps = {path.parent.name: path.stat().st_mtime_ns for path in folder.glob("part-*/part.json")}
        done = sorted(code(texts, folder), key=lambda one: one.part)
        return done, [one.part for one in done if stamps.get(one.part) != (folder / one.part / "part.json").stat().st_mtime_ns]

    done, coded = code_again()
    assert coded == ["part-000002", "part-000003"]
    assert not list((folder / ".aside").glob("*"))
    assert [one.n_events for one in done] == [one.n_events for one in list_done(workplace / "parts", [one.part for one in done])]

    before = (texts / "b.jsonl").read_text(encoding="utf-8")
    (texts / "b.jsonl").write_text(before.replace("Report 31", "Report thirty-one"), encoding="utf-8")
    try:
        done, coded = code_again()
    finally:
        (texts / "b.jsonl").write_text(before, encoding="utf-8")
    assert len(coded) == 1, "only the part with the changed text"


def test_a_folder_of_other_things_is_not_written_to(tmp_path, workplace):
    (tmp_path / "thesis.docx").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=r"thesis\.docx"):
        code(workplace / "texts", tmp_path)


def test_a_part_that_was_damaged_is_not_imported(workplace, tmp_path):
    folder = tmp_path / "parts"
    shutil.copytree(workplace / "parts", folder)
    victim = folder / "part-000001" / "events.parquet"
    victim.write_bytes(victim.read_bytes()[:-9] + b"123456789")
    with pytest.raises(DragomanError, match="not the file that was written"):
        dragoman_command.main(["import", str(folder), "--record", str(tmp_path / "r.duckdb")], standalone_mode=False)


def test_an_unfinished_folder_is_asked_and_not_imported(workplace, tmp_path):
    folder = tmp_path / "parts"
    shutil.copytree(workplace / "parts", folder)
    shutil.rmtree(folder / "part-000001")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (folder / "manifest.json").write_text(json.dumps({**manifest, "finished": False}), encoding="utf-8")
    with pytest.raises(UsageError, match="not finished"):
        dragoman_command.main(["import", str(folder), "--record", str(tmp_path / "r.duckdb")], standalone_mode=False)
    assert run("events", "--record", folder, "--format", "jsonl").exit_code == 0


def test_a_folder_of_parts_is_not_served(workplace):
    assert "dragoman import" in str(run("serve", "--record", workplace / "parts").exception)


def test_marks_are_made_by_tasks_as_they_are_here(workplace, monkeypatch):
    monkeypatch.chdir(workplace)
    source, settings = Source("texts/b.jsonl", True), Settings()
    told = _mark_batch({"place": [3], "source": [msgspec.json.encode(source)]}, msgspec.json.encode(settings))
    assert told["place"] == [3]
    assert [msgspec.msgpack.decode(one, type=Marks) for one in told["marks"]] == run_here.mark([source], settings)


def test_a_machine_with_another_version_is_refused(workplace):
    coder = make_coder(ReadSettings((), "", None, "table", 1, (), None, 50))
    coder.check()
    with pytest.raises(DragomanError, match="install the same everywhere"):
        msgspec.structs.replace(coder, hashes={**coder.hashes, "code": "0"}).check()


def test_two_runs_do_not_write_one_folder(workplace):
    with _lock(workplace / "parts"), pytest.raises(UsageError, match="another run writes"):
        code(workplace / "texts", workplace / "parts")


@pytest.mark.parametrize("words", [("-",), ("texts", "--format", "jsonl"), ("texts", "--record", ":memory:")])
def test_what_a_cluster_cannot_do_is_told_at_once(workplace, words):
    assert isinstance(run("read", *words, "--on", "ray").exception, UsageError)


@pytest.mark.parametrize("sizes", [[], [0], [5, 5, 5], [1] * 9, [20, 1, 1, 20]])
def test_stretches_cover_a_file_and_none_is_larger_than_a_part(sizes):
    stretches = list(cut(sizes, 10, 4, n_chars=3, n_documents=1))
    assert [first for first, _ in stretches] == [0, *(last for _, last in stretches[:-1])]
    assert stretches[-1][1] == len(sizes)
    assert all(last - first <= 4 and sum(sizes[first : last - 1]) < 10 for first, last in stretches)


def test_a_folder_of_parts_is_not_read_into(workplace):
    result = run("read", workplace / "texts", "--record", workplace / "parts")
    assert "folder of parts" in str(result.exception)

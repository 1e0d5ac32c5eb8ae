import io
import os
import sys
import types
from pathlib import Path

import pytest

from dragoman.intake import measure_sources, read_documents
from dragoman.types import Document


def read(paths, **options):
    notices = []
    items = list(read_documents([str(path) for path in paths], on_notice=notices.append, **options))
    texts = [item.text if isinstance(item, Document) else item.reason for item in items]
    return texts, [(notice.kind, notice.reason) for notice in notices]


def test_folders_are_walked_in_sorted_order(tmp_path):
    for name in ("b/2.txt", "b/10.txt", "a.txt", "C.TXT", "c/d/e.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    assert read([tmp_path])[0] == ["C.TXT", "a.txt", "b/10.txt", "b/2.txt", "c/d/e.md"]


def test_hidden_files_and_unknown_endings_in_folders_are_skipped_and_said(tmp_path):
    for name in (".hidden.txt", ".git/x.txt", "photo.jpg", "noending", "a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("words")
    os.mkfifo(tmp_path / "pipe.txt")
    texts, notices = read([tmp_path])
    assert texts == ["words"]
    assert sorted(notices) == [
        ("skipped", "hidden"), ("skipped", "hidden"), ("skipped", "not a file"),
        ("skipped", "unknown ending (none)"), ("skipped", "unknown ending .jpg"),
    ]  # fmt: skip


def test_named_file_of_unknown_ending_is_rejected_unless_its_format_is_said(tmp_path):
    (tmp_path / "note").write_text("Siam wrote.")
    assert read([tmp_path / "note"])[0] == ["unknown kind of file"]
    assert read([tmp_path / "note"], input_format="text")[0] == ["Siam wrote."]


def test_paths_that_are_not_there(tmp_path):
    (tmp_path / "a.txt").write_text("good")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    names = ["nowhere.txt", "a\0b.txt", "x" * 5000, str(tmp_path), ""]
    assert read(names)[0] == ["missing", "cannot be opened", "cannot be opened", "good", "missing", "missing"]


def test_file_without_permission(tmp_path, monkeypatch):
    def refuse(path, mode):
        raise PermissionError(13, "Permission denied", str(path))

    (tmp_path / "a.txt").write_text("secret")
    monkeypatch.setattr(Path, "open", refuse)  # root may read everything, so the mode of the file is no test
    assert read([tmp_path / "a.txt"])[0] == ["no permission"]


def test_loop_of_links_is_cut_once(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("once")
    (tmp_path / "in/up").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    assert read([tmp_path])[0] == ["once", "folder loop", "cannot be opened"]


def test_name_that_is_no_unicode_and_tries_to_steer_the_terminal(tmp_path):
    name = os.fsencode(tmp_path) + b"/\xff\x1b[31m.txt"
    with open(name, "wb") as file:  # noqa: PTH123  the name is bytes
        file.write(b"\0\0")
    (item,) = read_documents([str(tmp_path)])
    assert item.where.isprintable()


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (b"Peru wrote.", ["Peru wrote."]),
        (b'{"text": "row one"}\n{"text": "row two"}\n', ["row one", "row two"]),
        (b'\xef\xbb\xbf {"text": "row"}', ["row"]),
        (b"{curly} words", ["{curly} words"]),
        (b"", ["empty"]),
        (b"\0\1\2", ["binary file"]),
    ],
)
def test_standard_input_is_text_or_json_lines(monkeypatch, data, texts):
    monkeypatch.setattr(sys, "stdin", types.SimpleNamespace(buffer=io.BufferedReader(io.BytesIO(data))))
    assert read(["-"])[0] == texts


def test_measure_sources_counts_the_bytes_that_are_read(tmp_path):
    (tmp_path / "a.txt").write_text("12345")
    (tmp_path / "b.jsonl").write_text('{"text": "1"}\n')
    (tmp_path / "c.jpg").write_text("not read")
    total = 0

    def count(n):
        nonlocal total
        total += n

    list(read_documents([str(tmp_path)], on_bytes=count))
    assert measure_sources([str(tmp_path)]) == total == 5 + 14
    assert measure_sources([str(tmp_path), "-"]) is None

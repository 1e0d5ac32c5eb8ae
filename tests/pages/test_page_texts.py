"""Texts given to the room: names that lie, archives that swell, a row of jobs, and the road into the record."""

from __future__ import annotations

import gzip
import io
import re
import time
import zipfile

import pytest
from starlette.testclient import TestClient

from dragoman.pages import RoomSettings, create_app
from dragoman.pages.read_in import Task, open_files, read_task
from dragoman.pages.uploads import Parcel
from dragoman.record import open_record
from hand_made import make_event, make_reading
from room_record import BASE, PORT


def make_parcel(folder, **limits):
    return Parcel(folder, **{"most_files": 10, "most_bytes": 10_000, **limits})


def make_zip(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    out.seek(0)
    return out


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "C:\\x\\..\\a.TXT", "/abs.txt", "a\x00b.txt", "x" * 3000 + ".txt", ".txt"]
)
def test_no_name_leaves_the_folder(tmp_path, name):
    parcel = make_parcel(tmp_path)
    parcel.keep_file(name, io.BytesIO(b"Chad helped Laos."))
    assert [file.name for file in tmp_path.iterdir()] == ["0000.txt"]
    assert parcel.names == {"0000.txt": name}


def test_unknown_kinds_are_refused_by_name(tmp_path):
    parcel = make_parcel(tmp_path)
    for name in ("a.exe", "b", "c.txt.exe", "d.7z"):
        parcel.keep_file(name, io.BytesIO(b"x"))
    assert [one.name for one in parcel.refused] == ["a.exe", "b", "c.txt.exe", "d.7z"]
    assert all("unknown kind of file" in one.reason for one in parcel.refused)
    assert list(tmp_path.iterdir()) == []


def test_list_of_feeds_is_refused_since_it_asks_the_network(tmp_path):
    parcel = make_parcel(tmp_path)
    parcel.keep_file("feeds.toml", io.BytesIO(b'[[feed]]\nurl = "http://127.0.0.1/"'))
    assert "asks the network" in parcel.refused[0].reason
    assert list(tmp_path.iterdir()) == []


def test_what_is_packed_keeps_its_own_ending(tmp_path):
    parcel = make_parcel(tmp_path)
    for name in ("rows.JSONL.gz", "a.tar.xz", "b.x.gz", "c.zip", "x.docx"):
        parcel.keep_file(name, io.BytesIO(b"x"))
    assert list(parcel.names) == ["0000.jsonl.gz", "0001.tar.xz", "0002.gz", "0003.zip", "0004.docx"]


def test_an_upload_is_bounded_in_number_and_size(tmp_path):
    parcel = make_parcel(tmp_path, most_files=2, most_bytes=10)
    for name, data in (("a.txt", b"12345"), ("b.txt", b"1234567"), ("c.txt", b"1")):
        parcel.keep_file(name, io.BytesIO(data))
    assert list(parcel.names.values()) == ["a.txt"]
    assert [one.reason.partition(":")[0] for one in parcel.refused] == ["too large", "too many files"]
    assert [file.name for file in tmp_path.iterdir()] == ["0000.txt"]


# ------------------------------------------------------------------ what the intake makes of them


def open_upload(folder, *files, **bounds):
    """Titles of the texts, what is left out and what is doubtful, of these (name, bytes or stream)."""
    parcel = make_parcel(folder, most_bytes=1_000_000)
    for name, data in files:
        parcel.keep_file(name, data if hasattr(data, "read") else io.BytesIO(data))
    assert parcel.refused == []
    docs, left, doubts = open_files(Task(str(folder), parcel.names, None, "", 1.0, **bounds))
    return [doc.text for doc in docs], [(one.where, one.reason) for one in left], [one.reason for one in doubts]


def test_an_archive_is_read_as_the_intake_reads_it(tmp_path):
    archive = make_zip(
        one_dot_txt="Chad helped Laos.", x__two_dot_md="Peru thanked Chile.", up____three_dot_exe="x", _dot_hidden="x"
    )
    texts, left, _ = open_upload(tmp_path, ("../a.zip", archive))
    assert texts == ["Chad helped Laos.", "Peru thanked Chile."]
    assert [where for where, _ in left] == ["../a.zip!up//three.exe"]
    assert "unknown ending" in left[0][1]


def test_files_of_every_kind_of_the_intake_are_read(tmp_path):
    letter = b"From: a@example.org\nSubject: Note\nDate: Mon, 2 Mar 2020 10:00:00 +0000\n\nChad helped Laos.\n"
    rich = rb"{\rtf1\ansi Peru thanked Chile.}"
    rows = gzip.compress(b'{"text": "Kenya warned Somalia."}\n{"text": ""}\n')
    texts, left, _ = open_upload(tmp_path, ("a.eml", letter), ("b.rtf", rich), ("c.jsonl.gz", rows), ("d.pdf", b"no PDF"))
    assert any("Chad helped Laos." in text for text in texts)
    assert any("Peru thanked Chile." in text for text in texts)
    assert "Kenya warned Somalia." in texts
    assert [where for where, _ in left] == ["c.jsonl.gz, line 2", "d.pdf"]


@pytest.mark.parametrize(
    ("bounds", "reason"),
    [({"most_bytes": 3_000_000}, "archive too large"), ({"most_files": 3}, "archive too large")],
)
def test_an_archive_that_swells_is_stopped(tmp_path, bounds, reason):
    files = {f"f{i}_dot_txt": b"0" * 1_000_000 for i in range(50)}
    texts, left, _ = open_upload(tmp_path, ("bomb.zip", make_zip(**files)), **bounds)
    assert len(texts) <= 3
    assert left[-1][0].startswith("bomb.zip")
    assert left[-1][1].startswith(reason)


def test_all_texts_of_an_upload_are_bounded_together(tmp_path):
    rows = b"".join(b'{"text": "%d Chad helped Laos."}\n' % n for n in range(100))
    texts, left, _ = open_upload(tmp_path, ("a.jsonl", rows), most_bytes=500)
    assert 10 < len(texts) < 40
    assert "too large" in left[-1][1]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04garbage", b"no archive"])
def test_broken_archive_is_told(tmp_path, data):
    _, left, _ = open_upload(tmp_path, ("a.zip", data))
    assert left[0][0] == "a.zip"
    assert left[0][1].startswith(("archive", "empty"))


def test_what_is_in_another_language_is_left_out_by_name(tmp_path):
    text = (
        "Le gouvernement a déclaré que les deux pays signeraient un accord de paix dans les prochains jours, selon le ministre."
    )
    texts, left, _ = open_upload(tmp_path, ("a.txt", text.encode()))
    assert texts == []
    assert "not English: it is in French" in left[0][1]


def test_long_lists_are_cut_and_say_so(tmp_path):
    rows = b'{"text": ""}\n' * 500
    _, left, _ = open_upload(tmp_path, ("a.jsonl", rows))
    assert len(left) == 201
    assert left[-1] == ("and others", "300 more; `dragoman read` counts them by reason")


# ------------------------------------------------------------------ jobs


def code_aid(doc):
    if "fail" in doc.text:
        raise ValueError("a defect")
    return make_reading(doc, make_event(doc, "AID", ["TCD:Chad"], ["LAO:Laos"], act="helped"))


def test_task_puts_texts_into_the_record(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    parcel = make_parcel(folder)
    parcel.keep_text("Chad helped Laos.", "A title", None, "2001-02-03")
    parcel.keep_file("../x.txt", io.BytesIO(b"Chad helped Laos again; fail."))
    parcel.keep_file("empty.txt", io.BytesIO(b" "))
    path = str(tmp_path / "r.duckdb")
    told = list(read_task(Task(str(folder), parcel.names, None, path, 1.0), code_aid))
    assert [one.state for one in told] == ["reading", "reading", "reading", "done"]
    assert [one.n_done for one in told] == [0, 1, 2, 2]
    assert [(one.title, one.n_events, one.known) for one in told[-1].texts] == [("A title", 1, False)]
    assert next(one.where for one in told[-1].left) == "empty.txt"
    assert "a defect" in told[-1].left[1].reason
    with open_record(path, read_only=True) as record:
        assert record.document(told[-1].texts[0].id).published == "2001-02-03"
        assert record.counts().unmerged == 0


def test_task_says_when_the_record_stays_locked(tmp_path):
    import subprocess
    import sys

    folder = tmp_path / "in"
    folder.mkdir()
    parcel = make_parcel(folder)
    parcel.keep_text("Chad helped Laos.", None, None, None)
    path = str(tmp_path / "r.duckdb")
    hold = f"import sys, dragoman\nr = dragoman.open_record({path!r})\nprint('held', flush=True)\nsys.stdin.read()"
    holder = subprocess.Popen([sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout.readline() == "held\n"
        last = list(read_task(Task(str(folder), parcel.names, None, path, 0.7), code_aid))[-1]
        assert last.state == "failed"
        assert "in use by another process" in last.message
    finally:
        holder.communicate("")


def test_text_read_in_the_page_is_in_the_record(tmp_path):
    """The whole road, with the coder in its process: form, progress, document, event."""
    app = create_app(str(tmp_path / "new.duckdb"), port=PORT, settings=RoomSettings(copy_pause=0))
    with TestClient(app, base_url=BASE) as client:
        assert "is empty" in client.get("/").text
        token = re.search(r'name="token" value="(\w+)"', client.get("/read").text)[1]
        form = {"token": token, "text": "Kenya recalled its ambassador from Somalia in February 2019.", "title": "Recall"}
        answer = client.post("/read", data=form, files=[("files", ("c.exe", b"MZ"))], follow_redirects=False)
        assert answer.status_code == 303
        job = answer.headers["location"]
        for _ in range(600):
            page = client.get(f"{job}.json").json()
            if page["over"]:
                break
            time.sleep(0.1)
        assert page["state"] == "done", page["message"]
        assert [one["where"] for one in page["left"]] == ["c.exe"]
        doc = page["texts"][0]["id"]
        assert client.get(f"/document/{doc}").status_code == 200
        events = client.get(f"/events.json?document={doc}").json()["events"]
        assert [(one["type"], one["date"]) for one in events] == [("SANCTION", "2019-02")]
        assert client.get("/relation/KEN-SOM.json").json()["relation"]["n_episodes"] == 1
        assert "They are in the record now" in client.get(job).text
        again = client.post(f"{job}/stop", data={"token": "x"})
        assert again.status_code == 403
